"""The outline as XLSX: one row a goal, folded by level, ready to print on A4 across."""

from __future__ import annotations

from typing import IO

import xlsxwriter
from django.utils.translation import gettext as _

from luoshi.foundation.money import money_text
from luoshi.pages.strategy.lines import OutlineLine, OutlineTable

WIDTHS = (44, 14, 22, 10, 10, 9, 9, 9, 14, 60)  # characters, in the order of ``_heads``
MOST_LEVELS = 7  # set by the file format
TEXT_COLUMNS = (0, 1, 2, 9)


def write_outline(file: IO[bytes], table: OutlineTable, *, title: str, language: str) -> int:
    """Write the outline into the file and give the number of rows. No cell can run as a formula."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    sheet = book.add_worksheet(_("Strategy"))
    base = {"font_size": 10.5, "border": 1, "text_wrap": True, "valign": "vcenter"}
    head = book.add_format(base | {"bold": True, "align": "center", "bg_color": "#F2F2F2"})
    banner = book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"})
    plain = book.add_format(base | {"quote_prefix": True})
    number, share = book.add_format(base | {"num_format": "#,##0"}), book.add_format(base | {"num_format": "0.0%"})
    money = book.add_format(base | {"num_format": "#,##0.00"})
    indents = [book.add_format(base | {"quote_prefix": True, "indent": depth}) for depth in range(16)]
    heads = _heads(table, language)
    for column, (word, width) in enumerate(zip(heads, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(1, column, word, head)
    sheet.merge_range(0, 0, 0, len(heads) - 1, "", banner)
    sheet.write_string(0, 0, title, banner)
    for row, line in enumerate(table.lines, start=2):
        sheet.set_row(row, None, None, {"level": min(line.depth, MOST_LEVELS)})
        sheet.write_string(row, 0, _title(line), indents[min(line.depth, 15)])
        for column, value in enumerate(_values(line, table), start=1):
            if column in TEXT_COLUMNS:
                sheet.write_string(row, column, str(value), plain)
            elif value is None:
                sheet.write_blank(row, column, None, number)
            else:
                sheet.write_number(row, column, float(value), {3: share, 4: share, 8: money}.get(column, number))
    sheet.freeze_panes(2, 1)
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)
    sheet.set_footer("&C&P / &N")
    book.close()
    return len(table.lines)


def _heads(table: OutlineTable, language: str) -> list[str]:
    investment = f"{_('Investment')}（{table.money_unit.label(language)}）"
    return [
        _("Goal"), _("Node kind"), _("Lead unit"), _("Declared"), _("Verified"), _("Tasks"), _("Late"), _("Projects"),
        investment, _("Source sentence"),
    ]  # fmt: skip


def _title(line: OutlineLine) -> str:
    return f"{line.place.title}（{_('reference')}）" if line.shows else line.place.title


def _values(line: OutlineLine, table: OutlineTable) -> tuple[str | float | None, ...]:
    figures = line.figures
    money = float(money_text(figures.investment_wan_yuan, table.money_unit).replace(",", ""))
    return (
        line.kind,
        line.unit.label if line.unit else "",
        line.declared,
        line.verified,
        figures.tasks,
        figures.late,
        figures.projects,
        money,
        line.citation.quote if line.citation else "",
    )
