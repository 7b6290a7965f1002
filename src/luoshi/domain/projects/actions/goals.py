"""Link projects to the goals that they serve (SG9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.projects.models import Project, ProjectGoal
from luoshi.domain.strategy.actions.linking import carry_links, goal_for_work, keep_links, set_links
from luoshi.domain.strategy.models import Goal, Plan
from luoshi.domain.strategy.terms import GoalDeed
from luoshi.foundation.clock import local_date


def link_projects(*, actor: Account, now: datetime, goal: Goal, projects: Sequence[Project]) -> int:
    """Let projects serve a goal; give how many did not serve it already. All of them or none."""
    return _set(actor, now, goal, projects, linked=True)


def unlink_projects(*, actor: Account, now: datetime, goal: Goal, projects: Sequence[Project]) -> int:
    """End the service of projects to a goal; that they served it stays known."""
    return _set(actor, now, goal, projects, linked=False)


def _set(actor: Account, now: datetime, goal: Goal, projects: Sequence[Project], *, linked: bool) -> int:
    standing = standing_of(actor)
    with transaction.atomic():
        current = goal_for_work(standing, goal.pk, [(project, project.name) for project in projects])
        links = ProjectGoal.objects.filter(goal=current)
        changed = set(set_links(links, "project", current, projects, local_date(now), linked=linked))
        deed = GoalDeed.LINK_PROJECTS if linked else GoalDeed.UNLINK_PROJECTS
        keep_links(current, deed, [p.name for p in projects if p.pk in changed], actor=actor, now=now)
    return len(changed)


def carry_project_links(*, actor: Account, now: datetime, plan: Plan) -> int:
    """Let the projects that served goals of the former plan serve the goals of ``plan`` that continue them (SG3)."""
    links = ProjectGoal.objects.all()
    return carry_links(links, "project", GoalDeed.LINK_PROJECTS, actor=actor, now=now, plan=plan)
