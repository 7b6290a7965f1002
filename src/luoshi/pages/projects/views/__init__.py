"""Views of the project pages."""
