"""Template tags of the organizations pages."""
