"""What every floor stands on; no tables."""
