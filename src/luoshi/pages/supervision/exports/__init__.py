"""Documents that the supervision pages give out."""
