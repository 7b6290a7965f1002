"""Tell an event: who did what, when, and which fields stood how before and after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from luoshi.domain.audit.models import Event
from luoshi.foundation.terms import Term


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


def told_event(event: Event, deed: str, fields: Iterable[Change]) -> Told:
    """Tell an event; of its fields only those that changed."""
    changes = tuple(field for field in fields if field.before != field.after)
    return Told(event.at, event.actor_name, deed, event.note, changes)


def deed_word(verb: str, deeds: Iterable[type[Term]], language: str) -> str:
    """Give the word of a verb from the first list that knows it, else the verb itself."""
    for known in deeds:
        if verb in set(known):
            return known(verb).label(language)
    return verb
