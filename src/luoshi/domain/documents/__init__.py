"""Documents as received, what was read in them, what was decided on each finding. The one door to the engine."""
