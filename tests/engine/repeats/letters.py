"""The letters of an expression: what it cannot tell apart is one letter, and a set of them is the bits of a number."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import pairwise
from re import _constants as ops  # type: ignore[attr-defined]
from typing import Any

Ranges = list[tuple[int, int]]
"""First and last code point of each run of letters."""

SETS = (ops.LITERAL, ops.NOT_LITERAL, ops.ANY, ops.IN)
"""What reads one letter."""
REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)
ASSERTIONS = (ops.ASSERT, ops.ASSERT_NOT)
_CLASSES = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}
_LAST = 0x10FFFF
_FAMILIAR = 0x4E00


@cache
def _of_class(name: str) -> Ranges:
    """Where the letters of a class such as \\d stand; beyond the first plane it is not asked."""
    holds = re.compile(_CLASSES[name]).match
    inside = [holds(chr(point)) is not None for point in range(0x10000)] + [False]
    edges = [point for point in range(0x10000 + 1) if inside[point - 1 if point else -1] != inside[point]]
    return [(first, after - 1) for first, after in zip(edges[::2], edges[1::2], strict=True)]


def _others(ranges: Ranges) -> Ranges:
    found, at = [], 0
    for first, last in sorted(ranges):
        if first > at:
            found.append((at, first - 1))
        at = max(at, last + 1)
    return [*found, (at, _LAST)] if at <= _LAST else found


def _either_case(ranges: Ranges, flags: int) -> Ranges:
    if not flags & re.IGNORECASE:
        return ranges
    found = list(ranges)
    for first, last in ranges:
        for low, high, away in ((65, 90, 32), (97, 122, -32)):
            a, b = max(first, low), min(last, high)
            if a <= b:
                found.append((a + away, b + away))
    return found


def _listed(item: Any) -> Ranges:
    op, argument = item
    if op is ops.LITERAL:
        return [(argument, argument)]
    if op is ops.RANGE:
        return [tuple(argument)]
    *_, negated, name = f"_{argument}".split("_")
    return _others(_of_class(name)) if negated == "NOT" else _of_class(name)


def ranges_of(op: Any, argument: Any, flags: int) -> Ranges:
    """Where the letters stand that a part of an expression reads one of."""
    if op is ops.ANY:
        return [(0, _LAST)] if flags & re.DOTALL else _others([(10, 10)])
    if op is not ops.IN:
        one = _either_case([(argument, argument)], flags)
        return _others(one) if op is ops.NOT_LITERAL else one
    listed = [run for item in argument if item[0] is not ops.NEGATE for run in _listed(item)]
    listed = _either_case(listed, flags)
    return _others(listed) if argument[0][0] is ops.NEGATE else listed


def parts_of(op: Any, argument: Any) -> list[Any]:
    """The expressions within a part of one."""
    if op is ops.SUBPATTERN:
        return [argument[3]]
    if op is ops.BRANCH:
        return list(argument[1])
    if op in REPEATS:
        return [argument[2]]
    if op is ops.ATOMIC_GROUP:
        return [argument]
    if op in ASSERTIONS:
        return [argument[1]]
    if op is ops.GROUPREF_EXISTS:
        return [part for part in argument[1:] if part is not None]
    return []


class Letters:
    """The letters that one parsed expression tells apart."""

    def __init__(self, parsed: Any, flags: int) -> None:
        cuts = {0, 10, 11, _LAST + 1}
        self._cut(parsed, flags, cuts)
        self._cuts = sorted(cuts)
        self._place = {cut: at for at, cut in enumerate(self._cuts)}
        self._sets: dict[str, int] = {}
        self.every = (1 << (len(self._cuts) - 1)) - 1
        self.newline = 1 << (bisect_right(self._cuts, 10) - 1)

    def _cut(self, parsed: Any, flags: int, cuts: set[int]) -> None:
        for op, argument in parsed:
            if op in SETS:
                for first, last in ranges_of(op, argument, flags):
                    cuts.update((first, last + 1))
            within = (flags | argument[1]) & ~argument[2] if op is ops.SUBPATTERN else flags
            for part in parts_of(op, argument):
                self._cut(part, within, cuts)

    def read_by(self, op: Any, argument: Any, flags: int) -> int:
        """The set that a part reads one letter of."""
        key = f"{op}{argument}{flags}"
        if key not in self._sets:
            self._sets[key] = 0
            for first, last in ranges_of(op, argument, flags):
                self._sets[key] |= (1 << self._place[last + 1]) - (1 << self._place[first])
        return self._sets[key]

    def one_of(self, letters: int) -> str:
        """A letter of a set, one of Chinese writing where it holds any."""
        runs = [run for at, run in enumerate(pairwise(self._cuts)) if letters >> at & 1]
        familiar = [chr(max(first, _FAMILIAR)) for first, after in runs if first < 0xA000 and after > _FAMILIAR]
        return familiar[0] if familiar else chr(runs[0][0])
