"""Keep in an issued project's history what became of a wish for a later date, and the date itself (PJ23).

Whether the wish may be asked for is judged by supervision; who may do the deed, and the record's lock, here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from luoshi.domain.accounts.models import Account
from luoshi.domain.projects.actions.steps import close_step, open_step
from luoshi.domain.projects.models import Project, ProjectYear
from luoshi.domain.projects.terms import ProjectDeed
from luoshi.domain.tasks.actions.extending import keep_extension as keep_for_task
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.rules import OPEN
from luoshi.domain.tasks.terms import ExtensionDeed
from luoshi.foundation.clock import local_date


def keep_wish(*, actor: Account, now: datetime, project: Project, after: Mapping[str, str], note: str) -> Project:
    """Write a wish to the history."""
    current = open_step(actor=actor, deed=ProjectDeed.ASK_EXTENSION, project_id=project.pk)
    close_step(current, deed=ProjectDeed.ASK_EXTENSION, actor=actor, now=now, after=after, note=note)
    return current


def keep_answer(
    *,
    actor: Account,
    now: datetime,
    project: Project,
    after: Mapping[str, str],
    note: str,
    start: date | None = None,
    finish: date | None = None,
) -> Project:
    """Write an answer to the history, with the new planned start or finish where it is approved.

    The year's plan and the task that the project was issued as follow, so that nothing judges by the old date.
    """
    current = open_step(actor=actor, deed=ProjectDeed.ANSWER_EXTENSION, project_id=project.pk)
    before: dict[str, Any] = {}
    became: dict[str, Any] = dict(after)
    if start is not None:
        before["planned_start"], became["planned_start"] = _said(current.planned_start), start.isoformat()
        current.planned_start = start
        _put_off_months(current, start, local_date(now))
    if finish is not None:
        former = current.planned_finish
        before["planned_finish"], became["planned_finish"] = _said(former), finish.isoformat()
        current.planned_finish = finish
        _put_off_task(actor, now, current, former, after, note)
    close_step(current, deed=ProjectDeed.ANSWER_EXTENSION, actor=actor, now=now, before=before, after=became, note=note)
    return current


def _put_off_months(project: Project, start: date, today: date) -> None:
    """Let the years' plans follow: an earlier month of that year moves, that of a year before is left out."""
    rows = ProjectYear.objects.filter(project=project, year__range=(today.year, start.year))
    for row in rows.filter(planned_start_month__isnull=False):
        assert row.planned_start_month is not None  # asked for
        row.planned_start_month = max(row.planned_start_month, start.month) if row.year == start.year else None
        row.save(update_fields=["planned_start_month"])


def _put_off_task(
    actor: Account, now: datetime, project: Project, former: date | None, after: Mapping[str, str], note: str
) -> None:
    """Move the deadline of the project's own task where it was the planned finish (PJ20)."""
    task = Task.objects.select_for_update(of=("self",)).filter(project=project, state__in=OPEN).first()
    if task is not None and task.deadline is not None and task.deadline == former:
        keep_for_task(
            actor=actor,
            now=now,
            task=task,
            deed=ExtensionDeed.ANSWER,
            after=after,
            note=note,
            deadline=project.planned_finish,
        )


def _said(day: date | None) -> str:
    return day.isoformat() if day else ""
