"""What policy papers set: comparisons with past years, limits, stretches, thresholds, relief (R16, R38, R41, R46)."""

from itertools import product

import pytest

from luoshi_reading.model import Finding, SourceText
from luoshi_reading.pipeline import read_text

HEAD = "云岭市关于促进工业经济平稳增长的若干措施\n一、主要任务\n"


def _found(sentence: str, kind: str) -> list[Finding]:
    return [f for f in read_text(SourceText(f"{HEAD}1.{sentence}\n", "utf-8", "")).findings if f.kind == kind]


def _orders(sentence: str) -> list[str]:
    return [f.quote for f in _found(sentence, "commitment")]


COMPARED = ("较2022年", "比2022年", "与2022年相比", "在2022年基础上", "较2022年底", "比2022年末")
FALLS = ("下降12%", "降低12个百分点", "减少12%", "增长12%", "提高12%")


@pytest.mark.parametrize(("compared", "falls"), list(product(COMPARED, FALLS)))
def test_the_year_it_is_compared_with_is_no_deadline_and_no_part_of_the_name(compared: str, falls: str) -> None:
    sentence = f"到2027年，全市用水总量{compared}{falls}。"
    assert [f.fields["deadline"] for f in _found(sentence, "commitment")] == ["2027"]
    targets = [(f.fields["indicator"], f.fields["value"], f.fields["deadline"]) for f in _found(sentence, "target")]
    assert targets == [("用水总量", 12.0, "2027")]


@pytest.mark.parametrize("sentence", ["游客人数恢复到2019年水平。", "北川县排放总量不高于2019年水平。"])
def test_a_past_level_is_a_goal_without_a_day(sentence: str) -> None:
    assert [f.fields["deadline"] for f in _found(sentence, "commitment")] == [None]


@pytest.mark.parametrize(
    "beyond", ["力争达到5万家", "争取突破5万家", "努力达到5万家", "并力争达到5万家", "冲刺5万家", "力争5万家"]
)
def test_how_far_a_goal_may_go_stays_with_it(beyond: str) -> None:
    assert _orders(f"全市持证渔家民宿突破4万家，{beyond}。") == [f"全市持证渔家民宿突破4万家，{beyond}"]


@pytest.mark.parametrize(
    "limit", ["单个企业最高不超过300万元", "最高不超过300万元", "每家企业补助不超过300万元", "补贴期限不超过1年"]
)
def test_a_limit_stays_with_what_it_limits(limit: str) -> None:
    sentence = f"对新购置设备的企业，按设备投资额的10%给予补助，{limit}"
    assert _orders(f"{sentence}。") == [sentence]


@pytest.mark.parametrize(
    "relief",
    ["免征增值税", "减征企业所得税", "免收检测费", "给予50万元奖励", "减半收取占道费", "缓缴养老保险费", "贴息50%"],
)
@pytest.mark.parametrize(
    "whom", ["年营业额15万元以下的渔家小店", "年产值首次突破10亿元的企业", "招用10人以上的单位", "受困行业企业"]
)
def test_relief_for_somebody_is_an_order_and_whom_it_is_for_is_no_goal(relief: str, whom: str) -> None:
    sentence = f"对{whom}{relief}"
    assert _orders(f"{sentence}。") == [sentence]
    assert _found(f"{sentence}。", "target") == []


@pytest.mark.parametrize(
    ("sentence", "indicator", "value", "unit"),
    [
        ("设立2亿元产业发展引导资金。", "产业发展引导资金", 2.0, "亿元"),
        ("市级财政安排5000万元专项资金。", "专项资金", 5000.0, "万元"),
        ("新设40个社区助餐点。", "社区助餐点", 40.0, "个"),
        ("新建和改建渔家文化站（室）900家以上。", "渔家文化站", 900.0, "家"),
        ("新建停车场3个。", "停车场", 3.0, "个"),
        ("改造户数320户。", "改造户数", 320.0, "户"),
        ("生产总值年均增长9%以上。", "生产总值", 9.0, "%"),
        ("采购中小企业份额由30%提高至40%以上。", "", 40.0, "%"),
    ],
)
def test_what_is_counted_has_its_name(sentence: str, indicator: str, value: float, unit: str) -> None:
    [target] = _found(sentence, "target")
    assert (target.fields["value"], target.fields["unit"]) == (value, unit)
    assert not indicator or target.fields["indicator"] == indicator


@pytest.mark.parametrize("span", ["设立6个月的费用缓缴期", "减免3个月租金", "企业新购置设备500万元以上的，给予补助"])
def test_spans_and_thresholds_are_no_goals(span: str) -> None:
    assert _found(f"{span}。", "target") == []


@pytest.mark.parametrize("grows", ["增长8%", "下降2%", "提高3个百分点", "增长8%以上", "增长8%左右"])
def test_two_things_that_grow_are_two_goals(grows: str) -> None:
    assert _orders(f"地区生产总值增长7%，固定资产投资{grows}。") == ["地区生产总值增长7%", f"固定资产投资{grows}"]


def test_what_grows_with_a_work_stays_with_it() -> None:
    sentence = "改造供水管网，管网漏损率下降2%"
    assert _orders(f"{sentence}。") == [sentence]


@pytest.mark.parametrize("others", ["其他渔港在2024年12月底前完成", "其余各县应于2024年12月底前完成"])
def test_the_others_have_a_day_of_their_own(others: str) -> None:
    found = _found(f"东川市、西川市应在2024年6月底前制定达标规划，{others}。", "commitment")
    assert [(f.quote, f.fields["deadline"]) for f in found] == [
        ("东川市、西川市应在2024年6月底前制定达标规划", "2024-06-30"),
        (others, "2024-12-31"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "阶段性降费率政策延续至2023年底",
        "中小微企业延缓缴纳部分税费",
        "为500艘渔船更新、配齐救生筏设备",
        "新设40个社区助餐点",
    ],
)
def test_more_ways_of_setting_something(sentence: str) -> None:
    assert _orders(f"{sentence}。") == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "到2027年，全市渔村更新取得重要进展，管护体系基本形成",
        "到2027年底，近海捕捞总量继续削减，赤潮蔓延势头得到有效遏制",
        "力争到2027年，营商环境建设取得明显成效",
    ],
)
def test_what_is_reached_by_a_year_to_come_is_a_goal(sentence: str) -> None:
    found = _found(f"{sentence}。", "commitment")
    assert [(f.quote, f.fields["deadline"][:4]) for f in found] == [(sentence, "2027")]


@pytest.mark.parametrize("sentence", ["2020年，全市渔村更新取得重要进展", "到2020年，全市已建成泵站3座"])
def test_what_was_reached_is_none(sentence: str) -> None:
    assert _orders(f"{sentence}。") == []


@pytest.mark.parametrize(
    "note", ["\n责任单位：市财政局\n", "（市财政局牵头）\n", "\n牵头单位：市财政局；配合单位：市税务局\n"]
)
@pytest.mark.parametrize("item", ["一般公共预算收入与经济增长同步", "居民收入稳步提高", "一网通办全面推行"])
def test_an_item_with_a_note_of_its_own_is_set(item: str, note: str) -> None:
    text = f"{HEAD}1.{item}。{note}2.加快建设。{note}3.{item}。{note}"
    orders = [f for f in read_text(SourceText(text, "utf-8", "")).findings if f.kind == "commitment"]
    assert [f.quote for f in orders] == [item, "加快建设", item]
    assert {f.fields["owner"] for f in orders} == {"市财政局"}


@pytest.mark.parametrize(
    "clause", ["这是各镇村必须牢牢守住的防汛底线", "护岸长度是各县区必须完成的指标", "这也是我们应当履行的责任"]
)
def test_what_is_owed_by_somebody_is_told_and_not_ordered(clause: str) -> None:
    assert _orders(f"{clause}。") == []
