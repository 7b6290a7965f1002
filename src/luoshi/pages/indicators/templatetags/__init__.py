"""Words of the pages of indicators."""
