"""A return as a prefilled workbook, and a filled one read back (RP13).

A hidden key names each row's line, the line's version and a print of the cells as they went out: what nobody touched in
the file is left alone, however old the file is.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest
from typing import IO, Any

import xlsxwriter
from django.utils import translation
from django.utils.translation import gettext as _

from luoshi.domain.accounts.models import Account
from luoshi.domain.reporting import errors
from luoshi.domain.reporting.actions import LineEntry
from luoshi.domain.reporting.errors import LineProblem
from luoshi.domain.reporting.models import Line, Return
from luoshi.domain.reporting.queries.returns import name_of
from luoshi.domain.reporting.rules import OwnField
from luoshi.pages.reporting.entries import read_entry
from luoshi.pages.reporting.exports.cells import rows_of
from luoshi.pages.reporting.lines import LineView

MARK = "luoshi-return"
FIRST_ROW = 5  # counted from 1: what stands above it is title, guidance, keys and heads
FIXED = ("key", "name", "known", "percent", "value", "wan_yuan", "year_wan_yuan", "funds_wan_yuan", "paid_wan_yuan",
         "note", "reason")  # fmt: skip
WIDTHS = (0, 44, 40, 10, 12, 16, 18, 16, 16, 50, 24)
_KEY = re.compile(r"(\d+-\d+)-(\d+)-([0-9a-f]{12})")
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class SheetRead:
    """What a filled sheet says: entries of its rows, rows that could not be read, lines whose rows are gone."""

    entries: tuple[LineEntry, ...]
    problems: tuple[LineProblem, ...]
    missing: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class RowKey:
    """What a row's hidden key says: the line, its version when the sheet went out, and the cells' print."""

    line: str
    version: int
    print: str


def write_sheet(file: IO[bytes], sheet: Return, lines: Sequence[Line], own: Sequence[OwnField], language: str) -> None:
    """Write a return with everything known filled in; only the cells to fill are open."""
    book = xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True})
    page = book.add_worksheet(_("Return"))
    formats = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({"bold": True, "bg_color": "#F2F2F2", "border": 1, "text_wrap": True}),
        "fixed": book.add_format({"border": 1, "text_wrap": True, "bg_color": "#FAFAFA", "valign": "top"}),
        "open": book.add_format({"border": 1, "text_wrap": True, "locked": False, "valign": "top"}),
        "number": book.add_format({"border": 1, "num_format": "#,##0.######", "locked": False, "valign": "top"}),
    }
    period = sheet.period.label_chinese if language.startswith("zh") else sheet.period.label_english
    page.write_string(0, 1, f"{sheet.unit.name} {period} {sheet.period.scheme.name}", formats["title"])
    page.write_string(
        1,
        1,
        _("Fill the white cells and hand the file in again. Leave rows without change empty. Do not add rows."),
    )
    page.write_string(2, 0, f"{MARK}:{sheet.pk}")
    for column, words in enumerate(_heads(own)):
        page.write_string(FIRST_ROW - 2, column, words, formats["head"])
        page.set_column(column, column, WIDTHS[column] if column < len(WIDTHS) else 20, None, {"hidden": column == 0})
    page.set_row(2, None, None, {"hidden": True})
    for place, line in enumerate(lines):
        _write_row(page, FIRST_ROW - 1 + place, line, own, language, formats)
    page.freeze_panes(FIRST_ROW - 1, 2)
    page.protect(
        "", {"sort": True, "autofilter": True, "format_columns": True, "format_rows": True, "select_locked_cells": True}
    )
    book.close()


def _heads(own: Sequence[OwnField]) -> list[str]:
    return [
        _("Key"), _("Task or project"), _("Known"), _("Progress (%)"), _("Value reached"),
        _("Done in the period (10,000 yuan)"), _("Done this year (10,000 yuan)"), _("Funds received (10,000 yuan)"),
        _("Paid (10,000 yuan)"), _("What was done in this period"), _("Reason for the correction"),
        *(one.name for one in own),
    ]  # fmt: skip


def _write_row(
    page: Any, row: int, line: Line, own: Sequence[OwnField], language: str, formats: Mapping[str, Any]
) -> None:
    view = LineView(line, language)
    known = "；".join(f"{name} {words}" for name, words in view.known())
    page.write_string(row, 1, _safe(view.name), formats["fixed"])
    page.write_string(row, 2, _safe(known), formats["fixed"])
    asked = {"note"} | ({"wan_yuan", "year_wan_yuan", "funds_wan_yuan", "paid_wan_yuan", "reason"} if view.is_project
                        else {"percent"} | ({"value"} if view.asks_value else set()))  # fmt: skip
    cells: list[Any] = []
    for column, name in enumerate(FIXED[3:], start=3):
        if name not in asked:
            cells.append(None)
            page.write_blank(row, column, None, formats["fixed"])
            continue
        value = line.note if name == "note" else line.correction_reason if name == "reason" else getattr(
            line, f"declared_{name}"
        )  # fmt: skip
        cells.append(value)
        if value is None or value == "":
            page.write_blank(row, column, None, formats["number" if name not in {"note", "reason"} else "open"])
        elif isinstance(value, str):
            page.write_string(row, column, _safe(value), formats["open"])
        else:
            page.write_number(row, column, float(value), formats["number"])
    for column, one in enumerate(own, start=len(FIXED)):
        cells.append(line.own_values.get(one.key, ""))
        page.write_string(row, column, _safe(cells[-1]), formats["open"])
    page.write_string(row, 0, f"{line.sheet_id}-{line.pk}-{line.version}-{_print(cells)}", formats["fixed"])


def _print(cells: Sequence[Any]) -> str:
    """Give a print of what stands in a row's cells to fill, the same for a number however it is written."""
    plain = [_plain(value) for value in cells]
    while plain and not plain[-1]:
        plain.pop()
    return hashlib.sha256("\x1f".join(plain).encode()).hexdigest()[:12]


def _plain(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, str):
        return value.strip().removeprefix("'").replace("\r\n", "\n")
    number = Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(str(value))
    return f"{number.normalize():f}" if number else "0"


def read_sheet(
    file: IO[bytes], sheet: Return, lines: Sequence[Line], own: Sequence[OwnField], *, reader: Account
) -> SheetRead:
    """Read a filled sheet, shuffled or not; raises where it is none of this return's (RP13).

    Rows that are empty in every cell to fill, or stand as they went out, say nothing and are left alone. ``reader`` may
    change what he saved himself after the sheet went out, not what others did.
    """
    rows = rows_of(file, f"{MARK}:")
    _refuse_other(rows, sheet)
    _refuse_heads(rows, own)
    by_key = {f"{line.sheet_id}-{line.pk}": line for line in lines}
    columns = [*FIXED, *(f"own_{one.key}" for one in own)]
    entries: list[LineEntry] = []
    problems: list[LineProblem] = []
    seen: dict[str, int] = {}
    for number, cells in enumerate(rows[FIRST_ROW - 1 :], start=FIRST_ROW):
        values = dict(zip(columns, cells, strict=False))
        key = _key_of(values.get("key"))
        if not any(value not in (None, "") for value in cells):
            continue
        place = _("Row %s") % number
        line = by_key.get(key.line)
        wrong = _wrong_row(key.line, line, values, seen)
        if wrong is not None or line is None:
            problems.append(LineProblem(line.pk if line else None, wrong or errors.RowUnknown(), place))
            continue
        seen[key.line] = number
        filled = [values.get(name) for name in columns[3:]]
        if key.print == _print(filled) or not any(value not in (None, "") for value in filled):
            continue
        if key.version != line.version and line.is_touched and line.touched_by_id not in (None, reader.pk):
            who = line.touched_by.public_name if line.touched_by else ""
            problems.append(LineProblem(line.pk, errors.RowStale(who=who), place))
            continue
        draft, unreadable = read_entry(values, line, own)
        if unreadable:
            problems += [LineProblem(line.pk, one, place) for one in unreadable]
        else:
            entries.append(LineEntry(line.pk, draft, None, place))
    missing = tuple(line for key, line in by_key.items() if key not in seen)
    return SheetRead(tuple(entries), tuple(problems), missing)


def _key_of(cell: Any) -> RowKey:
    text = str(cell or "").strip()
    found = _KEY.fullmatch(text)
    return RowKey(found[1], int(found[2][:9]), found[3]) if found else RowKey(text, 0, "")


def _wrong_row(key: str, line: Line | None, values: Mapping[str, Any], seen: Mapping[str, int]) -> Any:
    if not key:
        return errors.RowWithoutKey()
    if line is None:
        return errors.RowUnknown()
    if key in seen:
        return errors.RowTwice(other=seen[key])
    if str(values.get("name") or "").strip().lstrip("'") != name_of(line).strip():
        return errors.RowMoved(name=name_of(line))
    return None


def _refuse_other(rows: Sequence[tuple[Any, ...]], sheet: Return) -> None:
    mark = str(rows[2][0]) if len(rows) > 2 and rows[2] else ""
    kind, _colon, key = mark.partition(":")
    if kind != MARK or not key.isdecimal() or len(key) > 15:
        raise errors.NotOurSheet
    if int(key) != sheet.pk:
        other = Return.objects.select_related("unit", "period").filter(pk=int(key)).first()
        raise errors.AnotherReturnsSheet(
            unit=other.unit.label if other else "?", period=other.period.label_chinese if other else "?"
        )


def _refuse_heads(rows: Sequence[tuple[Any, ...]], own: Sequence[OwnField]) -> None:
    """Refuse a sheet whose columns are not where they were put: figures would land in the wrong ones."""
    found = [str(cell or "").strip() for cell in (rows[FIRST_ROW - 2] if len(rows) >= FIRST_ROW - 1 else ())]
    by_language = []
    for code in ("zh-hans", "en"):
        with translation.override(code):
            by_language.append(_heads(own))
    nearest = max(by_language, key=lambda heads: sum(a == b for a, b in zip(heads, found, strict=False)))
    for column, (wanted, words) in enumerate(zip_longest(nearest, found, fillvalue="")):
        if wanted != words:
            raise errors.HeadsChanged(column=chr(ord("A") + column), wanted=wanted, found=words)


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
