"""Luoshi (落实): from the meeting's paper to tasks done."""
