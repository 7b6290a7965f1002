"""Gates name what is missing (PJ6); years propose a class (PJ7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from luoshi.domain.projects.rules import Requirement, StageFacts, missing_for, next_stage, proposed_class
from luoshi.domain.projects.terms import AnnualClass as C
from luoshi.domain.projects.terms import ApprovalKind, ApprovalState, GateNeed
from luoshi.domain.projects.terms import LifecycleStage as S

READY = StageFacts(
    scale="新建厂房2万平方米",
    has_sector=True,
    total_wan_yuan=Decimal(12000),
    actual_start=date(2026, 3, 1),
    approval_route="approval",
    approvals=dict.fromkeys(
        (
            ApprovalKind.FEASIBILITY,
            ApprovalKind.DESIGN,
            ApprovalKind.LAND_REVIEW,
            ApprovalKind.EIA,
            ApprovalKind.CONSTRUCTION,
        ),
        ApprovalState.GRANTED.value,
    ),
    funds_planned_wan_yuan=Decimal(12000),
)


def missing(stage: S, facts: StageFacts) -> list[str]:
    return [m.label("zh-hans") for m in missing_for(stage, facts)]


def test_an_open_gate_misses_nothing() -> None:
    assert missing(S.BUILDING, READY) == []


@pytest.mark.parametrize(
    "change, expected",
    [
        ({"actual_start": None}, ["实际开工日期"]),
        ({"funds_planned_wan_yuan": Decimal("11999.9999")}, ["资金来源覆盖总投资"]),
        ({"total_wan_yuan": None}, ["资金来源覆盖总投资"]),
        ({"approval_route": ""}, ["立项手续"]),
        ({"approval_route": "filing"}, ["备案"]),
    ],
)
def test_a_closed_gate_names_what_is_missing(change: dict[str, object], expected: list[str]) -> None:
    assert missing(S.BUILDING, replace(READY, **change)) == expected  # type: ignore[arg-type]


def test_every_missing_approval_is_named_with_its_place() -> None:
    lacks = missing_for(S.BUILDING, replace(READY, approvals={"feasibility": "under_way"}))
    assert [(m.label("zh"), m.place) for m in lacks] == [
        ("可行性研究报告", "approvals"),
        ("初步设计及概算", "approvals"),
        ("用地（用地预审或用地要素已落实）", "approvals"),
        ("环境影响评价", "approvals"),
        ("施工许可", "approvals"),
    ]


def test_what_is_not_needed_counts_as_there_and_land_secured_counts_as_a_site() -> None:
    approvals = {**READY.approvals, "eia": ApprovalState.NOT_NEEDED.value, "land_review": "under_way"}
    assert missing(S.BUILDING, replace(READY, approvals=approvals, is_land_secured=True)) == []
    assert missing(S.BUILDING, replace(READY, approvals=approvals, is_land_secured=False)) != []


def test_a_jurisdiction_asks_for_what_it_likes() -> None:
    gates = {S.BUILDING: (Requirement(GateNeed.FUNDS_IN_PLACE, "0.3"),)}
    facts = replace(READY, funds_in_place_wan_yuan=Decimal(3599))
    assert [m.label("zh") for m in missing_for(S.BUILDING, facts, gates)] == ["到位资金达到总投资的 30%"]
    assert missing_for(S.BUILDING, replace(facts, funds_in_place_wan_yuan=Decimal(3600)), gates) == ()


@pytest.mark.parametrize("stored", [{"need": "nothing"}, {"need": "approval", "detail": "x"}])
def test_an_unknown_requirement_is_refused(stored: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="not a valid"):
        Requirement.read(stored)


def test_a_requirement_is_read_as_it_was_stored() -> None:
    asked = Requirement(GateNeed.APPROVAL, ApprovalKind.EIA.value)
    assert Requirement.read(asked.stored()) == asked


@pytest.mark.parametrize(
    "stage, expected", [(S.CONCEIVED, S.PRELIMINARY), (S.PRODUCING, S.AT_DESIGN_EFFECT), (S.AT_DESIGN_EFFECT, None)]
)
def test_stages_follow_one_another(stage: S, expected: S | None) -> None:
    assert next_stage(stage) is expected
    assert next_stage(S.STOPPED) is None


@pytest.mark.parametrize(
    "stage, planned, actual, expected",
    [
        (S.PRELIMINARY, ((2026, 5), (2028, 1)), (None, None), C.NEW_START),
        (S.PRELIMINARY, ((2025, 5), (2028, 1)), (None, None), C.NEW_START),  # should have started a year ago
        (S.PRELIMINARY, ((2027, 5), (2028, 1)), (None, None), C.PROSPECTIVE),
        (S.CONCEIVED, (None, None), (None, None), C.PROSPECTIVE),
        (S.CONCEIVED, ((2029, 1), None), (None, None), None),
        (S.BUILDING, ((2025, 1), (2026, 12)), ((2026, 2), None), C.NEW_START),
        (S.BUILDING, ((2024, 1), (2026, 12)), ((2024, 2), None), C.COMPLETING),
        (S.BUILDING, ((2024, 1), (2025, 12)), ((2024, 2), None), C.COMPLETING),  # overdue from the year before
        (S.BUILDING, ((2024, 1), (2027, 12)), ((2024, 2), None), C.CONTINUING),
        (S.BUILDING, (None, None), (None, None), C.CONTINUING),
        (S.COMPLETED, ((2024, 1), (2026, 2)), ((2024, 2), (2026, 3)), C.COMPLETING),
        (S.COMPLETED, ((2024, 1), (2025, 2)), ((2024, 2), (2025, 3)), None),
        (S.STOPPED, ((2026, 1), (2027, 2)), (None, None), None),
    ],
)
def test_the_class_of_a_year_follows_from_the_dates(
    stage: S, planned: tuple[object, object], actual: tuple[object, object], expected: C | None
) -> None:
    def day(month: object) -> date | None:
        return date(*month, 15) if isinstance(month, tuple) else None

    proposed = proposed_class(
        2026,
        stage=stage,
        planned_start=day(planned[0]),
        planned_finish=day(planned[1]),
        actual_start=day(actual[0]),
        actual_finish=day(actual[1]),
    )
    assert proposed is expected
