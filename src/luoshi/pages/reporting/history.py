"""Tell events of returns: who did what, when, and what of the figures changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from luoshi.domain.audit.models import Event
from luoshi.domain.reporting.terms import ReturnDeed, SchemeDeed
from luoshi.pages.shared.history import deed_word


@dataclass(frozen=True, slots=True)
class Told:
    """One event in words; ``count`` tells how many lines it touched, 0 where that says nothing."""

    at: datetime
    who: str
    deed: str
    note: str
    count: int


def told(events: Iterable[Event], language: str) -> list[Told]:
    """Tell events in the order they come."""
    return [
        Told(
            event.at,
            event.actor_name,
            deed_word(event.verb, (ReturnDeed, SchemeDeed), language),
            event.note,
            _lines(event),
        )
        for event in events
    ]


def _lines(event: Event) -> int:
    if event.verb == ReturnDeed.SAVE:
        return sum(key.isdecimal() for key in event.after)
    after = event.after
    if isinstance(after.get("lines_returned"), dict):
        return len(after["lines_returned"])
    return int(after.get("lines_verified") or after.get("lines") or after.get("lines_added") or 0)
