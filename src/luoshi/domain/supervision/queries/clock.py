"""Whether lights or steps were computed for days that have not come: the server's clock was ahead (LA19)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, QuerySet

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import within
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.organizations.terms import Role
from luoshi.domain.supervision.models import JobRun


@dataclass(frozen=True, slots=True)
class ClockAhead:
    """Until which day a jurisdiction was computed."""

    jurisdiction: Unit
    until: date


def runs_ahead(jurisdiction: Unit, today: date) -> QuerySet[JobRun]:
    """Give the jurisdiction's runs of days after today."""
    return JobRun.objects.filter(jurisdiction=jurisdiction, day__gt=today)


def clocks_ahead(standing: Standing, today: date) -> list[ClockAhead]:
    """Give the jurisdictions that the officer leads and that were computed ahead, by place; two queries at most."""
    ahead = JobRun.objects.filter(within(standing.scopes(Role.OFFICER), field="jurisdiction__path"), day__gt=today)
    until = dict(ahead.values("jurisdiction").annotate(until=Max("day")).values_list("jurisdiction", "until"))
    units = Unit.objects.filter(pk__in=until).order_by("path") if until else []
    return [ClockAhead(unit, until[unit.pk]) for unit in units]
