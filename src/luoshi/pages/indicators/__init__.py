"""The pages of indicators with their yearly targets by unit."""
