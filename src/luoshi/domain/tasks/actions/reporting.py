"""What units hand in: progress, completion, supporting notes, with attachments."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.tasks import permissions, rules
from luoshi.domain.tasks.actions.instruments import refuse_incomplete
from luoshi.domain.tasks.actions.steps import close_step, open_step, queue_at, set_aside_waiting
from luoshi.domain.tasks.actions.storing import AttachmentDraft, StoredFile, remove, stored
from luoshi.domain.tasks.actions.telling import tell_of_report
from luoshi.domain.tasks.errors import KeyTaken, NoteMissing, PercentOutOfRange, ValueMissing
from luoshi.domain.tasks.models import Attachment, Report, Task
from luoshi.domain.tasks.terms import Deed, Part, ReportKind, ReportState
from luoshi.foundation.clock import local_date
from luoshi.foundation.kept_queries import kept_query
from luoshi.foundation.refusals import NotAllowed, Refusal, refuse_all
from luoshi.foundation.rows import insert_rows


def report_progress(
    *,
    actor: Account,
    now: datetime,
    task: Task,
    percent: int,
    note: str,
    submission_key: uuid.UUID,
    value: Decimal | None = None,
    attachments: Sequence[AttachmentDraft] = (),
) -> Report:
    """Report progress of a task (T7). The same ``submission_key`` again gives the report of the first time."""
    problems: list[Refusal] = [] if 0 <= percent <= 100 else [PercentOutOfRange()]
    report = Report(task=task, kind=ReportKind.PROGRESS, percent=percent, value=value, note=note.strip())
    return _hand_in(actor, now, Deed.REPORT_PROGRESS, report, submission_key, attachments, problems)


def report_completion(
    *,
    actor: Account,
    now: datetime,
    task: Task,
    note: str,
    submission_key: uuid.UUID,
    value: Decimal | None = None,
    attachments: Sequence[AttachmentDraft] = (),
) -> Report:
    """Report a task complete (T7): 100 %, with the value reached where it has a numeric target."""
    problems: list[Refusal] = [ValueMissing()] if task.target_value is not None and value is None else []
    report = Report(task=task, kind=ReportKind.COMPLETION, percent=100, value=value, note=note.strip())
    return _hand_in(actor, now, Deed.REPORT_COMPLETION, report, submission_key, attachments, problems)


def add_note(
    *,
    actor: Account,
    now: datetime,
    task: Task,
    note: str,
    submission_key: uuid.UUID,
    attachments: Sequence[AttachmentDraft] = (),
) -> Report:
    """Say what a supporting unit did (T8); it carries no percentage and is not verified."""
    report = Report(task=task, kind=ReportKind.NOTE, note=note.strip(), state=ReportState.NOTED)
    return _hand_in(actor, now, Deed.NOTE, report, submission_key, attachments, [])


def _hand_in(
    actor: Account,
    now: datetime,
    deed: Deed,
    report: Report,
    key: uuid.UUID,
    attachments: Sequence[AttachmentDraft],
    problems: list[Refusal],
) -> Report:
    standing = standing_of(actor)
    if (earlier := _submitted(key, report, actor)) is not None:
        return earlier
    permissions.require(standing, deed, report.task)
    if not report.note:
        problems.append(NoteMissing())
    refuse_all([*problems, *rules.problems_with_attachments([(a.name, a.file.size) for a in attachments])])
    with stored(attachments, Attachment) as files, transaction.atomic():
        queue_at(report.task_id)  # two clicks
        if (earlier := _submitted(key, report, actor)) is not None:
            remove(files, Attachment)
            return earlier
        task = open_step(standing=standing, deed=deed, task_id=report.task_id)
        if deed is Deed.REPORT_COMPLETION:
            refuse_incomplete(task, local_date(now))
        return _write(actor, now, deed, task, standing, report, key, files)


def _submitted(key: uuid.UUID, report: Report, actor: Account) -> Report | None:
    """Give the report that the key already made; raise KeyTaken where it made something else."""
    earlier = _made_by.first(key)
    if earlier is not None and (earlier.task_id, earlier.kind, earlier.reported_by_id) != (
        report.task_id,
        report.kind,
        actor.pk,
    ):
        raise KeyTaken
    return earlier


@kept_query
def _made_by(key: uuid.UUID) -> QuerySet[Report]:
    return Report.objects.filter(submission_key=key)


def _write(
    actor: Account,
    now: datetime,
    deed: Deed,
    task: Task,
    standing: Standing,
    report: Report,
    key: uuid.UUID,
    files: Sequence[StoredFile],
) -> Report:
    before: dict[str, object] = {}
    after: dict[str, object] = {"note": report.note}
    if deed is not Deed.NOTE:
        set_aside_waiting(task, actor, now)
        before["declared_percent"] = task.declared_percent
        after["declared_percent"] = report.percent
        if report.value is not None:
            after["value"] = str(report.value)
        task.declared_percent = report.percent
        task.reported_at = now
        task.last_report_state = ReportState.WAITING
    report.task = task
    report.unit = _reporting_unit(task, deed, standing)
    report.reported_by = actor
    report.reported_at = now
    report.submission_key = key
    insert_rows([report])
    if files:
        Attachment.objects.bulk_create(
            Attachment(report=report, file_name=f.file_name, file=f.path, size=f.size, sha256=f.sha256) for f in files
        )
        after["attachments"] = [f.file_name for f in files]
    close_step(task, deed=deed, actor=actor, now=now, before=before, after=after)
    if deed is not Deed.NOTE:
        tell_of_report(task, report, actor=actor, now=now)
    return report


def _reporting_unit(task: Task, deed: Deed, standing: Standing) -> Unit:
    """Give the unit that speaks: the lead unit, or the supporting unit that the account stands for."""
    if deed is not Deed.NOTE and task.lead_unit is not None:
        return task.lead_unit
    for row in task.participations.filter(part=Part.SUPPORT).select_related("unit").order_by("unit__path"):
        if standing.reaches(row.unit.path, *permissions.REPORTING_ROLES):
            return row.unit
    raise NotAllowed
