"""Hand in and judge reports, and give the task its light at once (LI9): tasks and supervision together."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from luoshi.domain.supervision.actions import light_tasks
from luoshi.domain.tasks import actions
from luoshi.domain.tasks.models import Report
from luoshi.workflows.report_completion import report_completion as complete


def report_progress(*, now: datetime, **values: Any) -> Report:
    """Report progress like ``tasks.actions.report_progress``; the light follows in the same transaction."""
    with transaction.atomic():
        return _lit(now, actions.report_progress(now=now, **values))


def report_completion(*, now: datetime, **values: Any) -> Report:
    """Report completion like ``workflows.report_completion``; the light follows in the same transaction."""
    with transaction.atomic():
        return _lit(now, complete(now=now, **values))


def verify_report(*, now: datetime, **values: Any) -> Report:
    """Verify a report like ``tasks.actions.verify_report``; the light follows in the same transaction."""
    with transaction.atomic():
        return _lit(now, actions.verify_report(now=now, **values))


def send_back_report(*, now: datetime, **values: Any) -> Report:
    """Send a report back like ``tasks.actions.send_back_report``; the light follows in the same transaction."""
    with transaction.atomic():
        return _lit(now, actions.send_back_report(now=now, **values))


def _lit(now: datetime, report: Report) -> Report:
    light_tasks(now=now, tasks=[report.task])
    return report
