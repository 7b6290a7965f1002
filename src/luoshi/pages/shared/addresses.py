"""The address holds the whole state of a list: filters, order, density, page."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar
from urllib.parse import urlencode

from django.http import QueryDict

from luoshi.foundation.terms import Term

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

LONGEST_SEARCH = 60  # characters; a longer text is cut

Filters = TypeVar("Filters", bound="DataclassInstance")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAddress(Generic[Filters]):
    """The state of a list. Subclasses say how their filters are called in the address, and the usual order."""

    names: ClassVar[Mapping[str, str]]
    usual_sort: ClassVar[str]

    filters: Filters
    sort: str
    is_dense: bool = False
    page: int = 1

    def query(self, **changes: Any) -> str:
        """Give the query string with some of the state changed; a change of anything but the page leads to page 1."""
        filter_names = {f.name for f in fields(self.filters)}
        filters = replace(self.filters, **{k: v for k, v in changes.items() if k in filter_names})
        rest = {k: v for k, v in changes.items() if k not in filter_names}
        if "page" not in rest and changes:
            rest["page"] = 1
        return "?" + urlencode(replace(self, filters=filters, **rest).pairs(), safe=",")

    def pairs(self, *, without: Collection[str] = ()) -> list[tuple[str, str]]:
        """Give the names and values that stand in the address; what is as usual is left out."""
        pairs: list[tuple[str, str]] = []
        for name, in_address in self.names.items():
            value = getattr(self.filters, name)
            if isinstance(value, tuple):
                pairs += [(in_address, str(item)) for item in value]
            elif value is True:
                pairs.append((in_address, "1"))
            elif value is not None and value is not False and value != self.usual(name):
                pairs.append((in_address, str(value)))
        if self.sort != self.usual_sort:
            pairs.append(("sort", self.sort))
        pairs += self.own_pairs()
        if self.is_dense:
            pairs.append(("dense", "1"))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return [pair for pair in pairs if pair[0] not in without]

    def usual(self, name: str) -> object:
        """Give the value of a filter that needs not stand in the address."""
        return ""

    def own_pairs(self) -> list[tuple[str, str]]:
        """Give what this list alone keeps in its address."""
        return []


def known_terms(query: QueryDict, name: str, terms: type[Term]) -> tuple[str, ...]:
    """Read the terms that an address names, in the order of their list; what is none is left out."""
    return tuple(term.value for term in terms if term.value in query.getlist(name))


def known_sort(query: QueryDict, sorts: Collection[str], usual: str) -> str:
    """Read the order of a list, with a minus for the reverse; the usual one where the address names none."""
    sort = query.get("sort", "")
    return sort if sort.removeprefix("-") in sorts else usual


def search_text(query: QueryDict) -> str:
    """Read what is searched for."""
    return query.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
