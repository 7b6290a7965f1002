"""A sheet to fill in: headings with notes, lists to choose from, one example row marked as such."""

from __future__ import annotations

from datetime import date
from typing import IO

import xlsxwriter
from django.utils.translation import gettext as _

from luoshi.domain.exchange.terms import ImportKind
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import units_within
from luoshi.domain.projects.models import Sector
from luoshi.pages.shared.workbooks import sheet_name
from luoshi.workflows.import_sheet.fields import Field, fields_of, yearly_field
from luoshi.workflows.import_sheet.table import EXAMPLE

FILLED_ROWS = 2000  # rows that offer lists to choose from
WIDTHS = {"long_text": 40, "text": 18, "unit": 24, "unit_list": 28, "owner": 26, "code": 22}


def write_template(file: IO[bytes], *, kind: ImportKind, jurisdiction: Unit, today: date, language: str) -> None:
    """Write a kind's template for a jurisdiction into the file; headings are Chinese, notes in the page's language."""
    book = xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(sheet_name(kind.chinese))
    base = {"font_size": 10.5, "border": 1, "text_wrap": True, "valign": "vcenter"}
    head = book.add_format(base | {"bold": True, "bg_color": "#F2F2F2", "align": "center"})
    needed = book.add_format(base | {"bold": True, "bg_color": "#F7DAD7", "align": "center"})
    example = book.add_format(base | {"italic": True, "font_color": "#666666"})
    text = book.add_format({"num_format": "@"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    lists = _Lists(book, jurisdiction)
    sheet.write_string(0, 0, "说明", head)
    sheet.write_string(1, 0, EXAMPLE, example)
    sheet.set_column(0, 0, 20)
    for column, field in enumerate(template_fields(kind, today.year), start=1):
        heading = f"{field.chinese}（万元）" if field.type == "money" else field.chinese
        sheet.write_string(0, column, heading, needed if field.is_needed else head)
        sheet.write_comment(0, column, _note(field), {"x_scale": 1.6, "y_scale": 1.2})
        sheet.write_string(1, column, _example(field, jurisdiction), example)
        kept = text if field.type in ("code", "text") else day if field.type.startswith("date") else None
        sheet.set_column(column, column, WIDTHS.get(field.type, 14), kept)
        source = lists.source(field)
        if source:
            rule = {"validate": "list", "source": source, "error_type": "warning", "ignore_blank": True}
            rule |= {"error_title": _("Not in the list"), "error_message": _("This word is not in the list.")}
            sheet.data_validation(2, column, FILLED_ROWS + 1, column, rule)
    sheet.freeze_panes(1, 3)
    lists.hide()
    book.close()


def template_fields(kind: ImportKind, year: int) -> tuple[Field, ...]:
    """Give the columns of a template; those of three years from ``year`` stand after the total."""
    years = tuple(yearly_field(kind, each) for each in range(year, year + 3)) if kind is ImportKind.PROJECTS else ()
    found: list[Field] = []
    for field in fields_of(kind):
        found.append(field)
        if field.key == "total_wan_yuan":
            found.extend(years)
    return tuple(found)


def _note(field: Field) -> str:
    notes = [_("Must be filled in.") if field.is_needed else _("May be left empty.")]
    hints = {
        "money": _("A number in 万元, or with its own unit where the heading has none. The years add up to the total."),
        "date_start": _("A day such as 2026-03-05, or a month: then its first day."),
        "date_finish": _("A day such as 2026-03-05, or a month: then its last day."),
        "unit": _("The name of one unit, whole or as it is said."),
        "unit_list": _("Names of units, separated by 、"),
        "owner": _("The name of the owner; a unit of the tree is recognised."),
        "yes_no": _("是 or 否"),
        "number": _("A number without its unit."),
        "year": _("A year of four digits."),
        "sector": _("A sector of the library; choose from the list."),
        "code": _("Text, so that no zero is lost."),
    }
    if field.term is not None:
        hints["term"] = _("One of: %(words)s") % {"words": "、".join(term.chinese for term in field.term)}
    if field.type in hints:
        notes.append(hints[field.type])
    return "\n".join(notes)


def _example(field: Field, jurisdiction: Unit) -> str:
    if field.example:
        return field.example
    if field.term is not None:
        return next(iter(field.term)).chinese
    return jurisdiction.name if field.type == "unit" else ""


class _Lists:
    """Lists to choose from, on a hidden sheet: a rule in a cell holds no more than 255 characters."""

    def __init__(self, book: xlsxwriter.Workbook, jurisdiction: Unit) -> None:
        self._sheet = book.add_worksheet("选项")
        self._jurisdiction = jurisdiction
        self._columns = 0
        self._known: dict[str, str] = {}

    def source(self, field: Field) -> str | list[str]:
        """Give where the words of a field stand; empty where it has none to choose from."""
        if field.term is not None:
            return [term.chinese for term in field.term]
        if field.type == "yes_no":
            return ["是", "否"]
        if field.type == "unit":
            return self._kept("unit", [unit.name for unit in units_within([self._jurisdiction.path])])
        if field.type == "sector":
            sectors = Sector.objects.filter(jurisdiction=self._jurisdiction, is_active=True).order_by("order", "id")
            return self._kept("sector", [sector.name for sector in sectors])
        return ""

    def _kept(self, name: str, words: list[str]) -> str:
        if not words:
            return ""
        if name not in self._known:
            column, letter = self._columns, chr(65 + self._columns)
            for row, word in enumerate(words):
                self._sheet.write_string(row, column, word)
            self._columns += 1
            self._known[name] = f"=选项!${letter}$1:${letter}${len(words)}"
        return self._known[name]

    def hide(self) -> None:
        """Hide the sheet of lists."""
        self._sheet.hide()
