"""The state of the library's list, as its address holds it."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from django.http import QueryDict

from luoshi.domain.projects.queries import SORTS, ProjectFilters
from luoshi.domain.projects.rules import YEARS
from luoshi.domain.projects.terms import AnnualClass, InvestorType, Level, LibraryState, LifecycleStage
from luoshi.domain.supervision.terms import Tone
from luoshi.pages.shared.addresses import ListAddress, known_sort, known_terms, search_text
from luoshi.pages.shared.requests import number_in


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryAddress(ListAddress[ProjectFilters]):
    """The state of the list; ``this_year`` is what the year is where the address names none."""

    names = MappingProxyType(
        {
            "stages": "stage", "states": "state", "classes": "class", "sectors": "sector", "levels": "level",
            "investors": "investor", "unit": "unit", "is_key": "key", "lights": "light", "text": "q", "year": "year",
        }
    )  # fmt: skip
    usual_sort = "number"

    this_year: int
    sort: str = usual_sort

    def usual(self, name: str) -> object:
        """The usual year is the present one."""
        return self.this_year if name == "year" else ""


def read_address(query: QueryDict, this_year: int) -> LibraryAddress:
    """Read the state from a query string; what makes no sense is left out rather than refused."""
    year = number_in(query.get("year"))
    return LibraryAddress(
        filters=ProjectFilters(
            year=year if year is not None and year in YEARS else this_year,
            stages=known_terms(query, "stage", LifecycleStage),
            states=known_terms(query, "state", LibraryState),
            classes=known_terms(query, "class", AnnualClass),
            sectors=tuple(n for n in map(number_in, query.getlist("sector")) if n is not None),
            levels=known_terms(query, "level", Level),
            investors=known_terms(query, "investor", InvestorType),
            unit=number_in(query.get("unit")),
            is_key=query.get("key") == "1",
            lights=known_terms(query, "light", Tone),
            text=search_text(query),
        ),
        this_year=this_year,
        sort=known_sort(query, SORTS, LibraryAddress.usual_sort),
        is_dense=query.get("dense") == "1",
        page=max(1, number_in(query.get("page")) or 1),
    )
