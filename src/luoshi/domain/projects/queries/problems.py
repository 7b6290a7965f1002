"""Read problems: who sees them, the lists, the week's list by unit (PB1, PB6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import units_within, within
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.organizations.terms import Role
from luoshi.domain.projects.models import Problem, ProblemClass, Project
from luoshi.domain.projects.queries.visibility import WRITING_ROLES, visible_projects
from luoshi.domain.projects.terms import ProblemState

OPEN = (ProblemState.NEW, ProblemState.UNDER_WAY)
SHOWN_WITH = ("project__jurisdiction", "problem_class", "raised_by_unit", "responsible_unit")


@dataclass(frozen=True, slots=True)
class ProblemFilters:
    """What a list of problems shows; empty fields do not restrict."""

    state: str = ""
    unit: int | None = None  # responsible, with the units below it
    problem_class: int | None = None
    project: int | None = None
    is_late: bool = False
    is_own: bool = False  # waits for the account's own units: to solve, or to confirm
    text: str = ""


def visible_problems(standing: Standing) -> QuerySet[Problem]:
    """Problems of projects that the account sees, and those its units raised or are to solve (PB1)."""
    scopes = standing.scopes()
    if not scopes:
        return Problem.objects.none()
    own = Unit.objects.filter(within(scopes)).order_by().values("pk")
    return Problem.objects.filter(
        Q(project__in=visible_projects(standing).order_by().values("pk"))
        | Q(raised_by_unit__in=own)
        | Q(responsible_unit__in=own)
    )


def filtered_problems(standing: Standing, filters: ProblemFilters, today: date) -> QuerySet[Problem]:
    """Problems as a list shows them: open ones first, the next deadline on top."""
    problems = visible_problems(standing)
    if filters.state:
        problems = problems.filter(state=filters.state)
    if filters.unit is not None:
        path = Unit.objects.filter(pk=filters.unit).values_list("path", flat=True).first()
        problems = problems.filter(within([path] if path else [], field="responsible_unit__path"))
    if filters.problem_class is not None:
        problems = problems.filter(problem_class=filters.problem_class)
    if filters.project is not None:
        problems = problems.filter(project=filters.project)
    if filters.is_late:
        problems = problems.filter(state__in=OPEN, deadline__lt=today)
    if filters.is_own:
        own = Unit.objects.filter(within(standing.scopes(*WRITING_ROLES))).order_by().values("pk")
        problems = problems.filter(
            Q(state=ProblemState.UNDER_WAY, responsible_unit__in=own)
            | Q(Q(raised_by_unit__in=own) | Q(raised_by=standing.account_id), state=ProblemState.SOLVED)
        )
    for word in filters.text.split():
        named = GreaterThan(StrIndex(F("project__name"), Value(word)), 0)
        problems = problems.filter(Q(named) | Q(GreaterThan(StrIndex(F("text"), Value(word)), 0)))
    place = Case(
        *(When(state=state, then=Value(place)) for place, state in enumerate(ProblemState)),
        output_field=IntegerField(),
    )
    return problems.select_related(*SHOWN_WITH).order_by(place, F("deadline").asc(nulls_last=True), "-raised_at", "pk")


def page_of_problems(standing: Standing, filters: ProblemFilters, today: date, span: range) -> list[Problem]:
    """Give the problems of a list that stand at the places of ``span``. Two queries."""
    # Keys first: sorting with units and projects joined takes twice as long.
    keys = list(filtered_problems(standing, filters, today).values_list("pk", flat=True)[span.start : span.stop])
    found = Problem.objects.select_related(*SHOWN_WITH).in_bulk(keys)
    return [found[key] for key in keys]


def counts_by_state(
    standing: Standing, filters: ProblemFilters, today: date
) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Count what the other filters leave by state: all, and those that are late. One query."""
    problems = filtered_problems(standing, replace(filters, state="", is_late=False), today).order_by()
    late = Q(state__in=OPEN, deadline__lt=today)
    rows = list(problems.values_list("state").annotate(n=Count("pk"), late=Count("pk", filter=late)))
    return {state: n for state, n, _ in rows}, {state: n for state, _, n in rows if n}


@dataclass(frozen=True, slots=True)
class WeekLine:
    """One unit's week: raised for it, solved, closed, still open, late (PB6)."""

    unit: Unit | None
    raised: int
    solved: int
    closed: int
    reopened: int
    open: int
    late: int


def week_of_problems(standing: Standing, first: date, last: date) -> list[WeekLine]:
    """Give the week's list by responsible unit, those with most late first; what nobody has yet stands last."""
    in_week = (first, last)
    rows = (
        visible_problems(standing)
        .order_by()
        .values_list("responsible_unit")
        .annotate(
            raised=Count("pk", filter=Q(raised_at__date__range=in_week)),
            solved=Count("pk", filter=Q(solved_at__date__range=in_week)),
            closed=Count("pk", filter=Q(closed_at__date__range=in_week)),
            reopened=Count("pk", filter=Q(times_reopened__gt=0) & ~Q(state=ProblemState.CLOSED)),
            open=Count("pk", filter=Q(state__in=OPEN)),
            late=Count("pk", filter=Q(state__in=OPEN, deadline__lte=last)),
        )
    )
    found = [row for row in rows if any(row[1:])]
    units = Unit.objects.in_bulk([pk for pk, *_ in found if pk is not None])
    lines = [WeekLine(units.get(pk) if pk else None, *rest) for pk, *rest in found]
    return sorted(
        lines, key=lambda line: (line.unit is None, -line.late, -line.open, line.unit.path if line.unit else "")
    )


def classes_of(library: Unit) -> QuerySet[ProblemClass]:
    """A jurisdiction's classes in their order."""
    return ProblemClass.objects.filter(jurisdiction=library).order_by("order", "pk")


def classes_seen(standing: Standing) -> QuerySet[ProblemClass]:
    """Classes of the problems that the account sees."""
    used = Exists(visible_problems(standing).filter(problem_class=OuterRef("pk")))
    return ProblemClass.objects.filter(used).order_by("order", "name", "pk")


def units_to_raise_for(standing: Standing, project: Project) -> list[Unit]:
    """Units in whose name the account may raise a problem of a project, in tree order (PB1)."""
    if standing.reaches(project.jurisdiction.path, Role.OFFICER):
        return list(units_within([project.jurisdiction.path]))
    return list(units_within(standing.scopes(*WRITING_ROLES))) if standing.has(*WRITING_ROLES) else []


def units_to_solve(library: Unit) -> list[Unit]:
    """Units that can be made responsible: all of the library's tree, in tree order."""
    return list(units_within([library.path[: Unit.steplen]]))
