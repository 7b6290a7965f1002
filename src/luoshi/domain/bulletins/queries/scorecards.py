"""Read one unit's scorecard: what it owes, its rates and place among its peers, lights over time, disputes (BU11)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count

from luoshi.domain.bulletins.models import Bulletin
from luoshi.domain.bulletins.queries.counting import items_of
from luoshi.domain.bulletins.rules import Items, Ranking, Rate, rankings_of, rates_of
from luoshi.domain.bulletins.terms import BulletinState
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import jurisdiction_of
from luoshi.domain.reporting.models import Dispute, Return
from luoshi.domain.reporting.terms import ReturnState
from luoshi.domain.supervision.models import MonthEndLight
from luoshi.domain.tasks.models import Report, Task
from luoshi.domain.tasks.terms import TaskState
from luoshi.foundation.periods import ReportingPeriod

SHOWN_TASKS, SHOWN_REPORTS, SHOWN_DISPUTES = 10, 10, 10


@dataclass(frozen=True, slots=True)
class PastPlace:
    """A place that a frozen bulletin gave the unit."""

    bulletin: Bulletin
    ranked: str
    place: int
    of: int


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A unit in one span within the jurisdiction that it answers to. It speaks of the unit, never of its people."""

    unit: Unit
    jurisdiction: Unit
    span: ReportingPeriod
    items: Items  # its own
    rates: list[Rate]
    rankings: list[Ranking]  # those in which it stands, whole
    names: dict[int, str]
    past_places: list[PastPlace]
    lights: dict[date, dict[str, int]]  # by month's end and tone
    returns_due: list[Return]
    open_tasks: int
    late_tasks: int
    next_tasks: list[Task]
    disputes: list[Dispute]
    reports: list[Report] = field(default_factory=list)


def answers_to(unit: Unit) -> Unit:
    """Give the jurisdiction a unit answers to: the nearest above it; a topmost unit answers to itself."""
    parent = Unit.objects.get_parent(unit)
    return jurisdiction_of(parent) if parent is not None else unit


def scorecard_of(unit: Unit, span: ReportingPeriod, now: datetime, today: date) -> Scorecard:
    """Put a unit's scorecard together; the queries do not grow with what it owes."""
    jurisdiction = answers_to(unit)
    everything = items_of(jurisdiction, span, today)
    own = everything.of_unit(unit.pk)
    rankings = [
        ranking for ranking in rankings_of(everything) if any(place.unit_id == unit.pk for place in ranking.places)
    ]
    handling = Task.objects.filter(
        lead_unit=unit, state__in=(TaskState.ISSUED, TaskState.HANDLING, TaskState.COMPLETION_REPORTED)
    )
    return Scorecard(
        unit=unit,
        jurisdiction=jurisdiction,
        span=span,
        items=own,
        rates=rates_of(own),
        rankings=rankings,
        names={named.pk: named.name for named in everything.units},
        past_places=_past_places(unit, jurisdiction),
        lights=_lights(unit, span.end),
        returns_due=list(
            Return.objects.filter(
                unit=unit,
                state__in=(ReturnState.DRAFT, ReturnState.RETURNED),
                period__opens_at__lte=now,
                period__locks_at__gt=now,
            )
            .select_related("period")
            .order_by("period__due_at")
        ),
        open_tasks=handling.count(),
        late_tasks=handling.filter(deadline__lt=today).count(),
        next_tasks=list(
            handling.exclude(deadline=None).select_related("light").order_by("deadline", "pk")[:SHOWN_TASKS]
        ),
        disputes=list(
            Dispute.objects.filter(line__sheet__unit=unit)
            .select_related("line__task", "line__project", "line__sheet__period")
            .order_by("-raised_at")[:SHOWN_DISPUTES]
        ),
        reports=list(
            Report.objects.filter(unit=unit).select_related("task").order_by("-reported_at", "-pk")[:SHOWN_REPORTS]
        ),
    )


def _past_places(unit: Unit, jurisdiction: Unit) -> list[PastPlace]:
    """Give the places of the last twelve published bulletins, oldest first."""
    some = Bulletin.objects.filter(jurisdiction=jurisdiction, state=BulletinState.PUBLISHED).order_by("-ends_on")[:12]
    return [
        PastPlace(bulletin, ranking["ranked"], row["place"], len(ranking["places"]))
        for bulletin in reversed(some)
        for ranking in bulletin.content["figures"]["rankings"]
        for row in ranking["places"]
        if row["unit_id"] == unit.pk
    ]


def _lights(unit: Unit, until: date) -> dict[date, dict[str, int]]:
    """Count the unit's lights at the ends of twelve months."""
    since = date(until.year - 1, until.month, 1)
    found: dict[date, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for thing in ("task", "project"):
        rows = (
            MonthEndLight.objects.filter(**{f"{thing}__lead_unit": unit}, month_end__gt=since, month_end__lte=until)
            .values("month_end", "tone")
            .annotate(count=Count("pk"))
            .order_by("month_end")
        )
        for row in rows:
            found[row["month_end"]][row["tone"]] += row["count"]
    return {day: dict(tones) for day, tones in sorted(found.items())}
