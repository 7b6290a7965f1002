"""Template words of the tasks pages."""
