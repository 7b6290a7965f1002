"""Who is to do it: who acts in a clause, whom a note of duty names, which body is meant."""
