"""Issue batches; give tasks to other units; issue returned ones again."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.queries import refuse_stale
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.tasks import permissions, rules
from luoshi.domain.tasks.actions.batch_steps import refuse_step
from luoshi.domain.tasks.actions.batches import locked_batch, record_batch, refuse_issued
from luoshi.domain.tasks.actions.carrying import end_as_carried
from luoshi.domain.tasks.actions.steps import (
    close_step,
    open_step,
    place_of,
    replace_waiting,
    search_text_of,
    set_aside_waiting,
    set_units,
)
from luoshi.domain.tasks.actions.telling import tell_of_batch, tell_of_task
from luoshi.domain.tasks.actions.versions import run_plan, take_version
from luoshi.domain.tasks.errors import (
    BatchEmpty,
    BatchNotReady,
    DocumentNumberMissing,
    IssueDateAhead,
    LeadUnitMissing,
    ReasonMissing,
)
from luoshi.domain.tasks.models import Assignment, Batch, Task
from luoshi.domain.tasks.queries import lacks_of
from luoshi.domain.tasks.terms import BatchDeed, BatchState, Deed, Part, VersionKind
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import NotAllowed, Refusal, refuse_all


def issue_batch(
    *,
    actor: Account,
    now: datetime,
    batch: Batch,
    document_number: str | None = None,
    issued_on: date | None = None,
    version: int | None = None,
) -> Batch:
    """Issue a batch whole or not at all (T5, AP4), once it has gone through its plan's steps (AP2).

    ``document_number`` None keeps the batch's own, ``issued_on`` None is today, ``version`` None skips the stale
    check. Raises BatchNotReady, which names what each task lacks.
    """
    standing = standing_of(actor)
    with transaction.atomic():
        current = locked_batch(batch.pk)
        if not permissions.may_supervise(standing, current.jurisdiction):
            raise NotAllowed
        refuse_issued(current)
        refuse_step(current, BatchDeed.ISSUE)
        if document_number is not None:
            current.document_number = document_number.strip()[:60]
        current.issued_on = issued_on or local_date(now)
        refuse_all(_problems(current, now))
        tasks = list(Task.objects.filter(batch=current).select_related("lead_unit").order_by("year", "number"))
        if not tasks:
            raise BatchEmpty
        if lacks := lacks_of(tasks):
            raise BatchNotReady(lacks)
        current.state = BatchState.ISSUED
        current.version += 1
        current.save()
        for task in tasks:
            _issue(actor, now, standing, task.pk, current)
        record_batch(
            current,
            BatchDeed.ISSUE,
            actor=actor,
            now=now,
            after={
                "document_number": current.document_number,
                "issued_on": current.issued_on.isoformat(),
                "tasks": [task.number_text for task in tasks],
            },
        )
        tell_of_batch(current, tasks, actor=actor, now=now)
        if current.plan is not None:
            run_plan(current.plan)
            take_version(current.plan, VersionKind.ISSUE, now, current)
    return current


def _problems(batch: Batch, now: datetime) -> list[Refusal]:
    problems: list[Refusal] = []
    if not batch.document_number:
        problems.append(DocumentNumberMissing())
    if batch.issued_on is not None and batch.issued_on > local_date(now):
        problems.append(IssueDateAhead())
    return problems


def _issue(actor: Account, now: datetime, standing: Standing, task_id: int, batch: Batch) -> None:
    task = open_step(standing=standing, deed=Deed.ISSUE, task_id=task_id)
    task.issued_at = now
    if task.carried_from is not None and task.carried_from.state in rules.OPEN:
        end_as_carried(task.carried_from_id, task, actor=actor, now=now)  # promoted by this batch (AP8)
    _assign(task, batch, actor, now)
    close_step(
        task,
        deed=Deed.ISSUE,
        actor=actor,
        now=now,
        after={"batch": batch.name, "lead_unit": task.lead_unit.name if task.lead_unit else ""},
    )


def _assign(task: Task, batch: Batch, actor: Account, now: datetime) -> None:
    replace_waiting(task)
    if task.lead_unit is None:
        raise LeadUnitMissing
    Assignment.objects.create(task=task, unit=task.lead_unit, batch=batch, issued_at=now, issued_by=actor)


def reassign_task(
    *, actor: Account, now: datetime, task: Task, lead_unit: Unit, reason: str, version: int | None = None
) -> Task:
    """Give an issued task to another lead unit, which signs anew (T6).

    The former lead keeps its assignment in the history and no part in the task; a waiting report is set aside.
    """
    standing = standing_of(actor)
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        current = open_step(standing=standing, deed=Deed.REASSIGN, task_id=task.pk)
        refuse_stale("task", current.pk, version=current.version, opened_on=version)
        supporting = [
            row.unit
            for row in current.participations.select_related("unit")
            if row.part == Part.SUPPORT and row.unit_id != lead_unit.pk
        ]
        refuse_all(rules.problems_with_units(place_of(current.jurisdiction), place_of(lead_unit), []))
        former = current.lead_unit.name if current.lead_unit else ""
        current.lead_unit = lead_unit
        set_units(current, lead_unit, supporting)
        _issue_again(current, Deed.REASSIGN, actor, now, former, reason)
    return current


def reissue_task(*, actor: Account, now: datetime, task: Task, reason: str, version: int | None = None) -> Task:
    """Issue a returned task to the same unit again, with the office's answer (T6)."""
    standing = standing_of(actor)
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        current = open_step(standing=standing, deed=Deed.REISSUE, task_id=task.pk)
        refuse_stale("task", current.pk, version=current.version, opened_on=version)
        _issue_again(current, Deed.REISSUE, actor, now, current.lead_unit.name if current.lead_unit else "", reason)
    return current


def _issue_again(task: Task, deed: Deed, actor: Account, now: datetime, former: str, reason: str) -> None:
    assert task.batch is not None  # issued tasks have both
    assert task.lead_unit is not None
    _assign(task, task.batch, actor, now)
    set_aside_waiting(task, actor, now)
    task.last_report_state = ""
    task.search_text = search_text_of(task)
    close_step(
        task,
        deed=deed,
        actor=actor,
        now=now,
        before={"lead_unit": former},
        after={"lead_unit": task.lead_unit.name},
        note=reason.strip(),
    )
    tell_of_task(task, actor=actor, now=now, reason=reason.strip())
