"""The engine's values: spans, repairs, the repaired text and what was found in it. All frozen.

Every offset is a half-open interval of Unicode code points. Unless a name says otherwise it counts in the
*source*: the decoded text of the input before any repair.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


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

    The map is two parallel, ascending arrays of anchors: ``text`` position ``anchors_text[i]`` stands at source
    position ``anchors_source[i]``; between two anchors both run in step (1:1).
    """

    text: str
    anchors_text: Sequence[int]
    anchors_source: Sequence[int]
    repairs: tuple[Repair, ...] = ()
    noise: tuple[Noise, ...] = ()

    def source_position(self, position: int) -> int:
        """Map a place in ``text`` to the place of the same character in the source."""
        index = bisect_right(self.anchors_text, position) - 1
        return self.anchors_source[index] + (position - self.anchors_text[index])

    def source_span(self, start: int, end: int) -> Span:
        """Map [start, end) of ``text`` to the source span that holds those characters and what was repaired in them."""
        if start >= end:
            at = self.source_position(start)
            return Span(at, at)
        first = self.source_position(start)
        return Span(first, max(first, self.source_position(end - 1) + 1))


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the outline. ``level`` 1 is the highest. ``start``/``end`` count in the repaired text."""

    level: int
    heading: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact with its place in the repaired text. ``fields`` holds what the output contract names for its kind.

    ``kind`` is one of person, formulation, target, commitment. ``start``/``end`` count in the repaired text;
    ``quote == text[start:end]``.
    """

    kind: str
    quote: str
    start: int
    end: int
    fields: dict[str, Any] = field(default_factory=dict)


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
