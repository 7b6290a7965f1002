"""The tree of units, and who stands where in it with what role."""
