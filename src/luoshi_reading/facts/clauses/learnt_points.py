"""What clauses like this one were judged to be: learnt points, for words that no list knows. Rule R21."""

from __future__ import annotations

import re
from functools import cache

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


BEGINS, CLOSES = "^", "$"
NEXT = 21
"""Bits that any character fits in: a pair of them is looked up as one number, in half the time of a string."""


@cache
def _by_code() -> dict[int, int]:
    """The points of characters and pairs, by their numbers."""
    points = points_of("clause_grams")
    single = {ord(gram): value for gram, value in points.items() if len(gram) == 1}
    return single | {ord(gram[0]) << NEXT | ord(gram[1]): value for gram, value in points.items() if len(gram) == 2}


@remembered
def learnt_points(words_of: str) -> float:
    """Return how sure it is that a unit could report on a clause, from about -2 (not at all) to 3 (certain)."""
    points = points_of("clause_grams")
    if BEGINS in words_of or CLOSES in words_of:
        return (points[START] + sum([points[gram] for gram in points.keys() & grams(words_of)])) / 100
    words_of = NUMBER.sub("0", words_of)
    by_code = _by_code()
    known: dict[int, int] = {}  # of each that has points, once
    before = 0
    for at in range(len(words_of)):
        code = ord(words_of[at])
        pair = before << NEXT | code
        before = code
        if (single := by_code.get(code)) is not None:
            known[code] = single
        if (double := by_code.get(pair)) is not None:
            known[pair] = double
    edges = {BEGINS + words_of[:length] for length in BEGINNINGS}.union(
        [words_of[-length:] + CLOSES for length in ENDS]
    )
    total = points[START] + sum(known.values())
    for edge in edges:
        total += points.get(edge, 0)
    return total / 100
