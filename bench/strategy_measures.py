"""The measures of ``bench.strategy``, in a process that has its database to itself."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from statistics import median
from time import perf_counter
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench.task_load import NOW, TODAY, fill  # noqa: E402
from luoshi.domain.accounts.models import Account  # noqa: E402
from luoshi.domain.organizations.models import Unit  # noqa: E402
from luoshi.domain.organizations.queries import standing_of  # noqa: E402
from luoshi.domain.projects.models import Project, ProjectGoal  # noqa: E402
from luoshi.domain.projects.queries.goals import chain_of, outline_of  # noqa: E402
from luoshi.domain.strategy.models import Goal, GoalWording, NodeKind, Plan  # noqa: E402
from luoshi.domain.strategy.terms import PlanState  # noqa: E402
from luoshi.domain.tasks.models import Report, Task, TaskGoal  # noqa: E402

ROUNDS = 7
FOUNDED = date(2026, 1, 5)


def lay_out(city: Unit) -> tuple[Plan, list[Goal]]:
    """Write a plan in force: 8 goals, 3 below each, 5 below each of these; give its lowest goals."""
    plan = Plan.objects.create(
        jurisdiction=city, name="八大突破", starts_on=FOUNDED, ends_on=date(2030, 12, 31), state=PlanState.IN_FORCE,
        in_force_on=FOUNDED,
    )  # fmt: skip
    kind = NodeKind.objects.create(jurisdiction=city, chinese="重大突破")
    levels: list[list[Goal]] = [[Goal(plan=plan, kind=kind, title="八大突破", added_on=FOUNDED)]]
    for count in (8, 3, 5):
        for goal in levels[-1]:
            goal.save()
        levels.append(
            [
                Goal(plan=plan, kind=kind, parent=above, title=f"{above.title}之{n + 1}", order=n, added_on=FOUNDED)
                for above in levels[-1]
                for n in range(count)
            ]
        )
    Goal.objects.bulk_create(levels[-1])
    began = NOW.replace(month=1, day=5)
    GoalWording.objects.bulk_create(
        GoalWording(goal=goal, kind=kind, title=goal.title, parent=goal.parent, order=goal.order, valid_from=began)
        for level in levels
        for goal in level
    )
    return plan, levels[-1]


def link_tasks(goals: list[Goal]) -> int:
    """Let every task serve a goal, every tenth two; give the number of links."""
    chance = random.Random(1)
    links = []
    for number, task in enumerate(Task.objects.order_by("pk").values_list("pk", flat=True)):
        for goal in chance.sample(goals, 2 if number % 10 == 0 else 1):
            links.append(TaskGoal(task_id=task, goal=goal, added_on=FOUNDED))
    TaskGoal.objects.bulk_create(links, batch_size=1000)
    return len(links)


def fill_projects(city: Unit, goals: list[Goal], size: int) -> None:
    """Write projects of all units, every tenth of which serves two goals."""
    chance = random.Random(2)
    units = list(Unit.objects.filter(depth=2))
    begun: datetime = NOW
    projects = Project.objects.bulk_create(
        [
            Project(jurisdiction=city, number=n + 1, name=f"项目{n + 1}", lead_unit=chance.choice(units),
                    total_wan_yuan=Decimal(chance.randrange(500, 900_000)), stage_since=FOUNDED, created_at=begun,
                    changed_at=begun)
            for n in range(size)
        ],
        batch_size=500,
    )  # fmt: skip
    ProjectGoal.objects.bulk_create(
        [
            ProjectGoal(project=project, goal=goal, added_on=FOUNDED)
            for n, project in enumerate(projects)
            for goal in chance.sample(goals, 2 if n % 10 == 0 else 1)
        ],
        batch_size=1000,
    )


def clear_strategy() -> None:
    """Empty what stands on tasks and goals."""
    for model in (TaskGoal, ProjectGoal, Project, GoalWording):
        model.objects.all().delete()
    Goal.objects.update(parent=None)
    Goal.objects.all().delete()
    NodeKind.objects.all().delete()
    Plan.objects.all().delete()


def measured(deed: Callable[[], Any]) -> tuple[float, int]:
    """Give the median milliseconds and the number of queries."""
    with CaptureQueriesContext(connection) as asked:
        deed()
    times = []
    for _ in range(ROUNDS):
        began = perf_counter()
        deed()
        times.append((perf_counter() - began) * 1000)
    return median(times), len(asked)


def roll_up(size: int) -> tuple[float, Account, Plan, list[Goal]]:
    """Measure the outline of today and of a past day over ``size`` tasks."""
    clear_strategy()
    officer = fill(size)
    city = Unit.objects.get(depth=1)
    plan, goals = lay_out(city)
    links = link_tasks(goals)
    Report.objects.update(decided_at=NOW - timedelta(days=20), reported_at=NOW - timedelta(days=25))
    Task.objects.exclude(issued_at=None).update(issued_at=NOW - timedelta(days=60))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    standing = standing_of(officer)
    bare, _ = measured(lambda: TaskGoal.objects.filter(goal__plan=plan, task__issued_at__lte=NOW).count())
    for name, day in (("today", TODAY), ("a past day", TODAY - timedelta(days=10))):
        took, queries = measured(partial(outline_of, standing, plan, day, TODAY))
        print(f"   roll-up of {name}, {size} tasks, {links} links, 161 goals: {took:.0f} ms, {queries} queries, "
              f"{took / bare:.1f} × a bare count", flush=True)  # fmt: skip
        if day == TODAY:
            today = took
    return today, officer, plan, goals


def main() -> None:
    """Fill, measure, print."""
    call_command("migrate", verbosity=0)
    tenth, *_ = roll_up(2_000)
    whole, officer, plan, goals = roll_up(20_000)
    print(f"   ten times the tasks take {whole / tenth:.1f} times as long", flush=True)
    fill_projects(plan.jurisdiction, goals, 10_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    standing = standing_of(officer)
    bare, _ = measured(lambda: list(ProjectGoal.objects.filter(goal__plan=plan).values_list("goal_id", "project_id")))
    for by_investment in (True, False):
        took, queries = measured(partial(chain_of, standing, plan, TODAY, by_investment=by_investment))
        word = "investment" if by_investment else "number"
        print(f"   chain by {word}, 10,000 projects: {took:.0f} ms, {queries} queries, {took / bare:.1f} × reading the "
              "links", flush=True)  # fmt: skip
    took, queries = measured(lambda: outline_of(standing, plan, TODAY, TODAY))
    print(f"   roll-up with 10,000 projects besides: {took:.0f} ms, {queries} queries", flush=True)


if __name__ == "__main__":
    main()
