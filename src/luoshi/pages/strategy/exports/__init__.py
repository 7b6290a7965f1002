"""What the strategy pages give out as files."""
