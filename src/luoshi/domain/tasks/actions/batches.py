"""Compile batches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.audit.queries import refuse_stale
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.tasks import permissions
from luoshi.domain.tasks.actions.steps import close_step, next_number, open_step
from luoshi.domain.tasks.errors import BatchAlreadyIssued, BatchNameMissing, BatchOfOtherJurisdiction, InAnotherBatch
from luoshi.domain.tasks.errors.plans import BatchFixed
from luoshi.domain.tasks.models import AnnualPlan, Batch, Task
from luoshi.domain.tasks.terms import BatchDeed, BatchState, Deed
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import NotAllowed


def create_batch(
    *, actor: Account, now: datetime, jurisdiction: Unit, name: str, document_number: str = "", year: int | None = None
) -> Batch:
    """Open a batch with the next number of its year; ``year`` None is the current one (T5)."""
    if not permissions.may_supervise(standing_of(actor), jurisdiction):
        raise NotAllowed
    if not name.strip():
        raise BatchNameMissing
    year = year or local_date(now).year
    with transaction.atomic():
        batch = Batch.objects.create(
            jurisdiction=jurisdiction,
            year=year,
            number=next_number(jurisdiction, "batch", year),
            name=name.strip()[:120],
            document_number=document_number.strip()[:60],
            plan=AnnualPlan.objects.filter(jurisdiction=jurisdiction, year=year).first(),
            compiled_by=actor,
        )
        record_batch(batch, BatchDeed.CREATE, actor=actor, now=now, after={"name": batch.name})
    return batch


def edit_batch(
    *, actor: Account, now: datetime, batch: Batch, version: int, name: str, document_number: str = ""
) -> Batch:
    """Change a batch's name and document number while it is being compiled (T5, T11)."""
    standing = standing_of(actor)
    if not name.strip():
        raise BatchNameMissing
    with transaction.atomic():
        current = locked_batch(batch.pk)
        if not permissions.may_supervise(standing, current.jurisdiction):
            raise NotAllowed
        refuse_fixed(current)
        refuse_stale("batch", current.pk, version=current.version, opened_on=version)
        before = {"name": current.name, "document_number": current.document_number}
        current.name, current.document_number = name.strip()[:120], document_number.strip()[:60]
        after = {"name": current.name, "document_number": current.document_number}
        if before != after:
            current.version += 1
            current.save()
            record_batch(current, BatchDeed.EDIT, actor=actor, now=now, before=before, after=after)
    return current


def add_to_batch(*, actor: Account, now: datetime, batch: Batch, tasks: Iterable[Task]) -> Batch:
    """Put drafts into a batch, all or none (T5, T12). A task that stands in it already stays as it is."""
    standing = standing_of(actor)
    with transaction.atomic():
        current = locked_batch(batch.pk)
        refuse_fixed(current)
        for task_id in sorted(task.pk for task in tasks):
            task = open_step(standing=standing, deed=Deed.COMPILE, task_id=task_id)
            if task.jurisdiction_id != current.jurisdiction_id:
                raise BatchOfOtherJurisdiction(number=task.number_text, jurisdiction=current.jurisdiction.name)
            if task.batch_id == current.pk:
                continue
            if task.batch is not None:
                raise InAnotherBatch(number=task.number_text, batch=task.batch.name)
            task.batch = current
            close_step(
                task, deed=Deed.COMPILE, actor=actor, now=now, before={"batch": ""}, after={"batch": current.name}
            )
    return current


def take_out_of_batch(*, actor: Account, now: datetime, batch: Batch, tasks: Iterable[Task]) -> Batch:
    """Take drafts out of a batch that is being compiled (T5); a task that is not in it stays as it is."""
    standing = standing_of(actor)
    with transaction.atomic():
        current = locked_batch(batch.pk)
        refuse_fixed(current)
        for task_id in sorted(task.pk for task in tasks):
            task = open_step(standing=standing, deed=Deed.TAKE_OUT, task_id=task_id)
            if task.batch_id == current.pk:
                task.batch = None
                close_step(
                    task, deed=Deed.TAKE_OUT, actor=actor, now=now, before={"batch": current.name}, after={"batch": ""}
                )
    return current


def locked_batch(batch_id: int) -> Batch:
    """Lock a batch, its jurisdiction and plan loaded."""
    return Batch.objects.select_for_update(of=("self",)).select_related("jurisdiction", "plan").get(pk=batch_id)


def refuse_issued(batch: Batch) -> None:
    """Raise BatchAlreadyIssued for an issued batch."""
    if batch.state == BatchState.ISSUED:
        raise BatchAlreadyIssued(batch=batch.name)


def refuse_fixed(batch: Batch) -> None:
    """Raise BatchAlreadyIssued or BatchFixed unless the batch is being compiled (AP2)."""
    refuse_issued(batch)
    if batch.state != BatchState.COMPILING:
        raise BatchFixed(batch=batch.name, state=BatchState(batch.state))


def record_batch(
    batch: Batch,
    deed: BatchDeed,
    *,
    actor: Account,
    now: datetime,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    note: str = "",
) -> None:
    """Keep an event of a batch."""
    record_event(
        actor=actor,
        now=now,
        verb=deed.value,
        subject_type="batch",
        subject_id=batch.pk,
        before=before,
        after=dict(after or {}) | {"version": batch.version},
        note=note,
    )
