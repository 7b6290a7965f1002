"""Squashed freely until the first release; kept from then on."""
