"""Rates with both denominators named, unclamped, from declared and verified figures (PJ12); the S-curve."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django.db import connection
from django.test.utils import CaptureQueriesContext

from luoshi.domain.projects import actions
from luoshi.domain.projects.actions import MonthRow, ProjectRow
from luoshi.domain.projects.models import MonthlyProgress, Project, ProjectYear, YearlyInvestment
from luoshi.domain.projects.queries import curve_of, figures_of, rates_of
from luoshi.domain.projects.rules import Dossier, FundingDraft, MonthDraft, MonthVerdict, YearDraft
from luoshi.domain.projects.terms import LibraryState as S
from luoshi.domain.projects.terms import LifecycleStage as L
from luoshi.foundation.shares import percent_text
from tests.cast import Cast

Bring = Callable[[S], Project]
SEPTEMBER = date(2026, 9, 30)


def store_months(cast: Cast, now: datetime, project: Project, *sums: tuple[date, int, int | None]) -> None:
    months = [
        MonthRow(
            project.pk,
            day,
            MonthDraft(narrative="推进", invested_wan_yuan=Decimal(declared)),
            None if verified is None else MonthVerdict(invested_wan_yuan=Decimal(verified)),
        )
        for day, declared, verified in sums
    ]
    actions.store_progress(actor=cast.officer, now=now, jurisdiction=cast.city, months=months, source="台账")


def test_a_projects_rates_stand_on_their_own_denominators(cast: Cast, now: datetime, brought_to: Bring) -> None:
    """The plan is 12,000万元, by September 4,800 are done: 40 %, while three quarters of the year are over."""
    project = brought_to(S.RESERVED)
    draft = YearDraft(year=2026, annual_class="new_start", planned_wan_yuan=Decimal(12000))
    actions.set_year(actor=cast.officer, now=now, project=project, draft=draft)
    store_months(
        cast,
        now,
        project,
        (date(2025, 12, 1), 1000, 900),
        (date(2026, 8, 1), 3000, 2800),
        (date(2026, 9, 1), 1800, None),
        (date(2026, 10, 1), 7000, None),
    )
    actions.put_row(
        actor=cast.officer,
        now=now,
        project=project,
        draft=FundingDraft(
            category="bank_loan",
            planned_wan_yuan=Decimal(2000),
            issued_wan_yuan=Decimal(2400),
            in_place_wan_yuan=Decimal(2300),
            paid_wan_yuan=Decimal(600),
        ),
    )
    figures = figures_of([project], SEPTEMBER)[project.pk]
    assert (figures.year_rate.declared, figures.year_rate.verified) == (Fraction(2, 5), Fraction(2800, 12000))
    assert figures.time_rate == Fraction(3, 4)
    assert figures.whole_rate.declared == Fraction(5800, 35000)
    assert percent_text(figures.in_place_rate) == "115.0%"  # never clamped
    assert figures.paid_rate == Fraction(1, 4)


def test_without_a_plan_there_is_no_rate(cast: Cast, now: datetime, brought_to: Bring) -> None:
    project = brought_to(S.RESERVED)
    figures = figures_of([project], SEPTEMBER)[project.pk]
    assert (figures.year_rate.declared, figures.in_place_rate, figures.paid_rate) == (None, None, None)


def test_start_rates_have_two_denominators(cast: Cast, now: datetime, dossier: Dossier) -> None:
    """Ten new starts planned, eight of them due by October, six started: 60 % of the year's, 75 % of those due."""
    rows = [
        ProjectRow(
            place=str(n),
            dossier=replace(dossier, name=f"项目{n}", actual_start=date(2026, 5, 1) if n < 6 else None),
            lead_unit_id=cast.bureau.pk,
            library_state=S.RESERVED,
            stages=((L.COMPLETED, date(2026, 6, 1)),) if n in (10, 11) else (),
            years=(
                YearDraft(
                    year=2026,
                    annual_class="new_start" if n < 10 else "completing",
                    planned_wan_yuan=Decimal(100),
                    planned_start_month=4 if n < 8 else 12 if n < 10 else None,
                ),
            ),
        )
        for n in range(13)
    ]
    actions.store_projects(actor=cast.officer, now=now, jurisdiction=cast.city, rows=rows, source="表")
    with CaptureQueriesContext(connection) as captured:
        rates = rates_of(Project.objects.all(), date(2026, 10, 31))
    assert len(captured) == 2
    assert (rates.starts.full_year, rates.starts.due) == (Fraction(6, 10), Fraction(6, 8))
    assert rates.completions == Fraction(2, 3)
    assert rates.year_plan == 1300


def test_tallies_are_what_a_recount_gives(cast: Cast, now: datetime, brought_to: Bring) -> None:
    project = brought_to(S.RESERVED)
    store_months(cast, now, project, (date(2025, 11, 1), 10, 9), (date(2026, 1, 1), 30, 25))
    draft = MonthDraft(narrative="补报", invested_wan_yuan=Decimal(7))
    actions.record_month(actor=cast.bureau_reporter, now=now, project=project, month=date(2026, 2, 1), draft=draft)
    actions.verify_month(actor=cast.officer, now=now, project=project, month=date(2026, 2, 1))
    for row in ProjectYear.objects.filter(project=project):
        months = MonthlyProgress.objects.filter(project=project, month__year=row.year)
        assert row.declared_wan_yuan == sum(m.declared_wan_yuan or 0 for m in months)
        assert row.verified_wan_yuan == sum(m.verified_wan_yuan or 0 for m in months)
    assert ProjectYear.objects.filter(project=project).count() == 2


def test_the_curve_reaches_the_plan_and_ends_with_the_last_month_known(
    cast: Cast, now: datetime, brought_to: Bring
) -> None:
    project = brought_to(S.RESERVED)
    store_months(cast, now, project, (date(2026, 4, 1), 500, 400), (date(2026, 6, 1), 300, None))
    years = list(YearlyInvestment.objects.filter(project=project).order_by("year"))
    points = curve_of(project, years, list(MonthlyProgress.objects.filter(project=project)), date(2026, 11, 21))
    by_month = {point.month: point for point in points}
    assert (points[0].month, points[-1].month) == (date(2026, 3, 1), date(2028, 6, 1))
    assert round(points[-1].planned or 0, 6) == 35000
    assert (by_month[date(2026, 5, 1)].declared, by_month[date(2026, 5, 1)].verified) == (500, 400)
    assert by_month[date(2026, 6, 1)].declared == 800
    assert by_month[date(2026, 7, 1)].declared is None
