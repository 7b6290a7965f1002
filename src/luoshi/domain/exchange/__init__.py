"""Sheets that are brought in: each import as a run, and the column matches remembered for the next one."""
