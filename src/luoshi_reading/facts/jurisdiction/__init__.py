"""Whose document it is: the division of GB/T 2260, told by names, offices and sources."""
