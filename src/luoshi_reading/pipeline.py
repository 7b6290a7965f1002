"""The order of reading, and only here: open, repair, take the furniture away, find the facts, print them."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from luoshi_reading.knowledge.rare_letters import may_stand
from luoshi_reading.model import Finding, Reading, RepairedText, SourceText, Span
from luoshi_reading.opening import open_source
from luoshi_reading.repair.characters import (
    broken_numbers,
    doubled_marks,
    injected_pinyin,
    lost_spaces,
    punctuation,
    script,
    strewn_commas,
    unusual,
)
from luoshi_reading.repair.edits import Edit
from luoshi_reading.repair.furniture import fused_page, page_furniture, strewn_advertising, strewn_headlines
from luoshi_reading.repair.lost_encodings import mojibake, other_codepages, shifted_gbk
from luoshi_reading.repair.paragraphs import (
    broken_occasions,
    fused_headings,
    lone_marks,
    lone_names,
    one_line,
    paragraphs,
    sentence_lines,
    soft_breaks,
)
from luoshi_reading.repair.repaired import Draft, Finder, finish, recompose
from luoshi_reading.repair.tables import continued_rows, piped_cells, stacked_cells, table_columns
from luoshi_reading.repair.wrappings import escapes, line_marks, markup, records

__all__ = ["as_json", "read", "read_text", "recompose", "repair"]

SCHEMA = "luoshi.reading/1"

Progress = Callable[[str, float], None]
"""Called with the stage that begins and the share (0–1) of the reading that is done."""


def _silent(stage: str, share: float) -> None:
    """Report nothing."""


def _width_with_readings(text: str) -> list[Edit]:
    """Join the lines of a fixed width while the readings injected into them still stand there and fill them."""
    return soft_breaks.find(text, unproven=False) if injected_pinyin.find(text[:_SAMPLE]) else []


_SAMPLE = 10_000
"""A machine that injects readings begins with the first lines."""


def _read_plainly(find: Finder, text: str) -> list[Edit]:
    """Find the cells of tables by what their words are in simplified characters and plain digits, place for place."""
    if may_stand(_OF_TRADITIONAL_TABLES, text):
        text = script.convert(text)
    if _WIDE_ONE in text:
        text = punctuation.narrow(text)
    return find(text)


_OF_TRADITIONAL_TABLES = ("序號", "編號", "項次", "單位|", "單位｜", "單位\t", "單位 |")
_WIDE_ONE = "１"


# What a repair needs stands before it: bytes before characters, characters before spaces, spaces before paragraphs.
_EDITS = (
    records.find,
    escapes.find,
    mojibake.find,
    other_codepages.find,
    lost_spaces.find_unseen,
    markup.find_entities,
    markup.find_breaks,
    line_marks.find,
    shifted_gbk.find,
    _width_with_readings,
    injected_pinyin.find,
    strewn_advertising.find,
    strewn_commas.find,
    strewn_headlines.find,
    doubled_marks.find,
    paragraphs.find_lost_indents,
    partial(_read_plainly, piped_cells.find),
    partial(_read_plainly, table_columns.find),
    partial(_read_plainly, stacked_cells.find),
    partial(_read_plainly, continued_rows.find),
    paragraphs.find_joined,
    fused_page.find,
    one_line.find,
    fused_headings.find,
    broken_numbers.find,
    lost_spaces.find_stray,
    lone_marks.find,
    lone_names.find,
    broken_occasions.find,
    soft_breaks.find,
    sentence_lines.find,
)
_CONVERSIONS = (
    (script.KIND, script.WHY, script.convert),
    (punctuation.KIND, punctuation.WHY, punctuation.convert),
)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Hold the cycle collector off: a reading makes many values that stay and no cycles (docs/decisions)."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@_uncollected()
def repair(source: SourceText) -> RepairedText:
    """Repair a source and take its page furniture away."""
    draft = Draft(source.text)
    for find in _EDITS:
        draft.edit(find)
    for kind, why, into in _CONVERSIONS:
        draft.convert(kind, why, into)
    unusual.forget()
    written = script.written_in(source.text) if draft.was_converted(script.KIND) else script.SIMPLIFIED
    return finish(draft, page_furniture.find(draft.text), written)


def read(data: bytes, *, name: str | None = None, progress: Progress = _silent) -> Reading:
    """Read a file. Raises a ReadingError where it cannot be opened."""
    progress("opening", 0.0)
    return read_text(open_source(data, name=name), progress=progress)


@_uncollected()
def read_text(source: SourceText, *, progress: Progress = _silent) -> Reading:
    """Read a text that is already decoded."""
    from luoshi_reading.facts import find_facts  # imports word lists, which opening and repairing alone do not want

    progress("repairing", 0.1)
    repaired = repair(source)
    progress("finding", 0.4)
    facts = find_facts(repaired)
    progress("done", 1.0)
    return Reading(
        source=source,
        repaired=repaired,
        kind=facts.kind,
        title=facts.title,
        date=facts.date,
        date_partial=facts.date_partial,
        place=facts.place,
        place_code=facts.place_code,
        document_number=facts.document_number,
        publisher=facts.publisher,
        outline=tuple(facts.outline),
        meeting=facts.meeting,
        findings=tuple(facts.findings),
    )


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


_LISTS = {"person": "people", "formulation": "formulations", "target": "targets", "commitment": "commitments"}


def as_json(reading: Reading, with_source: bool = False) -> dict[str, Any]:
    """Lay a reading out as the schema ``luoshi.reading/1`` says; every span counts in the source."""
    repaired = reading.repaired
    out: dict[str, Any] = {
        "schema": SCHEMA,
        "source_sha256": reading.source.sha256,
        "encoding": reading.source.encoding,
    }
    if with_source:
        out["source"] = reading.source.text
    out["text"] = repaired.text
    out["script"] = repaired.script
    out["repairs"] = [_repair(r) for r in repaired.repairs]
    out["noise"] = [{"kind": n.kind, "span": _span(n.span), "text": n.text} for n in repaired.noise]
    for name in ("kind", "title", "date", "date_partial", "place", "place_code", "document_number", "publisher"):
        out[name] = getattr(reading, name)
    out["outline"] = [
        {"level": h.level, "heading": h.heading, "span": _span(repaired.source_span(h.start, h.end))}
        for h in reading.outline
    ]
    out["meeting"] = reading.meeting
    for kind, listed in _LISTS.items():
        out[listed] = [_finding(repaired, f) for f in reading.findings if f.kind == kind]
    return out


def _repair(repair_made: Any) -> dict[str, Any]:
    out = {
        "kind": repair_made.kind,
        "span": _span(repair_made.span),
        "was": repair_made.was,
        "now": repair_made.now,
        "why": repair_made.why,
        "certain": repair_made.certain,
    }
    if repair_made.candidates:
        out["candidates"] = [{"text": c.text, "score": round(c.score, 4)} for c in repair_made.candidates]
    return out


def _finding(repaired: RepairedText, finding: Finding) -> dict[str, Any]:
    """A finding's own fields first; a person is quoted by name, everything else by its quote."""
    out = dict(finding.fields)
    out["name" if finding.kind == "person" else "quote"] = (
        out.get("name", finding.quote) if finding.kind == "person" else finding.quote
    )
    out["span"] = _span(repaired.source_span(finding.start, finding.end))
    return out
