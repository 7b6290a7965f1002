"""Numbered catchphrases (提法) and their members."""
