"""Read factor needs: an authority's worklist, what blocks coming starts, quarterly lists (FN3–FN5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, DateField, DurationField, ExpressionWrapper, F, Max, Min, Q, QuerySet, Sum, Value

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import within
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.projects.models import FactorNeed
from luoshi.domain.projects.queries.visibility import WRITING_ROLES, visible_projects
from luoshi.domain.projects.rules import RESERVE_STAGES
from luoshi.domain.projects.rules.factors import blocks_start, next_quarter
from luoshi.domain.projects.terms import FactorKind, FactorState, LibraryState, LifecycleStage

NOTHING = Decimal(0)
SHOWN_WITH = ("project__lead_unit", "project__jurisdiction", "authority")


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
    return needs.select_related(*SHOWN_WITH).order_by(F("needed_by").asc(nulls_last=True), "project__number", "pk")


def page_of_needs(standing: Standing, filters: NeedFilters, today: date, span: range) -> list[FactorNeed]:
    """Give the needs of a list that stand at the places of ``span``. Two queries."""
    # Keys first: sorting with units and projects joined takes twice as long.
    keys = list(filtered_needs(standing, filters, today).values_list("pk", flat=True)[span.start : span.stop])
    found = FactorNeed.objects.select_related(*SHOWN_WITH).in_bulk(keys)
    return [found[key] for key in keys]


@dataclass(frozen=True, slots=True)
class HoldUp:
    """What one authority holds up: needs not secured, the projects that wait, their investment, the days (FN3)."""

    authority: Unit | None
    open: int
    late: int
    blocked: int
    longest_days: int
    days: int  # of all its late needs together
    projects: int
    wan_yuan: Decimal  # total investment of the projects that wait, each counted once


def hold_ups(standing: Standing, today: date) -> list[HoldUp]:
    """Give every authority's hold-up, the one with the most days late first (FN3). Three queries."""
    needs = visible_needs(standing).exclude(state=FactorState.SECURED).order_by()
    late = Q(needed_by__lt=today)
    waited = ExpressionWrapper(Value(today, DateField()) - F("needed_by"), output_field=DurationField())
    rows = needs.values("authority").annotate(
        open=Count("pk"),
        late=Count("pk", filter=late),
        blocked=Count("pk", filter=Q(state=FactorState.BLOCKED)),
        first=Min("needed_by", filter=late),
        waited=Sum(waited, filter=late),
        projects=Count("project", distinct=True),
        total=Sum("project__total_wan_yuan"),
    )
    # A project with several needs of one authority waits once; the sum holds it as often as it has needs.
    several = needs.values("authority", "project").annotate(needs=Count("pk"), total=Max("project__total_wan_yuan"))
    again: dict[int | None, Decimal] = defaultdict(Decimal)
    for pair in several.filter(needs__gt=1):
        again[pair["authority"]] += (pair["needs"] - 1) * (pair["total"] or NOTHING)
    found = list(rows)
    units = Unit.objects.in_bulk([row["authority"] for row in found if row["authority"] is not None])
    held = [
        HoldUp(
            authority=units.get(row["authority"]),
            open=row["open"],
            late=row["late"],
            blocked=row["blocked"],
            longest_days=(today - row["first"]).days if row["first"] else 0,
            days=row["waited"].days if row["waited"] else 0,
            projects=row["projects"],
            wan_yuan=(row["total"] or NOTHING) - again[row["authority"]],
        )
        for row in found
    ]
    return sorted(held, key=lambda one: (-one.days, -one.open, one.authority is None))


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
