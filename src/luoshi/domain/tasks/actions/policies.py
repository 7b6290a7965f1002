"""Record the stages of a policy (rule IN2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.tasks import rules
from luoshi.domain.tasks.actions.instruments import keep_evidence, refuse_other
from luoshi.domain.tasks.actions.steps import close_step, open_step
from luoshi.domain.tasks.actions.storing import AttachmentDraft, stored
from luoshi.domain.tasks.errors import StepNotOpen
from luoshi.domain.tasks.models import Evidence, Policy, PolicyStageRecord, Task
from luoshi.domain.tasks.rules.instruments import problems_with_stage
from luoshi.domain.tasks.terms import Deed, Instrument, PolicyStage, TaskState
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import refuse_all

AFTER_CLOSING = frozenset({PolicyStage.IN_FORCE, PolicyStage.REVIEWED})  # IN7


def record_stage(
    *,
    actor: Account,
    now: datetime,
    task: Task,
    stage: PolicyStage,
    reached_on: date,
    note: str,
    document_number: str = "",
    attachments: Sequence[AttachmentDraft] = (),
) -> Task:
    """Record that a policy reached its next stage, or went back to an earlier one with a reason (IN2)."""
    standing = standing_of(actor)
    problems = rules.problems_with_attachments([(a.name, a.file.size) for a in attachments])
    with stored(attachments if not problems else (), Evidence) as files, transaction.atomic():
        current = open_step(standing=standing, deed=Deed.RECORD_STAGE, task_id=task.pk)
        refuse_other(current, Instrument.POLICY, Deed.RECORD_STAGE)
        if current.state == TaskState.CLOSED and stage not in AFTER_CLOSING:
            raise StepNotOpen(number=current.number_text, state=TaskState.CLOSED, deed=Deed.RECORD_STAGE)
        policy, _ = Policy.objects.get_or_create(task=current)
        former = PolicyStage(policy.stage)
        last = policy.records.order_by("-pk").first()
        number = document_number.strip()[:60]
        since = last.reached_on if last else None
        refuse_all(
            problems
            + problems_with_stage(
                former, stage, reached_on=reached_on, since=since, today=local_date(now), note=note, number=number
            )
        )
        record = PolicyStageRecord.objects.create(
            policy=policy, stage=stage, reached_on=reached_on, note=note.strip(), recorded_by=actor, recorded_at=now
        )
        after: dict[str, object] = {"stage": stage.value, "day": reached_on.isoformat()}
        policy.stage = stage
        if stage is PolicyStage.ISSUED:
            policy.document_number, policy.issued_on = number, reached_on
            after["document_number"] = number
        policy.save()
        keep_evidence(current, files, stage_record=record)
        if files:
            after["attachments"] = [file.file_name for file in files]
        before = {"stage": former.value, "day": since.isoformat() if since else ""}
        close_step(current, deed=Deed.RECORD_STAGE, actor=actor, now=now, before=before, after=after, note=note.strip())
    return current
