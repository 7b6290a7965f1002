"""What tasks come to at each goal of a plan, on any day, and the tasks of one goal (SG6–SG9)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from luoshi.domain.organizations.rules import Standing
from luoshi.domain.strategy.models import Goal, Plan
from luoshi.domain.strategy.permissions import sees_all_work
from luoshi.domain.strategy.queries import visible_plans
from luoshi.domain.strategy.queries.trees import end_of
from luoshi.domain.strategy.rules import Direct, Overlap
from luoshi.domain.strategy.terms import PlanState
from luoshi.domain.tasks.models import Report, Task, TaskGoal
from luoshi.domain.tasks.queries.visibility import visible_tasks
from luoshi.domain.tasks.terms import ReportKind, ReportState, TaskState

RUNNING = (TaskState.ISSUED, TaskState.RETURNED, TaskState.HANDLING)


def links_on(day: date) -> Q:
    """Restrict links of work to goals to those that stood on a day."""
    return Q(added_on__lte=day) & (Q(removed_on=None) | Q(removed_on__gt=day))


def counting_links(standing: Standing, plan: Plan, day: date) -> QuerySet[TaskGoal]:
    """Links of the plan's goals to tasks that count on a day: issued by then, not withdrawn by then (SG7)."""
    moment = end_of(day)
    links = TaskGoal.objects.filter(
        links_on(day), goal__plan=plan, goal__refers_to=None, task__issued_at__lte=moment
    ).exclude(task__state=TaskState.WITHDRAWN, task__changed_at__lte=moment)
    if not sees_all_work(standing, plan.jurisdiction):
        links = links.filter(task__in=visible_tasks(standing).order_by().values("pk"))
    return links


def task_sums(standing: Standing, plan: Plan, day: date, today: date) -> dict[int, Direct]:
    """Add up the tasks of each goal on a day, as far as the account sees them. One query.

    On a past day the reports that had come in, and the verdicts that had been given, by its end count. How many were
    late is told for today alone.
    """
    is_past = day < today
    declared, verified = shares_on(day) if is_past else (F("task__declared_percent"), F("task__verified_percent"))
    late = Q(pk__in=[]) if is_past else Q(task__state__in=RUNNING, task__deadline__lt=today)
    rows = (
        counting_links(standing, plan, day)
        .annotate(declared=Coalesce(declared, Value(0)), verified=Coalesce(verified, Value(0)))
        .order_by()
        .values("goal_id")
        .annotate(
            tasks=Count("pk"), declared_sum=Sum("declared"), verified_sum=Sum("verified"), late=Count("pk", filter=late)
        )
    )
    return {row["goal_id"]: _direct(row) for row in rows}


def _direct(row: Mapping[str, Any]) -> Direct:
    return Direct(
        tasks=row["tasks"],
        parts=row["tasks"],
        late=row["late"],
        declared=Fraction(row["declared_sum"], 100),
        verified=Fraction(row["verified_sum"], 100),
    )


def shares_on(day: date, task: str = "task_id") -> tuple[Subquery, Subquery]:
    """Give what was declared and what was verified of a task, in per cent, by the end of a day (SG5)."""
    moment = end_of(day)
    reports = Report.objects.filter(task=OuterRef(task)).exclude(kind=ReportKind.NOTE)
    declared = reports.filter(reported_at__lte=moment).order_by("-reported_at", "-pk").values("percent")[:1]
    verified = (
        reports.filter(state=ReportState.VERIFIED, decided_at__lte=moment)
        .order_by("-decided_at", "-pk")
        .values("verified_percent")[:1]
    )
    return Subquery(declared), Subquery(verified)


def task_overlaps(standing: Standing, plan: Plan, day: date, today: date) -> list[Overlap]:
    """Give the tasks that serve several goals of a plan on a day. One query."""
    links = counting_links(standing, plan, day)
    several = links.order_by().values("task_id").annotate(goals=Count("pk")).filter(goals__gt=1).values("task_id")
    found: dict[int, list[int]] = {}
    late: set[int] = set()
    rows = links.filter(task_id__in=several).values_list("task_id", "goal_id", "task__state", "task__deadline")
    for task, goal, state, deadline in rows:
        found.setdefault(task, []).append(goal)
        if day >= today and state in RUNNING and deadline is not None and deadline < today:
            late.add(task)
    return [Overlap(tuple(goals), tasks=1, late=int(task in late)) for task, goals in found.items()]


def goals_with_part(standing: Standing, plan: Plan, day: date) -> set[int]:
    """Give the goals of a plan that tasks seen by the account serve: the part of its units. One query."""
    links = TaskGoal.objects.filter(links_on(day), goal__plan=plan, task__in=visible_tasks(standing).values("pk"))
    return set(links.values_list("goal_id", flat=True).distinct())


def tasks_of_goal(standing: Standing, goal: Goal, day: date) -> QuerySet[Task]:
    """Tasks that the account sees and that serve a goal on a day, the next deadline first."""
    return _serving(standing, goal, day).exclude(state=TaskState.WITHDRAWN)


def tasks_of_goal_then(standing: Standing, goal: Goal, day: date) -> QuerySet[Task]:
    """Tasks that served a goal at the end of a past day and counted then (SG7), with the figures of that day (SG5).

    ``declared_then`` and ``verified_then`` are per cent, None where nothing had been said yet.
    """
    declared, verified = shares_on(day, "pk")
    moment = end_of(day)
    return (
        _serving(standing, goal, day)
        .filter(issued_at__lte=moment)
        .exclude(state=TaskState.WITHDRAWN, changed_at__lte=moment)
        .annotate(declared_then=declared, verified_then=verified)
    )


def _serving(standing: Standing, goal: Goal, day: date) -> QuerySet[Task]:
    links = TaskGoal.objects.filter(links_on(day), goal_id=goal.refers_to_id or goal.pk)
    return (
        visible_tasks(standing)
        .filter(pk__in=links.values("task_id"))
        .select_related("lead_unit")
        .order_by(F("deadline").asc(nulls_last=True), "year", "number")
    )


def goals_of_task(standing: Standing, task: Task) -> list[Goal]:
    """Goals of plans in force, or of drafts that the account sees, that a task serves. One query."""
    plans = visible_plans(standing).exclude(state=PlanState.SUPERSEDED).order_by().values("pk")
    links = TaskGoal.objects.filter(task=task, removed_on=None).values("goal_id")
    return list(
        Goal.objects.filter(pk__in=links, plan__in=plans, removed_on=None)
        .select_related("plan", "kind", "parent")
        .order_by("plan__state", "plan_id", "order", "pk")
    )
