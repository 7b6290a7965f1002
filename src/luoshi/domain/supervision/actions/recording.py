"""Keep what was done to a matter in the history, in the transaction of the deed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.supervision.models import Matter
from luoshi.domain.supervision.terms import SupervisionVerb


def record(
    actor: Account | None,
    now: datetime,
    matter: Matter,
    verb: SupervisionVerb,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    note: str = "",
) -> None:
    """Append one event to the matter's history; ``actor`` None is the nightly work."""
    record_event(
        actor=actor,
        now=now,
        verb=verb.value,
        subject_type="matter",
        subject_id=matter.pk,
        before=before,
        after=dict(after or {}) | {"version": matter.version},
        note=note,
    )
