"""What whole lines and parts of a paper are, before their clauses are read: results told, items, colophons."""
