"""Lists as XLSX: one head row, typed columns, no cell that can run as a formula; memory does not grow with the list."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import IO, Any, Literal

import xlsxwriter
from django.http import FileResponse
from django.utils import timezone

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
CELL_LIMIT = 32_767  # characters, set by the file format
SHEET_NAME_LIMIT = 31
OPTIONS: Mapping[str, Any] = MappingProxyType(
    {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
)
_NUMBER_FORMATS = MappingProxyType(
    {"whole": "#,##0", "number": "#,##0.####", "percent": "0.0", "day": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm"}
)

Kind = Literal["text", "whole", "number", "percent", "day", "moment"]
Cell = str | int | Decimal | date | datetime | None


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column: its head, its width in characters, and what its cells hold."""

    head: str
    width: float = 14
    kind: Kind = "text"


def write_list(
    file: IO[bytes], *, title: str, columns: Sequence[ListColumn], rows: Iterable[Sequence[Cell]], frozen: int = 1
) -> int:
    """Write a list into the file and give the number of rows. ``frozen``: columns that stay in sight."""
    book = xlsxwriter.Workbook(file, dict(OPTIONS))
    sheet = book.add_worksheet(sheet_name(title))
    base = {"font_size": 10.5, "border": 1, "text_wrap": True, "valign": "vcenter"}
    head = book.add_format(base | {"bold": True, "align": "center", "bg_color": "#F2F2F2"})
    plain, quoted = book.add_format(base), book.add_format(base | {"quote_prefix": True})
    formats = {kind: book.add_format(base | {"num_format": form}) for kind, form in _NUMBER_FORMATS.items()}
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width)
        sheet.write_string(0, number, column.head, head)
    line = 0
    for line, row in enumerate(rows, start=1):
        for number, (column, value) in enumerate(zip(columns, row, strict=True)):
            if value is None or value == "":
                sheet.write_blank(line, number, None, plain)
            elif isinstance(value, datetime):
                naive = timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value
                sheet.write_datetime(line, number, naive, formats["moment"])
            elif isinstance(value, date):
                sheet.write_datetime(line, number, datetime(value.year, value.month, value.day), formats["day"])
            elif isinstance(value, int | Decimal):
                shown = formats[column.kind] if column.kind in formats else formats["number"]
                sheet.write_number(line, number, float(value), shown)
            else:
                text = value[:CELL_LIMIT]
                sheet.write_string(line, number, text, quoted if text.startswith(FORMULA_SIGNS) else plain)
    sheet.freeze_panes(1, frozen)
    sheet.autofilter(0, 0, max(line, 1), len(columns) - 1)
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&C&P / &N")
    book.close()
    return line


def list_response(
    *, title: str, day: date, columns: Sequence[ListColumn], rows: Iterable[Sequence[Cell]], frozen: int = 1
) -> FileResponse:
    """Give a list as a download named after its title and the day."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    write_list(file, title=title, columns=columns, rows=rows, frozen=frozen)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{title}-{day}.xlsx", content_type=XLSX)


def sheet_name(title: str) -> str:
    """Make a title into the name of a sheet: the format's forbidden signs aside, at most 31 characters."""
    kept = "".join(sign for sign in title if sign not in "[]:*?/\\").strip("'")
    return kept[:SHEET_NAME_LIMIT] or "1"
