"""Money is exact to the fen from the dossier to the sums of a year (MO1, PJ8, PJ11)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from luoshi.domain.projects import actions
from luoshi.domain.projects.models import Funding, MonthlyProgress, Project, ProjectYear
from luoshi.domain.projects.rules import FundingDraft, MonthDraft
from luoshi.domain.projects.terms import LibraryState
from tests.cast import Cast
from tests.factories.projects import make_project

pytestmark = pytest.mark.django_db
FEN = Decimal("0.000001")


def test_a_fen_survives(cast: Cast, now: datetime) -> None:
    parts = (Decimal("12000.123456"), Decimal("23000.000001"))
    project = make_project(
        cast,
        now,
        state=LibraryState.RESERVED,
        total_wan_yuan=sum(parts),
        investment_by_year=((2026, parts[0]), (2027, parts[1])),
        planned_finish=date(2027, 12, 1),
    )
    draft = MonthDraft(invested_wan_yuan=FEN, narrative="开工")
    for month in (date(2026, 1, 1), date(2026, 2, 1)):
        actions.record_month(actor=cast.officer, now=now, project=project, month=month, draft=draft)
    funding = FundingDraft(category="bank_loan", planned_wan_yuan=Decimal("999999999.999999"))
    actions.put_row(actor=cast.officer, now=now, project=project, draft=funding)
    stored = Project.objects.get(pk=project.pk)
    assert stored.total_wan_yuan == Decimal("35000.123457")
    assert [row.planned_wan_yuan for row in stored.investment_by_year.order_by("year")] == list(parts)
    assert [row.declared_wan_yuan for row in MonthlyProgress.objects.filter(project=project)] == [FEN, FEN]
    assert ProjectYear.objects.get(project=project, year=2026).declared_wan_yuan == 2 * FEN
    assert Funding.objects.get(project=project).planned_wan_yuan == Decimal("999999999.999999")
