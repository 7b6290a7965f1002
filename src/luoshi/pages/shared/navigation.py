"""The rail: the areas of the house that exist and that the person may see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from luoshi.domain.organizations.terms import Role

OFFICE = frozenset({Role.ADMINISTRATOR, Role.OFFICER})
UNIT = frozenset({Role.REPORTER, Role.LEADER})


@dataclass(frozen=True)
class Area:
    """One entry of the rail. ``pages`` are the URL names that belong to it; ``roles`` empty means everyone's."""

    url_name: str
    word: Promise
    sign: str
    pages: frozenset[str]
    roles: frozenset[Role] = frozenset()
    jurisdiction_roles: frozenset[Role] = frozenset()  # these only where held in a jurisdiction itself


AREAS = (
    Area("home:today", _("Today"), "sun", frozenset({"home:today"})),
    Area("tasks:inbox", _("Inbox"), "inbox", frozenset({"tasks:inbox"}), UNIT),
    Area(
        "documents:list",
        _("Documents"),
        "file-text",
        frozenset({"documents"}),
        OFFICE,
        frozenset({Role.READER, Role.LEADER}),
    ),
    Area("strategy:outline", _("Strategy"), "target", frozenset({"strategy"})),
    Area("tasks:table", _("Tasks"), "list-checks", frozenset({"tasks"})),
    Area(
        "tasks:batches",
        _("Batches"),
        "send",
        frozenset({"tasks:batches", "tasks:batch"}),
        OFFICE,
        frozenset({Role.LEADER}),  # who approves them
    ),
    Area("projects:list", _("Projects"), "building-2", frozenset({"projects"})),
    Area("indicators:list", _("Indicators"), "scale", frozenset({"indicators"})),
    Area("reporting:overview", _("Reporting"), "clipboard-list", frozenset({"reporting"})),
    Area("supervision:home", _("Supervision"), "circle-alert", frozenset({"supervision"})),
    Area("bulletins:list", _("Bulletins"), "stamp", frozenset({"bulletins"})),
    Area("organizations:units", _("Units"), "network", frozenset({"organizations"}), OFFICE),
    Area("exchange:home", _("Import and export"), "files", frozenset({"exchange"}), OFFICE),
)


@dataclass(frozen=True)
class Entry:
    """An area as drawn: its address, and whether the reader is in it."""

    area: Area
    address: str
    is_current: bool


def rail_of(request: HttpRequest) -> list[Entry]:
    """Give the rail of a logged-in person, in order."""
    return list(_entries(request))


def _entries(request: HttpRequest) -> Iterator[Entry]:
    match = request.resolver_match
    here = match.view_name if match else ""
    current = next((a for a in AREAS if here in a.pages), None)
    if current is None:
        current = next((a for a in AREAS if here.split(":")[0] in a.pages), None)
    standing = request.standing  # type: ignore[attr-defined]
    for area in AREAS:
        is_open = not area.roles or standing.has(*area.roles)
        if not is_open and not standing.speaks_for_a_jurisdiction(*area.jurisdiction_roles):
            continue
        try:
            address = reverse(area.url_name)
        except NoReverseMatch:
            continue
        yield Entry(area, address, area is current)
