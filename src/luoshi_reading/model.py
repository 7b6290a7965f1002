"""The engine's values: spans, repairs, the repaired text and what was found in it. All frozen.

Every offset is a half-open interval of Unicode code points. Unless a name says otherwise it counts in the
*source*: the decoded text of the input before any repair.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open interval [start, end) of code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span: [{self.start}, {self.end})")


@dataclass(frozen=True, slots=True)
class SourceText:
    """The decoded text as found. ``encoding`` is the one it was decoded with, or the format it came out of."""

    text: str
    encoding: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a place that cannot be known. ``score`` in 0–1, higher is likelier."""

    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Repair:
    """One change from source to repaired text, with what stood there and why it was changed.

    ``certain`` is False where the evidence leaves a choice; then ``candidates`` ranks the readings.
    """

    kind: str
    span: Span
    was: str
    now: str
    why: str
    certain: bool = True
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Noise:
    """A stretch of the source that is no part of the document proper (navigation, contact block, …)."""

    kind: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class RepairedText:
    """The text to read: repaired, noise gone, one paragraph a line; and the way back to the source.

    The map is a row of segments, in order and without gaps in ``text``: segment ``i`` holds the characters from
    ``anchors_text[i]`` up to the next anchor and stands at [``anchors_source[i]``, ``ends_source[i]``) of the
    source. Where both lengths are equal the two run in step; otherwise the segment is one repair and maps as a
    whole. Source that no segment covers was noise or layout. Without ``ends_source`` every segment runs in step.
    """

    text: str
    anchors_text: Sequence[int]
    anchors_source: Sequence[int]
    repairs: Sequence[Repair] = ()
    noise: Sequence[Noise] = ()
    ends_source: Sequence[int] = ()
    script: str = "simplified"
    """``simplified``; ``converted`` (simplified text that some tool had turned traditional); or ``traditional``
    (written so, as in Hong Kong or Taiwan: ``text`` is simplified for reading, displays may keep the source)."""
    restored: Sequence[Span] = ()
    """Where characters were brought back that the source no longer shows (mojibake, GBK read one byte off)."""

    def source_position(self, position: int) -> int:
        """Map a place in ``text`` to the place of the same character in the source."""
        index = max(bisect_right(self.anchors_text, position) - 1, 0)
        return self._place(index, position)

    def source_span(self, start: int, end: int) -> Span:
        """Map [start, end) of ``text`` to the source span that holds those characters and what was repaired in them."""
        first_index = max(bisect_right(self.anchors_text, start) - 1, 0)
        first = (
            self.anchors_source[first_index] if self._is_one_repair(first_index) else self._place(first_index, start)
        )
        if start >= end:
            return Span(first, first)
        last_index = max(bisect_right(self.anchors_text, end - 1) - 1, 0)
        last = self.ends_source[last_index] if self._is_one_repair(last_index) else self._place(last_index, end - 1) + 1
        return Span(first, max(first, last))

    def _place(self, index: int, position: int) -> int:
        place = self.anchors_source[index] + max(position - self.anchors_text[index], 0)
        return min(place, max(self.ends_source[index], self.anchors_source[index])) if self.ends_source else place

    def _is_one_repair(self, index: int) -> bool:
        if not self.ends_source:
            return False
        until = self.anchors_text[index + 1] if index + 1 < len(self.anchors_text) else len(self.text)
        return until - self.anchors_text[index] != self.ends_source[index] - self.anchors_source[index]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the outline. ``level`` 1 is the highest. ``start``/``end`` count in the repaired text."""

    level: int
    heading: str
    start: int
    end: int


class Finding(NamedTuple):
    """One fact with its place in the repaired text. ``fields`` holds what the output contract names for its kind.

    ``kind`` is one of person, formulation, target, commitment. ``start``/``end`` count in the repaired text;
    ``quote == text[start:end]``.
    """

    kind: str
    quote: str
    start: int
    end: int
    fields: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read in one document; ``as_json`` in ``pipeline`` prints it as the contract says."""

    source: SourceText
    repaired: RepairedText
    kind: str | None
    title: str | None
    date: str | None
    date_partial: str | None
    place: str | None
    place_code: str | None
    document_number: str | None
    publisher: str | None
    outline: tuple[Heading, ...]
    meeting: dict[str, Any] | None
    findings: tuple[Finding, ...]
