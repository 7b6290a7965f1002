"""Bulletins of a period, frozen with their figures, and what was corrected since."""
