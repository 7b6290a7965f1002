"""Read factor needs: an authority's worklist, what blocks coming starts, quarterly lists (FN3–FN5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import F, Q, QuerySet

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import within
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.projects.models import FactorNeed
from luoshi.domain.projects.queries.visibility import WRITING_ROLES, visible_projects
from luoshi.domain.projects.rules import RESERVE_STAGES
from luoshi.domain.projects.rules.factors import blocks_start, days_held_up, next_quarter
from luoshi.domain.projects.terms import FactorKind, FactorState, LibraryState, LifecycleStage

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class NeedFilters:
    """What a list of needs shows; empty fields do not restrict."""

    authority: int | None = None  # with the units below it
    kind: str = ""
    state: str = ""
    is_open: bool = True  # not secured
    is_late: bool = False
    project: int | None = None


def visible_needs(standing: Standing) -> QuerySet[FactorNeed]:
    """Needs of projects that the account sees; drafts, withdrawn and stopped projects hold nothing up."""
    return (
        FactorNeed.objects.filter(project__in=visible_projects(standing).order_by().values("pk"))
        .exclude(project__library_state__in=[LibraryState.DRAFT, LibraryState.WITHDRAWN])
        .exclude(project__lifecycle_stage=LifecycleStage.STOPPED)
    )


def filtered_needs(standing: Standing, filters: NeedFilters, today: date) -> QuerySet[FactorNeed]:
    """Needs in order of the day on which they are needed, those without one last."""
    needs = visible_needs(standing)
    if filters.authority is not None:
        path = Unit.objects.filter(pk=filters.authority).values_list("path", flat=True).first()
        needs = needs.filter(within([path] if path else [], field="authority__path"))
    if filters.kind:
        needs = needs.filter(kind=filters.kind)
    if filters.state:
        needs = needs.filter(state=filters.state)
    elif filters.is_open:
        needs = needs.exclude(state=FactorState.SECURED)
    if filters.is_late:
        needs = needs.filter(needed_by__lt=today).exclude(state=FactorState.SECURED)
    if filters.project is not None:
        needs = needs.filter(project=filters.project)
    return needs.select_related("project__lead_unit", "project__jurisdiction", "authority").order_by(
        F("needed_by").asc(nulls_last=True), "project__number", "pk"
    )


@dataclass(slots=True)
class HoldUp:
    """What one authority holds up: needs not secured, the projects that wait, their investment, the days (FN3)."""

    authority: Unit | None
    open: int = 0
    late: int = 0
    blocked: int = 0
    longest_days: int = 0
    days: int = 0  # of all its late needs together
    projects: dict[int, Decimal] = field(default_factory=dict)

    @property
    def wan_yuan(self) -> Decimal:
        """Total investment of the projects that wait, each counted once."""
        return sum(self.projects.values(), NOTHING)


def hold_ups(standing: Standing, today: date) -> list[HoldUp]:
    """Give every authority's hold-up, the one with the most days late first (FN3). Two queries."""
    found: dict[int | None, HoldUp] = {}
    rows = visible_needs(standing).exclude(state=FactorState.SECURED).order_by()
    for authority, state, needed_by, project, total in rows.values_list(
        "authority_id", "state", "needed_by", "project_id", "project__total_wan_yuan"
    ):
        held = found.setdefault(authority, HoldUp(None))
        days = days_held_up(state, needed_by, today)
        held.open += 1
        held.late += days > 0
        held.blocked += state == FactorState.BLOCKED
        held.days += days
        held.longest_days = max(held.longest_days, days)
        held.projects[project] = total or NOTHING
    units = Unit.objects.in_bulk([pk for pk in found if pk is not None])
    for pk, held in found.items():
        held.authority = units.get(pk) if pk is not None else None
    return sorted(found.values(), key=lambda held: (-held.days, -held.open, held.authority is None))


@dataclass(frozen=True, slots=True)
class BlockedStart:
    """A project that is to start by the end of the coming quarter, and the needs that keep it from that (FN4)."""

    project_id: int
    number: int
    name: str
    lead_unit: str
    total: Decimal | None
    planned_start: date
    needs: Sequence[FactorNeed]


def blocked_starts(standing: Standing, today: date) -> tuple[tuple[date, date], list[BlockedStart]]:
    """Give the coming quarter, and what blocks starts planned until its end, earliest start first (FN4)."""
    quarter = next_quarter(today)
    needs = (
        visible_needs(standing)
        .exclude(state=FactorState.SECURED)
        .filter(project__lifecycle_stage__in=RESERVE_STAGES, project__planned_start__lte=quarter[1])
        .select_related("project__lead_unit", "authority")
        .order_by("project__planned_start", "project__number", "needed_by", "pk")
    )
    by_project: dict[int, list[FactorNeed]] = defaultdict(list)
    for need in needs:
        if blocks_start(need.state, need.needed_by, need.project.planned_start, quarter[1]):
            by_project[need.project_id].append(need)
    starts = []
    for rows in by_project.values():
        project = rows[0].project
        assert project.planned_start is not None  # the query asks for it
        starts.append(
            BlockedStart(
                project.pk,
                project.number,
                project.name,
                project.lead_unit.label,
                project.total_wan_yuan,
                project.planned_start,
                rows,
            )
        )
    return quarter, starts


def needs_of_quarter(standing: Standing, kind: FactorKind, first: date, last: date) -> list[FactorNeed]:
    """Give the needs of one kind that fall into a quarter: by their own day, else by the planned start (FN5)."""
    in_quarter = Q(needed_by__range=(first, last)) | Q(
        needed_by__isnull=True, project__planned_start__range=(first, last)
    )
    needs = visible_needs(standing).filter(in_quarter, kind=kind)
    return list(
        needs.select_related("project__lead_unit", "project__sector", "authority").order_by(
            "authority__path", "needed_by", "project__number", "pk"
        )
    )


def quantities_of(needs: Iterable[FactorNeed]) -> Mapping[str, tuple[Decimal, Decimal]]:
    """Add up what is needed and what is secured, by what it is measured in (FN5)."""
    sums: dict[str, tuple[Decimal, Decimal]] = {}
    for need in needs:
        if need.quantity is not None:
            wanted, secured = sums.get(need.measured_in, (NOTHING, NOTHING))
            have = need.secured_quantity or (need.quantity if need.state == FactorState.SECURED else NOTHING)
            sums[need.measured_in] = (wanted + need.quantity, secured + have)
    return sums


def own_authorities(standing: Standing) -> list[Unit]:
    """Units for which the account answers needs that exist, in tree order."""
    asked = FactorNeed.objects.filter(authority__isnull=False).order_by().values("authority_id")
    units = Unit.objects.filter(within(standing.scopes(*WRITING_ROLES)), pk__in=asked)
    return list(units.order_by("path"))


def authorities_for(library: Unit) -> list[Unit]:
    """Units that can be named as authority in a library: its own, those above it, and those directly below them."""
    above = [library.path[:length] for length in range(Unit.steplen, len(library.path), Unit.steplen)]
    offered = Q(within([library.path])) | Q(path__in=above)
    for path in above:
        offered |= Q(within([path]), depth=len(path) // Unit.steplen + 1)
    return list(Unit.objects.filter(offered, is_active=True).order_by("path"))
