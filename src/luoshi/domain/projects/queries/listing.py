"""The library's list: filters, order, one page, sums (PJ18). As many queries for ten thousand as for a hundred."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from django.db.models import Case, Count, F, FilteredRelation, Q, QuerySet, Sum, Value, When
from django.db.models.expressions import OrderBy
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import within
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.projects.models import Project
from luoshi.domain.projects.queries.figures import NOTHING, Money, Shares
from luoshi.domain.projects.queries.visibility import visible_projects
from luoshi.domain.projects.rules import STAGE_ORDER
from luoshi.domain.projects.terms import Level
from luoshi.domain.tasks.rules import folded

PAGE_SIZE = 50

# The column by which each choice sorts; ties fall to the number.
SORTS: Mapping[str, str] = MappingProxyType(
    {
        "number": "number",
        "name": "name",
        "lead": "lead_unit__path",
        "sector": "sector__order",
        "stage": "stage_place",
        "total": "total_wan_yuan",
        "plan": "in_year__planned_wan_yuan",
        "done": "in_year__verified_wan_yuan",
        "changed": "changed_at",
    }
)
_STAGE_PLACE = Case(*(When(lifecycle_stage=s, then=Value(i)) for i, s in enumerate(STAGE_ORDER)), default=Value(9))


@dataclass(frozen=True, slots=True)
class ProjectFilters:
    """What a list of projects shows; empty fields do not restrict. ``year`` is the year of class, plan and progress."""

    year: int
    stages: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    sectors: tuple[int, ...] = ()
    levels: tuple[str, ...] = ()
    investors: tuple[str, ...] = ()
    unit: int | None = None  # responsible, with the units below it
    is_key: bool = False  # of any level but ordinary
    text: str = ""
    lights: tuple[str, ...] = ()  # tones


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """One line of the list; sums in 万元."""

    pk: int
    number: int
    name: str
    national_code: str
    stage: str
    library_state: str
    level: str
    sector: str
    lead_unit: str
    investor_type: str
    total: Decimal | None
    annual_class: str
    year_plan: Decimal | None
    done: Money
    is_locked: bool
    changed_at: datetime
    light: str = ""  # tone of its light
    entered_on: date | None = None
    entry_verified_on: date | None = None

    @property
    def rate(self) -> Shares:
        """投资完成率: done in the year by the year's plan."""
        return self.done.over(self.year_plan)


@dataclass(frozen=True, slots=True)
class Sums:
    """How many projects, and their sums in 万元."""

    count: int = 0
    total: Decimal = NOTHING
    year_plan: Decimal = NOTHING
    done: Money = field(default_factory=Money)

    @property
    def rate(self) -> Shares:
        """投资完成率: done in the year by the year's plan."""
        return self.done.over(self.year_plan)

    def __add__(self, other: Sums) -> Sums:
        """Add up two groups."""
        return Sums(
            self.count + other.count,
            self.total + other.total,
            self.year_plan + other.year_plan,
            Money(self.done.declared + other.done.declared, self.done.verified + other.done.verified),
        )


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """One page of the list. ``by_stage`` sums what the other filters leave, ``sums`` the chosen stages of it."""

    lines: Sequence[ProjectLine]
    page: int
    sums: Sums
    by_stage: Mapping[str, Sums]

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.sums.count // PAGE_SIZE))


def filtered_projects(standing: Standing, filters: ProjectFilters) -> QuerySet[Project]:
    """Projects that the account may see and the filters leave, in no order, with the year's row as ``in_year``."""
    projects = visible_projects(standing).annotate(
        in_year=FilteredRelation("years", condition=Q(years__year=filters.year))
    )
    chosen: dict[str, Sequence[Any]] = {
        "lifecycle_stage": filters.stages,
        "library_state": filters.states,
        "in_year__annual_class": filters.classes,
        "sector": filters.sectors,
        "level": filters.levels,
        "investor_type": filters.investors,
        "light__tone": filters.lights,
    }
    for column, values in chosen.items():
        if values:
            projects = projects.filter(**{f"{column}__in": values})
    if filters.unit is not None:
        path = Unit.objects.filter(pk=filters.unit).values_list("path", flat=True).first()
        units = Unit.objects.filter(within([path] if path else [])).order_by().values("pk")
        projects = projects.filter(lead_unit__in=units)
    if filters.is_key:
        projects = projects.exclude(level=Level.ORDINARY)
    for word in filters.text.split():
        if found := folded(word):
            projects = projects.filter(GreaterThan(StrIndex(F("search_text"), Value(found)), 0))
    return projects


def project_list(standing: Standing, filters: ProjectFilters, *, sort: str, page: int) -> ProjectPage:
    """Give one page of the list. ``sort`` is a key of SORTS, with ``-`` in front for descending."""
    projects = filtered_projects(standing, replace(filters, stages=()))
    by_stage = sums_by_stage(projects)
    sums = sum((s for stage, s in by_stage.items() if not filters.stages or stage in filters.stages), Sums())
    page = min(max(1, page), max(1, -(-sums.count // PAGE_SIZE)))
    chosen = projects.filter(lifecycle_stage__in=filters.stages) if filters.stages else projects
    start = (page - 1) * PAGE_SIZE
    # Keys first: sorting whole rows with units and sectors joined takes twice as long.
    keys = list(ordered(chosen, sort).values_list("pk", flat=True)[start : start + PAGE_SIZE])
    in_year = FilteredRelation("years", condition=Q(years__year=filters.year))
    lines = lines_of(Project.objects.filter(pk__in=keys).annotate(in_year=in_year), sort)
    return ProjectPage(lines, page, sums, by_stage)


def sums_by_stage(projects: QuerySet[Project]) -> dict[str, Sums]:
    """Count and sum projects by stage; they bring their year's row as ``in_year``. One query."""
    rows = (
        projects.order_by()
        .values_list("lifecycle_stage")
        .annotate(
            n=Count("pk"),
            total=Sum("total_wan_yuan"),
            plan=Sum("in_year__planned_wan_yuan"),
            declared=Sum("in_year__declared_wan_yuan"),
            verified=Sum("in_year__verified_wan_yuan"),
        )
    )
    return {
        stage: Sums(n, total or NOTHING, plan or NOTHING, Money(declared or NOTHING, verified or NOTHING))
        for stage, n, total, plan, declared, verified in rows
    }


_COLUMNS = (
    "pk", "number", "name", "national_code", "lifecycle_stage", "library_state", "level", "sector__name",
    "lead_unit__short_name", "lead_unit__name", "investor_type", "total_wan_yuan", "in_year__annual_class",
    "in_year__planned_wan_yuan", "in_year__declared_wan_yuan", "in_year__verified_wan_yuan", "is_locked", "changed_at",
    "light__tone", "entered_on", "entry_verified_on",
)  # fmt: skip


def lines_of(projects: QuerySet[Project], sort: str) -> list[ProjectLine]:
    """Give lines in order; the projects bring their year's row as ``in_year``."""
    return [_line(values) for values in ordered(projects, sort).values_list(*_COLUMNS)]


def _line(values: tuple[Any, ...]) -> ProjectLine:
    (pk, number, name, code, stage, state, level, sector, short, unit, investor, total, annual_class, plan, declared,
     verified, is_locked, changed_at, light, entered_on, entry_verified_on) = values  # fmt: skip
    return ProjectLine(
        pk, number, name, code or "", stage, state, level, sector or "", short or unit, investor, total,
        annual_class or "", plan, Money(declared or NOTHING, verified or NOTHING), is_locked, changed_at,
        light or "", entered_on, entry_verified_on,
    )  # fmt: skip


def ordered(projects: QuerySet[Project], sort: str) -> QuerySet[Project]:
    """Order by the chosen column, empty ones last either way, then by number."""
    is_descending = sort.startswith("-")
    column = SORTS.get(sort.removeprefix("-"), "number")
    if column == "stage_place":
        projects = projects.annotate(stage_place=_STAGE_PLACE)
    order: OrderBy = F(column).desc(nulls_last=True) if is_descending else F(column).asc(nulls_last=True)
    if column == "number":
        order = F(column).desc() if is_descending else F(column).asc()
    return projects.order_by(order, F("number").asc(), F("pk").asc())
