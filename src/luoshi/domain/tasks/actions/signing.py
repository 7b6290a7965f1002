"""The lead unit's answer to an issued task."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.tasks.actions.steps import close_step, open_step
from luoshi.domain.tasks.actions.telling import tell_of_return
from luoshi.domain.tasks.errors import ReasonMissing, TextTooLong
from luoshi.domain.tasks.models import Assignment, Task
from luoshi.domain.tasks.rules import LIMITS
from luoshi.domain.tasks.terms import AssignmentState, Deed
from luoshi.foundation.refusals import Refusal, refuse_all


def sign_task(
    *, actor: Account, now: datetime, task: Task, responsible_leader: str = "", responsible_person: str = ""
) -> Task:
    """Sign for a task (T6), naming who answers for it where that is known."""
    standing = standing_of(actor)
    named = {"responsible_leader": responsible_leader.strip(), "responsible_person": responsible_person.strip()}
    refuse_all(_too_long(named))
    with transaction.atomic():
        current = open_step(standing=standing, deed=Deed.SIGN, task_id=task.pk)
        _answer(current, AssignmentState.SIGNED, actor, now, "")
        changed = {name: value for name, value in named.items() if value and value != getattr(current, name)}
        before = {name: getattr(current, name) for name in changed}
        for name, value in changed.items():
            setattr(current, name, value)
        close_step(current, deed=Deed.SIGN, actor=actor, now=now, before=before, after=changed)
    return current


def _too_long(named: dict[str, str]) -> list[Refusal]:
    problems: list[Refusal] = []
    for name, value in named.items():
        limit, chinese, english = LIMITS[name]
        if len(value) > limit:
            problems.append(TextTooLong(name=name, label_zh=chinese, label_en=english, limit=limit, length=len(value)))
    return problems


def return_task(*, actor: Account, now: datetime, task: Task, reason: str) -> Task:
    """Return an issued task to the office with a reason (T6)."""
    standing = standing_of(actor)
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        current = open_step(standing=standing, deed=Deed.RETURN, task_id=task.pk)
        _answer(current, AssignmentState.RETURNED, actor, now, reason.strip())
        close_step(current, deed=Deed.RETURN, actor=actor, now=now, note=reason.strip())
        tell_of_return(current, actor=actor, now=now, reason=reason.strip())
    return current


def _answer(task: Task, state: AssignmentState, actor: Account, now: datetime, reason: str) -> None:
    assignment = Assignment.objects.select_for_update().get(task=task, state=AssignmentState.WAITING)
    assignment.state = state
    assignment.answered_at = now
    assignment.answered_by = actor
    assignment.reason = reason
    assignment.save()
