"""Keep in a task's history what became of a wish for a later date, and the new deadline. Judged is the wish above."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.terms import ExtensionDeed


def keep_extension(
    *,
    actor: Account,
    now: datetime,
    task: Task,
    deed: ExtensionDeed,
    after: Mapping[str, str],
    note: str,
    deadline: date | None = None,
) -> None:
    """Write the deed to the history and, where there is one, the new deadline; the caller locked the task."""
    before: dict[str, str] = {}
    became = dict(after)
    if deadline is not None:
        before["deadline"] = task.deadline.isoformat() if task.deadline else ""
        became["deadline"] = deadline.isoformat()
        task.deadline = deadline
    task.version += 1
    task.changed_at = now
    task.save(update_fields=["deadline", "version", "changed_at"])
    record_event(
        actor=actor,
        now=now,
        verb=deed.value,
        subject_type="task",
        subject_id=task.pk,
        before=before,
        after=became | {"version": task.version},
        note=note,
    )
