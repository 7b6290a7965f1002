"""What is counted in SQL is what the rules judge project by project (OP2, OP3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.projects import actions
from luoshi.domain.projects.actions.opportunities import CallDraft, put_opportunity
from luoshi.domain.projects.models import Approval, Funding, Opportunity, Project, ProjectGoal, Sector
from luoshi.domain.projects.queries import opportunities
from luoshi.domain.projects.queries.matching import with_lacks
from luoshi.domain.projects.queries.opportunities import criteria_of, fit_of_project, fitting_by_unit, matches_of
from luoshi.domain.projects.rules import Dossier
from luoshi.domain.projects.rules.opportunities import COMPARATORS, demands_of
from luoshi.domain.projects.terms import CriterionField, LibraryState
from tests.cast import Cast
from tests.factories.strategy import in_force

VALUES = {
    CriterionField.STAGE: ("preliminary", "building"),
    CriterionField.LEVEL: ("city", "ordinary"),
    CriterionField.INVESTOR: ("government", "private"),
    CriterionField.BUILD_KIND: ("new", "extension"),
    CriterionField.TOTAL: ("0", "-1", "35000", "35000.0000005", "35000.3", "9" * 14, "-" + "9" * 30, "1E+30"),
    CriterionField.FUNDS_GAP: ("0", "-1", "0.1", "0.3", "34999.9", "5000", "9" * 30),
    CriterionField.APPROVAL: ("feasibility", "filing"),
    CriterionField.FUND: ("special_bond", "bank_loan"),
    CriterionField.DIVISION: ("99", "990121"),
    CriterionField.IS_STARTED: ("yes", "no"),
    CriterionField.PLANNED_START: ("2026-03-01", "2026-03-02", "2030-01-01"),
}


@pytest.fixture
def library(cast: Cast, now: datetime, sector: Sector, brought_to: Callable[[LibraryState], Project]) -> list[Project]:
    """Projects that have everything, little, and nothing of what conditions look at."""
    whole = brought_to(LibraryState.RESERVED)
    made = [
        actions.create_project(
            actor=cast.bureau_reporter,
            now=now,
            jurisdiction=cast.city,
            lead_unit=cast.bureau,
            dossier=Dossier(name=name),
        )
        for name in ("什么也没填", "只有总投资", "资金多于总投资")
    ]
    bare, gap, covered = made
    facts: dict[Project, dict[str, Any]] = {
        whole: {"division_code": "990121", "build_kind": "new", "level": "city"},
        bare: {},
        gap: {"total_wan_yuan": Decimal("0.3"), "lifecycle_stage": "building", "planned_start": date(2026, 3, 2)},
        covered: {"total_wan_yuan": Decimal("35000.3"), "sector": None, "division_code": "990200"},
    }
    for project, values in facts.items():
        Project.objects.filter(pk=project.pk).update(library_state=LibraryState.RESERVED, **values)
    for project, amounts in ((gap, ("0.1", "0.1")), (covered, ("35000", "0.4")), (whole, ("0.1", "0"))):
        for amount in amounts:
            Funding.objects.create(project=project, category="special_bond", planned_wan_yuan=Decimal(amount))
    Approval.objects.create(project=whole, kind="feasibility", state="granted")
    Approval.objects.create(project=covered, kind="feasibility", state="under_way")
    return [whole, *made]


def test_counting_in_the_database_and_judging_agree(
    cast: Cast, now: datetime, sector: Sector, library: list[Project]
) -> None:
    _, goals = in_force(cast, now, "重大基础设施")
    ProjectGoal.objects.create(project=library[0], goal=goals[1], added_on=now.date())
    values = VALUES | {
        CriterionField.SECTOR: (str(sector.pk), str(sector.pk + 1)),
        CriterionField.GOAL: (str(goals[1].pk), str(goals[0].pk)),
    }
    single = [
        {"field": field.value, "comparator": comparator.value, "value": value}
        for field in CriterionField
        for comparator, value in product(COMPARATORS[field], values[field])
    ]
    everything = [row for row in single if row["comparator"] != "is_not"]
    for criteria in [*([row] for row in single), everything, []]:
        call = Opportunity(jurisdiction=cast.city, criteria=criteria)
        demands = demands_of(criteria_of(call))
        counted = dict(with_lacks(Project.objects.all(), demands).values_list("pk", "lacks"))
        judged = {project.pk: len(fit_of_project(call, project).lacks) for project in library}
        assert counted == judged, criteria


def test_pages_of_what_nearly_fits(
    cast: Cast, now: datetime, library: list[Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    criteria = [
        {"field": "total", "comparator": "at_least", "value": "1"},
        {"field": "level", "comparator": "is_not", "value": "city"},
    ]
    draft = CallDraft(name="专项债券", criteria=criteria)
    call = put_opportunity(actor=cast.officer, now=now, jurisdiction=cast.city, draft=draft)
    standing, (whole, bare, gap, covered) = standing_of(cast.officer), library
    monkeypatch.setattr(opportunities, "MATCHES", 2)
    first = matches_of(standing, call)
    assert [match.pk for match in first.fitting] == [covered.pk]
    assert [match.pk for match in first.near] == [whole.pk, gap.pk]
    assert (first.fitting_count, first.near_count, first.judged) == (1, 3, 4)
    assert first.fitting_wan_yuan == Decimal("35000.3")
    for start in (2, 3, 10**6):
        assert [match.pk for match in matches_of(standing, call, near_from=start).near] == [bare.pk], start
    assert fitting_by_unit(standing, call) == [(cast.bureau, 1)]
