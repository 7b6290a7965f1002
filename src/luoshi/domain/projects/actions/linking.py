"""Tie a project to the goals it serves and to the task it was issued as."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.projects import errors, permissions
from luoshi.domain.projects.actions.steps import close_step, open_step
from luoshi.domain.projects.models import Project, ProjectGoal
from luoshi.domain.projects.terms import ProjectDeed
from luoshi.domain.strategy.actions.linking import begin_link, end_link
from luoshi.domain.strategy.models import Goal
from luoshi.domain.tasks.models import Task
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import NotAllowed


def set_goals(*, actor: Account, now: datetime, project: Project, goals: Iterable[Goal]) -> Project:
    """Make the goals that a project serves from today these; former ones keep their days."""
    wanted = {goal.pk: goal for goal in goals}
    today = local_date(now)
    with transaction.atomic():
        current = open_step(actor=actor, deed=ProjectDeed.UPDATE, project_id=project.pk)
        for goal in wanted.values():
            if not current.jurisdiction.path.startswith(goal.plan.jurisdiction.path):
                raise errors.GoalOfOther(goal=goal.title)
        links = list(ProjectGoal.objects.filter(project=current).select_related("goal"))
        former = sorted(link.goal.title for link in links if link.removed_on is None)
        becomes = sorted(goal.title for goal in wanted.values())
        if former == becomes:
            return current
        kept: dict[int, list[ProjectGoal]] = {}
        for link in links:
            kept.setdefault(link.goal_id, []).append(link)
        for pk in kept.keys() - wanted.keys():
            end_link(kept[pk], today)
        for pk, goal in wanted.items():
            begin_link(kept.get(pk, []), ProjectGoal(project=current, goal=goal), today)
        close_step(
            current, deed=ProjectDeed.UPDATE, actor=actor, now=now, before={"goals": former}, after={"goals": becomes}
        )
    return current


def link_task(*, actor: Account, now: datetime, project: Project, task: Task | None) -> Project:
    """Tie a project to the task it was issued as; None unties it. A later year's task takes the former's place.

    The office ties any, a responsible unit its projects to tasks that it leads (PJ21).
    """
    with transaction.atomic():
        current = open_step(actor=actor, deed=ProjectDeed.LINK_TASK, project_id=project.pk)
        standing = standing_of(actor)
        is_office = permissions.may_review(standing, current.jurisdiction)
        if not is_office and not (
            task is not None and task.lead_unit is not None and permissions.may_write_for(standing, task.lead_unit)
        ):
            raise NotAllowed
        if task is not None:
            other = Project.objects.filter(task=task).exclude(pk=current.pk).exists()
            if other or task.jurisdiction_id != current.jurisdiction_id:
                raise errors.TaskOfOther(task=task.number_text)
        if current.task_id == (task.pk if task else None):
            return current
        before = {"task": current.task.number_text if current.task else ""}
        current.task = task
        after = {"task": task.number_text if task else ""}
        close_step(current, deed=ProjectDeed.LINK_TASK, actor=actor, now=now, before=before, after=after)
    return current
