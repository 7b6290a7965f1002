"""Two versions of a plan, line by line, as XLSX."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO, Protocol

import xlsxwriter
from django.utils.translation import gettext as _

from luoshi.domain.tasks.terms import LineState
from luoshi.pages.tasks.exports.workbook import CELL_LIMIT, FORMULA_SIGNS


class ShownField(Protocol):
    """One field of a line on both sides."""

    @property
    def name(self) -> str: ...
    @property
    def before(self) -> str: ...
    @property
    def after(self) -> str: ...
    @property
    def differs(self) -> bool: ...


class Shown(Protocol):
    """One line of the comparison."""

    @property
    def state(self) -> LineState: ...
    @property
    def number(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def fields(self) -> Sequence[ShownField]: ...


def write_comparison(file: IO[bytes], lines: Sequence[Shown], *, before: str, after: str, language: str) -> None:
    """Write one row a line: what became of it, then each field before and after, differences marked."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    sheet = book.add_worksheet(_("Plan comparison"))
    base = {"font_size": 10.5, "border": 1, "text_wrap": True, "valign": "vcenter"}
    plain, quoted = book.add_format(base), book.add_format(base | {"quote_prefix": True})
    marked = book.add_format(base | {"bg_color": "#FFF3CD", "quote_prefix": True})
    head = book.add_format(base | {"bold": True, "bg_color": "#F2F2F2", "align": "center"})
    names = [field.name for field in lines[0].fields] if lines else []
    sheet.write_string(0, 0, _("Before: %s") % before)
    sheet.write_string(1, 0, _("After: %s") % after)
    heads = [_("Kind of change"), _("No.")]
    heads += [f"{name}（{side}）" for name in names for side in (_("before"), _("after"))]
    for column, word in enumerate(heads):
        sheet.write_string(2, column, word, head)
    for row, line in enumerate(lines, start=3):
        sheet.write_string(row, 0, line.state.label(language), plain)
        sheet.write_string(row, 1, line.number, plain)
        for place, field in enumerate(line.fields):
            for side, value in enumerate((field.before, field.after)):
                text = value[:CELL_LIMIT]
                form = marked if field.differs else quoted if text.startswith(FORMULA_SIGNS) else plain
                sheet.write_string(row, 2 + 2 * place + side, text, form)
    sheet.set_column(0, 1, 11)
    sheet.set_column(2, 3, 36)
    sheet.set_column(4, max(5, len(heads) - 1), 16)
    sheet.freeze_panes(3, 2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    book.close()
