"""Who did what, when, to what, and how it stood before and after."""
