"""Template tags of the documents pages."""
