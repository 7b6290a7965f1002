"""A step that went out, for tests of what follows from it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from luoshi.domain.supervision.models import StepRun
from luoshi.domain.supervision.terms import StepRunState
from luoshi.workflows.climb_ladder import climb_ladders, plan_ladders
from tests.cast import Cast
from tests.factories.supervision import ISSUED, adopted, at, pass_days
from tests.factories.tasks import handled


@pytest.fixture
def chased(cast: Cast) -> StepRun:
    """A chase that went out on a task due on 30 April."""
    task = handled(cast, ISSUED, deadline=date(2026, 4, 30))
    adopted(cast)
    pass_days(date(2026, 1, 5), date(2026, 1, 6))
    day = date(2026, 1, 7)
    while not StepRun.objects.filter(state=StepRunState.TAKEN).exists():
        plan_ladders(now=at(day.month, day.day, 6))
        climb_ladders(now=at(day.month, day.day, 10))
        day += timedelta(days=1)
    return StepRun.objects.select_related("matter").get(matter__task=task)
