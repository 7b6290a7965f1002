"""Receiving documents, watching them being read, and deciding on findings."""
