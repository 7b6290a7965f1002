"""The strategy pages."""
