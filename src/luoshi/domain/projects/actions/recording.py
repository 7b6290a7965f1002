"""Keep events of what has a history of its own beside the project's: problems, calls, the library's settings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.organizations.models import Unit
from luoshi.foundation.terms import Term


class Versioned(Protocol):
    """A row that counts its changes."""

    pk: Any
    version: int


def record(
    subject_type: str,
    subject: Versioned,
    deed: Term,
    actor: Account,
    now: datetime,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    note: str = "",
) -> None:
    """Append a deed on a thing to its history, with the version that it left."""
    record_event(
        actor=actor,
        now=now,
        verb=deed.value,
        subject_type=subject_type,
        subject_id=subject.pk,
        before=before,
        after=dict(after) | {"version": subject.version},
        note=note,
    )


def record_setting(
    library: Unit, deed: Term, actor: Account, now: datetime, before: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    """Append a change of what is set for a whole library to its history."""
    record_event(
        actor=actor,
        now=now,
        verb=deed.value,
        subject_type="library",
        subject_id=library.pk,
        before=before,
        after=after,
    )
