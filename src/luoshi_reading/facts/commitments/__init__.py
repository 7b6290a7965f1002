"""The orders of a document, each in its smallest piece, with the owners and deadlines that clauses hand on."""
