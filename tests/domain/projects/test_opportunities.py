"""Calls: conditions, the projects that fit with reasons, applications up to money in; targets and boundaries."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from luoshi.domain.notices.models import Notice
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.projects import errors
from luoshi.domain.projects.actions.opportunities import (
    CallDraft,
    apply_for,
    close_opportunity,
    move_application,
    open_opportunity,
    put_opportunity,
    receive_money,
)
from luoshi.domain.projects.actions.reserve import set_dwell_limits, set_reserve_target
from luoshi.domain.projects.actions.territory import set_territory
from luoshi.domain.projects.errors import reserve
from luoshi.domain.projects.models import Application, Funding, Opportunity, Project, Territory
from luoshi.domain.projects.queries.opportunities import Wording, matches_of, visible_opportunities
from luoshi.domain.projects.queries.quality import dwell_limits_of, quality_of
from luoshi.domain.projects.rules.boundaries import LARGEST_BYTES, read_boundaries
from luoshi.domain.projects.rules.opportunities import MatchFacts, demands_of, fit_of, read_criteria
from luoshi.domain.projects.rules.quality import DWELL_DAYS
from luoshi.domain.projects.terms import ApplicationDeed, ApplicationState, LibraryState, LifecycleStage
from luoshi.foundation.refusals import NotAllowed
from tests.cast import Cast

Bring = Callable[[LibraryState], Project]
FACTS = MatchFacts(
    stage="preliminary",
    sector=3,
    investor="government",
    total_wan_yuan=Decimal(35000),
    funds_planned_wan_yuan=Decimal(30000),
    approvals=frozenset({"feasibility"}),
    division="990121",
    planned_start=date(2027, 3, 1),
)


def condition(field: str, comparator: str, value: str) -> dict[str, str]:
    return {"field": field, "comparator": comparator, "value": value}


@pytest.mark.parametrize(
    ("row", "is_met"),
    [
        (condition("sector", "is", "3"), True),
        (condition("sector", "is_not", "3"), False),
        (condition("level", "is_not", "city"), True),  # not filled in is not the city's
        (condition("level", "is", "city"), False),
        (condition("total", "at_least", "35000"), True),
        (condition("total", "at_most", "34999.99"), False),
        (condition("funds_gap", "at_least", "5000"), True),
        (condition("approval", "has", "feasibility"), True),
        (condition("approval", "has", "eia"), False),
        (condition("approval", "has_not", "eia"), True),
        (condition("division", "begins", "9901"), True),
        (condition("is_started", "is", "no"), True),
        (condition("is_started", "is", "yes"), False),
        (condition("planned_start", "by", "2027-03-01"), True),
        (condition("planned_start", "from", "2027-03-02"), False),
    ],
)
def test_each_condition(row: dict[str, str], is_met: bool) -> None:
    [criterion], problems = read_criteria([row])
    assert problems == []
    assert fit_of(demands_of([criterion]), FACTS).is_fit is is_met


def test_nothing_is_met_by_what_is_not_filled_in() -> None:
    empty = MatchFacts(stage="conceived")
    rows = [
        condition("total", "at_most", "5"),
        condition("planned_start", "by", "2030-01-01"),
        condition("sector", "is", "3"),
    ]
    fit = fit_of(demands_of(read_criteria(rows)[0]), empty)
    assert [verdict.actual for verdict in fit.lacks] == ["", "", ""]


@pytest.mark.parametrize(
    "row",
    [
        condition("", "is", "x"),
        condition("sector", "at_least", "3"),
        condition("total", "at_least", "many"),
        condition("total", "at_least", "NaN"),
        condition("stage", "is", "somewhere"),
        condition("planned_start", "by", "soon"),
        condition("is_started", "is", "maybe"),
        condition("division", "begins", "云岭"),
        condition("sector", "is", ""),
    ],
)
def test_a_condition_that_cannot_be_read_is_named_by_its_row(row: dict[str, str]) -> None:
    found, [problem] = read_criteria([condition("stage", "is", "preliminary"), row])
    assert len(found) == 1
    assert "第 2 条" in problem.message("zh-hans")


def test_is_conditions_are_alternatives_and_all_else_holds_together() -> None:
    rows = [
        condition("investor", "is", "private"),
        condition("investor", "is", "government"),
        condition("total", "at_least", "10"),
        condition("total", "at_most", "20"),
    ]
    fit = fit_of(demands_of(read_criteria(rows)[0]), FACTS)
    assert [verdict.is_met for verdict in fit.verdicts] == [True, True, False]
    assert fit.is_near


def test_a_third_may_lack_of_many_demands() -> None:
    met = [condition("approval", "has_not", kind) for kind in ("eia", "energy", "funds", "filing")]
    lacking = [condition("level", "is", "city"), condition("stage", "is", "building")]
    assert fit_of(demands_of(read_criteria([*met, *lacking])[0]), FACTS).is_near
    assert not fit_of(demands_of(read_criteria([*met[1:], *lacking])[0]), FACTS).is_near
    assert not fit_of(demands_of(read_criteria(lacking[:1])[0]), FACTS).is_near  # nothing else is met


@pytest.fixture
def call(cast: Cast, now: datetime) -> Opportunity:
    """A draft call for government projects from 30,000万元 on."""
    draft = CallDraft(
        name="专项债券",
        fund_category="special_bond",
        criteria=[condition("investor", "is", "government"), condition("total", "at_least", "30000")],
        closes_on=date(2026, 12, 1),
        total_wan_yuan=Decimal(50000),
    )
    return put_opportunity(actor=cast.officer, now=now, jurisdiction=cast.city, draft=draft)


@pytest.fixture
def application(cast: Cast, now: datetime, call: Opportunity, brought_to: Bring) -> Application:
    """The waterworks' application, submitted."""
    open_opportunity(actor=cast.officer, now=now, opportunity=call)
    made = apply_for(
        actor=cast.bureau_reporter,
        now=now,
        opportunity=call,
        project=brought_to(LibraryState.RESERVED),
        asked_wan_yuan=Decimal(9000),
    )
    return move_application(actor=cast.bureau_reporter, now=now, application=made, deed=ApplicationDeed.SUBMIT)


def test_a_draft_is_the_offices_own_and_opening_tells_who_fits(
    cast: Cast, now: datetime, call: Opportunity, brought_to: Bring
) -> None:
    brought_to(LibraryState.RESERVED)
    assert list(visible_opportunities(standing_of(cast.officer))) == [call]
    for person in (cast.bureau_leader, cast.reader, cast.county_officer):
        assert not visible_opportunities(standing_of(person)).exists()
    open_opportunity(actor=cast.officer, now=now, opportunity=call)
    assert {n.recipient.username for n in Notice.objects.filter(kind="opportunity_opened")} == {
        "bureau_leader",
        "bureau_reporter",
    }
    for person in (cast.bureau_leader, cast.reader, cast.township_reporter):
        assert list(visible_opportunities(standing_of(person))) == [call]
    assert not visible_opportunities(standing_of(cast.outsider)).exists()


def test_fitting_projects_come_with_reasons(cast: Cast, now: datetime, call: Opportunity, brought_to: Bring) -> None:
    project = brought_to(LibraryState.RESERVED)
    found = matches_of(standing_of(cast.officer), call)
    assert [match.pk for match in found.fitting] == [project.pk]
    words = [Wording(call, language).reason(found.fitting[0].fit.verdicts[1]) for language in ("zh-hans", "en")]
    assert words == [
        "总投资（万元）不低于 30,000（本项目：35,000）",
        "Total investment (10,000 yuan) at least 30,000 (this project: 35,000)",
    ]
    Project.objects.filter(pk=project.pk).update(total_wan_yuan=Decimal(29999))
    found = matches_of(standing_of(cast.officer), call)
    assert ([*found.fitting], [match.pk for match in found.near]) == ([], [project.pk])
    Project.objects.filter(pk=project.pk).update(library_state=LibraryState.DRAFT)
    assert matches_of(standing_of(cast.officer), call).judged == 0


def test_applying_for_what_lacks_a_condition_wants_a_reason(
    cast: Cast, now: datetime, call: Opportunity, brought_to: Bring
) -> None:
    project = brought_to(LibraryState.RESERVED)
    Project.objects.filter(pk=project.pk).update(total_wan_yuan=Decimal(20000))
    open_opportunity(actor=cast.officer, now=now, opportunity=call)
    given: dict[str, Any] = {
        "actor": cast.bureau_leader,
        "now": now,
        "opportunity": call,
        "project": project,
        "asked_wan_yuan": Decimal(1),
    }
    with pytest.raises(reserve.DoesNotFit) as refused:
        apply_for(**given)
    assert "20,000" in refused.value.message("zh-hans")
    assert apply_for(**given, remark="拟与二期合并申报").state == ApplicationState.PREPARING


def test_nothing_is_applied_for_before_opening_after_closing_or_by_others(
    cast: Cast, now: datetime, call: Opportunity, brought_to: Bring
) -> None:
    given: dict[str, Any] = {
        "now": now,
        "opportunity": call,
        "project": brought_to(LibraryState.RESERVED),
        "asked_wan_yuan": Decimal(1),
    }
    with pytest.raises(reserve.CallNotOpen):
        apply_for(actor=cast.bureau_leader, **given)
    open_opportunity(actor=cast.officer, now=now, opportunity=call)
    with pytest.raises(NotAllowed):
        apply_for(actor=cast.reader, **given)
    later = now.replace(month=12, day=2)
    with pytest.raises(reserve.CallExpired):
        apply_for(actor=cast.bureau_leader, **given | {"now": later})
    close_opportunity(actor=cast.officer, now=now, opportunity=call)
    with pytest.raises(reserve.CallNotOpen):
        apply_for(actor=cast.bureau_leader, **given)


def test_money_comes_in_by_its_own_deed_and_stands_among_the_fundings(
    cast: Cast, now: datetime, application: Application
) -> None:
    given: dict[str, Any] = {"actor": cast.officer, "now": now, "application": application}
    move_application(
        **given, deed=ApplicationDeed.APPROVE, granted_wan_yuan=Decimal(8000), document_number="省财债〔2026〕1号"
    )
    assert not Funding.objects.exists()
    assert receive_money(**given, amount=Decimal(3000)).state == ApplicationState.APPROVED
    assert receive_money(**given, amount=Decimal(5000)).state == ApplicationState.FUNDED
    row = Funding.objects.get()
    assert (row.category, row.note) == ("special_bond", "专项债券")
    assert (row.planned_wan_yuan, row.issued_wan_yuan, row.in_place_wan_yuan) == (8000, 8000, 8000)
    with pytest.raises(reserve.MoreThanGranted):
        receive_money(**given, amount=Decimal(1))


def test_decisions_are_the_offices_and_a_refusal_says_why(cast: Cast, now: datetime, application: Application) -> None:
    with pytest.raises(NotAllowed):
        move_application(
            actor=cast.bureau_leader,
            now=now,
            application=application,
            deed=ApplicationDeed.APPROVE,
            granted_wan_yuan=Decimal(1),
        )
    given: dict[str, Any] = {"actor": cast.officer, "now": now, "application": application}
    with pytest.raises(errors.ReasonMissing):
        move_application(**given, deed=ApplicationDeed.REFUSE)
    with pytest.raises(reserve.ApplicationStepNotOpen):
        receive_money(**given, amount=Decimal(1))
    refused = move_application(**given, deed=ApplicationDeed.REFUSE, remark="收益不足")
    assert refused.state == ApplicationState.REFUSED


def test_a_project_of_elsewhere_cannot_answer(cast: Cast, now: datetime, call: Opportunity, brought_to: Bring) -> None:
    own = put_opportunity(
        actor=cast.county_officer, now=now, jurisdiction=cast.county, draft=CallDraft(name="县级试点")
    )
    open_opportunity(actor=cast.county_officer, now=now, opportunity=own)
    with pytest.raises(reserve.OutsideCall):
        apply_for(
            actor=cast.officer,
            now=now,
            opportunity=own,
            project=brought_to(LibraryState.RESERVED),
            asked_wan_yuan=Decimal(1),
        )


def test_targets_and_limits_are_the_offices(cast: Cast, now: datetime, brought_to: Bring) -> None:
    brought_to(LibraryState.RESERVED)
    given: dict[str, Any] = {"actor": cast.officer, "now": now, "jurisdiction": cast.city, "year": 2027}
    set_reserve_target(
        **given, investment_wan_yuan=Decimal(70000), projects=1, investor_shares={"private": Decimal("0.5")}
    )
    found = quality_of(standing_of(cast.officer), cast.city, first=date(2026, 1, 1), last=date(2026, 11, 21))
    assert (found.adequacy.reserve.wan_yuan, found.adequacy.times) == (35000, Decimal("0.5"))
    assert found.adequacy.missing_wan_yuan == 105_000
    assert {part.key: part.gap_points for part in found.investors} == {"government": None, "private": -50}
    with pytest.raises(reserve.SharesExceed):
        set_reserve_target(
            **given,
            investment_wan_yuan=Decimal(1),
            investor_shares={"private": Decimal("0.6"), "foreign": Decimal("0.5")},
        )
    with pytest.raises(reserve.TargetUnfit):
        set_reserve_target(**given, investment_wan_yuan=None)
    with pytest.raises(NotAllowed):
        set_reserve_target(**given | {"actor": cast.bureau_leader}, investment_wan_yuan=Decimal(1))
    days = {LifecycleStage.CONCEIVED: 90, LifecycleStage.PRELIMINARY: None}
    set_dwell_limits(actor=cast.officer, now=now, jurisdiction=cast.city, days=days)
    assert dwell_limits_of(cast.city) == dict(DWELL_DAYS) | {LifecycleStage.CONCEIVED: 90}
    set_dwell_limits(actor=cast.officer, now=now, jurisdiction=cast.city, days={LifecycleStage.CONCEIVED: None})
    assert dwell_limits_of(cast.city) == DWELL_DAYS
    with pytest.raises(reserve.DaysUnfit):
        set_dwell_limits(actor=cast.officer, now=now, jurisdiction=cast.city, days={LifecycleStage.CONCEIVED: 0})


RING = [[106.0, 30.0], [107.0, 30.0], [107.0, 31.0], [106.0, 30.0]]


def geojson(*features: dict[str, Any]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}, ensure_ascii=False).encode()


def area(name: Any = "清溪县", ring: Any = RING, kind: str = "Polygon") -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"name": name, "more": 1},
        "geometry": {"type": kind, "coordinates": [ring]},
    }


def test_boundaries_keep_names_and_shapes_only(cast: Cast, now: datetime) -> None:
    content = geojson(area(ring=[[106.1234567, 30], *RING[1:3], [106.1234567, 30]]))
    set_territory(actor=cast.officer, now=now, jurisdiction=cast.city, file_name="C:\\区划.geojson", content=content)
    row = Territory.objects.get()
    assert row.file_name == "区划.geojson"
    [feature] = row.boundaries["features"]
    assert feature["properties"] == {"name": "清溪县"}
    assert feature["geometry"]["coordinates"][0][0][0] == [106.12346, 30.0]
    set_territory(actor=cast.officer, now=now, jurisdiction=cast.city, file_name="", content=None)
    assert not Territory.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"not json", "UTF-8"),
        (b"[" * 100_000, "UTF-8"),
        (b"{}", "FeatureCollection"),
        (geojson(), "FeatureCollection"),
        (geojson(area(name=None)), "第 1 个"),
        (geojson(area(kind="Point")), "不是面"),
        (geojson(area(ring=RING[:3])), "没有闭合"),
        (geojson(area(ring=[])), "不完整"),
        (geojson(area(ring=[[450000.0, 3300000.0]] * 4)), "经纬度"),
        (geojson(area(ring=[["x", 1]] * 4)), "无法识别"),
        (geojson(area(ring=[[True, 1]] * 4)), "无法识别"),
        (geojson(area(), area()), "两次"),
        (b" " * (LARGEST_BYTES + 1), "4 MB"),
    ],
)
def test_what_is_no_boundary_is_refused_with_the_place(content: bytes, words: str) -> None:
    with pytest.raises(reserve.BoundariesUnfit) as refused:
        read_boundaries(content, file_name="a.geojson")
    assert words in refused.value.message("zh-hans")


def test_a_changed_call_is_stale_for_who_opened_it_before(cast: Cast, now: datetime, call: Opportunity) -> None:
    given: dict[str, Any] = {"actor": cast.officer, "now": now, "jurisdiction": cast.city, "opportunity": call}
    draft = CallDraft(name="专项债券（修订）")
    put_opportunity(**given, draft=draft, version=call.version)
    with pytest.raises(reserve.NeedStale):
        put_opportunity(**given, draft=replace(draft, name="又一版"), version=call.version)
