"""The embedded database, with its writers in a queue (docs/decisions/deadline-hour.md)."""
