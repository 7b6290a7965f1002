"""Numbers and dated outcomes that are set for the future."""
