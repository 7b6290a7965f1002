"""Filters of the project pages."""
