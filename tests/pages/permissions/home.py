"""Rows of the first page and the search: everybody has them, each with what the own roles reach."""

from tests.pages.permissions import Row

ROWS = [
    Row("home:today", "any", get=200),
    Row("home:search", "any", get=200, query="?q=云岭"),
]
