"""What reporting costs the units (RP15). By unit and period, never by person, in the order of the tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.db.models import Count, QuerySet, Sum

from luoshi.domain.organizations.models import Unit
from luoshi.domain.reporting.models import Period, Return, Scheme
from luoshi.domain.tasks.models import Task

USUAL_SECONDS_A_FIELD = 20
"""Stands in until returns were timed; bench/reporting.py measures nothing of people, so this is an assumption."""
LEAST_TIMED = 5  # returns, before their median says more than the assumption
SECONDS_A_MINUTE = 60
REMEMBERED = 200  # newest timed returns


@dataclass(frozen=True, slots=True)
class BurdenLine:
    """What one unit was asked over some periods."""

    unit: Unit
    returns: int
    fields_asked: int
    fields_filled_in: int
    duplicates_avoided: int
    minutes: int


@dataclass(frozen=True, slots=True)
class FieldCost:
    """What one more field costs all units in a year: ``answers`` in all, ``minutes`` in all."""

    units: int
    periods: int
    answers: int
    seconds_a_field: int
    is_measured: bool
    minutes: int


def burden_of(periods: Sequence[Period], returns: QuerySet[Return]) -> list[BurdenLine]:
    """Add up what units were asked in periods, in tree order. Two queries."""
    rows = list(_asked(periods, returns, "unit").order_by("unit__path"))
    units = Unit.objects.in_bulk([row["unit"] for row in rows])
    return [
        BurdenLine(
            units[row["unit"]],
            row["count"],
            row["asked"],
            row["filled"],
            row["avoided"],
            round(row["seconds"] / SECONDS_A_MINUTE),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class PeriodBurden:
    """What all units were asked in one period."""

    period: Period
    returns: int
    fields_asked: int
    fields_filled_in: int
    duplicates_avoided: int
    minutes: int


def burden_by_period(periods: Sequence[Period], returns: QuerySet[Return]) -> list[PeriodBurden]:
    """Add up what was asked in each period, in the order of the periods. One query."""
    rows = {row["period"]: row for row in _asked(periods, returns, "period").order_by()}
    return [
        PeriodBurden(
            period, row["count"], row["asked"], row["filled"], row["avoided"], round(row["seconds"] / SECONDS_A_MINUTE)
        )
        for period in periods
        if (row := rows.get(period.pk)) is not None
    ]


def _asked(periods: Sequence[Period], returns: QuerySet[Return], by: str) -> QuerySet[Return, dict[str, Any]]:
    found: QuerySet[Return, dict[str, Any]] = returns.filter(period__in=periods).values(by)
    return found.annotate(
        count=Count("pk"),
        asked=Sum("fields_asked"),
        filled=Sum("fields_filled_in"),
        avoided=Sum("duplicates_avoided"),
        seconds=Sum("seconds_spent"),
    )


def cost_of_fields(scheme: Scheme, *, year: int, added: int) -> FieldCost:
    """Tell what so many more fields a line cost: units × periods × lines × the median of seconds a field (RP15)."""
    periods = scheme.periods.filter(ends_on__year=year).count() or 12
    newest = scheme.periods.filter(returns__isnull=False).order_by("-ends_on").first()
    if newest is not None:
        units = newest.returns.count()
        lines = newest.returns.aggregate(all=Count("lines"))["all"]
    else:
        leads = Task.objects.filter(jurisdiction=scheme.jurisdiction, lead_unit__isnull=False)
        units, lines = leads.values("lead_unit").distinct().count(), leads.count()
    timed = (
        Return.objects.filter(period__scheme=scheme, seconds_spent__gt=0, fields_asked__gt=0)
        .order_by("-pk")
        .values_list("seconds_spent", "fields_asked")[:REMEMBERED]
    )
    paces = [seconds / asked for seconds, asked in timed]
    is_measured = len(paces) >= LEAST_TIMED
    seconds = round(median(paces)) if is_measured else USUAL_SECONDS_A_FIELD
    answers = lines * periods * added
    return FieldCost(units, periods, answers, max(seconds, 1), is_measured, round(answers * max(seconds, 1) / 60))
