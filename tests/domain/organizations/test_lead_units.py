"""Which unit leads what: usual duties before any task, learning from tasks, and words that can be read."""

from __future__ import annotations

import pytest

from luoshi.domain.organizations.rules import LeadModel, LedWork, NamedUnit, Work
from luoshi.domain.organizations.rules.lead_units import places_named, words_of
from luoshi.domain.organizations.terms import UnitKind

CITY = NamedUnit(1, "0001", UnitKind.CITY, "云岭市")
FARMING = NamedUnit(2, "00010001", UnitKind.DEPARTMENT, "云岭市农业农村局", "市农业农村局")
WATER = NamedUnit(3, "00010002", UnitKind.DEPARTMENT, "云岭市水利局", "市水利局")
PLANNING = NamedUnit(4, "00010003", UnitKind.DEPARTMENT, "云岭市发展和改革委员会", "市发改委")
COUNTY = NamedUnit(5, "00010004", UnitKind.COUNTY, "清溪县")
MARKET = NamedUnit(6, "00010005", UnitKind.DEPARTMENT, "云岭市市场监督管理局", "市市场监管局")
UNITS = [FARMING, WATER, PLANNING, COUNTY, MARKET]


def model(*led: tuple[NamedUnit, str]) -> LeadModel:
    return LeadModel(UNITS, LedWork((unit.unit_id, Work(text)) for unit, text in led), home=CITY)


@pytest.mark.parametrize(
    ("text", "unit", "word"),
    [
        ("新建高标准农田12万亩", FARMING, "高标准农田"),
        ("完成3座小型水库除险加固", WATER, "除险加固"),
        ("抓好重大项目前期工作，扩大固定资产投资", PLANNING, "固定资产投资"),
        ("支持清溪建设特色小镇", COUNTY, "清溪"),
        ("抽查食品安全，严查价格违法", MARKET, "食品安全"),
    ],
)
def test_usual_duties_speak_before_any_task(text: str, unit: NamedUnit, word: str) -> None:
    first = model().suggest(Work(text))[0]
    assert first.unit_id == unit.unit_id
    assert word in first.words
    assert first.task_count == 0


def test_nothing_is_suggested_where_nothing_speaks_for_a_unit() -> None:
    assert model().suggest(Work("进一步提高认识，形成合力")) == []


def test_what_a_unit_has_led_outweighs_its_usual_duties() -> None:
    led = [(PLANNING, f"办好第{n}届云岭茶博会") for n in "一二三四五六"] + [(FARMING, "推广茶叶良种")] * 3
    suggestions = model(*led).suggest(Work("筹备今年的茶博会"))
    assert suggestions[0].unit_id == PLANNING.unit_id
    assert "茶博会" in suggestions[0].words
    assert suggestions[0].task_count == 6


def test_words_are_cut_at_the_edges_of_words() -> None:
    led = [(WATER, "建设白茶种植园"), (WATER, "扩大白茶种植"), (FARMING, "建设粮库"), (PLANNING, "建设专班")]
    words = model(*led).suggest(Work("加快建设白茶种植基地"))[0].words
    assert "白茶种植" in words
    assert not [word for word in words if word.startswith("设")]


def test_no_word_stands_inside_another() -> None:
    words = (
        model((FARMING, "建设高标准农田"), (FARMING, "验收高标准农田"))
        .suggest(Work("新建高标准农田，管好农田"))[0]
        .words
    )
    assert not [(a, b) for a in words for b in words if a != b and a in b]


def test_a_heading_counts_less_than_the_words_themselves() -> None:
    by_text = model().suggest(Work("抓好水库除险加固", heading="二、高标准农田和粮食生产"))
    assert [s.unit_id for s in by_text] == [WATER.unit_id, FARMING.unit_id]
    by_heading = model().suggest(Work("完成年度计划", heading="二、高标准农田和粮食生产"))
    assert by_heading[0].score < model().suggest(Work("高标准农田和粮食生产"))[0].score


def test_a_jurisdictions_name_says_nothing_about_its_units() -> None:
    places = places_named([CITY])
    assert words_of(NamedUnit(9, "x", UnitKind.DEPARTMENT, "云岭市陶瓷研究室"), places) == {"陶瓷研究室"}
    assert "云岭市发展" not in words_of(PLANNING, places)


def test_a_name_with_a_usual_duty_gives_no_other_words() -> None:
    assert "市场" not in words_of(MARKET, places_named([CITY]))


def test_what_is_forgotten_no_longer_speaks() -> None:
    led = LedWork([(WATER.unit_id, Work("办好茶博会"))])
    made = LeadModel(UNITS, led, home=CITY)
    assert made.suggest(Work("筹备茶博会"))[0].unit_id == WATER.unit_id
    led.learn(0, PLANNING.unit_id, Work("办好茶博会"))
    assert made.suggest(Work("筹备茶博会"))[0].unit_id == PLANNING.unit_id
    led.forget(0)
    assert made.suggest(Work("筹备茶博会")) == []


def test_every_suggestion_names_words_that_stand_in_the_text() -> None:
    led = [(WATER, "把水管好"), (WATER, "把路管好"), (FARMING, "管好粮库"), (MARKET, "把关定向")] * 2
    work = Work("把定向的事管好，管好粮库", heading="把向")
    found = model(*led).suggest(work)
    assert found
    for suggestion in found:
        assert suggestion.words
        assert all(word in work.text + work.heading for word in suggestion.words)
