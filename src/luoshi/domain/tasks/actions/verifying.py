"""The office's verdict on reports."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet

from luoshi.domain.accounts.models import Account
from luoshi.domain.notices.terms import NoticeKind
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.tasks import permissions
from luoshi.domain.tasks.actions.steps import close_step, open_step, queue_at
from luoshi.domain.tasks.actions.telling import tell_of_verdict
from luoshi.domain.tasks.errors import CompletionIsHundred, NothingWaiting, PercentOutOfRange, RemarkMissing
from luoshi.domain.tasks.models import Report
from luoshi.domain.tasks.terms import Deed, ReportKind, ReportState, TaskState
from luoshi.foundation.clock import local_text
from luoshi.foundation.kept_queries import kept_query
from luoshi.foundation.rows import save_row


def verify_report(
    *,
    actor: Account,
    now: datetime,
    report: Report,
    verified_percent: int | None = None,
    verified_value: Decimal | None = None,
    remark: str = "",
) -> Report:
    """Verify a waiting report (T7); None takes the declared figure. Verified completion closes the task (销号)."""
    standing = standing_of(actor)
    percent = report.percent if verified_percent is None else verified_percent
    if percent is None or not 0 <= percent <= 100:
        raise PercentOutOfRange
    if report.kind == ReportKind.COMPLETION and percent != 100:
        raise CompletionIsHundred
    with transaction.atomic():
        permissions.require(standing, Deed.VERIFY, report.task)
        current = _waiting(report.pk)
        task = open_step(standing=standing, deed=Deed.VERIFY, task_id=current.task_id)
        current.verified_percent = percent
        current.verified_value = current.value if verified_value is None else verified_value
        _decide(current, ReportState.VERIFIED, actor, now, remark)
        before = {"verified_percent": task.verified_percent}
        after: dict[str, object] = {"verified_percent": percent, "declared_percent": current.percent}
        if current.verified_value is not None:
            after["verified_value"] = str(current.verified_value)
        task.verified_percent = percent
        task.last_report_state = ReportState.VERIFIED
        if task.state == TaskState.COMPLETION_REPORTED:
            task.closed_at = now
        close_step(task, deed=Deed.VERIFY, actor=actor, now=now, before=before, after=after, note=remark.strip())
        tell_of_verdict(task, current, kind=NoticeKind.REPORT_VERIFIED, actor=actor, now=now)
    return current


def send_back_report(*, actor: Account, now: datetime, report: Report, remark: str) -> Report:
    """Send a waiting report back with what has to change (T7); a reported completion is taken up again."""
    standing = standing_of(actor)
    if not remark.strip():
        raise RemarkMissing
    with transaction.atomic():
        permissions.require(standing, Deed.SEND_BACK, report.task)
        current = _waiting(report.pk)
        task = open_step(standing=standing, deed=Deed.SEND_BACK, task_id=current.task_id)
        _decide(current, ReportState.SENT_BACK, actor, now, remark)
        task.last_report_state = ReportState.SENT_BACK
        close_step(
            task,
            deed=Deed.SEND_BACK,
            actor=actor,
            now=now,
            after={"declared_percent": current.percent},
            note=remark.strip(),
        )
        tell_of_verdict(task, current, kind=NoticeKind.REPORT_SENT_BACK, actor=actor, now=now)
    return current


def _waiting(report_id: int) -> Report:
    """Lock the report, its task first; raise NothingWaiting where someone decided it meanwhile."""
    for task_id in _task_of(report_id):
        queue_at(task_id)
    report = _locked.first(report_id)
    if report is None:
        raise Report.DoesNotExist
    if report.state != ReportState.WAITING:
        raise NothingWaiting(
            who=report.decided_by.public_name if report.decided_by else "",
            when=local_text(report.decided_at) if report.decided_at else "",
            state=ReportState(report.state),
        )
    return report


@kept_query
def _task_of(report_id: int) -> QuerySet[Report, int]:
    return Report.objects.filter(pk=report_id).order_by().values_list("task_id", flat=True)


@kept_query
def _locked(report_id: int) -> QuerySet[Report]:
    return Report.objects.select_for_update(of=("self",)).select_related("decided_by", "unit").filter(pk=report_id)


def _decide(report: Report, state: ReportState, actor: Account, now: datetime, remark: str) -> None:
    report.state = state
    report.remark = remark.strip()
    report.decided_by = actor
    report.decided_at = now
    save_row(report)
