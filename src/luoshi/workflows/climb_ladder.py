"""Climb the ladder of every jurisdiction: plan in the morning, take what was planned later in the day (LA13)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from luoshi.domain.organizations.models import Unit
from luoshi.domain.supervision.actions import Planned, plan_steps, take_due_steps
from luoshi.domain.supervision.models import AdoptedLadder
from luoshi.domain.supervision.terms import RuleState
from luoshi.workflows.compute_lights import compute_lights


def plan_ladders(*, now: datetime) -> Planned:
    """Give the lights of the day, then plan the steps of today and tomorrow. May run any number of times."""
    compute_lights(now=now)
    total = Planned()
    for jurisdiction in _supervising():
        total += plan_steps(now=now, jurisdiction=jurisdiction)
    return total


def climb_ladders(*, now: datetime) -> int:
    """Let the steps of today go out; give how many did. May run any number of times: none goes out twice."""
    return sum(take_due_steps(now=now, jurisdiction=jurisdiction) for jurisdiction in _supervising())


def _supervising() -> QuerySet[Unit]:
    in_force = AdoptedLadder.objects.filter(state=RuleState.ADOPTED)
    units: QuerySet[Unit] = Unit.objects.filter(ladders__in=in_force).distinct().order_by("path")
    return units
