"""Reports and verdicts of a whole reporting period at once: the rules of single ones, in a constant number of queries.

Called by the actions of reporting, in their transaction. The office is told of the return, not of each of its reports.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import SubjectChange, record_events
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.tasks import permissions, rules
from luoshi.domain.tasks.actions.storing import StoredFile
from luoshi.domain.tasks.errors import NoteMissing, PercentOutOfRange, RemarkMissing
from luoshi.domain.tasks.models import Attachment, Report, Task
from luoshi.domain.tasks.terms import Deed, ReportKind, ReportState
from luoshi.foundation.kept_queries import kept_query
from luoshi.foundation.refusals import refuse_all
from luoshi.foundation.rows import insert_rows, save_rows

CHANGED = ("declared_percent", "verified_percent", "reported_at", "last_report_state", "version", "changed_at")


@dataclass(frozen=True, slots=True)
class PeriodicReport:
    """What a unit declares of one task in a period; the same ``key`` again makes no second report."""

    task_id: int
    percent: int
    note: str
    key: uuid.UUID
    value: Decimal | None = None
    files: Sequence[StoredFile] = ()


@dataclass(frozen=True, slots=True)
class PeriodicVerdict:
    """What the office makes of one report; None takes the declared figure."""

    report_id: int
    percent: int | None = None
    value: Decimal | None = None


def report_many(*, actor: Account, now: datetime, reports: Sequence[PeriodicReport]) -> dict[int, Report]:
    """Report the progress of tasks (T7); give the reports by task. Tasks that take none any more are left out."""
    refuse_all([PercentOutOfRange() for one in reports if not 0 <= one.percent <= 100][:1])
    refuse_all([NoteMissing() for one in reports if not one.note.strip()][:1])
    standing = standing_of(actor)
    with transaction.atomic():
        tasks = _locked(one.task_id for one in reports)
        keys = {one.key for one in reports}
        earlier = _made_or_waiting(keys, list(tasks))
        made = {report.task_id: report for report in earlier if report.submission_key in keys}
        open_now = []
        for one in reports:
            task = tasks[one.task_id]
            permissions.require(standing, Deed.REPORT_PROGRESS, task)
            if one.task_id not in made and rules.step_is_open(task.state, Deed.REPORT_PROGRESS, task.issued_at):
                open_now.append(one)
        open_ids = {one.task_id for one in open_now}
        _set_aside([r for r in earlier if r.task_id in open_ids and r.state == ReportState.WAITING], actor, now)
        fresh = [_report(one, tasks[one.task_id], actor, now) for one in open_now]
        insert_rows(fresh)
        Attachment.objects.bulk_create(
            Attachment(report=report, file_name=f.file_name, file=f.path, size=f.size, sha256=f.sha256)
            for one, report in zip(open_now, fresh, strict=True)
            for f in one.files
        )
        changes = []
        for report in fresh:
            task = tasks[report.task_id]
            before = {"declared_percent": task.declared_percent}
            task.declared_percent = report.percent
            task.reported_at = now
            task.last_report_state = ReportState.WAITING
            after: dict[str, Any] = {"declared_percent": report.percent, "note": report.note}
            if report.value is not None:
                after["value"] = str(report.value)
            changes.append(_stepped(task, now, before, after))
        _close(actor, now, Deed.REPORT_PROGRESS, [tasks[report.task_id] for report in fresh], changes)
    return made | {report.task_id: report for report in fresh}


def verify_many(*, actor: Account, now: datetime, verdicts: Sequence[PeriodicVerdict]) -> None:
    """Verify waiting progress reports (T7). Those decided meanwhile stay; a completion is judged by itself."""
    standing = standing_of(actor)
    with transaction.atomic():
        reports, tasks = _waiting([one.report_id for one in verdicts])
        changes = []
        for one in verdicts:
            report = reports.get(one.report_id)
            if report is None:
                continue
            task = tasks[report.task_id]
            permissions.require(standing, Deed.VERIFY, task)
            percent = report.percent if one.percent is None else one.percent
            if percent is None or not 0 <= percent <= 100:
                raise PercentOutOfRange
            report.verified_percent = percent
            report.verified_value = report.value if one.value is None else one.value
            _decided(report, ReportState.VERIFIED, actor, now)
            before = {"verified_percent": task.verified_percent}
            after: dict[str, Any] = {"verified_percent": percent, "declared_percent": report.percent}
            if report.verified_value is not None:
                after["verified_value"] = str(report.verified_value)
            task.verified_percent = percent
            task.last_report_state = ReportState.VERIFIED
            changes.append(_stepped(task, now, before, after))
        _save_decided(reports)
        _close(actor, now, Deed.VERIFY, [tasks[report.task_id] for report in reports.values()], changes)


def send_back_many(*, actor: Account, now: datetime, remarks: Mapping[int, str]) -> None:
    """Send waiting progress reports back, each with its remark, by report (T7). Reports decided meanwhile stay."""
    standing = standing_of(actor)
    if any(not remark.strip() for remark in remarks.values()):
        raise RemarkMissing
    with transaction.atomic():
        reports, tasks = _waiting(list(remarks))
        changes = []
        for report in reports.values():
            task = tasks[report.task_id]
            permissions.require(standing, Deed.SEND_BACK, task)
            report.remark = remarks[report.pk].strip()
            _decided(report, ReportState.SENT_BACK, actor, now)
            task.last_report_state = ReportState.SENT_BACK
            after = {"declared_percent": report.percent, "note": report.remark}
            changes.append(_stepped(task, now, {}, after))
        _save_decided(reports)
        _close(actor, now, Deed.SEND_BACK, [tasks[report.task_id] for report in reports.values()], changes)


def correct_verified(
    *, actor: Account, now: datetime, report: Report, percent: int | None = None, value: Decimal | None = None
) -> Report:
    """Correct the figures of a verified report, after a dispute; the task follows where it is its last verified one."""
    standing = standing_of(actor)
    if percent is not None and not 0 <= percent <= 100:
        raise PercentOutOfRange
    with transaction.atomic():
        tasks = _locked([report.task_id])
        current = Report.objects.select_for_update().get(pk=report.pk)
        task = tasks[current.task_id]
        permissions.require(standing, Deed.VERIFY, task)
        if current.state != ReportState.VERIFIED:
            return current
        before: dict[str, Any] = {"verified_percent": current.verified_percent}
        current.verified_percent = current.verified_percent if percent is None else percent
        current.verified_value = current.verified_value if value is None else value
        current.save(update_fields=["verified_percent", "verified_value"])
        later = Report.objects.filter(task=task, state=ReportState.VERIFIED, reported_at__gt=current.reported_at)
        if not later.exists():
            task.verified_percent = current.verified_percent
        after: dict[str, Any] = {"verified_percent": current.verified_percent}
        if value is not None:
            after["verified_value"] = str(value)
        _close(actor, now, Deed.VERIFY, [task], [_stepped(task, now, before, after)])
    return current


def _locked(task_ids: Iterable[int]) -> dict[int, Task]:
    return {task.pk: task for task in _tasks(list(task_ids))}


@kept_query
def _tasks(task_ids: Sequence[int]) -> QuerySet[Task]:
    return (
        Task.objects.select_for_update(of=("self",))
        .select_related("jurisdiction", "lead_unit")
        .only("state", "issued_at", "jurisdiction__path", "lead_unit__path", *CHANGED)
        .filter(pk__in=task_ids)
        .order_by("pk")  # everybody locks in the same order
    )


@kept_query
def _made_or_waiting(keys: Collection[uuid.UUID], task_ids: Sequence[int]) -> QuerySet[Report]:
    return Report.objects.filter(Q(submission_key__in=keys) | Q(task__in=task_ids, state=ReportState.WAITING))


def _set_aside(reports: Sequence[Report], actor: Account, now: datetime) -> None:
    """Put reports aside that a later one overtakes; their tasks are locked."""
    for report in reports:
        report.state = ReportState.SET_ASIDE
        report.decided_by = actor
        report.decided_at = now
    save_rows(reports, ["state", "decided_by", "decided_at"])


def _waiting(report_ids: Sequence[int]) -> tuple[dict[int, Report], dict[int, Task]]:
    """Lock reports that wait, their tasks first."""
    tasks = _locked(Report.objects.filter(pk__in=report_ids).values_list("task_id", flat=True))
    rows = Report.objects.select_for_update().filter(
        pk__in=report_ids, state=ReportState.WAITING, kind=ReportKind.PROGRESS
    )
    return {report.pk: report for report in rows}, tasks


def _report(one: PeriodicReport, task: Task, actor: Account, now: datetime) -> Report:
    return Report(
        task=task,
        unit_id=task.lead_unit_id or 0,
        kind=ReportKind.PROGRESS,
        percent=one.percent,
        value=one.value,
        note=one.note.strip(),
        reported_by=actor,
        reported_at=now,
        submission_key=one.key,
    )


def _decided(report: Report, state: ReportState, actor: Account, now: datetime) -> None:
    report.state = state
    report.decided_by = actor
    report.decided_at = now


def _save_decided(reports: Mapping[int, Report]) -> None:
    fields = ["state", "remark", "decided_by", "decided_at", "verified_percent", "verified_value"]
    save_rows(reports.values(), fields)


def _stepped(task: Task, now: datetime, before: dict[str, Any], after: dict[str, Any]) -> SubjectChange:
    task.version += 1
    task.changed_at = now
    return SubjectChange(task.pk, before, after | {"version": task.version})


def _close(actor: Account, now: datetime, deed: Deed, tasks: Sequence[Task], changes: Sequence[SubjectChange]) -> None:
    """Save the tasks one version on; none of these deeds moves a task's state (T2)."""
    save_rows(tasks, CHANGED)
    record_events(actor=actor, now=now, verb=deed.value, subject_type="task", changes=changes)
