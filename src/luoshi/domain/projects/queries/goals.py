"""Strategy down to projects: what projects come to at each goal, an outline's figures, the chain to units.

Projects know tasks and goals, so that what all three come to is put together here (SG6–SG11).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Sum

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import within
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.projects.models import MonthlyProgress, Project, ProjectGoal, StageChange
from luoshi.domain.projects.terms import LibraryState, LifecycleStage
from luoshi.domain.strategy.models import Goal, Plan
from luoshi.domain.strategy.permissions import sees_all_work
from luoshi.domain.strategy.queries import tree_as_of
from luoshi.domain.strategy.queries.trees import end_of
from luoshi.domain.strategy.rules import Direct, Figures, Overlap, Tree, roll_up
from luoshi.domain.tasks.models import TaskGoal
from luoshi.domain.tasks.queries.goals import links_on, task_overlaps, task_sums

FINISHED = (LifecycleStage.COMPLETED, LifecycleStage.PRODUCING, LifecycleStage.AT_DESIGN_EFFECT)
MOST_PROJECTS_DRAWN = 30
"""Bands of a chain that can still be told apart at 1440 pixels; the other projects of a unit make one band."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A plan's tree on a day with the figures of each goal."""

    plan: Plan
    day: date
    tree: Tree
    figures: dict[int, Figures]


def outline_of(standing: Standing, plan: Plan, day: date, today: date) -> Outline:
    """Give a plan's tree with its figures on a day. The number of queries does not grow with what is linked."""
    tree = tree_as_of(plan, day)
    direct = task_sums(standing, plan, day, today)
    overlaps = task_overlaps(standing, plan, day, today)
    links = _project_lines(standing, plan, day)
    if links:
        for pk, sums in _project_sums(links, _shares(plan, links, day)).items():
            direct[pk] = direct.get(pk, Direct()) + sums
        overlaps += _project_overlaps(links)
    return Outline(plan, day, tree, roll_up(tree, direct, overlaps))


@dataclass(frozen=True, slots=True)
class _Line:
    """One project under one goal. ``is_task``: the task that it was issued as serves the goal too and has the share."""

    goal: int
    project: int
    total: Decimal | None
    before: Decimal
    stage: str
    finished_on: date | None
    is_task: bool


def counting_project_links(standing: Standing, plan: Plan, day: date) -> QuerySet[ProjectGoal]:
    """Links of a plan's goals to projects that count on a day: neither withdrawn nor stopped (SG7)."""
    links = (
        ProjectGoal.objects.filter(links_on(day), goal__plan=plan, goal__refers_to=None)
        .exclude(project__library_state=LibraryState.WITHDRAWN)
        .exclude(project__lifecycle_stage=LifecycleStage.STOPPED)
    )
    if not sees_all_work(standing, plan.jurisdiction):
        links = links.filter(_own(standing, "project__"))
    return links


def _own(standing: Standing, prefix: str = "") -> Q:
    scopes = standing.scopes()
    own = within(scopes, field=f"{prefix}lead_unit__path") | within(scopes, field=f"{prefix}owner_unit__path")
    return own | within(scopes, field=f"{prefix}jurisdiction__path")


def _project_lines(standing: Standing, plan: Plan, day: date) -> list[_Line]:
    twin = TaskGoal.objects.filter(links_on(day), goal=OuterRef("goal"), task=OuterRef("project__task"))
    rows = (
        counting_project_links(standing, plan, day)
        .annotate(is_task=Exists(twin))
        .values_list(
            "goal_id",
            "project_id",
            "project__total_wan_yuan",
            "project__done_before_wan_yuan",
            "project__lifecycle_stage",
            "project__actual_finish",
            "is_task",
        )
    )
    return [_Line(*row) for row in rows]


def _shares(plan: Plan, lines: Iterable[_Line], day: date) -> dict[int, tuple[Fraction, Fraction]]:
    """Give declared and verified shares 0–1 of the projects: invested of total; a finished one is whole (SG7)."""
    months = {
        row["project"]: (row["declared"] or Decimal(0), row["verified"] or Decimal(0))
        for row in MonthlyProgress.objects.filter(
            project__in=ProjectGoal.objects.filter(goal__plan=plan).values("project"),
            month__lte=day,
            recorded_at__lte=end_of(day),
        )
        .order_by()
        .values("project")
        .annotate(declared=Sum("declared_wan_yuan"), verified=Sum("verified_wan_yuan"))
    }
    found = {}
    for line in lines:
        declared, verified = months.get(line.project, (Decimal(0), Decimal(0)))
        if line.finished_on is not None and line.finished_on <= day and line.stage in FINISHED:
            found[line.project] = (Fraction(1), Fraction(1))
        elif line.total:
            found[line.project] = (
                min(Fraction(1), Fraction(line.before + declared) / Fraction(line.total)),
                min(Fraction(1), Fraction(line.before + verified) / Fraction(line.total)),
            )
        else:
            found[line.project] = (Fraction(0), Fraction(0))
    return found


def _project_sums(lines: Iterable[_Line], shares: dict[int, tuple[Fraction, Fraction]]) -> dict[int, Direct]:
    found: dict[int, Direct] = {}
    for line in lines:
        declared, verified = (Fraction(0), Fraction(0)) if line.is_task else shares[line.project]
        found[line.goal] = found.get(line.goal, Direct()) + Direct(
            projects=1,
            parts=0 if line.is_task else 1,
            declared=declared,
            verified=verified,
            investment_wan_yuan=line.total or Decimal(0),
        )
    return found


def _project_overlaps(lines: Iterable[_Line]) -> list[Overlap]:
    goals: dict[int, list[int]] = {}
    totals: dict[int, Decimal] = {}
    for line in lines:
        goals.setdefault(line.project, []).append(line.goal)
        totals[line.project] = line.total or Decimal(0)
    return [
        Overlap(tuple(own), projects=1, investment_wan_yuan=totals[project])
        for project, own in goals.items()
        if len(own) > 1
    ]


def projects_of_goal(standing: Standing, goal: Goal, day: date) -> QuerySet[Project]:
    """Projects that the account sees and that serve a goal on a day, the largest first.

    ``stage_then`` is the stage that each had reached by the end of the day, None where it had none yet.
    """
    of = goal.refers_to_id or goal.pk
    links = ProjectGoal.objects.filter(links_on(day), goal_id=of)
    projects = (
        Project.objects.filter(pk__in=links.values("project_id"))
        .exclude(library_state=LibraryState.WITHDRAWN)
        .exclude(lifecycle_stage=LifecycleStage.STOPPED)
    )
    if not sees_all_work(standing, goal.plan.jurisdiction):
        projects = projects.filter(_own(standing))
    stages = StageChange.objects.filter(project=OuterRef("pk"), changed_on__lte=day).order_by("-changed_on", "-pk")
    projects = projects.annotate(stage_then=Subquery(stages.values("stage")[:1]))
    return projects.select_related("lead_unit").order_by(F("total_wan_yuan").desc(nulls_last=True), "number")


def linkable_projects(standing: Standing, jurisdiction: Unit, words: str) -> QuerySet[Project]:
    """Projects of a jurisdiction and below whose name or number holds the words, the newest first."""
    projects = Project.objects.filter(within([jurisdiction.path], field="jurisdiction__path"), _own(standing)).exclude(
        library_state=LibraryState.WITHDRAWN
    )
    if words:
        named = Q(name__icontains=words) | Q(lead_unit__name__icontains=words) | Q(local_code__icontains=words)
        projects = projects.filter(named | Q(number=int(words)) if words.isdecimal() and len(words) < 10 else named)
    return projects.select_related("lead_unit", "jurisdiction").order_by("-pk")


@dataclass(frozen=True, slots=True)
class ChainBand:
    """What passes from a goal to a unit, or from a unit to a project, or to all its other projects at a stage.

    ``stage`` is empty where all other projects of the unit are one band.
    """

    goal: int | None
    unit: int
    project: int | None
    stage: str
    projects: Fraction
    investment_wan_yuan: Fraction


@dataclass(frozen=True, slots=True)
class Chain:
    """The chain goal → unit → project. A project that serves several goals counts at each with its part (SG11)."""

    tree: Tree
    goals: tuple[int, ...]
    units: dict[int, Unit]
    projects: dict[int, str]
    to_units: tuple[ChainBand, ...]
    to_projects: tuple[ChainBand, ...]


def chain_of(standing: Standing, plan: Plan, day: date, *, by_investment: bool = True, top: int | None = None) -> Chain:
    """Give the chain of a plan on a day, below the goal ``top`` where one is named. Four queries.

    By investment the largest projects have bands of their own and the others are one band a unit; by number, where
    every project is as wide as the next, the last column is their stage.
    """
    tree = tree_as_of(plan, day)
    rows = list(
        counting_project_links(standing, plan, day).values_list(
            "goal_id", "project_id", "project__lead_unit_id", "project__total_wan_yuan", "project__lifecycle_stage"
        )
    )
    inside = tree.holds(top) if top is not None and top in tree.places else None
    rows = [row for row in rows if row[0] in tree.places and (inside is None or row[0] in inside)]
    shown = _column_of(tree, {row[0] for row in rows}, top)
    times: dict[int, int] = {}
    for _, project, *_rest in rows:
        times[project] = times.get(project, 0) + 1
    totals = {project: total or Decimal(0) for _, project, _, total, _ in rows}
    largest = sorted(totals, key=lambda project: (-totals[project], project))[:MOST_PROJECTS_DRAWN]
    drawn = set(largest) if by_investment else set()
    first: dict[tuple[int, int], list[Any]] = {}
    second: dict[tuple[int, int | None, str], list[Any]] = {}
    for goal, project, unit, total, stage in rows:
        number, money = Fraction(1, times[project]), Fraction(total or 0) / times[project]
        _add(first, (shown[goal], unit), number, money)
        _add(second, (unit, project if project in drawn else None, "" if by_investment else stage), number, money)
    return Chain(
        tree=tree,
        goals=tuple(dict.fromkeys(place.pk for place, _ in tree.walk() if place.pk in set(shown.values()))),
        units=Unit.objects.in_bulk({unit for _, unit in first}),
        projects=dict(Project.objects.filter(pk__in=drawn).values_list("pk", "name")),
        to_units=tuple(ChainBand(goal, unit, None, "", *sums) for (goal, unit), sums in first.items()),
        to_projects=tuple(
            ChainBand(None, unit, project, stage, *sums) for (unit, project, stage), sums in second.items()
        ),
    )


def _add(bands: dict[Any, list[Any]], key: Any, number: Fraction, money: Fraction) -> None:
    sums = bands.setdefault(key, [Fraction(0), Fraction(0)])
    sums[0] += number
    sums[1] += money


def _column_of(tree: Tree, linked: set[int], top: int | None) -> dict[int, int]:
    """Tell for each linked goal which goal stands for it: at the first depth on which the work parts (SG11)."""
    ways = {pk: [place.pk for place in tree.way_to(pk)] for pk in linked}
    start = len(tree.way_to(top)) if top is not None and top in tree.places else 0
    depth = start
    deepest = max((len(way) for way in ways.values()), default=1)
    while depth < deepest - 1 and len({way[min(depth, len(way) - 1)] for way in ways.values()}) < 2:
        depth += 1
    return {pk: way[min(depth, len(way) - 1)] for pk, way in ways.items()}


def goals_of_project(project: Project) -> list[Goal]:
    """Goals that a project serves now."""
    links = ProjectGoal.objects.filter(project=project, removed_on=None).values("goal_id")
    return list(
        Goal.objects.filter(pk__in=links, removed_on=None).select_related("plan", "kind").order_by("plan_id", "order")
    )
