"""The pages that bring sheets in and give lists out."""
