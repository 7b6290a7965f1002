"""Lights, the ladder of supervision with its letters and interviews, appeals, closing."""
