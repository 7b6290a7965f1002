"""Forms of the strategy pages."""
