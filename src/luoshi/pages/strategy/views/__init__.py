"""Views of the strategy pages, one file a thing."""
