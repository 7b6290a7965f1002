"""Thin scheduled commands."""
