"""Readings of characters whose bytes were lost, weighed by what stands before, between and after them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from operator import mul

from luoshi_reading.repair.likelihood import Likelihood


@dataclass(slots=True)
class Node:
    """One reading of one place, as the bytes give it and simplified."""

    text: str
    simple: str
    exact: bool


def posterior(
    columns: list[list[Node]], before: str, after: str, likelihood: Likelihood, dropped: float = 1.0
) -> tuple[float, list[list[float]]]:
    """Weigh the readings of every place by those of all others (forward and backward over the row).

    Returns the log likelihood of all readings of the row together, and for each place the share of each reading.
    ``dropped``: the chance of a reading of two characters, between which a pair of bytes was dropped.
    Sums are scaled to 1 at every place, or a long row's would vanish.
    """
    chances = likelihood.chances
    inner = [
        [dropped * likelihood.chance(n.simple[0], n.simple[1]) if len(n.simple) == 2 else 1.0 for n in c]
        for c in columns
    ]
    steps: list[list[list[float]]] = []  # by place, by reading: chances after each reading of the place before it
    lasts = [before]
    for column in columns:
        by_first = likelihood.chances_of_all(lasts, {n.simple[0] for n in column})
        steps.append([by_first[n.simple[0]] for n in column])
        lasts = [n.simple[-1] for n in column]
    forward: list[list[float]] = []
    reached, total = [1.0], 0.0
    for step, own in zip(steps, inner, strict=True):
        reached = [sum(map(mul, reached, row)) * i for row, i in zip(step, own, strict=True)]
        scale = sum(reached)
        total += math.log(scale)
        reached = [r / scale for r in reached]
        forward.append(reached)
    ahead = chances(lasts, after)
    total += math.log(sum(map(mul, reached, ahead)))
    shares: list[list[float]] = []
    for at in range(len(columns) - 1, -1, -1):
        both = list(map(mul, forward[at], ahead))
        scale = sum(both)
        shares.append([b / scale for b in both])
        weights = list(map(mul, ahead, inner[at]))
        ahead = [sum(map(mul, weights, column)) for column in zip(*steps[at], strict=True)]
        scale = max(ahead)
        ahead = [a / scale for a in ahead]
    shares.reverse()
    return total, shares
