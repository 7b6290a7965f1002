"""Today, by role: what waits, what is late, what changed."""
