"""Carry a task into a later batch: the old one ends, a new draft takes its place (rule AP7)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.tasks import permissions
from luoshi.domain.tasks.actions.batches import locked_batch, refuse_fixed
from luoshi.domain.tasks.actions.creating import described, text_of
from luoshi.domain.tasks.actions.steps import (
    close_step,
    next_number,
    open_step,
    replace_waiting,
    search_text_of,
    set_aside_waiting,
)
from luoshi.domain.tasks.errors import BatchOfOtherJurisdiction
from luoshi.domain.tasks.models import (
    Batch,
    Citation,
    Mechanism,
    Participation,
    Policy,
    PolicyStageRecord,
    Step,
    Task,
    TaskGoal,
)
from luoshi.domain.tasks.rules import TaskText
from luoshi.domain.tasks.terms import Deed, Instrument, TaskState
from luoshi.foundation.clock import local_date


def carry_task(
    *,
    actor: Account,
    now: datetime,
    task: Task,
    batch: Batch,
    deadline: date | None = None,
    reason: str = "",
    ends_now: bool = True,
) -> Task:
    """Carry an unfinished task into a batch as a new draft of the batch's year (AP7), and give that draft.

    ``deadline`` None keeps the present one. ``ends_now`` False leaves the old task open until the batch is issued
    (AP8). A task that was carried already gives its draft of the first time.
    """
    standing = standing_of(actor)
    with transaction.atomic():
        target = locked_batch(batch.pk)
        refuse_fixed(target)
        earlier = Task.objects.filter(carried_from=task.pk).first()
        if earlier is not None:
            permissions.require(standing, Deed.CARRY, earlier)
            return earlier
        old = open_step(standing=standing, deed=Deed.CARRY, task_id=task.pk)
        if old.jurisdiction_id != target.jurisdiction_id:
            raise BatchOfOtherJurisdiction(number=old.number_text, jurisdiction=target.jurisdiction.name)
        new = _copy(old, target, deadline, actor, now, reason)
        if ends_now:
            end_as_carried(old.pk, new, actor=actor, now=now, reason=reason)
    return new


def end_as_carried(task_id: int | None, successor: Task, *, actor: Account, now: datetime, reason: str = "") -> None:
    """End a task that goes on as another (AP7). Called inside the transaction that makes or issues the other."""
    assert task_id is not None
    old = open_step(standing=standing_of(actor), deed=Deed.CARRY, task_id=task_id)
    replace_waiting(old)
    set_aside_waiting(old, actor, now)
    old.last_report_state = ""
    after = {"carried_to": successor.number_text}
    close_step(old, deed=Deed.CARRY, actor=actor, now=now, after=after, note=reason.strip())


_COPIED = (
    "jurisdiction_id", "lead_unit_id", *TaskText.__slots__,
)  # fmt: skip


def _copy(old: Task, batch: Batch, deadline: date | None, actor: Account, now: datetime, reason: str) -> Task:
    fields: dict[str, Any] = {name: getattr(old, name) for name in _COPIED}
    if deadline is not None:
        fields["deadline"] = deadline
    new = Task.objects.create(
        **fields,
        year=batch.year,
        number=next_number(batch.jurisdiction, "task", batch.year),
        batch=batch,
        carried_from=old,
        created_at=now,
        changed_at=now,
    )
    _copy_all(Participation, old.participations.all(), task=new)
    _copy_all(Citation, old.citations.order_by("pk"), task=new)
    _copy_all(TaskGoal, old.goal_links.filter(removed_on=None), task=new, added_on=local_date(now))
    _copy_instrument(old, new)
    new.search_text = search_text_of(new)
    new.save(update_fields=["search_text"])
    record_event(
        actor=actor,
        now=now,
        verb=Deed.CREATE.value,
        subject_type="task",
        subject_id=new.pk,
        before={"deadline": old.deadline.isoformat()} if old.deadline and new.deadline != old.deadline else {},
        after=described(text_of(new))
        | {
            "carried_from": old.number_text,
            "batch": batch.name,
            "lead_unit": old.lead_unit.name if old.lead_unit else "",
            "state": TaskState.DRAFT.value,
            "version": new.version,
        },
        note=reason.strip(),
    )
    return new


def _copy_instrument(old: Task, new: Task) -> None:
    """Take over what the instrument has; evidence and held meetings stay with the old task."""
    if old.instrument == Instrument.ITEM:
        _copy_all(Step, old.steps.order_by("order"), task=new)
    policy = Policy.objects.filter(task=old).first()
    if policy is not None:
        copy = Policy.objects.create(
            task=new, stage=policy.stage, document_number=policy.document_number, issued_on=policy.issued_on
        )
        _copy_all(PolicyStageRecord, policy.records.order_by("pk"), policy=copy)
    mechanism = Mechanism.objects.filter(task=old).first()
    if mechanism is not None:
        members = list(mechanism.members.all())
        mechanism.pk, mechanism.task = None, new
        mechanism._state.adding = True
        mechanism.save()
        mechanism.members.set(members)


def _copy_all(model: Any, rows: Iterable[Any], **changed: Any) -> None:
    copies = []
    for row in rows:
        values = {
            field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key
        }
        for name, value in changed.items():
            values[row._meta.get_field(name).attname] = getattr(value, "pk", value)
        copies.append(model(**values))
    model.objects.bulk_create(copies)
