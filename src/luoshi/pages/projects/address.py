"""The address holds the whole state of the library's list: filters, order, density, page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from luoshi.domain.projects.queries import SORTS, ProjectFilters
from luoshi.domain.projects.rules import YEARS
from luoshi.domain.projects.terms import AnnualClass, InvestorType, Level, LibraryState, LifecycleStage
from luoshi.domain.supervision.terms import Tone
from luoshi.foundation.terms import Term

DEFAULT_SORT = "number"
LONGEST_SEARCH = 60  # characters; a longer text is cut

# The address's name for each filter.
NAMES: Mapping[str, str] = MappingProxyType(
    {
        "stages": "stage", "states": "state", "classes": "class", "sectors": "sector", "levels": "level",
        "investors": "investor", "unit": "unit", "is_key": "key", "lights": "light", "text": "q", "year": "year",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListAddress:
    """The state of the list; ``this_year`` is what the year is where the address names none."""

    filters: ProjectFilters
    this_year: int
    sort: str = DEFAULT_SORT
    is_dense: bool = False
    page: int = 1

    def query(self, **changes: Any) -> str:
        """Give the query string with some of the state changed; a change of anything but the page leads to page 1."""
        filter_names = {f.name for f in fields(ProjectFilters)}
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
                pairs += [(in_address, str(item)) for item in value]
            elif name == "year":
                pairs += [] if value == self.this_year else [(in_address, str(value))]
            elif value is True:
                pairs.append((in_address, "1"))
            elif value not in (None, "", False):
                pairs.append((in_address, str(value)))
        if self.sort != DEFAULT_SORT:
            pairs.append(("sort", self.sort))
        if self.is_dense:
            pairs.append(("dense", "1"))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return [pair for pair in pairs if pair[0] not in without]


def read_address(query: QueryDict, this_year: int) -> ListAddress:
    """Read the state from a query string; what makes no sense is left out rather than refused."""
    sort = query.get("sort", "")
    year = _number(query.get("year"))
    return ListAddress(
        filters=ProjectFilters(
            year=year if year is not None and year in YEARS else this_year,
            stages=_known(query, "stage", LifecycleStage),
            states=_known(query, "state", LibraryState),
            classes=_known(query, "class", AnnualClass),
            sectors=tuple(n for n in map(_number, query.getlist("sector")) if n is not None),
            levels=_known(query, "level", Level),
            investors=_known(query, "investor", InvestorType),
            unit=_number(query.get("unit")),
            is_key=query.get("key") == "1",
            lights=_known(query, "light", Tone),
            text=query.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH],
        ),
        this_year=this_year,
        sort=sort if sort.removeprefix("-") in SORTS else DEFAULT_SORT,
        is_dense=query.get("dense") == "1",
        page=max(1, _number(query.get("page")) or 1),
    )


def _known(query: QueryDict, name: str, terms: type[Term]) -> tuple[str, ...]:
    return tuple(term.value for term in terms if term.value in query.getlist(name))


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 16 else None
