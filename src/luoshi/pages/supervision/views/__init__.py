"""Views of the supervision pages, an errand a module."""
