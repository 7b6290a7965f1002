"""Make sheets in memory, and bring them in by the product's own steps."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from luoshi.domain.accounts.models import Account
from luoshi.domain.exchange.models import ImportRun
from luoshi.domain.exchange.terms import ImportKind
from luoshi.domain.organizations.models import Unit
from luoshi.workflows.import_sheet import matching
from tests.cast import Cast

PROJECT_HEADS = ("项目名称", "责任单位", "业主单位", "总投资（万元）", "计划开工时间", "计划竣工时间")
SOUND_PROJECT = ("清溪河综合治理工程", "市发改委", "云岭水务有限公司", 12000, date(2026, 3, 1), date(2027, 6, 30))

Cell = Any
Finish = Callable[[xlsxwriter.Workbook, Any], None]


def workbook(
    rows: Sequence[Sequence[Cell]], *, name: str = "清单", finish: Finish | None = None, hidden: Sequence[str] = ()
) -> bytes:
    """Write rows into the first sheet of a workbook; ``finish`` may add to it before it is closed."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet(name)
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, column, datetime(value.year, value.month, value.day), day)
            elif isinstance(value, str):
                sheet.write_string(number, column, value)
            elif value is not None:
                sheet.write(number, column, value)
    for other in hidden:
        extra = book.add_worksheet(other)
        extra.write_string(0, 0, "项目名称")
        extra.hide()
    if finish is not None:
        finish(book, sheet)
    book.close()
    return file.getvalue()


def projects(*rows: Sequence[Cell], heads: Sequence[str] = PROJECT_HEADS, finish: Finish | None = None) -> bytes:
    """Write a sheet of projects under the usual headings."""
    return workbook([heads, *rows], finish=finish)


def received(
    cast: Cast,
    now: datetime,
    content: bytes,
    *,
    kind: ImportKind = ImportKind.PROJECTS,
    name: str = "重点项目.xlsx",
    actor: Account | None = None,
    jurisdiction: Unit | None = None,
) -> ImportRun:
    """Bring a sheet in."""
    return matching.bring_in(
        actor=actor or (cast.administrator if kind is ImportKind.UNITS else cast.officer),
        now=now,
        jurisdiction=jurisdiction or cast.city,
        kind=kind,
        name=name,
        content=content,
    )


def checked(
    cast: Cast, now: datetime, content: bytes, *, chosen: Mapping[int, str] | None = None, **options: Any
) -> ImportRun:
    """Bring a sheet in, take the columns as proposed (or as ``chosen``), and have it checked."""
    run = received(cast, now, content, **options)
    proposal = matching.proposed(run)
    columns = {column.number: column.field for column in proposal.columns}
    matching.match_and_check(
        actor=run.brought_by,
        now=now,
        run=run,
        version=run.version,
        sheet=proposal.sheet,
        header_row=proposal.heading.row + 1,
        header_rows=proposal.heading.rows,
        matching=columns if chosen is None else chosen,
    )
    return ImportRun.objects.get(pk=run.pk)


def stored(cast: Cast, now: datetime, content: bytes, **options: Any) -> ImportRun:
    """Bring a sheet in and have it stored."""
    return confirmed(checked(cast, now, content, **options), now)


def confirmed(run: ImportRun, now: datetime) -> ImportRun:
    """Have a checked sheet stored."""
    matching.confirm(actor=run.brought_by, now=now, run=run, version=run.version)
    return ImportRun.objects.get(pk=run.pk)


def with_remedy(run: ImportRun, now: datetime, **changes: Any) -> ImportRun:
    """Choose a remedy and have the sheet checked again."""
    matching.choose_and_check(actor=run.brought_by, now=now, run=run, version=run.version, changes=changes)
    return ImportRun.objects.get(pk=run.pk)


def errors(run: ImportRun) -> list[tuple[str, str]]:
    """Give cell and Chinese words of every error."""
    return [(fault["cell"], fault["zh"]) for fault in run.faults if fault["severity"] == "error"]


def notes(run: ImportRun) -> list[tuple[str, str]]:
    """Give cell and Chinese words of every note."""
    return [(fault["cell"], fault["zh"]) for fault in run.faults if fault["severity"] == "note"]
