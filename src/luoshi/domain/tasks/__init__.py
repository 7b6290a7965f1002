"""Tasks: from an accepted finding through batch, signing, reports and verification to closing."""
