"""A dossier's problems are named at their fields (PJ8); submission asks for more (PJ9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from luoshi.domain.projects import errors
from luoshi.domain.projects.rules import Dossier, lacks_for_submission, problems_in_dossier, tidied
from tests.factories import projects as factory

TODAY = date(2026, 11, 21)
WHOLE = replace(factory.WHOLE, sector_id=1)


def problems(**changes: object) -> list[tuple[type, str | None]]:
    dossier = tidied(replace(WHOLE, **changes))  # type: ignore[arg-type]
    return [(type(p), p.field) for p in problems_in_dossier(dossier, today=TODAY)]


def test_a_whole_dossier_has_no_problem() -> None:
    assert problems() == []
    assert lacks_for_submission(WHOLE, ("水利", Decimal(3000))) == []


@pytest.mark.parametrize(
    "changes, expected",
    [
        ({"name": " \n "}, (errors.NameMissing, "name")),
        ({"name": "水" * 201}, (errors.TextTooLong, "name")),
        ({"level": "galaxy"}, (errors.ChoiceUnknown, "level")),
        ({"owner_credit_code": "11371500MB28359258"}, (errors.CodeRefused, "owner_credit_code")),
        ({"national_code": "2613-511900-04-01-123456"}, (errors.CodeRefused, "national_code")),
        ({"industry_code": "A3612"}, (errors.CodeRefused, "industry_code")),
        ({"division_code": "51190"}, (errors.CodeRefused, "division_code")),
        ({"planned_finish": date(2026, 2, 1)}, (errors.DatesOutOfOrder, "planned_finish")),
        (
            {"actual_start": date(2026, 5, 1), "actual_finish": date(2026, 4, 1)},
            (errors.DatesOutOfOrder, "actual_finish"),
        ),
        ({"actual_start": date(2026, 11, 22)}, (errors.DateAhead, "actual_start")),
        ({"planned_start": date(1898, 3, 1)}, (errors.DateOutOfRange, "planned_start")),
        ({"done_before_wan_yuan": Decimal(-1)}, (errors.NotNegative, "done_before_wan_yuan")),
        ({"done_before_wan_yuan": Decimal("0.0000001")}, (errors.SumTooLarge, "done_before_wan_yuan")),
        ({"actual_total_wan_yuan": Decimal(36000)}, (errors.TotalsDifferWithoutReason, "total_difference_reason")),
        ({"total_wan_yuan": None}, (errors.YearsBeforeTotal, "total_wan_yuan")),
        ({"total_wan_yuan": Decimal("35000.0001")}, (errors.YearsDoNotAddUp, "investment_by_year")),
        ({"longitude": Decimal(106)}, (errors.PlaceIncomplete, "longitude")),
        ({"longitude": Decimal(106), "latitude": Decimal(91)}, (errors.PlaceIncomplete, "longitude")),
    ],
)
def test_a_problem_is_named_at_its_field(changes: dict[str, object], expected: tuple[type, str]) -> None:
    assert problems(**changes) == [expected]


def test_a_year_stands_once() -> None:
    years = ((2026, Decimal(17500)), (2026, Decimal(17500)))
    assert problems(investment_by_year=years) == [(errors.YearTwice, "investment_by_year")]


def test_totals_that_differ_with_a_reason_are_right() -> None:
    assert problems(actual_total_wan_yuan=Decimal(36000), total_difference_reason="设计变更增加二级泵站") == []


def test_codes_are_put_into_their_form() -> None:
    dossier = tidied(replace(WHOLE, industry_code="ｄ４６１０", owner_credit_code="11371500mb28359259"))
    assert (dossier.industry_code, dossier.owner_credit_code) == ("D4610", "11371500MB28359259")


def test_a_sum_says_by_how_much_the_years_differ() -> None:
    dossier = replace(WHOLE, total_wan_yuan=Decimal(36000))
    [problem] = problems_in_dossier(dossier, today=TODAY)
    assert "35,000 万元" in problem.message("zh-hans")
    assert "1,000 万元" in problem.message("zh-hans")


def test_submission_asks_for_what_a_draft_may_lack() -> None:
    lacks = lacks_for_submission(Dossier(name="新项目"), None)
    assert {lack.field for lack in lacks} == {
        "scale", "sector", "investor_type", "approval_route", "total_wan_yuan", "planned_start", "planned_finish",
        "responsible_person", "owner_name",
    }  # fmt: skip


def test_a_total_below_the_sectors_threshold_is_named() -> None:
    [lack] = lacks_for_submission(WHOLE, ("工业", Decimal(50000)))
    assert (type(lack), lack.field) == (errors.BelowThreshold, "total_wan_yuan")
    assert "50,000 万元" in lack.message("zh-hans")
    assert lacks_for_submission(WHOLE, ("工业", Decimal(35000))) == []
    assert lacks_for_submission(WHOLE, ("民生", None)) == []
