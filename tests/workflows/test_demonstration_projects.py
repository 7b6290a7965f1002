"""The demonstration's library: 150 projects in all stages, twenty months, plausible sums, the same every time."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from luoshi.domain.projects.models import Milestone, MonthlyProgress, Project, ProjectYear
from luoshi.domain.projects.queries import rates_of
from luoshi.domain.projects.terms import LifecycleStage
from luoshi.workflows.demonstration.jurisdiction import found_jurisdiction
from luoshi.workflows.demonstration.projects import fill_library

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("day", [date(2026, 1, 5), date(2026, 11, 21)])
def test_the_library_is_filled_whatever_the_day(day: date) -> None:
    now = datetime(day.year, day.month, day.day, 1, tzinfo=UTC)
    with transaction.atomic():
        fill_library(found_jurisdiction(now), now)
    projects = Project.objects.all()
    assert projects.count() == 150
    assert set(projects.values_list("lifecycle_stage", flat=True)) == set(LifecycleStage)
    assert projects.values("sector").distinct().count() == 9
    assert projects.filter(library_state="draft").exists()
    months = set(MonthlyProgress.objects.values_list("month", flat=True))
    assert len(months) >= 17
    assert max(months) <= day
    assert Milestone.objects.filter(actual_on=None, planned_on__lt=day).exists()  # some stand still
    started_late = [p for p in projects if p.actual_start and p.planned_start and p.actual_start > p.planned_start]
    assert started_late
    for row in ProjectYear.objects.filter(planned_wan_yuan__gt=0).select_related("project"):
        assert row.verified_wan_yuan <= (row.project.total_wan_yuan or 0) * 2


def test_its_rates_are_those_of_a_real_city() -> None:
    now = datetime(2026, 11, 21, 1, tzinfo=UTC)
    with transaction.atomic():
        fill_library(found_jurisdiction(now), now)
    rates = rates_of(Project.objects.all(), date(2026, 11, 21))
    assert rates.starts.full_year is not None
    assert 0 < rates.starts.full_year < 1
    assert rates.investment.verified is not None
    assert rates.investment.declared is not None
    assert rates.investment.verified < rates.investment.declared
