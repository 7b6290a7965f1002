"""The state of the task table, as its address holds it: beside what every list has, the columns chosen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from django.http import QueryDict

from luoshi.domain.supervision.terms import Tone
from luoshi.domain.tasks.queries import SORTS, TaskFilters
from luoshi.domain.tasks.terms import Instrument, Part, ReportState, TaskState, Window
from luoshi.foundation.terms import Term
from luoshi.pages.shared.addresses import ListAddress, known_sort, known_terms, search_text
from luoshi.pages.shared.requests import number_in

COLUMNS = (
    "number", "light", "lead", "supporting", "deadline", "state", "verified", "instrument", "batch", "source",
    "reported", "changed",
)  # fmt: skip
DEFAULT_COLUMNS = ("number", "light", "instrument", "lead", "deadline", "state", "verified", "batch")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableAddress(ListAddress[TaskFilters]):
    """The state of the table."""

    names = MappingProxyType(
        {
            "unit": "unit", "part": "part", "states": "state", "window": "due", "deadline_from": "from",
            "deadline_to": "to", "instruments": "instrument", "document": "document", "batch": "batch",
            "report": "report", "lights": "light", "text": "q",
        }
    )  # fmt: skip
    usual_sort = "deadline"

    filters: TaskFilters = field(default_factory=TaskFilters)
    sort: str = usual_sort
    columns: tuple[str, ...] = DEFAULT_COLUMNS

    def own_pairs(self) -> list[tuple[str, str]]:
        """The columns, where they are not the usual ones."""
        return [] if self.columns == DEFAULT_COLUMNS else [("columns", ",".join(self.columns))]


def read_address(query: QueryDict) -> TableAddress:
    """Read the state from a query string; what makes no sense is left out rather than refused."""
    columns = tuple(c for c in query.get("columns", "").split(",") if c in COLUMNS)
    if "column" in query:  # the boxes of the column chooser
        columns = tuple(c for c in COLUMNS if c in query.getlist("column"))
    return TableAddress(
        filters=TaskFilters(
            unit=number_in(query.get("unit")),
            part=_known(query.get("part"), Part),
            states=known_terms(query, "state", TaskState),
            window=_window(query),
            deadline_from=_date(query.get("from")),
            deadline_to=_date(query.get("to")),
            instruments=known_terms(query, "instrument", Instrument),
            document=number_in(query.get("document")),
            batch=number_in(query.get("batch")),
            report=_known(query.get("report"), ReportState),
            lights=known_terms(query, "light", Tone),
            text=search_text(query),
        ),
        sort=known_sort(query, SORTS, TableAddress.usual_sort),
        columns=columns or DEFAULT_COLUMNS,
        is_dense=query.get("dense") == "1",
        page=max(1, number_in(query.get("page")) or 1),
    )


def _window(query: QueryDict) -> str:
    if _date(query.get("from")) or _date(query.get("to")):
        return Window.RANGE
    window = _known(query.get("due"), Window)
    return "" if window == Window.RANGE else window


def _known(value: str | None, terms: type[Term]) -> str:
    return value if value and value in set(terms) else ""


def _date(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None
