"""Solve the equations by which points are learnt, without a library of matrices: they are few and sparse."""

from __future__ import annotations

from collections.abc import Callable

Vector = list[float]


def solved(curved: Callable[[Vector], Vector], wanted: Vector, *, steps: int, close: float = 0.0) -> Vector:
    """Return x with ``curved(x) = wanted``, for a symmetric positive ``curved``, after so many steps at most.

    ``close``: how long what is left of ``wanted`` may be at the end.
    """
    found, left, way = [0.0] * len(wanted), list(wanted), list(wanted)
    length = sum(value * value for value in left)
    for _ in range(steps):
        if length <= close * close:
            break
        bent = curved(way)
        stride = length / sum(a * b for a, b in zip(way, bent, strict=True))
        found = [f + stride * w for f, w in zip(found, way, strict=True)]
        left = [r - stride * b for r, b in zip(left, bent, strict=True)]
        length, before = sum(value * value for value in left), length
        way = [r + length / before * w for r, w in zip(left, way, strict=True)]
    return found
