"""Link tasks to the goals that they serve (SG9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.strategy.actions.linking import carry_links, goal_for_work, keep_links, set_links
from luoshi.domain.strategy.models import Goal, Plan
from luoshi.domain.strategy.terms import GoalDeed
from luoshi.domain.tasks.models import Task, TaskGoal
from luoshi.foundation.clock import local_date


def link_tasks(*, actor: Account, now: datetime, goal: Goal, tasks: Sequence[Task]) -> int:
    """Let tasks serve a goal; give how many did not serve it already. All of them or none."""
    return _set(actor, now, goal, tasks, linked=True)


def unlink_tasks(*, actor: Account, now: datetime, goal: Goal, tasks: Sequence[Task]) -> int:
    """End the service of tasks to a goal; that they served it stays known."""
    return _set(actor, now, goal, tasks, linked=False)


def _set(actor: Account, now: datetime, goal: Goal, tasks: Sequence[Task], *, linked: bool) -> int:
    standing = standing_of(actor)
    with transaction.atomic():
        current = goal_for_work(standing, goal.pk, [(task, task.title) for task in tasks])
        links = TaskGoal.objects.filter(goal=current)
        changed = set(set_links(links, "task", current, tasks, local_date(now), linked=linked))
        titles = [f"{task.number_text} {task.title}" for task in tasks if task.pk in changed]
        deed = GoalDeed.LINK_TASKS if linked else GoalDeed.UNLINK_TASKS
        keep_links(current, deed, titles, actor=actor, now=now)
    return len(changed)


def carry_task_links(*, actor: Account, now: datetime, plan: Plan) -> int:
    """Let the tasks that served goals of the former plan serve the goals of ``plan`` that continue them (SG3)."""
    links = TaskGoal.objects.all()
    return carry_links(links, "task", GoalDeed.LINK_TASKS, actor=actor, now=now, plan=plan)
