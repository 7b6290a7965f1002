"""The address holds the whole state of the task table: filters, order, columns, density, page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from luoshi.domain.supervision.terms import Tone
from luoshi.domain.tasks.queries import SORTS, TaskFilters
from luoshi.domain.tasks.terms import Instrument, Part, ReportState, TaskState, Window
from luoshi.foundation.terms import Term

COLUMNS = (
    "number", "light", "lead", "supporting", "deadline", "state", "verified", "instrument", "batch", "source",
    "reported", "changed",
)  # fmt: skip
DEFAULT_COLUMNS = ("number", "light", "instrument", "lead", "deadline", "state", "verified", "batch")
DEFAULT_SORT = "deadline"
LONGEST_SEARCH = 60  # characters; a longer text is cut

# The address's name for each filter.
NAMES: Mapping[str, str] = MappingProxyType(
    {
        "unit": "unit", "part": "part", "states": "state", "window": "due", "deadline_from": "from",
        "deadline_to": "to", "instruments": "instrument", "document": "document", "batch": "batch",
        "report": "report", "lights": "light", "text": "q",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TableAddress:
    """The state of the table."""

    filters: TaskFilters = field(default_factory=TaskFilters)
    sort: str = DEFAULT_SORT
    columns: tuple[str, ...] = DEFAULT_COLUMNS
    is_dense: bool = False
    page: int = 1

    def query(self, **changes: Any) -> str:
        """Give the query string with some of the state changed; a change of anything but the page leads to page 1."""
        filter_names = {f.name for f in fields(TaskFilters)}
        filters = replace(self.filters, **{k: v for k, v in changes.items() if k in filter_names})
        rest = {k: v for k, v in changes.items() if k not in filter_names}
        if "page" not in rest and changes:
            rest["page"] = 1
        return "?" + urlencode(replace(self, filters=filters, **rest).pairs(), safe=",")

    def pairs(self, *, without: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
        """Give the names and values that stand in the address; what is as usual is left out."""
        pairs: list[tuple[str, str]] = []
        for name, in_address in NAMES.items():
            value = getattr(self.filters, name)
            if isinstance(value, tuple):
                pairs += [(in_address, item) for item in value]
            elif value not in (None, ""):
                pairs.append((in_address, str(value)))
        if self.sort != DEFAULT_SORT:
            pairs.append(("sort", self.sort))
        if self.columns != DEFAULT_COLUMNS:
            pairs.append(("columns", ",".join(self.columns)))
        if self.is_dense:
            pairs.append(("dense", "1"))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return [pair for pair in pairs if pair[0] not in without]


def read_address(query: QueryDict) -> TableAddress:
    """Read the state from a query string; what makes no sense is left out rather than refused."""
    columns = tuple(c for c in query.get("columns", "").split(",") if c in COLUMNS)
    if "column" in query:  # the boxes of the column chooser
        columns = tuple(c for c in COLUMNS if c in query.getlist("column"))
    sort = query.get("sort", "")
    return TableAddress(
        filters=TaskFilters(
            unit=_number(query.get("unit")),
            part=_known(query.get("part"), Part),
            states=tuple(s for s in TaskState if s in query.getlist("state")),
            window=_window(query),
            deadline_from=_date(query.get("from")),
            deadline_to=_date(query.get("to")),
            instruments=tuple(i for i in Instrument if i in query.getlist("instrument")),
            document=_number(query.get("document")),
            batch=_number(query.get("batch")),
            report=_known(query.get("report"), ReportState),
            lights=tuple(tone for tone in Tone if tone in query.getlist("light")),
            text=query.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH],
        ),
        sort=sort if sort.removeprefix("-") in SORTS else DEFAULT_SORT,
        columns=columns or DEFAULT_COLUMNS,
        is_dense=query.get("dense") == "1",
        page=max(1, _number(query.get("page")) or 1),
    )


def _window(query: QueryDict) -> str:
    if _date(query.get("from")) or _date(query.get("to")):
        return Window.RANGE
    window = _known(query.get("due"), Window)
    return "" if window == Window.RANGE else window


def _known(value: str | None, terms: type[Term]) -> str:
    return value if value and value in set(terms) else ""


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 16 else None


def _date(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None
