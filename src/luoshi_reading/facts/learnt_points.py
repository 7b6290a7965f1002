"""What clauses like this one were judged to be: learnt points, for words that no list knows. Rule R21."""

from __future__ import annotations

import re

from luoshi_reading.facts.remembered import remembered
from luoshi_reading.knowledge.learnt import points_of

NUMBER = re.compile(r"\d+")
# Characters at the beginning and the end of a clause that are looked at together.
BEGINNINGS = (1, 2, 3)
ENDS = (1, 2, 3, 4)
START = ""
"""Stands for the points that every clause starts with."""


def grams(words_of: str) -> set[str]:
    """Return what a clause is judged by: characters, pairs, how it begins (^…) and ends (…$); a number counts as 0."""
    words_of = NUMBER.sub("0", words_of)
    seen = set(words_of)
    seen.update([words_of[at : at + 2] for at in range(len(words_of) - 1)])
    seen.update(["^" + words_of[:length] for length in BEGINNINGS])
    seen.update([words_of[-length:] + "$" for length in ENDS])
    return seen


@remembered
def learnt_points(words_of: str) -> float:
    """Return how sure it is that a unit could report on a clause, from about -2 (not at all) to 3 (certain)."""
    points = points_of("clause_grams")
    return (points[START] + sum([points[gram] for gram in points.keys() & grams(words_of)])) / 100
