"""Downloads of the reporting pages, and sheets that come back."""
