"""The supervision pages."""
