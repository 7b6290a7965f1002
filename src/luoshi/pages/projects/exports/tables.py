"""Plain tables as XLSX: no cell can run as a formula, sums stay numbers."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

import xlsxwriter
from django.http import FileResponse

from luoshi.pages.projects.exports.sheets import CELL_LIMIT, FORMULA_SIGNS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Value = str | int | Decimal | date | None


def table_response(
    title: str, heads: Sequence[tuple[str, int]], rows: Iterable[Sequence[Value]], *, today: date
) -> FileResponse:
    """Give rows as a workbook to download; heads are words with the width of their column in characters."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(file, options)
    sheet = book.add_worksheet(title[:31])
    base = {"font_size": 10.5, "border": 1, "text_wrap": True, "valign": "vcenter"}
    head = book.add_format(base | {"bold": True, "align": "center", "bg_color": "#F2F2F2"})
    plain, quoted = book.add_format(base), book.add_format(base | {"quote_prefix": True})
    number = book.add_format(base | {"num_format": "#,##0.####"})
    for column, (word, width) in enumerate(heads):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, word, head)
    for place, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, int | Decimal):
                sheet.write_number(place, column, float(value), number)
            else:
                text = ("" if value is None else str(value))[:CELL_LIMIT]
                sheet.write_string(place, column, text, quoted if text.startswith(FORMULA_SIGNS) else plain)
    sheet.freeze_panes(1, 1)
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{title}-{today}.xlsx", content_type=XLSX)
