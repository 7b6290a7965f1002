"""Edits: what a repair changes, how edits on edits compose, and how they become text with a way back to the source.

An edit counts in the text that its repair was given. ``compose`` rewrites edits on a repaired text as edits on the
source, so that after any number of repairs one sorted, disjoint list of edits on the source is all there is (P3).
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import repeat
from operator import attrgetter
from typing import NamedTuple

from luoshi_reading.model import Candidate


class Edit(NamedTuple):
    """[start, end) of a text becomes ``now``, for the reason ``why``."""

    start: int
    end: int
    now: str
    kind: str
    why: str
    certain: bool = True
    candidates: tuple[Candidate, ...] = ()


def edits_of(rows: Iterable[tuple[int, int, str, str, str, bool, tuple[Candidate, ...]]]) -> list[Edit]:
    """Make an edit of each row of its seven members: in a third of the time that as many calls take."""
    return list(map(tuple.__new__, repeat(Edit), rows))


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return ``text`` with sorted, disjoint edits made."""
    pieces: list[str] = []
    at = 0
    for edit in edits:  # members by number: a name takes three times as long
        pieces.append(text[at : edit[0]])
        pieces.append(edit[2])
        at = edit[1]
    pieces.append(text[at:])
    return "".join(pieces)


def disjoint(edits: Iterable[Edit]) -> list[Edit]:
    """Sort edits and drop each that overlaps an earlier one; two insertions at one place count as overlap."""
    edits = list(edits)
    until = -1
    for edit in edits:
        if edit[0] < until or edit[1] <= until:
            break
        until = edit[1]
    else:
        return edits
    kept: list[Edit] = []
    until = -1
    for edit in sorted(edits, key=lambda e: (e.start, -e.end)):
        if edit.start >= max(until, 0) and not (edit.start == edit.end == until):
            kept.append(edit)
            until = edit.end
    return kept


_end = attrgetter("end")


def _moved(edits: Sequence[Edit], by: int) -> Sequence[Edit]:
    if not by:
        return edits
    return edits_of(
        [
            (start + by, end + by, now, kind, why, certain, candidates)
            for start, end, now, kind, why, certain, candidates in edits
        ]
    )


class Reach(NamedTuple):
    """How far each of sorted, disjoint edits is moved in the text they make, and where it ends there."""

    shifts: list[int]
    ends: list[int]


def reach(edits: Sequence[Edit]) -> Reach:
    """Tell where edits stand in the text they make; behind the last, ``shifts`` has one more."""
    shifts, ends = [0], []
    shift = 0
    for edit in edits:
        end = edit[1]
        shift += len(edit[2]) - end + edit[0]
        shifts.append(shift)
        ends.append(end + shift)
    return Reach(shifts, ends)


def compose(first: Sequence[Edit], middle: str, second: Sequence[Edit], reached: Reach | None = None) -> list[Edit]:
    """Rewrite edits on ``middle``, the text after ``first``, as edits on the text before it, joined with ``first``.

    ``reached``: that of ``first``, where it is known.

    Where a later edit reaches into what an earlier one wrote the two become one edit, named after the widest
    earlier one, or after the later one where nothing is left.
    """
    if not first:
        return list(second)
    if not second:
        return list(first)
    shifts, ends = reached or reach(first)
    out: list[Edit] = []
    index, position = 0, 0
    while position < len(second):
        late = second[position]
        start, end = late[0], late[1]
        before, index = index, bisect_right(ends, start, index)
        out += first[before:index]
        shift = shifts[index]  # place in `middle` minus place in the source, in front of first[index]
        # Most edits reach into none before them: all that end before the next earlier one move together.
        free = first[index][0] + shift if index < len(first) else sys.maxsize
        if end <= free and start < free:
            until = position + 1
            if until < len(second) and second[until][1] <= free:
                until = bisect_right(second, free, until, key=_end)
            while until > position + 1 and second[until - 1].start >= free:
                until -= 1
            out += _moved(second[position:until], -shift)
            position = until
            continue
        shift_before, index_before, position_before = shift, index, position
        position += 1
        while True:
            if index < len(first) and first[index][0] + shift < end:
                early_start, early_end, early_now = first[index][:3]
                start = min(start, early_start + shift)
                end = max(end, early_start + shift + len(early_now))
                shift += len(early_now) - (early_end - early_start)
                index += 1
            elif position < len(second) and second[position][0] < end:
                end = max(end, second[position][1])
                position += 1
            else:
                break
        if index == index_before:
            out.append(Edit(start - shift_before, end - shift_before, *late[2:]))
            continue
        moved = [Edit(e[0] - start, e[1] - start, *e[2:]) for e in second[position_before:position]]
        now = apply(middle[start:end], moved)
        named = max(first[index_before:index], key=lambda e: e.end - e.start) if now else late
        out.append(Edit(start - shift_before, end - shift, now, *named[3:]))
    out.extend(first[index:])
    return out


class Segments(NamedTuple):
    """Where stretches of a repaired text stand in the source; see ``RepairedText``."""

    text: list[int]
    source: list[int]
    ends: list[int]


def segments(edits: Iterable[Edit], length: int) -> Segments:
    """Lay out the way back for sorted, disjoint edits on a source of ``length`` characters.

    Neighbouring stretches that run in step are one segment; a deletion leaves a gap between two.
    """
    text: list[int] = []
    source: list[int] = []
    ends: list[int] = []
    at = 0
    place = 0
    open_segment = False  # the last segment runs in step and touches `at`
    for edit in edits:
        start, end, wide = edit[0], edit[1], len(edit[2])
        if start > at:
            if not open_segment:
                text.append(place)
                source.append(at)
                ends.append(start)
            else:
                ends[-1] = start
            place += start - at
            open_segment = True
        if wide == end - start:
            if wide:
                if open_segment:
                    ends[-1] = end
                else:
                    text.append(place)
                    source.append(start)
                    ends.append(end)
                    open_segment = True
        else:
            if wide:
                text.append(place)
                source.append(start)
                ends.append(end)
            open_segment = False
        place += wide
        at = end
    if length > at or not text:
        if open_segment:
            ends[-1] = length
        else:
            text.append(place)
            source.append(at)
            ends.append(length)
    return Segments(text, source, ends)


_NOT_NUL = re.compile("[^\0]+")


def _unlike(before: str, after: str) -> str:
    """A row of one character a place: NUL where two texts of one length agree."""
    a, b = before.encode("utf-32-le", "surrogatepass"), after.encode("utf-32-le", "surrogatepass")
    delta = (int.from_bytes(a, "little") ^ int.from_bytes(b, "little")).to_bytes(len(a), "little")
    try:
        return delta.decode("utf-32-le", "surrogatepass")
    except UnicodeDecodeError:  # two characters of the higher planes may differ by more than a character
        return "".join("\0" if x == y else "\1" for x, y in zip(before, after, strict=True))


def differences(before: str, after: str) -> list[tuple[int, int]]:
    """Find the runs [start, end) in which two texts of one length differ, without looping over characters."""
    return [m.span() for m in _NOT_NUL.finditer(_unlike(before, after))]


def count_differences(before: str, after: str) -> int:
    """Count the characters in which two texts of one length differ."""
    return len(before) - _unlike(before, after).count("\0")
