"""Mojibake that lost bytes on its way: UTF-8 read as Windows-1252 or as GBK, where some bytes mean nothing.

The byte that begins a character tells how many follow, so a lost one is missed where it stood, whether a mark stands
there (?, �, □) or nothing. What it may have been is weighed by the characters beside it and the document's own words.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from luoshi_reading.model import Candidate
from luoshi_reading.repair.edits import Edit
from luoshi_reading.repair.likelihood import Likelihood, common_characters
from luoshi_reading.repair.script import convert as to_simplified
from luoshi_reading.repair.script import simplified
from luoshi_reading.repair.weighing import Node, posterior

LOST_MARKS = "?\ufffd□"
"""What stands where a byte could not be read; within a character a question mark is nothing else."""
UNKNOWN = "□"
_QUESTION = 0x3F
_WINDOWS = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
_ANY = tuple(range(0x80, 0xC0))
_ENDS_NO_LINE, _BETWEEN_NO_DIGITS = "，、（《〔“‘", "“”‘’（）《》…"
_SAMPLE = 12_000
_SHOWN_FROM = 0.35
_CANDIDATES = 5
_MOST_READINGS = 14
_LEAST_EXACT = 8
_MOST_BROKEN = 0.05
_LEAST_COMMON = 0.6

Code = int | None
"""A byte, or a mark where one was lost."""


Values = Callable[[Code], tuple[int, ...]]
"""What a lost byte may have been before another byte; before nothing None stands."""


def windows(after: Code) -> tuple[int, ...]:
    """The bytes that Windows-1252 has no character for."""
    return _WINDOWS


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
    """A stretch of mojibake: its bytes, and for each the place of the character of the source it is from."""

    start: int
    end: int
    codes: tuple[Code, ...]
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    """A character of the text: the bytes [start, end) of its run, and what they may be read as."""

    start: int
    end: int
    readings: tuple[str, ...]


def find(text: str, runs: Sequence[Run], values: Values, kind: str, why: str) -> list[Edit]:
    """Restore runs whose bytes, but for some lost ones, are UTF-8; ``values``: what a lost byte may have been."""
    read = [(run, _tokens(run.codes, values)) for run in runs]
    exact = [t.readings[0] for _, tokens in read for t in tokens if len(t.readings) == 1 and t.readings[0] > "\x7f"]
    whole = sum(c != UNKNOWN for c in exact)
    if whole < _LEAST_EXACT or len(exact) - whole > _MOST_BROKEN * whole:
        return []
    if sum(c in common_characters() for c in exact) < _LEAST_COMMON * len(exact):
        return []
    likelihood = Likelihood(to_simplified("".join(_restored(text, read))[:_SAMPLE]))
    return [
        edit
        for run, tokens in read
        if any(t.readings[0] > "\x7f" != UNKNOWN for t in tokens)
        for edit in _edits(text, run, tokens, likelihood, kind, why)
    ]


def _restored(text: str, read: list[tuple[Run, list[_Token]]]) -> Iterator[str]:
    """Yield the text with its runs restored; a line ends where a character is not sure."""
    at = 0
    for run, tokens in read:
        yield text[at : run.start]
        yield from (t.readings[0] if len(t.readings) == 1 else "\n" for t in tokens)
        at = run.end
    yield text[at:]


def _tokens(codes: tuple[Code, ...], values: Values) -> list[_Token]:
    """Part bytes into characters by the bytes that begin one."""
    tokens: list[_Token] = []
    at = 0
    while at < len(codes):
        first = codes[at]
        size = _size(first)
        end = at + 1
        while end < min(at + size, len(codes)) and _continues(codes[end]):
            end += 1
        if first is None or (size == 1 and first > 0x7F):
            readings: tuple[str, ...] = (UNKNOWN,)
        elif size == 1:
            readings = (chr(first),)
        else:
            following = tuple(None if code == _QUESTION else code for code in codes[at + 1 : end])
            readings = _readings(first, following, size, codes[end] if end < len(codes) else None, values)
        tokens.append(_Token(at, end, readings))
        at = end
    return tokens


def _size(first: Code) -> int:
    if first is None or first < 0xC2 or first > 0xF4:
        return 1
    return 2 if first < 0xE0 else 3 if first < 0xF0 else 4


def _continues(code: Code) -> bool:
    """Tell a byte within a character; A0, which many programs make a plain blank, is one too."""
    return code is None or code in (0x20, _QUESTION) or 0x80 <= code < 0xC0


@cache  # over what stands between two first bytes, of which a document has a few hundred
def _readings(first: int, following: tuple[Code, ...], size: int, after: Code, values: Values) -> tuple[str, ...]:
    """The characters that a first byte and what is left of the others may be, before another first byte."""
    missing = size - 1 - len(following)
    if missing == 0 and None not in following:
        try:
            return (bytes((first, *(0xA0 if c == 0x20 else c for c in following if c is not None))).decode(),)
        except UnicodeDecodeError:
            return (UNKNOWN,)
    if missing + following.count(None) > 2 or size > 3:
        return (UNKNOWN,)
    found: dict[str, None] = {}
    for places in itertools.combinations(range(size - 1), missing):
        row = list(following)
        for place in places:
            row.insert(place, None)
        beside = [*row[1:], after]
        choices = [
            values(then) if c is None else (0xA0,) if c == 0x20 else (c,) for c, then in zip(row, beside, strict=True)
        ]
        for rest in itertools.product(*choices):
            character = bytes((first, *rest)).decode("utf-8", "replace")
            if len(character) == 1 and (
                "一" <= character <= "鿿" or character in "，。、；：？！“”‘’（）《》—…·〔〕【】"
            ):
                found[character] = None
    return tuple(found) or (UNKNOWN,)


def _edits(text: str, run: Run, tokens: list[_Token], likelihood: Likelihood, kind: str, why: str) -> Iterator[Edit]:
    """Yield one edit for each stretch that the bytes prove, and one for each place that is not sure."""
    proven: list[str] = []
    begin = run.start
    for start, end, row in _aligned(run, tokens, _weighed(text, run, tokens, likelihood)):
        now = "".join(character for character, _ in row)
        unsure = [at for at, (character, ranked) in enumerate(row) if ranked or character == UNKNOWN]
        if not unsure:
            proven.append(now)
            continue
        if proven:
            yield Edit(begin, start, "".join(proven), kind, why)
        proven, begin = [], end
        candidates: tuple[Candidate, ...] = ()
        if len(unsure) == 1:
            at = unsure[0]
            before, after = ("".join(c for c, _ in part) for part in (row[:at], row[at + 1 :]))
            candidates = tuple(Candidate(before + c + after, share) for c, share in row[at][1])
        yield Edit(start, end, now, kind, why, False, candidates)
    if proven:
        yield Edit(begin, run.end, "".join(proven), kind, why)


Weighed = tuple[str, list[tuple[str, float]]]
"""What is shown of a character, and its ranked readings where there are several."""


def _aligned(run: Run, tokens: list[_Token], weighed: Iterator[Weighed]) -> Iterator[tuple[int, int, list[Weighed]]]:
    """Yield stretches of the source with their characters: one of the source may hold bytes of two of the text."""
    row: list[Weighed] = []
    start = 0
    for token, shown in zip(tokens, weighed, strict=True):
        row.append(shown)
        if token.end < len(run.places) and run.places[token.end] == run.places[token.end - 1]:
            continue
        yield run.places[start], run.places[token.end] if token.end < len(run.places) else run.end, row
        start, row = token.end, []


def _weighed(text: str, run: Run, tokens: list[_Token], likelihood: Likelihood) -> Iterator[Weighed]:
    """Yield the likeliest reading of each character, with the ranked ones where there are several."""
    before, done = text[run.start - 1 : run.start] or "\n", 0
    for several, group in itertools.groupby(tokens, key=lambda t: len(t.readings) > 1):
        row = list(group)
        done += len(row)
        if not several:
            yield from ((t.readings[0], []) for t in row)
            before = row[-1].readings[0]
            continue
        after = tokens[done].readings[0] if done < len(tokens) else text[run.end : run.end + 1] or "\n"
        readings = [t.readings for t in row]
        readings[-1] = _fitting(readings[-1], before if len(row) == 1 else "", after)
        columns = [
            [Node(c, simple, False) for c, simple in likelihood.commonest(_simple(r), _MOST_READINGS)] for r in readings
        ]
        _, shares = posterior(columns, simplified(before), simplified(after), likelihood)
        for column, share in zip(columns, shares, strict=True):
            ranked = sorted(zip(share, (n.text for n in column), strict=True), reverse=True)[:_CANDIDATES]
            shown = ranked[0][1] if ranked[0][0] >= _SHOWN_FROM else UNKNOWN
            yield shown, [(c, round(s, 4)) for s, c in ranked]


def _fitting(readings: tuple[str, ...], before: str, after: str) -> tuple[str, ...]:
    """Leave out what ends no line and what stands between no digits (counted pairs take both for one)."""
    if before and before in "—…" and before in readings:
        return (before,)  # a dash of two characters
    no = _ENDS_NO_LINE if after == "\n" else _BETWEEN_NO_DIGITS if before.isdecimal() and after.isdecimal() else ""
    return tuple(c for c in readings if c not in no) or readings


@cache  # over the readings that bytes may have
def _simple(readings: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((c, simplified(c)) for c in readings)
