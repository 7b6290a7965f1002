"""Tell events: who did what, when, and what stood before and after, each under the name its field has on the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from luoshi.domain.audit.models import Event
from luoshi.domain.tasks.terms import BatchDeed, Comparator, Deed, Instrument, TaskState
from luoshi.foundation.terms import Term

FIELDS = {
    "title": _("Task"),
    "instrument": _("Instrument"),
    "measures": _("Concrete measures"),
    "heading": _("Heading"),
    "deadline": _("Deadline"),
    "deadline_text": _("Deadline as the document says it"),
    "no_deadline_reason": _("Why there is no deadline"),
    "indicator": _("Indicator"),
    "comparator": _("Compared with the target"),
    "target_value": _("Target value"),
    "target_unit": _("Unit of measure"),
    "responsible_leader": _("Responsible leader"),
    "responsible_person": _("Responsible person"),
    "lead_unit": _("Lead unit"),
    "supporting_units": _("Supporting units"),
    "citations": _("Source sentence"),
    "state": _("State"),
    "batch": _("Batch"),
    "declared_percent": _("Declared progress (%)"),
    "verified_percent": _("Verified progress (%)"),
    "value": _("Value reached"),
    "verified_value": _("Verified value"),
    "note": _("What has been done"),
    "attachments": _("Attachments"),
    "closed_at": _("Closed"),
    "name": _("Batch name"),
    "document_number": _("Document number"),
    "issued_on": _("Date of issue"),
    "tasks": _("Tasks"),
}
TERMS: dict[str, type[Term]] = {"state": TaskState, "instrument": Instrument, "comparator": Comparator}


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """One event in words."""

    at: datetime
    who: str
    deed: str
    note: str
    changes: tuple[Change, ...]


def told(events: Iterable[Event], language: str) -> list[Told]:
    """Tell events in the order they come."""
    return [
        Told(event.at, event.actor_name, _deed(event, language), event.note, _changes(event, language))
        for event in events
    ]


def _deed(event: Event, language: str) -> str:
    deeds: type[Term] = BatchDeed if event.subject_type == "batch" else Deed
    return deeds(event.verb).label(language)


def _changes(event: Event, language: str) -> tuple[Change, ...]:
    names = [name for name in FIELDS if name in event.before or name in event.after]
    changes = (
        Change(
            str(FIELDS[name]),
            _said(name, event.before.get(name), language),
            _said(name, event.after.get(name), language),
        )
        for name in names
    )
    return tuple(change for change in changes if change.before != change.after)


def _said(name: str, value: Any, language: str) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, list):
        return "、".join(map(str, value))
    terms = TERMS.get(name)
    if terms is not None and value in set(terms):
        return terms(value).label(language)
    return str(value)
