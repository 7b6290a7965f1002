"""The meeting a document tells of: its name, days, hosts, venues, and what came of it."""
