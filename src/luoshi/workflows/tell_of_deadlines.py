"""Tell leaders and reporters that a task's deadline comes near (N11): tasks, units and notices together."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.notices.actions import notify
from luoshi.domain.notices.queries import holders_of
from luoshi.domain.notices.terms import NoticeKind
from luoshi.domain.organizations.terms import Role
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.queries.deadlines import near_deadlines
from luoshi.domain.tasks.rules.pages import task_page
from luoshi.foundation.clock import local_date

STAGES = (0, 2, 7)  # days before the deadline (N11)


def tell_of_deadlines(*, now: datetime) -> int:
    """Tell of every deadline that has come near and was not told of at this stage; give how many notices are new.

    May run any number of times a day. The system acts here, so nobody's permission is asked.
    """
    today = local_date(now)
    holders: dict[int, list[Account]] = {}
    told = 0
    for task in near_deadlines(today, days=STAGES[-1]).iterator(chunk_size=500):
        unit = task.lead_unit
        if unit is None or task.deadline is None:
            continue
        if unit.pk not in holders:
            holders[unit.pk] = holders_of(unit, Role.LEADER, Role.REPORTER)
        told += _tell(task, task.deadline, holders[unit.pk], today, now)
    return told


def _tell(task: Task, deadline: date, recipients: list[Account], today: date, now: datetime) -> int:
    days = (deadline - today).days
    stage = next(stage for stage in STAGES if days <= stage)
    left = {"zh": f"还有 {days} 天", "en": f"{days} days left"} if days else {"zh": "今天到期", "en": "due today"}
    with transaction.atomic():
        return notify(
            now=now,
            recipients=recipients,
            kind=NoticeKind.DEADLINE_NEAR,
            subject_type="task",
            subject_id=task.pk,
            parameters={
                "subject": task.title,
                "number": task.number_text,
                "unit": task.lead_unit.label if task.lead_unit else "",
                "deadline": {language: f"{deadline.isoformat()} · {left[language]}" for language in ("zh", "en")},
            },
            url=task_page(task.pk),
            key=f"task-{task.pk}-deadline-{deadline.isoformat()}-{stage}",
            units=[task.lead_unit] if task.lead_unit else [],
        )
