"""Views of the tasks pages, a page or an errand a module."""
