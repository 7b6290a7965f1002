"""Views of the reporting pages."""
