"""Reporting periods, what each unit owes in them, its returns line by line, disputes, and what it costs the units."""
