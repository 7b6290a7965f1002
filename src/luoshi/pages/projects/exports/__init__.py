"""Downloads of the project pages."""
