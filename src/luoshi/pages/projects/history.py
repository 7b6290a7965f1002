"""Tell a project's events: who did what, when, and what stood before and after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from luoshi.domain.audit.models import Event
from luoshi.domain.projects.rules import FIELD_WORDS, WORDS
from luoshi.domain.projects.terms import (
    AnnualClass,
    ApprovalKind,
    ApprovalRoute,
    ApprovalState,
    BuildKind,
    FundCategory,
    ImageStage,
    InvestorType,
    Level,
    LibraryState,
    LifecycleStage,
    ParticipantRole,
    ProjectDeed,
)
from luoshi.foundation.terms import Term
from luoshi.pages.projects.forms.fields import word

OTHERS = {
    "lifecycle_stage": _("Stage"),
    "library_state": _("Library"),
    "admitted_on": _("Admitted on"),
    "changed_on": _("Since"),
    "document": _("Paper"),
    "batch": _("Batch"),
    "citations": _("Source sentence"),
    "goals": _("Goals"),
    "task": _("Task"),
    "month": _("Month"),
    "file": _("File"),
    "rows": _("Rows"),
}
TERMS: dict[str, type[Term]] = {
    "lifecycle_stage": LifecycleStage,
    "library_state": LibraryState,
    "annual_class": AnnualClass,
    "level": Level,
    "build_kind": BuildKind,
    "investor_type": InvestorType,
    "approval_route": ApprovalRoute,
    "kind": ApprovalKind,
    "state": ApprovalState,
    "category": FundCategory,
    "role": ParticipantRole,
    "image_stage": ImageStage,
}


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
        Told(event.at, event.actor_name, _deed(event.verb, language), event.note, _changes(event, language))
        for event in events
    ]


def _deed(verb: str, language: str) -> str:
    return ProjectDeed(verb).label(language) if verb in set(ProjectDeed) else verb


def _changes(event: Event, language: str) -> tuple[Change, ...]:
    names = [n for n in {**event.before, **event.after} if n in OTHERS or n in FIELD_WORDS or n in WORDS]
    changes = (
        Change(_name(n), _said(n, event.before.get(n), language), _said(n, event.after.get(n), language)) for n in names
    )
    return tuple(change for change in changes if change.before != change.after)


def _name(field: str) -> str:
    if field in OTHERS:
        return str(OTHERS[field])
    return word(FIELD_WORDS.get(field) or WORDS[field])


def _said(name: str, value: Any, language: str) -> str:
    if value is None or value == "":
        return ""
    terms = TERMS.get(name)
    if isinstance(value, list):
        return "、".join(_said(name, item, language) for item in value)
    if terms is not None and value in set(terms):
        return terms(value).label(language)
    return str(value)
