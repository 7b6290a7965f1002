"""What the pictures of the library show: board, schedule, funnel, map. As many queries for many as for few."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet, Sum

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import within
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.projects.models import Project, Territory
from luoshi.domain.projects.queries.figures import NOTHING
from luoshi.domain.projects.queries.listing import ProjectFilters, filtered_projects
from luoshi.domain.projects.rules import STAGE_ORDER, next_stage
from luoshi.domain.projects.terms import LifecycleStage

CARDS = 12  # of each column at once
ROWS = 60  # of a schedule
POINTS = 500  # of a map, the largest projects; more would make the page heavy


@dataclass(frozen=True, slots=True)
class Card:
    """A project on the board."""

    pk: int
    number: int
    name: str
    lead_unit: str
    level: str
    total: Decimal | None
    since: date
    library_state: str
    is_locked: bool
    version: int


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One stage: how many projects, how much in 万元, and the first cards, those longest in the stage first."""

    stage: LifecycleStage
    following: LifecycleStage | None
    count: int
    wan_yuan: Decimal
    cards: Sequence[Card]
    start: int  # place of the first card

    @property
    def next_start(self) -> int | None:
        """Where the cards after these begin; None where there are none."""
        end = self.start + len(self.cards)
        return end if end < self.count else None


def board_of(standing: Standing, filters: ProjectFilters) -> list[BoardColumn]:
    """Give the board (MP2): a column for each stage, stopped projects last where there are some."""
    projects = filtered_projects(standing, filters)
    sums = _sums(projects)
    stages = [*STAGE_ORDER, *([LifecycleStage.STOPPED] if LifecycleStage.STOPPED in sums else [])]
    return [_column(projects, stage, sums.get(stage, (0, NOTHING)), 0) for stage in stages]


def board_column(standing: Standing, filters: ProjectFilters, stage: LifecycleStage, start: int) -> BoardColumn:
    """Give the cards of one column from a place on."""
    projects = filtered_projects(standing, filters)
    return _column(projects, stage, _sums(projects).get(stage, (0, NOTHING)), start)


def _sums(projects: QuerySet[Project]) -> dict[str, tuple[int, Decimal]]:
    rows = projects.order_by().values_list("lifecycle_stage").annotate(n=Count("pk"), total=Sum("total_wan_yuan"))
    return {stage: (n, total or NOTHING) for stage, n, total in rows}


_CARD = (
    "pk", "number", "name", "lead_unit__short_name", "lead_unit__name", "level", "total_wan_yuan", "stage_since",
    "library_state", "is_locked", "version",
)  # fmt: skip


def _column(projects: QuerySet[Project], stage: LifecycleStage, sums: tuple[int, Decimal], start: int) -> BoardColumn:
    cards: list[Card] = []
    if sums[0]:
        # Keys first: sorting with the units joined takes twice as long.
        ordered = projects.filter(lifecycle_stage=stage).order_by("stage_since", "pk")
        keys = list(ordered.values_list("pk", flat=True)[start : start + CARDS])
        rows = Project.objects.filter(pk__in=keys).order_by("stage_since", "pk").values_list(*_CARD)
        cards = [Card(r[0], r[1], r[2], r[3] or r[4], *r[5:]) for r in rows]
    return BoardColumn(stage, next_stage(stage), sums[0], sums[1], cards, start)


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A project with its planned and actual times."""

    pk: int
    name: str
    lead_unit: str
    planned_start: date | None
    planned_finish: date | None
    actual_start: date | None
    actual_finish: date | None
    stage: str


def schedule_of(standing: Standing, filters: ProjectFilters) -> tuple[list[Scheduled], int]:
    """Give the projects of a schedule by their start, at most ROWS of them, and how many have dates."""
    dated = filtered_projects(standing, filters).filter(
        Q(planned_start__isnull=False, planned_finish__isnull=False) | Q(actual_start__isnull=False)
    )
    count = dated.count()
    rows = dated.order_by(F("planned_start").asc(nulls_last=True), "number").values_list(
        "pk", "name", "lead_unit__short_name", "lead_unit__name", "planned_start", "planned_finish", "actual_start",
        "actual_finish", "lifecycle_stage",
    )[:ROWS]  # fmt: skip
    return [Scheduled(r[0], r[1], r[2] or r[3], *r[4:]) for r in rows], count


@dataclass(frozen=True, slots=True)
class Reached:
    """How many projects have come at least as far as a stage, and how much, in 万元."""

    stage: LifecycleStage
    projects: int
    wan_yuan: Decimal


def funnel_of(standing: Standing, filters: ProjectFilters) -> tuple[list[Reached], tuple[int, Decimal]]:
    """Give the pipeline: what has come at least as far as each stage; and what was stopped. One query."""
    sums = _sums(filtered_projects(standing, filters))
    reached = []
    for place, stage in enumerate(STAGE_ORDER):
        later = [sums.get(other, (0, NOTHING)) for other in STAGE_ORDER[place:]]
        reached.append(Reached(stage, sum(n for n, _ in later), sum((total for _, total in later), NOTHING)))
    return reached, sums.get(LifecycleStage.STOPPED, (0, NOTHING))


@dataclass(frozen=True, slots=True)
class Located:
    """A project with its place, in degrees."""

    pk: int
    name: str
    longitude: Decimal
    latitude: Decimal
    total: Decimal | None


@dataclass(frozen=True, slots=True)
class AreaSum:
    """What one of a jurisdiction's own parts has in projects, found by the unit that leads them."""

    unit: Unit
    projects: int
    wan_yuan: Decimal


@dataclass(frozen=True, slots=True)
class Ground:
    """What a map shows: boundaries where there are some, sums of the areas in them, and projects with a place."""

    territory: Territory | None
    areas: Sequence[AreaSum]
    places: Sequence[Located]
    unplaced: int


def ground_of(standing: Standing, filters: ProjectFilters, library: Unit) -> Ground:
    """Give a library's map. Five queries."""
    territory = Territory.objects.filter(jurisdiction=library).first()
    projects = filtered_projects(standing, filters).filter(jurisdiction=library)
    placed = projects.filter(longitude__isnull=False, latitude__isnull=False)
    rows = placed.order_by(F("total_wan_yuan").desc(nulls_last=True), "pk").values_list(
        "pk", "name", "longitude", "latitude", "total_wan_yuan"
    )[:POINTS]
    places = [Located(pk, name, x, y, total) for pk, name, x, y, total in rows if x is not None and y is not None]
    return Ground(territory, _areas(projects, library) if territory else [], places, projects.count() - len(places))


def _areas(projects: QuerySet[Project], library: Unit) -> list[AreaSum]:
    """Add projects up by the library's own parts: the one with the project's division code, else that of its unit."""
    children = list(Unit.objects.filter(within([library.path]), depth=library.depth + 1).order_by("path"))
    by_code = {unit.division_code: unit.path for unit in children if unit.division_code}
    sums: dict[str, tuple[int, Decimal]] = {}
    rows = projects.order_by().values_list("division_code", "lead_unit__path")
    for code, path, n, total in rows.annotate(n=Count("pk"), total=Sum("total_wan_yuan")):
        top = by_code.get(code) or path[: len(library.path) + Unit.steplen]
        count, sum_ = sums.get(top, (0, NOTHING))
        sums[top] = (count + n, sum_ + (total or NOTHING))
    return [AreaSum(unit, *sums.get(unit.path, (0, NOTHING))) for unit in children]
