"""Tell the events of a matter: who did what, when, with the words that belong to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from luoshi.domain.audit.models import Event
from luoshi.domain.supervision.terms import (
    AnswerKind,
    AppealState,
    ClosingGrade,
    Complexity,
    ExtendedDate,
    ExtensionState,
    MatterState,
    StepKind,
    SupervisionVerb,
    Urgency,
)
from luoshi.foundation.terms import Term
from luoshi.pages.shared.history import deed_word

FIELDS = {
    "rung": _("Rung"),
    "step": _("Step"),
    "letter": _("Letter"),
    "held_until": _("Held until"),
    "kind": _("Kind of answer"),
    "file": _("Signed file"),
    "appeal": _("Appeal"),
    "promises": _("Promises"),
    "grade": _("Closing grade"),
    "state": _("State"),
    "urgency": _("Urgency"),
    "complexity": _("Complexity"),
    "extended": _("Which date"),
    "wanted_deadline": _("New date"),
    "extension": _("Extension"),
}
TERMS: dict[str, type[Term]] = {
    "rung": StepKind,
    "step": StepKind,
    "kind": AnswerKind,
    "appeal": AppealState,
    "grade": ClosingGrade,
    "state": MatterState,
    "urgency": Urgency,
    "complexity": Complexity,
    "extended": ExtendedDate,
    "extension": ExtensionState,
}


@dataclass(frozen=True, slots=True)
class Told:
    """One event in words."""

    at: datetime
    who: str
    deed: str
    note: str
    facts: tuple[tuple[str, str], ...]


def told(events: Iterable[Event], language: str) -> list[Told]:
    """Tell events in the order they come."""
    return [
        Told(
            event.at,
            event.actor_name,
            deed_word(event.verb, (SupervisionVerb,), language),
            event.note,
            tuple(
                (str(FIELDS[name]), _said(name, event.after[name], language)) for name in FIELDS if _has(event, name)
            ),
        )
        for event in events
    ]


def _has(event: Event, name: str) -> bool:
    return bool(event.after.get(name)) and event.after.get(name) != event.before.get(name)


def _said(name: str, value: object, language: str) -> str:
    terms = TERMS.get(name)
    if isinstance(value, list):
        return "；".join(str(one) for one in value)
    if terms is not None and isinstance(value, str) and value in set(terms):
        return terms(value).label(language)
    return str(value)
