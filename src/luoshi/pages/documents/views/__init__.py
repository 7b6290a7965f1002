"""Views of the documents pages: list, receiving, reading, deciding, repairing."""
