"""Lines and paragraphs: what a page broke, what ran together, what stands apart without need."""
