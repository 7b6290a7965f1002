"""Append to the history. Called inside the transaction of the deed it records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from django.db import connection

from luoshi.domain.audit.models import Event
from luoshi.foundation.rows import insert_rows

_changed: ContextVar[dict[str, set[int]] | None] = ContextVar("_changed", default=None)


@contextmanager
def subjects_changed() -> Iterator[Mapping[str, set[int]]]:
    """Gather whose events are recorded while the block lasts: keys of subjects by their type.

    A block within a block gathers for itself.
    """
    gathered: dict[str, set[int]] = {}
    token = _changed.set(gathered)
    try:
        yield gathered
    finally:
        _changed.reset(token)


def _gather(subject_type: str, subject_ids: Iterable[int]) -> None:
    if (gathered := _changed.get()) is not None:
        gathered.setdefault(subject_type, set()).update(subject_ids)


class Actor(Protocol):
    """Whoever acts: an account, seen from below."""

    @property
    def pk(self) -> Any: ...
    @property
    def public_name(self) -> str: ...


def record_event(
    *,
    actor: Actor | None,
    now: datetime,
    verb: str,
    subject_type: str,
    subject_id: int,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    note: str = "",
) -> Event:
    """Append one event; refuse outside a transaction, since a deed and its event stand or fall together.

    ``before`` and ``after`` hold JSON values of what changed, by field; ``actor`` None is the system itself.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{verb}: an event is recorded in the transaction of its deed")
    _gather(subject_type, [subject_id])
    event = Event(
        at=now,
        actor_id=actor.pk if actor else None,
        actor_name=actor.public_name if actor else "",
        verb=verb,
        subject_type=subject_type,
        subject_id=subject_id,
        before=dict(before or {}),
        after=dict(after or {}),
        note=note,
    )
    insert_rows([event])
    return event


@dataclass(frozen=True, slots=True)
class SubjectChange:
    """What one deed on many changed of one subject."""

    subject_id: int
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)


def record_events(
    *,
    actor: Actor | None,
    now: datetime,
    verb: str,
    subject_type: str,
    changes: Iterable[SubjectChange],
    note: str = "",
) -> None:
    """Append one event for each subject of one deed on many, as ``record_event`` does for one."""
    if not connection.in_atomic_block:
        raise RuntimeError(f"{verb}: events are recorded in the transaction of their deed")
    changes = list(changes)
    _gather(subject_type, [change.subject_id for change in changes])
    insert_rows(
        Event(
            at=now,
            actor_id=actor.pk if actor else None,
            actor_name=actor.public_name if actor else "",
            verb=verb,
            subject_type=subject_type,
            subject_id=change.subject_id,
            before=dict(change.before),
            after=dict(change.after),
            note=note,
        )
        for change in changes
    )
