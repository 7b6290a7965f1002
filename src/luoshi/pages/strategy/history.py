"""Tell events of plans and goals: who did what, when, and what stood before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from luoshi.domain.audit.models import Event
from luoshi.domain.strategy.terms import GoalDeed, PlanDeed, PlanState
from luoshi.pages.shared.history import Change, Told, deed_word, told_event

FIELDS = {
    "name": _("Name of the plan"),
    "starts_on": _("First day"),
    "ends_on": _("Last day"),
    "supersedes": _("Takes the place of"),
    "superseded_by": _("Superseded by"),
    "superseded_on": _("Superseded on"),
    "in_force_on": _("In force from"),
    "state": _("State"),
    "title": _("Goal"),
    "kind": _("Node kind"),
    "parent": _("Under"),
    "order": _("Place among its siblings"),
    "weight": _("Weight"),
    "lead_unit": _("Lead unit"),
    "refers_to": _("Shows"),
    "citations": _("Source sentence"),
    "works": _("Tasks and projects"),
    "removed_on": _("Removed on"),
    "dropped_reason": _("Reason"),
}


def told(events: Iterable[Event], language: str) -> list[Told]:
    """Tell events in the order they come."""
    return [
        told_event(event, deed_word(event.verb, (GoalDeed, PlanDeed), language), _fields(event, language))
        for event in events
    ]


def _fields(event: Event, language: str) -> Iterator[Change]:
    for name, word in FIELDS.items():
        before, after = (_said(side.get(name), name, language) for side in (event.before, event.after))
        yield Change(str(word), before, after)


def _said(value: Any, name: str, language: str) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, list):
        return "；".join(map(str, value))
    return PlanState(value).label(language) if name == "state" and value in set(PlanState) else str(value)
