"""The library's list as a workbook and as CSV. Sums are in 万元 and exact; no cell can run as a formula."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from django.http import HttpResponse
from django.utils.translation import gettext as _

from luoshi.domain.projects.queries import ProjectLine
from luoshi.domain.projects.terms import AnnualClass, InvestorType, Level, LibraryState, LifecycleStage
from luoshi.foundation.shares import rounded_percent
from luoshi.foundation.terms import Term

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
CELL_LIMIT = 32_767  # characters, set by the file format
Value = str | int | Decimal | None


def write_workbook(file: IO[bytes], lines: Iterable[ProjectLine], *, year: int, language: str, title: str) -> None:
    """Write the list into the file; memory stays the same however many lines there are."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(file, options)
    sheet = book.add_worksheet(title[:31])
    head = book.add_format({"bold": True, "bg_color": "#F2F2F2", "border": 1, "text_wrap": True})
    plain = book.add_format({"border": 1})
    quoted = book.add_format({"border": 1, "quote_prefix": True})
    number = book.add_format({"border": 1, "num_format": "#,##0.####"})
    heads = _heads(year)
    sheet.set_column(0, len(heads) - 1, 14)
    sheet.set_column(1, 1, 40)
    for column, words in enumerate(heads):
        sheet.write_string(0, column, words, head)
    said = _said(language)
    for place, line in enumerate(lines, start=1):
        for column, value in enumerate(_values(line, said)):
            if isinstance(value, int | Decimal):
                sheet.write_number(place, column, float(value), number)
            else:
                text = (value or "")[:CELL_LIMIT]
                sheet.write_string(place, column, text, quoted if text.startswith(FORMULA_SIGNS) else plain)
    sheet.freeze_panes(1, 2)
    book.close()


def write_csv(response: HttpResponse, lines: Iterable[ProjectLine], *, year: int, language: str) -> None:
    """Write the list as CSV with a byte order mark, so that office programs read the Chinese."""
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(_heads(year))
    said = _said(language)
    for line in lines:
        writer.writerow([_safe(value) for value in _values(line, said)])


def _safe(value: Value) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA_SIGNS) else text


def _heads(year: int) -> Sequence[str]:
    return [
        _("No."), _("Project"), _("National project code"), _("Stage"), _("Library"), _("Level"), _("Sector"),
        _("Investor"), _("Responsible unit"), _("Total investment (10,000 yuan)"),
        _("Annual class %(year)s") % {"year": year}, _("Plan of the year (10,000 yuan)"),
        _("Done in the year, declared (10,000 yuan)"), _("Done in the year, verified (10,000 yuan)"),
        _("Done of the year's plan, verified (%)"), _("Entered in the statistics"), _("Statistical entry verified"),
    ]  # fmt: skip


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _said(language: str) -> Callable[[type[Term], str], str]:
    words: dict[tuple[type[Term], str], str] = {}

    def say(terms: type[Term], value: str) -> str:
        if (terms, value) not in words:
            words[terms, value] = terms(value).label(language) if value else ""
        return words[terms, value]

    return say


def _values(line: ProjectLine, say: Callable[[type[Any], str], str]) -> list[Value]:
    return [
        line.number, line.name, line.national_code, say(LifecycleStage, line.stage),
        say(LibraryState, line.library_state), say(Level, line.level), line.sector,
        say(InvestorType, line.investor_type), line.lead_unit, line.total, say(AnnualClass, line.annual_class),
        line.year_plan, line.done.declared, line.done.verified, rounded_percent(line.rate.verified),
        _day(line.entered_on), _day(line.entry_verified_on),
    ]  # fmt: skip
