"""Lights by the shipped packs against published rules and worked examples (docs/rules/lights.md)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from luoshi.domain.supervision.rules import (
    NOT_LIT,
    Exemption,
    LightFacts,
    light_for,
    measured,
    pack_as_plain,
    read_pack,
    shipped_packs,
)
from luoshi.domain.supervision.rules.measures import month_ends_since, months_between
from luoshi.domain.supervision.terms import Measure
from luoshi.foundation.shares import TimeBasis

# Year's plan 12,000万, end of September: 9,000万 due, 4,800万 done.
WORKED = LightFacts(as_of=date(2025, 9, 30), kind="project", plan=Decimal(12000), done=Decimal(4800))
YINCHUAN, SANYA, OURS = (shipped_packs()[name].pack for name in ("yinchuan_2025", "sanya_2022", "luoshi_default"))


def test_the_worked_example_measures_as_published() -> None:
    assert WORKED.rate == Fraction(40, 100)
    assert measured(Measure.PP_GAP, WORKED) == 35
    shortfall = measured(Measure.RELATIVE_SHORTFALL, WORKED)
    assert shortfall is not None
    assert round(float(shortfall), 1) == 46.7


def test_the_same_project_is_red_in_yinchuan_and_yellow_in_sanya() -> None:
    in_yinchuan, in_sanya = light_for(YINCHUAN, WORKED), light_for(SANYA, WORKED)
    assert (in_yinchuan.light, in_yinchuan.rule_id) == ("red", "progress")
    assert (in_sanya.light, in_sanya.rule_id) == ("yellow", "progress")
    for figure in ("75.0%", "9,000万元", "40.0%", "4,800万元", "落后35个百分点", "红灯"):
        assert figure in in_yinchuan.sentence("zh-hans")
    for figure in ("75.0% (90 million yuan)", "40.0% (48 million yuan)", "46.67% behind", "yellow"):
        assert figure in in_sanya.sentence("en")


def test_the_shares_of_a_sentence_differ_by_the_gap_that_it_states() -> None:
    said = light_for(YINCHUAN, replace(WORKED, done=Decimal("4806"))).sentence("zh-hans")
    assert "应完成75.0%" not in said
    for figure in ("应完成75.00%", "实际完成40.05%", "落后34.95个百分点"):
        assert figure in said


@pytest.mark.parametrize(
    "done, light",
    [("9000", "green"), ("9500", "green"), ("8999", "green"), ("7801", "green"), ("7800", "yellow"), ("5400", "yellow"),
     ("5399.9999", "red"), ("0", "red")],
)  # fmt: skip
def test_yinchuan_s_bounds(done: str, light: str) -> None:
    assert light_for(YINCHUAN, replace(WORKED, done=Decimal(done))).light == light


def test_what_yinchuan_leaves_open_is_settled_with_a_note() -> None:
    verdict = light_for(YINCHUAN, replace(WORKED, done=Decimal(8500)))
    assert verdict.light == "green"
    assert "原文未规定" in verdict.chinese
    assert "not in the published text" in verdict.english
    [open_part] = [i for i in YINCHUAN.rules[0].intervals if i.is_ours]
    assert [open_part.holds(value) for value in (0, Fraction(1, 10), 10)] == [False, True, False]


@pytest.mark.parametrize("done, light", [("9000", "green"), ("8999", "yellow"), ("4500", "yellow"), ("4499", "red")])
def test_sanya_s_bounds(done: str, light: str) -> None:
    assert light_for(SANYA, replace(WORKED, done=Decimal(done))).light == light


def test_sanya_lights_plans_from_ten_million_yuan_only() -> None:
    small = replace(WORKED, plan=Decimal("999.99"), done=Decimal(0))
    assert light_for(SANYA, small).light == NOT_LIT
    assert light_for(SANYA, replace(small, plan=Decimal(1000))).light == "red"


@pytest.mark.parametrize(
    "as_of, started_on, light",
    [
        (date(2025, 3, 30), None, "green"),
        (date(2025, 3, 31), None, "yellow"),
        (date(2025, 4, 30), None, "yellow"),
        (date(2025, 5, 30), None, "yellow"),
        (date(2025, 5, 31), None, "red"),
        (date(2025, 5, 31), date(2025, 5, 31), "green"),
        (date(2025, 5, 31), date(2025, 6, 1), "red"),
    ],
)
def test_yinchuan_s_starts(as_of: date, started_on: date | None, light: str) -> None:
    facts = LightFacts(as_of=as_of, planned_start=date(2025, 3, 10), started_on=started_on)
    assert dict(light_for(YINCHUAN, facts).by_rule)["start"] == light


@pytest.mark.parametrize(
    "as_of, entered_on, light",
    [
        (date(2025, 2, 14), None, "green"),
        (date(2025, 2, 15), None, "yellow"),
        (date(2025, 3, 15), None, "yellow"),
        (date(2025, 3, 16), None, "red"),
        (date(2025, 3, 16), date(2025, 3, 16), "green"),
    ],
)
def test_yinchuan_s_statistical_entry(as_of: date, entered_on: date | None, light: str) -> None:
    facts = LightFacts(as_of=as_of, started_on=date(2025, 1, 15), entered_on=entered_on)
    verdict = light_for(YINCHUAN, facts)
    assert (verdict.light, verdict.rule_id) == (light, "statistics")


def test_the_worst_light_of_several_rules_counts() -> None:
    facts = replace(WORKED, done=Decimal(9000), started_on=date(2025, 1, 15))
    verdict = light_for(YINCHUAN, facts)
    assert dict(verdict.by_rule) == {"progress": "green", "statistics": "red"}
    assert (verdict.light, verdict.rule_id) == ("red", "statistics")


def test_the_first_rule_counts_where_the_pack_says_so() -> None:
    first, faults = read_pack(pack_as_plain(YINCHUAN) | {"preference": "first"})
    assert faults == []
    facts = replace(WORKED, done=Decimal(9000), started_on=date(2025, 1, 15))
    assert light_for(first, facts).rule_id == "progress"


@pytest.mark.parametrize(
    "earlier, light",
    [
        ((), "yellow"),
        (("yellow",), "yellow"),
        (("yellow", "yellow"), "red"),
        (("red", "yellow"), "red"),
        (("yellow", "green"), "yellow"),
        (("green", "yellow", "yellow"), "red"),
    ],
)
def test_yellow_three_periods_running_becomes_red(earlier: tuple[str, ...], light: str) -> None:
    facts = LightFacts(
        as_of=date(2025, 6, 30),
        kind="item",
        progress=Fraction(40, 100),
        span_start=date(2025, 1, 1),
        span_end=date(2025, 12, 31),
        earlier_lights={"progress": earlier},
    )
    verdict = light_for(OURS, facts)
    assert verdict.light == light
    assert ("连续3期" in verdict.chinese) is (light == "red")
    assert verdict.by_rule == (("progress", "yellow"),)


@pytest.mark.parametrize(
    "deadline, completed_on, light",
    [
        (date(2025, 10, 8), None, "green"),
        (date(2025, 10, 7), None, "blue"),
        (date(2025, 9, 30), None, "blue"),
        (date(2025, 9, 29), None, "yellow"),
        (date(2025, 9, 14), None, "red"),
        (date(2025, 9, 14), date(2025, 9, 1), "green"),
    ],
)
def test_our_own_deadline_lights(deadline: date, completed_on: date | None, light: str) -> None:
    facts = LightFacts(as_of=date(2025, 9, 30), kind="policy", deadline=deadline, completed_on=completed_on)
    assert light_for(OURS, facts).light == light


def test_an_exempt_matter_says_its_reason_and_keeps_the_light_it_would_have() -> None:
    late = LightFacts(as_of=date(2025, 9, 30), deadline=date(2025, 8, 1))
    exempt = replace(late, exemption=Exemption("force_majeure", "洪水冲毁便道", date(2025, 9, 30)))
    verdict = light_for(OURS, exempt)
    assert (verdict.light, verdict.without_exemption, verdict.rule_id) == (NOT_LIT, "red", None)
    assert "洪水冲毁便道" in verdict.chinese
    assert light_for(OURS, replace(exempt, as_of=date(2025, 10, 1))).light == "red"
    for reason in (Exemption("laziness", "忙"), Exemption("force_majeure", "  ")):
        assert light_for(OURS, replace(late, exemption=reason)).light == "red"


def test_without_figures_a_matter_is_not_lit_and_says_so() -> None:
    verdict = light_for(YINCHUAN, LightFacts(as_of=date(2025, 9, 30)))
    assert (verdict.light, verdict.rule_id) == (NOT_LIT, None)
    assert "投资进度" in verdict.chinese


@pytest.mark.parametrize("name", list(shipped_packs()))
def test_every_shipped_pack_has_a_source_and_is_read_back_as_written(name: str) -> None:
    pack = shipped_packs()[name].pack
    assert read_pack(pack_as_plain(pack)) == (pack, [])
    assert pack.sources
    assert name == pack.id


@pytest.mark.parametrize(
    "earlier, later, months",
    [
        (date(2025, 1, 15), date(2025, 3, 15), Fraction(2)),
        (date(2025, 1, 15), date(2025, 3, 16), 2 + Fraction(1, 31)),
        (date(2025, 1, 31), date(2025, 2, 28), Fraction(1)),
        (date(2025, 1, 31), date(2025, 2, 27), Fraction(27, 28)),
        (date(2024, 12, 1), date(2025, 1, 1), Fraction(1)),
        (date(2025, 5, 5), date(2025, 5, 5), Fraction(0)),
    ],
)
def test_months_between(earlier: date, later: date, months: Fraction) -> None:
    assert months_between(earlier, later) == months


def test_month_ends_before_the_day_count_as_none() -> None:
    assert month_ends_since(date(2025, 6, 1), date(2025, 3, 31)) == 0


@pytest.mark.parametrize(
    "measure, facts, value",
    [
        (Measure.PP_GAP, replace(WORKED, due_now=Decimal(6000)), Fraction(10)),
        (Measure.PP_GAP, replace(WORKED, done=None), None),
        (Measure.PP_GAP, replace(WORKED, plan=Decimal(0)), None),
        (Measure.RELATIVE_SHORTFALL, replace(WORKED, as_of=date(2025, 1, 15)), None),
        (Measure.PLAN_RATIO, replace(WORKED, done=Decimal(13800)), Fraction(115)),
        (Measure.PERIOD_RATIO, replace(WORKED, period_plan=Decimal(200), period_done=Decimal(150)), Fraction(75)),
        (Measure.PERIOD_RATIO, replace(WORKED, period_plan=Decimal(0), period_done=Decimal(150)), None),
        (Measure.DAYS_LATE, WORKED, None),
        (Measure.MONTHS_WITHOUT_ENTRY, WORKED, None),
        (Measure.PERIODS_BEHIND, replace(WORKED, periods_behind=2), 2),
    ],
)
def test_measures(measure: Measure, facts: LightFacts, value: Fraction | int | None) -> None:
    assert measured(measure, facts, TimeBasis.MONTHS) == value
