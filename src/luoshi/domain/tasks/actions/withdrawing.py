"""Withdraw tasks, restore drafts, reopen what was closed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.tasks.actions.steps import close_step, open_step, replace_waiting, set_aside_waiting
from luoshi.domain.tasks.errors import ReasonMissing
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.terms import BatchState, Deed, TaskState


def withdraw_task(*, actor: Account, now: datetime, task: Task, reason: str = "") -> Task:
    """Withdraw a task; one that was issued needs a reason (T10). Its waiting report is set aside."""
    standing = standing_of(actor)
    with transaction.atomic():
        current = open_step(standing=standing, deed=Deed.WITHDRAW, task_id=task.pk)
        if current.state != TaskState.DRAFT and not reason.strip():
            raise ReasonMissing
        batch = current.batch
        if batch is not None and batch.state == BatchState.COMPILING:
            current.batch = None
        set_aside_waiting(current, actor, now)
        replace_waiting(current)
        current.last_report_state = ""
        close_step(current, deed=Deed.WITHDRAW, actor=actor, now=now, note=reason.strip())
    return current


def restore_task(*, actor: Account, now: datetime, task: Task) -> Task:
    """Bring back a withdrawn draft that was never issued (T10)."""
    standing = standing_of(actor)
    with transaction.atomic():
        current = open_step(standing=standing, deed=Deed.RESTORE, task_id=task.pk)
        close_step(current, deed=Deed.RESTORE, actor=actor, now=now)
    return current


def reopen_task(*, actor: Account, now: datetime, task: Task, reason: str) -> Task:
    """Take a closed task up again (T10); what was declared and verified stays in its reports."""
    standing = standing_of(actor)
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        current = open_step(standing=standing, deed=Deed.REOPEN, task_id=task.pk)
        was = current.closed_at.isoformat() if current.closed_at else ""
        current.closed_at = None
        current.last_report_state = ""
        close_step(
            current, deed=Deed.REOPEN, actor=actor, now=now, before={"closed_at": was}, after={}, note=reason.strip()
        )
    return current
