"""Lay out what is owed in every open period, and tell the units (RP3): returns, units and notices together."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from luoshi.domain.notices.actions import notify
from luoshi.domain.notices.queries import holders_of
from luoshi.domain.notices.terms import NoticeKind
from luoshi.domain.organizations.terms import Role
from luoshi.domain.reporting import actions
from luoshi.domain.reporting.models import Period, Return
from luoshi.domain.reporting.queries import exception_until, open_periods
from luoshi.domain.reporting.terms import ReturnState

DUE_SOON = timedelta(days=2)


def open_all_periods(*, now: datetime) -> int:
    """Make what is missing of the returns of open periods and tell of each once; give how many are new.

    May run any number of times a day. The system acts here, so nobody's permission is asked.
    """
    made = 0
    for period in open_periods(now):
        made += actions.open_period(now=now, period=period)
        _tell(period, now)
    return made


def _tell(period: Period, now: datetime) -> None:
    """Tell units that a period has opened, is due soon, or that their return is late (N12)."""
    for sheet in Return.objects.filter(
        period=period, state__in=[ReturnState.DRAFT, ReturnState.SUBMITTED], first_approved_at__isnull=True
    ).select_related("unit"):
        due = max(period.due_at, exception_until(period, sheet.unit_id) or period.due_at)
        kind = NoticeKind.PERIOD_OPENED
        if now >= due:
            kind = NoticeKind.LATE_REPORT
        elif now >= due - DUE_SOON:
            kind = NoticeKind.REPORT_DUE
        with transaction.atomic():
            notify(
                now=now,
                recipients=holders_of(sheet.unit, Role.REPORTER, Role.LEADER),
                kind=kind,
                subject_type="return",
                subject_id=sheet.pk,
                parameters={
                    "subject": {
                        "zh": f"{period.label_chinese}{period.scheme.name}",
                        "en": f"{period.label_english}, {period.scheme.name}",
                    },
                    "unit": sheet.unit.label,
                    "deadline": timezone.localdate(due - timedelta(seconds=1)).isoformat(),
                },
                url=f"/reporting/returns/{sheet.pk}/",
                key=f"return-{sheet.pk}-{kind}",
                units=[sheet.unit],
            )
