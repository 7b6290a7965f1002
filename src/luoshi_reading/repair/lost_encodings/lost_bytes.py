"""Mojibake that lost bytes on its way: UTF-8 read as Windows-1252 or as GBK, where some bytes mean nothing.

The byte that begins a character tells how many follow, so a lost one is missed where it stood, whether a mark stands
there (?, �, □) or nothing. What it may have been is weighed by the characters beside it and the document's own words.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from luoshi_reading.model import Candidate
from luoshi_reading.repair.characters.script import convert as to_simplified
from luoshi_reading.repair.characters.script import simplified
from luoshi_reading.repair.edits import Edit
from luoshi_reading.repair.likelihood import Likelihood, common_characters
from luoshi_reading.repair.lost_encodings.weighing import Node, posterior

UNKNOWN = "□"
_WINDOWS = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
_SOFT_HYPHEN, _MANY_BYTES = 0xAD, 600
"""Its character cannot be seen and is often lost in copying; one byte of sixty is one."""
_ANY = tuple(range(0x80, 0xC0))
_ENDS_NO_LINE, _BETWEEN_NO_DIGITS = "，、（《〔“‘", "“”‘’（）《》…"
_SAMPLE = 12_000
_SHOWN_FROM = 0.35
_CANDIDATES = 5
_MOST_READINGS = 24
_LEAST_EXACT = 8
_MOST_BROKEN = 0.05
_LEAST_COMMON = 0.6
_MOST_TRADITIONAL = 0.01
"""Of what is sure: with no more of them a document is written in simplified characters throughout."""

LOST = "\u0100"
"""A byte that was lost, among the characters of Latin-1 that stand for bytes."""
_PART = re.compile(
    "[\xc2-\xdf][\x80-\xbf ?\u0100]?|[\xe0-\xef][\x80-\xbf ?\u0100]{0,2}|[\xf0-\xf4][\x80-\xbf ?\u0100]{0,3}|.", re.S
)
"""A byte that begins a character, and what follows it; A0, which many programs make a plain blank, follows too."""
_ASCII = re.compile("[\x00-\x7f]+")
_MOST_REMEMBERED = 20_000
_LONGEST_ROW = 400
_MOST_WEIGHED = 3_000_000
"""Pairs of neighbouring readings weighed in one text; a megabyte of prose that lost bytes takes less than a million."""

Code = int | None
"""A byte, or nothing."""


Values = Callable[[Code], tuple[int, ...]]
"""What a lost byte may have been before another byte; before nothing None stands."""


def windows(after: Code) -> tuple[int, ...]:
    """The bytes that Windows-1252 has no character for."""
    return _WINDOWS


def windows_copied(after: Code) -> tuple[int, ...]:
    """Those and the soft hyphen."""
    return (*_WINDOWS, _SOFT_HYPHEN)


@cache
def gb18030(after: Code) -> tuple[int, ...]:
    """The one byte that begins no character; before ASCII, or at the end, any may be left over."""
    return _ANY if after is None or after < 0x80 else (0x80,)


@cache
def gbk(after: Code) -> tuple[int, ...]:
    """The bytes that make no character of GBK with the one behind them."""
    if after is None or after < 0x80:
        return _ANY
    return tuple(b for b in _ANY if bytes((b, after)).decode("gbk", "ignore") == "")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of mojibake: its bytes as Latin-1, ``LOST`` for a lost one, and for each its character's place."""

    start: int
    end: int
    codes: str
    places: Sequence[int]


@dataclass(frozen=True, slots=True)
class _Read:
    """A run parted into characters: the bytes of each, and what they may be read as."""

    run: Run
    parts: list[str]
    readings: list[str]


def find(text: str, runs: Sequence[Run], values: Values, kind: str, why: str) -> list[Edit]:
    """Restore runs whose bytes, but for some lost ones, are UTF-8; ``values``: what a lost byte may have been."""
    known: dict[str, str] = {}
    if values is windows and _lost_soft_hyphens(runs):
        values = windows_copied
    read = [_read(run, values, known) for run in runs]
    exact = _ASCII.sub("", "".join(r for one in read for r in one.readings if len(r) == 1))
    broken = exact.count(UNKNOWN)
    whole = len(exact) - broken
    if whole < _LEAST_EXACT or broken > _MOST_BROKEN * whole:
        return []
    if sum(map(common_characters().__contains__, exact)) < _LEAST_COMMON * len(exact):
        return []
    traditional = sum(simplified(c) != c for c in exact)
    weighing = _Weighing(
        Likelihood(to_simplified(_sample(text, read))), is_simplified=traditional <= _MOST_TRADITIONAL * len(exact)
    )
    return [
        edit
        for one in read
        if any(r[0] > "\x7f" for r in one.readings)
        for edit in _edits(text, one, weighing, kind, why)
    ]


def _lost_soft_hyphens(runs: Sequence[Run]) -> bool:
    """Whether among many bytes there is not one soft hyphen."""
    return sum(len(run.codes) for run in runs) >= _MANY_BYTES and not any("\xad" in run.codes for run in runs)


def _sample(text: str, read: list[_Read]) -> str:
    """The beginning of the text with its runs restored; a line ends where a character is not sure."""
    pieces: list[str] = []
    at = length = 0
    for one in read:
        pieces += text[at : one.run.start], "".join(r if len(r) == 1 else "\n" for r in one.readings)
        at = one.run.end
        length += len(pieces[-2]) + len(pieces[-1])
        if length >= _SAMPLE:
            break
    return "".join((*pieces, text[at:]))[:_SAMPLE]


def _read(run: Run, values: Values, known: dict[str, str]) -> _Read:
    """Part bytes into characters by the bytes that begin one; ``known``: what whole characters of the text are."""
    parts = _PART.findall(run.codes)
    readings: list[str] = []
    last = len(parts) - 1
    for at, part in enumerate(parts):
        reading = known.get(part)
        if reading is None:
            size = _size(part)
            if size > len(part) or (size > 1 and (LOST in part or "?" in part)):
                reading = _readings(part, size, parts[at + 1][0] if at < last else "", values)
            else:
                reading = known[part] = _whole(part)
        readings.append(reading)
    return _Read(run, parts, readings)


def _size(part: str) -> int:
    first = part[0]
    if first < "\xc2" or first > "\xf4":
        return 1
    return 2 if first < "\xe0" else 3 if first < "\xf0" else 4


def _whole(part: str) -> str:
    """The character that bytes are of which none is lost."""
    if part <= "\x7f":
        return part
    try:
        return part.replace(" ", "\xa0").encode("latin-1").decode()
    except UnicodeError:
        return UNKNOWN


@lru_cache(1 << 14)  # over what stands between two first bytes, of which a document has a few hundred
def _readings(part: str, size: int, after: str, values: Values) -> str:
    """The characters that a first byte and what is left of the others may be, before another first byte."""
    following = tuple(None if c in "?\u0100" else ord(c) for c in part[1:])
    missing = size - len(part)
    if missing + following.count(None) > 2 or size > 3:
        return UNKNOWN
    behind = None if after in ("", LOST) else ord(after)
    found: dict[str, None] = {}
    for places in itertools.combinations(range(size - 1), missing):
        row = list(following)
        for place in places:
            row.insert(place, None)
        beside = [*row[1:], behind]
        choices = [
            values(then) if c is None else (0xA0,) if c == 0x20 else (c,) for c, then in zip(row, beside, strict=True)
        ]
        for rest in itertools.product(*choices):
            character = bytes((ord(part[0]), *rest)).decode("utf-8", "replace")
            if len(character) == 1 and (
                "一" <= character <= "鿿" or character in "，。、；：？！“”‘’（）《》—…·〔〕【】"
            ):
                found[character] = None
    return "".join(found) or UNKNOWN


def _edits(text: str, read: _Read, weighing: _Weighing, kind: str, why: str) -> Iterator[Edit]:
    """Yield one edit for each stretch that the bytes prove, and one for each place that is not sure."""
    run, readings = read.run, read.readings
    shown = _shown(text, read, weighing)
    ends = list(itertools.accumulate(map(len, read.parts))) if shown else []
    begin, done = run.start, 0
    for first, last in _aligned(run.places, ends, sorted(shown)):
        start = run.places[ends[first - 1] if first else 0]
        end = run.places[ends[last - 1]] if last < len(readings) else run.end
        if first > done:
            yield Edit(begin, start, "".join(readings[done:first]), kind, why)
        row = [shown[at][0] if at in shown else readings[at] for at in range(first, last)]
        unsure = [at for at in range(first, last) if at in shown]
        candidates: tuple[Candidate, ...] = ()
        if len(unsure) == 1:
            at = unsure[0] - first
            before, after = "".join(row[:at]), "".join(row[at + 1 :])
            candidates = tuple(Candidate(before + c + after, share) for c, share in shown[unsure[0]][1])
        yield Edit(start, end, "".join(row), kind, why, False, candidates)
        begin, done = end, last
    if done < len(readings):
        yield Edit(begin, run.end, "".join(readings[done:]), kind, why)


def _aligned(places: Sequence[int], ends: list[int], unsure: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the characters [first, last) about each unsure one that share a character of the source."""
    last = 0
    for at in unsure:
        if at < last:
            continue
        first, last = at, at + 1
        while first and places[ends[first - 1]] == places[ends[first - 1] - 1]:
            first -= 1
        while last < len(ends) and places[ends[last - 1]] == places[ends[last - 1] - 1]:
            last += 1
        yield first, last


Shown = tuple[str, list[tuple[str, float]]]
"""What is shown of a character that is not sure, and its ranked readings."""


def _shown(text: str, read: _Read, weighing: _Weighing) -> dict[int, Shown]:
    """What is shown of each character that is not sure, by its place among the characters."""
    run, readings = read.run, read.readings
    shown: dict[int, Shown] = {at: (UNKNOWN, []) for at, r in enumerate(readings) if len(r) > 1 or r == UNKNOWN}
    end = 0
    for at in list(shown):
        if at < end or len(readings[at]) == 1:
            continue
        end = at + 1
        while end < len(readings) and len(readings[end]) > 1:
            end += 1
        before = readings[at - 1] if at else text[run.start - 1 : run.start] or "\n"
        after = readings[end] if end < len(readings) else text[run.end : run.end + 1] or "\n"
        shown.update(enumerate(weighing.ranked(before, tuple(readings[at:end]), after), at))
    return shown


class _Weighing:
    """Ranks rows of places by what one document says; what stood between the same characters before is known."""

    def __init__(
        self, likelihood: Likelihood, most_weighed: int = _MOST_WEIGHED, *, is_simplified: bool = False
    ) -> None:
        self._likelihood = likelihood
        self._is_simplified = is_simplified
        self._columns: dict[str, list[Node]] = {}
        self._known: dict[tuple[str, tuple[str, ...], str], list[Shown]] = {}
        self._left = most_weighed

    def ranked(self, before: str, readings: tuple[str, ...], after: str) -> list[Shown]:
        """The likeliest reading of each place and the ranked ones, between two characters; none past the bounds."""
        asked = before, readings, after
        known = self._known.get(asked)
        if known is None:
            if len(readings) > _LONGEST_ROW or self._left <= 0:
                return [(UNKNOWN, [])] * len(readings)
            known = self._weighed(*asked)
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            self._known[asked] = known
        return known

    def _weighed(self, before: str, readings: tuple[str, ...], after: str) -> list[Shown]:
        last = _fitting(readings[-1], before if len(readings) == 1 else "", after)
        columns = [*map(self._column, readings[:-1]), self._column(last)]
        counts = [1, *map(len, columns), 1]
        self._left -= sum(a * b for a, b in itertools.pairwise(counts))
        _, shares = posterior(columns, simplified(before), simplified(after), self._likelihood)
        known: list[Shown] = []
        for column, share in zip(columns, shares, strict=True):
            ranked = sorted(zip(share, (n.text for n in column), strict=True), reverse=True)[:_CANDIDATES]
            shown = ranked[0][1] if ranked[0][0] >= _SHOWN_FROM else UNKNOWN
            known.append((shown, [(c, round(s, 4)) for s, c in ranked]))
        return known

    def _column(self, readings: str) -> list[Node]:
        """The commonest readings of a place."""
        column = self._columns.get(readings)
        if column is None:
            simple = [(c, simplified(c)) for c in readings]
            if self._is_simplified:
                simple = [(c, s) for c, s in simple if c == s] or simple
            commonest = self._likelihood.commonest(simple, _MOST_READINGS)
            column = self._columns[readings] = [Node(c, s, False) for c, s in commonest]
        return column


def _fitting(readings: str, before: str, after: str) -> str:
    """Leave out what ends no line and what stands between no digits (counted pairs take both for one)."""
    if before and before in "—…" and before in readings:
        return before  # a dash of two characters
    no = _ENDS_NO_LINE if after == "\n" else _BETWEEN_NO_DIGITS if before.isdecimal() and after.isdecimal() else ""
    return "".join(c for c in readings if c not in no) or readings if no else readings
