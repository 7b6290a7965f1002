"""Bring a file in, propose its sheet, heading and columns, and have what was chosen checked or stored."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.exchange import actions, errors
from luoshi.domain.exchange.models import ImportRun
from luoshi.domain.exchange.queries import remembered_matches
from luoshi.domain.exchange.rules import column_letters, columns_said, fields_matched_twice
from luoshi.domain.exchange.terms import ImportKind
from luoshi.domain.organizations.models import Unit
from luoshi.workflows.import_sheet.background import ask_for_work
from luoshi.workflows.import_sheet.fields import Field, field_of, fields_of, folded
from luoshi.workflows.import_sheet.headings import Heading, find_heading, joined, missing_fields, suggested
from luoshi.workflows.import_sheet.sheets import TOP_ROWS, SheetFile

SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Column:
    """One column as the matching page shows it."""

    number: int  # from 0
    heading: str
    samples: tuple[str, ...]
    field: str  # suggested or chosen; empty where it is not imported

    @property
    def letters(self) -> str:
        """The column as the sheet names it."""
        return column_letters(self.number)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a sheet's heading and columns seem to be."""

    sheet: str
    heading: Heading
    columns: tuple[Column, ...]
    fields: tuple[Field, ...]  # to choose from, columns of years included
    missing: tuple[Field, ...]


def bring_in(
    *,
    actor: Account,
    now: datetime,
    jurisdiction: Unit,
    kind: ImportKind,
    name: str,
    content: bytes,
    submission_key: uuid.UUID | None = None,
) -> ImportRun:
    """Open a file, sketch its sheets and keep it (IM3). Raises what keeps it from being read."""
    sketches = [sketch.as_plain() for sketch in SheetFile(name, content).sketches()]
    return actions.receive_sheet(
        actor=actor,
        now=now,
        jurisdiction=jurisdiction,
        kind=kind,
        name=name,
        content=content,
        outline=sketches,
        submission_key=submission_key,
    )


def proposed(
    run: ImportRun, *, sheet: str = "", header_row: int | None = None, header_rows: int | None = None
) -> Proposal:
    """Propose sheet, heading and columns; what is given, or was chosen before, counts (IM4, IM5).

    ``header_row`` counts from 1. Raises SheetUnknown.
    """
    kind = ImportKind(run.kind)
    sketch = _sketch(run, sheet or run.sheet or _likeliest(kind, run.outline))
    top, merged = sketch["top"], [tuple(m) for m in sketch["merged"]]
    heading = find_heading(kind, top, merged)
    if header_row is not None:
        heading = Heading(header_row - 1, header_rows or 1)
    elif run.sheet == sketch["name"] and run.header_row:
        heading = Heading(run.header_row - 1, run.header_rows)
    if not 0 <= heading.row < max(len(top), 1):
        raise errors.SheetUnknown
    names = joined(top, heading, merged)
    chosen = _chosen(run, kind, sketch["name"], heading, names)
    below = top[heading.row + heading.rows :]
    columns = tuple(
        Column(number, name, _samples(below, number), chosen.get(number, ""))
        for number, name in enumerate(names)
        if name or any(number < len(row) and row[number] for row in below)
    )
    yearly = {key for key in chosen.values() if ":" in key}
    fields = (*fields_of(kind), *(f for key in sorted(yearly) if (f := field_of(kind, key)) is not None))
    return Proposal(sketch["name"], heading, columns, fields, tuple(missing_fields(kind, chosen)))


def match_and_check(
    *,
    actor: Account,
    now: datetime,
    run: ImportRun,
    version: int,
    sheet: str,
    header_row: int,
    header_rows: int,
    matching: Mapping[int, str],
) -> ImportRun:
    """Judge and keep which column holds what, and have the sheet checked (IM5). ``header_row`` counts from 1."""
    kind = ImportKind(run.kind)
    sketch = _sketch(run, sheet)
    heading = Heading(header_row - 1, header_rows)
    if not 0 <= heading.row < len(sketch["top"]) or header_rows not in (1, 2):
        raise errors.SheetUnknown
    chosen = {column: key for column, key in matching.items() if key and field_of(kind, key) is not None}
    for key, columns in fields_matched_twice(chosen).items():
        field = _field(kind, key)
        raise errors.FieldTwice(field_zh=field.chinese, field_en=field.english, columns=columns_said(columns))
    for field in missing_fields(kind, chosen):
        raise errors.FieldMissing(field_zh=field.chinese, field_en=field.english)
    names = joined(sketch["top"], heading, [tuple(m) for m in sketch["merged"]])
    with transaction.atomic():
        matched = actions.match_columns(
            actor=actor,
            now=now,
            run=run,
            version=version,
            sheet=sheet,
            header_row=header_row,
            header_rows=header_rows,
            matching=chosen,
            headings={number: folded(name) for number, name in enumerate(names)},
        )
        ask_for_work(matched)
    return matched


def choose_and_check(
    *, actor: Account, now: datetime, run: ImportRun, version: int, changes: Mapping[str, Any]
) -> ImportRun:
    """Choose a remedy for all cells of a kind and have the sheet checked again (IM8)."""
    with transaction.atomic():
        chosen = actions.choose_remedy(actor=actor, now=now, run=run, version=version, changes=changes)
        ask_for_work(chosen)
    return chosen


def check_again(*, actor: Account, now: datetime, run: ImportRun, version: int) -> ImportRun:
    """Have the same file checked once more."""
    with transaction.atomic():
        again = actions.check_again(actor=actor, now=now, run=run, version=version)
        ask_for_work(again)
    return again


def confirm(*, actor: Account, now: datetime, run: ImportRun, version: int) -> ImportRun:
    """Have what was shown stored (IM9)."""
    with transaction.atomic():
        confirmed = actions.have_stored(actor=actor, now=now, run=run, version=version)
        ask_for_work(confirmed)
    return confirmed


def _sketch(run: ImportRun, sheet: str) -> dict[str, Any]:
    found: dict[str, Any] | None = next(
        (sketch for sketch in run.outline if sketch["name"] == sheet and not sketch["is_too_large"]), None
    )
    if found is None:
        raise errors.SheetUnknown
    return found


def _likeliest(kind: ImportKind, outline: Sequence[Mapping[str, Any]]) -> str:
    """Give the sheet whose heading names most fields; shown ones before hidden ones."""

    def score(sketch: Mapping[str, Any]) -> tuple[bool, int]:
        merged = [tuple(m) for m in sketch["merged"]]
        names = joined(sketch["top"], find_heading(kind, sketch["top"], merged), merged) if sketch["top"] else []
        return (not sketch["is_hidden"] and bool(sketch["rows"]), len(suggested(kind, names)))

    return str(max(outline, key=score)["name"])


def _chosen(run: ImportRun, kind: ImportKind, sheet: str, heading: Heading, names: Sequence[str]) -> dict[int, str]:
    if run.matching and (run.sheet, run.header_row, run.header_rows) == (sheet, heading.row + 1, heading.rows):
        return {int(column): key for column, key in run.matching.items()}
    remembered = remembered_matches(run.jurisdiction, kind, (folded(name)[:200] for name in names))
    return suggested(kind, names, remembered)


def _samples(below: Sequence[Sequence[str]], column: int) -> tuple[str, ...]:
    found = (row[column] for row in below if column < len(row) and row[column])
    return tuple(text for text, _ in zip(found, range(SAMPLES), strict=False))


def _field(kind: ImportKind, key: str) -> Field:
    field = field_of(kind, key)
    if field is None:
        raise errors.SheetUnknown
    return field


def top_rows() -> int:
    """How many rows of a sheet may hold its heading."""
    return TOP_ROWS
