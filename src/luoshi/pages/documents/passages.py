"""The source text as HTML: exactly as found, with findings, repairs and noise marked, in chunks a browser can bear.

One markup serves both views: each repair holds what stood there and what it became, and the style sheet shows one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from django.utils.safestring import SafeString, mark_safe

from luoshi.domain.documents.queries import RepairMade
from luoshi.domain.documents.rules import Passage

CHUNK_CHARACTERS = 8_000
INLINE_CHARACTERS = 24_000
"""What is drawn with the page itself: a long speech. The rest of a longer document comes as it is scrolled to."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One finding as it is marked in the source."""

    finding_id: int
    passage: Passage
    kind: str
    is_decided: bool


@dataclass(frozen=True, slots=True)
class Chunk:
    """One stretch of the source; ``html`` is None where it is fetched later."""

    passage: Passage
    html: SafeString | None

    @property
    def length(self) -> int:
        """Characters in it."""
        return self.passage.end - self.passage.start


class Repairs:
    """The repairs of a document in the order of the source, found by place without looking at all of them."""

    def __init__(self, repairs: Iterable[RepairMade]) -> None:
        self.all = list(repairs)
        self._starts = [r.passage.start for r in self.all]
        self._ends = [r.passage.end for r in self.all]

    def beginning_in(self, passage: Passage) -> list[RepairMade]:
        """Those that begin in a passage."""
        return self.all[bisect_left(self._starts, passage.start) : bisect_left(self._starts, passage.end)]

    def end_across(self, place: int) -> int:
        """The end of the repair that reaches across a place; the place itself where none does."""
        index = bisect_right(self._ends, place)
        return self._ends[index] if index < len(self.all) and self._starts[index] < place else place


def chunk_passages(source: str, repairs: Repairs, size: int = CHUNK_CHARACTERS) -> list[Passage]:
    """Cut the source into stretches of about ``size`` characters, at line ends where possible, never in a repair."""
    passages = []
    start = 0
    while start < len(source):
        end = min(start + size, len(source))
        if end < len(source):
            line_end = source.find("\n", end, end + size // 2)
            end = line_end + 1 if line_end >= 0 else end
            end = repairs.end_across(end)
        passages.append(Passage(start, end))
        start = end
    return passages


def place_of_words(source: str, repairs: Repairs, passage: Passage, words: str) -> Passage:
    """Give where repaired words stand inside a passage of the source; the whole passage where they cannot be told."""
    made = [r for r in repairs.beginning_in(passage) if not r.is_undone]
    pieces: list[str] = []
    places: list[tuple[int, int]] = []  # of each repaired character: begin and end in the source
    at = passage.start
    for repair in made:
        pieces.append(source[at : repair.passage.start])
        places += [(i, i + 1) for i in range(at, repair.passage.start)]
        pieces.append(repair.now)
        places += [(repair.passage.start, repair.passage.end)] * len(repair.now)
        at = repair.passage.end
    pieces.append(source[at : passage.end])
    places += [(i, i + 1) for i in range(at, passage.end)]
    found = "".join(pieces).find(words)
    if found < 0 or not words:
        return passage
    return Passage(places[found][0], places[found + len(words) - 1][1])


def source_html(
    source: str,
    stretch: Passage,
    marks: Iterable[Mark],
    repairs: Repairs,
    noise: Iterable[Passage],
) -> SafeString:
    """Write a stretch of the source with everything marked that lies in it."""
    here = [m for m in marks if m.passage.start < stretch.end and m.passage.end > stretch.start]
    mending = repairs.beginning_in(stretch)
    gone = [n for n in noise if n.start < stretch.end and n.end > stretch.start]
    cuts = {stretch.start, stretch.end}
    for passage in (*(m.passage for m in here), *gone, *(r.passage for r in mending)):
        cuts.update((max(passage.start, stretch.start), min(passage.end, stretch.end)))
    places = sorted(cuts)
    inside = _inside_repairs(places, mending)
    places = [p for p in places if p not in inside]
    opening = sorted(here, key=lambda m: m.passage.start)
    replaced = {r.passage.start: r for r in mending if r.passage.end > r.passage.start}
    inserted = {r.passage.start: r for r in mending if r.passage.end == r.passage.start}
    gone_starts = [n.start for n in gone]
    out: list[str] = []
    active: list[Mark] = []
    next_mark = 0
    for start, end in pairwise(places):
        active = [m for m in active if m.passage.end > start]
        while next_mark < len(opening) and opening[next_mark].passage.start < end:
            if opening[next_mark].passage.end > start:
                active.append(opening[next_mark])
            next_mark += 1
        if start in inserted:  # takes no place in the source
            out.append(_piece(_repair_html(inserted[start]), active, is_noise=False))
        repair = replaced.get(start)
        index = bisect_right(gone_starts, start) - 1
        is_noise = index >= 0 and gone[index].end > start
        words = _repair_html(repair) if repair else escape(source[start:end], quote=False)
        out.append(_piece(words, active, is_noise=is_noise))
    return mark_safe("".join(out))  # noqa: S308 - every piece is escaped above


def _inside_repairs(places: Sequence[int], repairs: Sequence[RepairMade]) -> set[int]:
    """Cuts inside a repair are moved to its start: a repair is shown whole."""
    inside: set[int] = set()
    for repair in repairs:
        first = bisect_right(places, repair.passage.start)
        last = bisect_left(places, repair.passage.end)
        inside.update(places[first:last])
    return inside


def _piece(words: str, marks: Sequence[Mark], *, is_noise: bool) -> str:
    if not marks:
        return f'<span class="noise">{words}</span>' if is_noise else words
    kinds = " ".join(sorted({f"is-{m.kind}" for m in marks}))
    decided = " decided" if all(m.is_decided for m in marks) else ""
    ids = " ".join(str(m.finding_id) for m in marks)
    return f'<span class="found {kinds}{decided}{" noise" if is_noise else ""}" data-found="{ids}">{words}</span>'


def _repair_html(repair: RepairMade) -> str:
    state = (" undone" if repair.is_undone else "") + ("" if repair.certain else " doubtful")
    was, now = escape(repair.was, quote=False), escape(repair.now, quote=False)
    place = f"{repair.passage.start}-{repair.passage.end}"
    return f'<span class="repair{state}" data-repair="{place}"><del>{was}</del><ins>{now}</ins></span>'
