"""What people are told, by which ways, and when."""
