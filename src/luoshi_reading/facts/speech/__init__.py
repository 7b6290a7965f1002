"""Whose words are being read: who speaks in a report, who is asked for something, what is only told."""
