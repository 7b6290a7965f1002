"""Forms of the project pages."""
