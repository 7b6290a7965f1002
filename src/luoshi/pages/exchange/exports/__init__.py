"""Files given out: lists, templates to fill in, marked sheets, the open data package."""
