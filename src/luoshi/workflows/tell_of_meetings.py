"""Tell the units of a mechanism that its next meeting comes near (N11): mechanisms, units and notices together."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from luoshi.domain.notices.actions import notify
from luoshi.domain.notices.queries import holders_of
from luoshi.domain.notices.terms import NoticeKind
from luoshi.domain.organizations.terms import Role
from luoshi.domain.tasks.models import Mechanism
from luoshi.domain.tasks.queries.deadlines import near_meetings
from luoshi.domain.tasks.rules.pages import task_page
from luoshi.foundation.clock import local_date

STAGES = (0, 2)  # days before the meeting (N11)


def tell_of_meetings(*, now: datetime) -> int:
    """Tell of every meeting that has come near and was not told of at this stage; give how many notices are new.

    May run any number of times a day. The system acts here, so nobody's permission is asked.
    """
    today = local_date(now)
    return sum(
        _tell(mechanism, mechanism.next_meeting_on, today, now)
        for mechanism in near_meetings(today, days=STAGES[-1])
        if mechanism.next_meeting_on is not None
    )


def _tell(mechanism: Mechanism, day: date, today: date, now: datetime) -> int:
    stage = next(stage for stage in STAGES if (day - today).days <= stage)
    units = [mechanism.convenor_unit, *mechanism.members.all()]
    people = [account for unit in units for account in holders_of(unit, Role.LEADER, Role.REPORTER)]
    with transaction.atomic():
        return notify(
            now=now,
            recipients=people,
            kind=NoticeKind.MEETING_DUE,
            subject_type="task",
            subject_id=mechanism.task_id,
            parameters={
                "subject": mechanism.task.title,
                "unit": mechanism.convenor_unit.label,
                "when": day.isoformat(),
            },
            url=task_page(mechanism.task_id),
            key=f"task-{mechanism.task_id}-meeting-{day.isoformat()}-{stage}",
            units=units,
        )
