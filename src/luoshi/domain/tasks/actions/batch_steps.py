"""Check, approve and send back batches (rules AP2, AP3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.tasks import permissions
from luoshi.domain.tasks.actions.batches import locked_batch, record_batch, refuse_issued
from luoshi.domain.tasks.actions.telling import tell_of_approval
from luoshi.domain.tasks.errors import BatchEmpty, BatchNotReady
from luoshi.domain.tasks.errors.plans import BatchStepNotOpen
from luoshi.domain.tasks.models import Batch, Task
from luoshi.domain.tasks.queries.batches import lacks_of
from luoshi.domain.tasks.rules.plans import next_batch_deeds, problems_with_check, require_reason
from luoshi.domain.tasks.terms import BatchDeed, BatchState, CheckPoint
from luoshi.foundation.refusals import NotAllowed, refuse_all


def check_batch(*, actor: Account, now: datetime, batch: Batch, points: Iterable[str] = (), remark: str = "") -> Batch:
    """Call a batch checked (AP3); raises BatchNotReady for what tasks lack, CheckIncomplete for points left out."""
    standing = standing_of(actor)
    with transaction.atomic():
        current = locked_batch(batch.pk)
        if not permissions.may_supervise(standing, current.jurisdiction):
            raise NotAllowed
        refuse_issued(current)
        refuse_step(current, BatchDeed.CHECK)
        confirmed = [point for point in CheckPoint if point in set(points)]
        refuse_all(problems_with_check(confirmed, is_compiler=current.compiled_by_id == actor.pk))
        refuse_lacks(current)
        _move(current, BatchState.CHECKED, BatchDeed.CHECK, actor, now, remark, [p.value for p in confirmed])
        tell_of_approval(current, actor=actor, now=now)
    return current


def approve_batch(*, actor: Account, now: datetime, batch: Batch, remark: str = "") -> Batch:
    """Approve a batch as a leader of the approving unit or of the jurisdiction (AP3)."""
    standing = standing_of(actor)
    with transaction.atomic():
        current = locked_batch(batch.pk)
        if not permissions.may_approve(standing, current):
            raise NotAllowed
        refuse_issued(current)
        refuse_step(current, BatchDeed.APPROVE)
        refuse_lacks(current)
        _move(current, BatchState.APPROVED, BatchDeed.APPROVE, actor, now, remark)
    return current


def send_back_batch(*, actor: Account, now: datetime, batch: Batch, reason: str) -> Batch:
    """Send a checked or approved batch back to compiling with a reason (AP2); officers and approvers may."""
    standing = standing_of(actor)
    require_reason(reason)
    with transaction.atomic():
        current = locked_batch(batch.pk)
        is_office = permissions.may_supervise(standing, current.jurisdiction)
        if not is_office and not permissions.may_approve(standing, current):
            raise NotAllowed
        refuse_issued(current)
        if current.state == BatchState.COMPILING:
            raise _not_open(current, BatchDeed.SEND_BACK)
        _move(current, BatchState.COMPILING, BatchDeed.SEND_BACK, actor, now, reason)
    return current


def refuse_step(batch: Batch, deed: BatchDeed) -> None:
    """Raise BatchStepNotOpen unless the deed is the batch's next by its plan (AP2). Wants the plan loaded."""
    plan = batch.plan
    needs_check, needs_approval = (plan.needs_check, plan.needs_approval) if plan else (False, False)
    if deed not in next_batch_deeds(batch.state, needs_check=needs_check, needs_approval=needs_approval):
        raise _not_open(batch, deed)


def _not_open(batch: Batch, deed: BatchDeed) -> BatchStepNotOpen:
    return BatchStepNotOpen(batch=batch.name, state=BatchState(batch.state), deed=deed)


def refuse_lacks(batch: Batch) -> list[Task]:
    """Lock and give the batch's tasks; raise BatchEmpty or BatchNotReady where one lacks something (T5)."""
    tasks = list(
        Task.objects.select_for_update(of=("self",))
        .filter(batch=batch)
        .select_related("lead_unit")
        .order_by("year", "number")
    )
    if not tasks:
        raise BatchEmpty
    if lacks := lacks_of(tasks):
        raise BatchNotReady(lacks)
    return tasks


def _move(
    batch: Batch,
    state: BatchState,
    deed: BatchDeed,
    actor: Account,
    now: datetime,
    note: str,
    points: Sequence[str] = (),
) -> None:
    before = {"batch_state": batch.state}
    batch.state = state
    batch.version += 1
    batch.save()
    after: dict[str, object] = {"batch_state": state.value}
    if points:
        after["points"] = list(points)
    record_batch(batch, deed, actor=actor, now=now, before=before, after=after, note=note.strip())
