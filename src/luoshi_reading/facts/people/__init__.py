"""Named people, the forms of their names and the offices written beside them."""
