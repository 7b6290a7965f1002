"""Plan the dated steps of an item, and record them done (rule IN1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.queries import refuse_stale
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.tasks import rules
from luoshi.domain.tasks.actions.instruments import keep_evidence, refuse_other
from luoshi.domain.tasks.actions.steps import close_step, open_step
from luoshi.domain.tasks.actions.storing import AttachmentDraft, stored
from luoshi.domain.tasks.errors import ReasonMissing
from luoshi.domain.tasks.errors.instruments import DoneStepChanged, EvidenceMissing, StepStateOpen
from luoshi.domain.tasks.models import Evidence, Step, Task
from luoshi.domain.tasks.rules.instruments import StepDraft, problems_in_steps, problems_with_done_day
from luoshi.domain.tasks.terms import Deed, Instrument, TaskState
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import refuse_all


def plan_steps(
    *,
    actor: Account,
    now: datetime,
    task: Task,
    steps: Sequence[StepDraft],
    version: int | None = None,
    reason: str = "",
) -> Task:
    """Make an item's steps these, in this order (IN1); steps that are left out fall away unless they are done.

    Raises DoneStepChanged for a done step, ReasonMissing where an issued task's step moves or falls away.
    """
    standing = standing_of(actor)
    wanted = [StepDraft(" ".join(step.title.split()), step.due_on, step.pk) for step in steps]
    with transaction.atomic():
        current = open_step(standing=standing, deed=Deed.PLAN_STEPS, task_id=task.pk)
        refuse_other(current, Instrument.ITEM, Deed.PLAN_STEPS)
        refuse_stale("task", current.pk, version=current.version, opened_on=version)
        refuse_all(problems_in_steps(wanted, current.deadline))
        rows = {row.pk: row for row in current.steps.order_by("order")}
        before = _told(list(rows.values()))
        if _moves(rows, wanted) and current.state != TaskState.DRAFT and not reason.strip():
            raise ReasonMissing
        after = _write(current, rows, wanted)
        if before != after:
            close_step(
                current,
                deed=Deed.PLAN_STEPS,
                actor=actor,
                now=now,
                before={"steps": before},
                after={"steps": after},
                note=reason.strip(),
            )
    return current


def _moves(rows: dict[int, Step], wanted: Sequence[StepDraft]) -> bool:
    """Tell whether a step that stood there moves or falls away; refuse where it is done."""
    by_key = {step.pk: step for step in wanted if step.pk in rows}
    moves = False
    for pk, row in rows.items():
        step = by_key.get(pk)
        if step is None or (step.title, step.due_on) != (row.title, row.due_on):
            if row.done_on is not None:
                raise DoneStepChanged(title=row.title)
            moves = moves or step is None or step.due_on != row.due_on
    return moves


def _write(task: Task, rows: dict[int, Step], wanted: Sequence[StepDraft]) -> list[str]:
    kept = {step.pk for step in wanted}
    for pk, row in rows.items():
        if pk not in kept:
            row.delete()
    steps = []
    for order, draft in enumerate(wanted, start=1):
        step = rows.get(draft.pk or 0) or Step(task=task)
        assert draft.due_on is not None  # judged before
        step.order, step.title, step.due_on = order, draft.title, draft.due_on
        step.save()
        steps.append(step)
    return _told(steps)


def _told(steps: Sequence[Step]) -> list[str]:
    return [f"{step.due_on.isoformat()} {step.title}" for step in steps]


def finish_step(
    *,
    actor: Account,
    now: datetime,
    step: Step,
    done_on: date,
    evidence: str,
    attachments: Sequence[AttachmentDraft] = (),
) -> Step:
    """Record a step as done, with what proves it (IN1)."""
    standing = standing_of(actor)
    problems = rules.problems_with_attachments([(a.name, a.file.size) for a in attachments])
    if not evidence.strip():
        problems.append(EvidenceMissing())
    with stored(attachments if not problems else (), Evidence) as files, transaction.atomic():
        current = open_step(standing=standing, deed=Deed.FINISH_STEP, task_id=step.task_id)
        refuse_other(current, Instrument.ITEM, Deed.FINISH_STEP)
        row = _locked(step)
        if row.done_on is not None:
            raise StepStateOpen(title=row.title)
        issued_on = local_date(current.issued_at or now)
        refuse_all([*problems, *problems_with_done_day(done_on, local_date(now), issued_on)])
        row.done_on, row.evidence = done_on, evidence.strip()
        row.save()
        keep_evidence(current, files, step=row)
        after: dict[str, object] = {"steps": [f"{done_on.isoformat()} {row.title}"], "evidence": row.evidence}
        if files:
            after["attachments"] = [file.file_name for file in files]
        close_step(current, deed=Deed.FINISH_STEP, actor=actor, now=now, after=after)
    return row


def reopen_step(*, actor: Account, now: datetime, step: Step, reason: str) -> Step:
    """Take a step's completion back (IN1); its files stay with it."""
    standing = standing_of(actor)
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        current = open_step(standing=standing, deed=Deed.REOPEN_STEP, task_id=step.task_id)
        refuse_other(current, Instrument.ITEM, Deed.REOPEN_STEP)
        row = _locked(step)
        if row.done_on is None:
            raise StepStateOpen(title=row.title)
        before = {"steps": [f"{row.done_on.isoformat()} {row.title}"], "evidence": row.evidence}
        row.done_on, row.evidence = None, ""
        row.save()
        after = {"steps": [row.title], "evidence": ""}
        close_step(
            current, deed=Deed.REOPEN_STEP, actor=actor, now=now, before=before, after=after, note=reason.strip()
        )
    return row


def _locked(step: Step) -> Step:
    row = Step.objects.select_for_update().filter(pk=step.pk).first()
    if row is None:
        raise StepStateOpen(title=step.title)
    return row
