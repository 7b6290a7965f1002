"""The breakdown table (任务分解表) as XLSX, in the columns that offices use, ready to print on A4 across."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

import xlsxwriter
from django.utils.translation import gettext as _

from luoshi.domain.tasks.queries import BreakdownRow
from luoshi.domain.tasks.terms import Instrument
from luoshi.pages.tasks.exports.wording import deadline_text, label, source_text, target_text

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
CELL_LIMIT = 32_767  # characters, set by the file format
# Width in characters of each column, in the order of ``_heads``.
WIDTHS = (5, 11, 38, 34, 8, 18, 22, 13, 20, 11, 11, 9, 9, 9, 48)


def write_workbook(file: IO[bytes], rows: Iterable[BreakdownRow], *, title: str, language: str) -> int:
    """Write the table into the file and give the number of rows; memory stays the same however many there are.

    No cell can run as a formula: every text is written as text and stays text when edited (quote prefix).
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(file, options)
    sheet = book.add_worksheet(_("Task breakdown"))
    base = {"font_size": 10.5, "border": 1, "text_wrap": True, "valign": "vcenter"}
    plain = book.add_format(base)
    quoted = book.add_format(base | {"quote_prefix": True})
    middle = book.add_format(base | {"align": "center"})
    head = book.add_format(base | {"bold": True, "align": "center", "bg_color": "#F2F2F2"})
    banner = book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"})

    heads = _heads()
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 34)
    sheet.merge_range(0, 0, 0, len(heads) - 1, "", banner)
    sheet.write_string(0, 0, title, banner)
    sheet.set_row(1, 30)
    for column, word in enumerate(heads):
        sheet.write_string(1, column, word, head)
    line = 1
    for line, row in enumerate(rows, start=2):
        sheet.write_number(line, 0, line - 1, middle)
        for column, value in enumerate(_texts(row, language), start=1):
            text = value[:CELL_LIMIT]
            sheet.write_string(line, column, text, quoted if text.startswith(FORMULA_SIGNS) else plain)
    sheet.freeze_panes(2, 3)
    sheet.autofilter(1, 0, max(line, 2), len(heads) - 1)
    _set_print(sheet, line, len(heads), title)
    book.close()
    return line - 1


def _set_print(sheet: xlsxwriter.worksheet.Worksheet, last_line: int, columns: int, title: str) -> None:
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)  # inches
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)
    sheet.print_area(0, 0, max(last_line, 2), columns - 1)
    sheet.set_footer("&C&P / &N")
    sheet.set_header(f"&R{title.replace('&', '&&')[:200]}")


def _heads() -> list[str]:
    return [
        _("Seq."), _("No."), _("Task"), _("Concrete measures"), _("Instrument"), _("Lead unit"),
        _("Supporting units"), _("Deadline"), _("Target"), _("Responsible leader"), _("Responsible person"),
        _("Declared progress (%)"), _("Verified progress (%)"), _("State"), _("Source sentence"),
    ]  # fmt: skip


def _texts(row: BreakdownRow, language: str) -> list[str]:
    return [
        row.number_text,
        row.title,
        row.measures,
        label(row.instrument, Instrument, language),
        row.lead_unit,
        "、".join(row.supporting_units),
        deadline_text(row),
        target_text(row, language),
        row.responsible_leader,
        row.responsible_person,
        "" if row.declared_percent is None else str(row.declared_percent),
        "" if row.verified_percent is None else str(row.verified_percent),
        row.state.label(language),
        source_text(row),
    ]
