"""The one door to the reading engine: bytes in, the engine's answer in the shape that the tables keep out."""

from __future__ import annotations

import logging
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.documents.rules import MAX_SOURCE_CHARACTERS, Passage
from luoshi.domain.documents.terms import FindingKind, ReadingFailure
from luoshi_reading import model
from luoshi_reading.errors import NoSecondOpinion, ReadingError
from luoshi_reading.model import Candidate, Noise, Repair, RepairedText, SourceText, Span
from luoshi_reading.opening import open_source
from luoshi_reading.pipeline import as_json, read_text, recompose
from luoshi_reading.second_reader import SecondReader, second_opinion, second_reader_of

logger = logging.getLogger(__name__)

_LISTS = {
    FindingKind.FORMULATION: "formulations",
    FindingKind.TARGET: "targets",
    FindingKind.COMMITMENT: "commitments",
    FindingKind.PERSON: "people",
}
# NUL and lone surrogates cannot be stored by PostgreSQL; each is shown as one other character, so that places hold.
_UNSTORABLE = {0: "\u2400"} | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


class CannotRead(Exception):
    """The engine refused the file."""

    def __init__(self, failure: ReadingFailure) -> None:
        self.failure = failure
        super().__init__(failure.value)


@dataclass(frozen=True, slots=True)
class FoundItem:
    """One finding as the engine gave it."""

    kind: FindingKind
    passage: Passage
    quote: str
    heading: str
    confidence: float | None
    fields: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """A reading, ready to be stored. ``reading`` keeps the output contract less source, text and findings."""

    source: str
    text: str
    reading: dict[str, Any]
    findings: list[FoundItem]


def read_bytes(content: bytes, *, name: str, encoding: str, progress: Callable[[str, float], None]) -> Answer:
    """Read a file; ``encoding`` is what an officer named, or empty. Raises CannotRead."""
    if encoding:
        try:
            content = content.decode(encoding, "replace").encode("utf-8")
        except (LookupError, UnicodeError) as error:
            raise CannotRead(ReadingFailure.ENCODING_UNDECIDED) from error
    progress("opening", 0.0)
    try:
        source = open_source(content, name=name)
        if len(source.text) > MAX_SOURCE_CHARACTERS:
            raise CannotRead(ReadingFailure.TOO_LARGE)
        reading = read_text(source, progress=progress)
    except ReadingError as error:
        known = error.code in ReadingFailure._value2member_map_
        raise CannotRead(ReadingFailure(error.code) if known else ReadingFailure.UNREADABLE) from error
    answer: dict[str, Any] = _storable(as_json(reading, with_source=True))
    source, text = answer.pop("source"), answer.pop("text")
    found = [item for kind, listed in _LISTS.items() for item in _items(kind, answer.pop(listed, []))]
    return Answer(source=source, text=text, reading=answer, findings=found)


def _items(kind: FindingKind, entries: Iterable[dict[str, Any]]) -> Iterable[FoundItem]:
    for entry in entries:
        fields = dict(entry)
        span = fields.pop("span")
        heading = fields.pop("under", None) or ""
        confidence = fields.pop("confidence", None)
        quote = fields.pop("quote", None) or fields.get("name") or ""
        yield FoundItem(kind, Passage(span["start"], span["end"]), quote, heading, confidence, fields)


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() and "\0" not in value else value.translate(_UNSTORABLE)
    if isinstance(value, list | tuple):
        return [_storable(item) for item in value]
    if isinstance(value, dict):
        return {name: _storable(item) for name, item in value.items()}
    return value


def recomposed(document: Document, undone: frozenset[Passage]) -> RepairedText:
    """Build the repaired text without the repairs that were undone."""
    reading = document.reading
    source = SourceText(document.source, reading.get("encoding") or "", document.sha256)
    kept = [
        Repair(
            kind=r["kind"],
            span=Span(r["span"]["start"], r["span"]["end"]),
            was=r["was"],
            now=r["now"],
            why=r.get("why", ""),
            certain=r["certain"],
            candidates=tuple(Candidate(c["text"], c["score"]) for c in r.get("candidates", ())),
        )
        for r in reading.get("repairs", [])
        if Passage(r["span"]["start"], r["span"]["end"]) not in undone
    ]
    noise = [
        Noise(n["kind"], Span(n["span"]["start"], n["span"]["end"]), n.get("text", ""))
        for n in reading.get("noise", [])
    ]
    return recompose(source, kept, noise, reading.get("script") or "simplified")


def repaired_stretch(repaired: RepairedText, passage: Passage) -> Passage:
    """Give where a source passage stands in the repaired text; a repair that it touches counts whole."""
    starts, ends = repaired.anchors_source, repaired.ends_source
    count = len(starts)
    bounds: list[int] = []
    for index in _touched(repaired, passage):
        text_start = repaired.anchors_text[index]
        text_end = repaired.anchors_text[index + 1] if index + 1 < count else len(repaired.text)
        if text_end - text_start == ends[index] - starts[index]:
            bounds.append(text_start + max(passage.start - starts[index], 0))
            bounds.append(text_end - max(ends[index] - passage.end, 0))
        else:
            bounds += text_start, text_end
    return Passage(min(bounds), max(bounds)) if bounds else Passage(0, 0)


def _touched(repaired: RepairedText, passage: Passage) -> Iterable[int]:
    starts, ends = repaired.anchors_source, repaired.ends_source
    index = max(bisect_right(starts, passage.start) - 1, 0)
    while index < len(starts) and starts[index] < passage.end:
        if ends[index] > passage.start:
            yield index
        index += 1


def quote_of(repaired: RepairedText, passage: Passage) -> str:
    """Give the repaired words of a source passage."""
    stretch = repaired_stretch(repaired, passage)
    return repaired.text[stretch.start : stretch.end]


def passage_of(repaired: RepairedText, start: int, end: int) -> Passage:
    """Give the source passage of [start, end) of the repaired text."""
    span = repaired.source_span(start, end)
    return Passage(span.start, span.end)


@dataclass(frozen=True, slots=True)
class SecondAnswer:
    """What of a second opinion counts. ``doubted``: ids of findings; ``refused``: how many entries do not count."""

    suggestions: list[FoundItem]
    doubted: list[int]
    refused: int


def second_reader() -> SecondReader | None:
    """Give the second reader of this installation, or None. One that is set wrongly is none, and the log says why."""
    try:
        return second_reader_of(settings.SECOND_READER)
    except NoSecondOpinion as error:
        logger.warning("no second reader: %s", error)
        return None


def opinion_on(document: Document, undone: frozenset[Passage], commitments: Iterable[Finding]) -> SecondAnswer:
    """Ask the second reader about a document and its commitments. Raises NoSecondOpinion."""
    reader = second_reader()
    if reader is None:
        raise NoSecondOpinion("switched_off", "there is no second reader")
    repaired = recomposed(document, undone)
    ids: dict[int, int] = {}
    found: list[model.Finding] = []
    for finding in commitments:
        stretch = repaired_stretch(repaired, Passage(finding.start, finding.end))
        quote = repaired.text[stretch.start : stretch.end]
        if quote and stretch.start not in ids:
            ids[stretch.start] = finding.pk
            found.append(model.Finding(FindingKind.COMMITMENT.value, quote, stretch.start, stretch.end, {}))
    year = document.document_date.year if document.document_date else None
    opinion = second_opinion(reader, repaired.text, found, year)
    suggestions = []
    for suggested in opinion.suggestions:
        fields = {name: value for name, value in suggested.fields.items() if name != "under"}
        passage = passage_of(repaired, suggested.start, suggested.end)
        suggestions.append(
            FoundItem(FindingKind.COMMITMENT, passage, _storable(suggested.quote), "", None, _storable(fields))
        )
    return SecondAnswer(suggestions, [ids[doubted.start] for doubted in opinion.doubts], len(opinion.refused))
