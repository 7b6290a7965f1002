"""What the head of a document tells: its title, kind, day, year and publisher."""
