"""Documents as received, what was read in them, and what was decided about each finding. The one door to the reading engine."""
