"""The permission table: who gets what answer at which address.

Each area has a module here with ``ROWS``. One row speaks of one address and one side of the house:

    Row("organizations:unit", "city", lambda cast: {"pk": cast.bureau.pk},
        get={"*": 200, "outsider": 404, "other_leader": 404, "county_officer": 404}, post=405)

``side`` tells whose thing it is: "city" (for people of the city and its bureau their own, for those of the county
another's), "county" (the other way round), or "any" where an address speaks of no unit. ``get`` and ``post`` are one
status for everybody who is logged in, or a status by person with ``*`` for all others. Somebody not logged in
(``nobody``) is sent to the login (302) unless said otherwise. ``data`` gives what is posted. Writes of one request
are forgotten before the next; what ``args`` makes stays for its row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.cast import Cast

PERSONS = (
    "nobody",
    "outsider",
    "reader",
    "bureau_reporter",
    "bureau_leader",
    "other_reporter",
    "other_leader",
    "officer",
    "administrator",
    "township_reporter",
    "county_reporter",
    "county_leader",
    "county_officer",
    "county_administrator",
)
Statuses = int | Mapping[str, int]


def nothing(cast: Cast) -> dict[str, Any]:
    """For an address without arguments."""
    return {}


@dataclass(frozen=True)
class Row:
    """One address, one side, all persons."""

    url_name: str
    side: str
    args: Callable[[Cast], dict[str, Any]] = nothing
    get: Statuses = 200
    post: Statuses = 405
    data: Callable[[Cast], dict[str, Any]] = nothing
    query: str = ""
    persons: tuple[str, ...] = PERSONS  # fewer where the answer is costly and the rule is proved beside it

    def expected(self, method: str, person: str) -> int:
        """Give the status that a person must get."""
        statuses = self.get if method == "GET" else self.post
        if isinstance(statuses, int):
            return 302 if person == "nobody" else statuses
        if person == "nobody":
            return statuses.get("nobody", 302)
        return statuses.get(person, statuses["*"])

    def sends_to_login(self, method: str) -> bool:
        """Tell whether somebody not logged in is sent to the login."""
        statuses = self.get if method == "GET" else self.post
        return isinstance(statuses, int) or "nobody" not in statuses
