"""Labelled cases: one file a kind of damage or fact, one case a line."""
