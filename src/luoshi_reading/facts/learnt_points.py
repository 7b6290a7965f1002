"""What clauses like this one were judged to be: learnt points, for words that no list knows. Rule R21."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from luoshi_reading.facts.remembered import remembered

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


@cache
def _points() -> dict[str, int]:
    """Hundredths of points each gram gives; whole numbers, so that the order of a sum decides nothing."""
    lines = files("luoshi_reading.knowledge").joinpath("clause_grams.tsv").read_text(encoding="utf-8").splitlines()
    return {gram: int(points) for gram, _, points in (line.rpartition("\t") for line in lines if line[0] != "#")}


@remembered
def learnt_points(words_of: str) -> float:
    """Return how sure it is that a unit could report on a clause, from about -2 (not at all) to 3 (certain)."""
    points = _points()
    return (points[START] + sum([points[gram] for gram in points.keys() & grams(words_of)])) / 100
