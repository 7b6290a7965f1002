"""The pages, by what they do."""
