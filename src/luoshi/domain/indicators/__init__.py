"""Indicators with their yearly targets and values by unit."""
