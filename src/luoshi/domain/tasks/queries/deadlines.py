"""Deadlines of open tasks and meetings of mechanisms: a person's own, and those that come near."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import QuerySet

from luoshi.domain.organizations.rules import Standing
from luoshi.domain.tasks.models import Mechanism, Participation, Task
from luoshi.domain.tasks.queries.visibility import visible_tasks
from luoshi.domain.tasks.terms import MechanismState, TaskState

AWAITED = (TaskState.ISSUED, TaskState.HANDLING)  # the unit still has something to bring


def own_deadlines(standing: Standing) -> QuerySet[Task]:
    """Open tasks with a deadline that the account's own units lead or support, the next first (N10)."""
    own = {post.unit_id for post in standing.posts}
    taking_part = Participation.objects.filter(unit__in=own).values("task_id")
    return (
        visible_tasks(standing)
        .filter(pk__in=taking_part, state__in=AWAITED, deadline__isnull=False)
        .select_related("lead_unit")
        .order_by("deadline", "pk")
    )


def near_deadlines(today: date, *, days: int) -> QuerySet[Task]:
    """Open tasks whose deadline is today or at most so many days ahead, the next first (N11)."""
    return (
        Task.objects.filter(state__in=AWAITED, deadline__gte=today, deadline__lte=today + timedelta(days=days))
        .select_related("lead_unit")
        .order_by("deadline", "pk")
    )


def near_meetings(today: date, *, days: int) -> QuerySet[Mechanism]:
    """Running mechanisms of open tasks whose next meeting is today or at most so many days ahead (N11)."""
    return (
        Mechanism.objects.filter(
            state=MechanismState.RUNNING,
            task__state__in=AWAITED,
            next_meeting_on__gte=today,
            next_meeting_on__lte=today + timedelta(days=days),
        )
        .select_related("task", "convenor_unit")
        .prefetch_related("members")
        .order_by("next_meeting_on", "pk")
    )
