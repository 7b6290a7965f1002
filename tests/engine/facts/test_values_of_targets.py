"""What a target says: every form of a value in every frame, and whose value it is (R36-R41)."""

from itertools import product

import pytest

from luoshi_reading.facts.deadlines.deadlines import find_deadline
from luoshi_reading.facts.targets.targets import find_targets
from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import read_text
from luoshi_reading.structure import split_sentences

VALUES = {
    "5%左右": (5, "%"),
    "5个百分点": (5, "个百分点"),
    "3.5万人": (3.5, "万人"),
    "1亿元以上": (1, "亿元"),
    "3.6万亿元": (3.6, "万亿元"),
    "3万平米": (3, "万平米"),
    "20公里": (20, "公里"),
    "百分之六": (6, "%"),
    "百分之六点五以上": (6.5, "%"),
    "两倍": (2, "倍"),
    "一倍以上": (1, "倍"),
    "6.5%—7%": (6.5, "%"),
    "6.5—7%": (6.5, "%"),
    "3到5个": (3, "个"),
    "3至5家": (3, "家"),
    "1,200万元": (1200, "万元"),
    "一百二十亿元": (120, "亿元"),
    "3万余户": (3, "万户"),
    "85分以上": (85, "分"),
    "11.5年": (11.5, "年"),
    "200间": (200, "间"),
    "6架": (6, "架"),
    "40篇": (40, "篇"),
    "12款": (12, "款"),
    "2.5万枚": (2.5, "万枚"),
    "1200个": (1200, "个"),
}
FRAMES = (
    *("{}提高到{}", "{}达到{}", "{}控制在{}", "{}不低于{}", "{}突破{}", "{}力争达到{}", "{}年均增长{}", "{}超过{}"),
    *("{}保持在{}", "{}稳定在{}", "{}增加{}", "{}不少于{}", "{}不高于{}", "{}增长{}", "{}下降{}"),
)
INDICATORS = ("地区生产总值", "森林覆盖率", "PM2.5平均浓度", "A级景区", "万元GDP能耗")
COUNTED = {
    "新建公园3个": ("公园", 3),
    "改造三十个老旧小区": ("老旧小区", 30),
    "安装充电桩120根": ("充电桩", 120),
    "新增A级景区2家": ("A级景区", 2),
    "发放消费券3000万元": ("消费券", 3000),
    "培训技能人才十二名": ("技能人才", 12),
    "完成签约3万平米": ("签约", 3),
    "2026年旅游收入达到3亿元": ("旅游收入", 3),
}
SHARED = {
    "甲县、乙县分别增长5%、6%": [("甲县", ">=", 5), ("乙县", ">=", 6)],
    "生产总值、财政收入和居民收入分别增长6%、5%和7%": [
        ("生产总值", ">=", 6),
        ("财政收入", ">=", 5),
        ("居民收入", ">=", 7),
    ],
    "完成率、满意率分别达到95%、98%": [("完成率", ">=", 95), ("满意率", ">=", 98)],
}
NO_TARGET = (
    "抓好3个方面工作",
    "实行24小时值班",
    "出台十条措施",
    "开展第3次督查",
    "建设5G网络",
    "打造三个中心",
    "2025年考核",
    "制定3年计划",
)


def _targets(text: str) -> list[tuple[str, str | None, float | None, str | None]]:
    clauses = [(c.start, c.end, None) for c in split_sentences(text + "。")[0].clauses]
    return [(t.indicator, t.comparator, t.value, t.unit) for t in find_targets(text, clauses)]


@pytest.mark.parametrize(("frame", "written"), list(product(FRAMES, VALUES)))
def test_value_in_frame(frame: str, written: str) -> None:
    assert [found[2:] for found in _targets(frame.format("地区生产总值", written))] == [VALUES[written]]


@pytest.mark.parametrize(("frame", "indicator"), list(product(FRAMES, INDICATORS)))
def test_whose_value_it_is(frame: str, indicator: str) -> None:
    assert [found[0] for found in _targets(frame.format(indicator, "6.5%"))] == [indicator]


@pytest.mark.parametrize("order", COUNTED)
def test_what_is_counted(order: str) -> None:
    assert [(found[0], found[2]) for found in _targets(order)] == [COUNTED[order]]


@pytest.mark.parametrize("order", SHARED)
def test_values_shared_out_in_order(order: str) -> None:
    assert [found[:3] for found in _targets(order)] == SHARED[order]


@pytest.mark.parametrize("order", NO_TARGET)
def test_number_that_is_no_goal(order: str) -> None:
    assert _targets(order) == []


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("做到船检业务4个工作日内办结", [("船检业务", "<=", 4)]),
        ("在10个工作日内办结变更手续", []),
        ("县级配套不高于合同执行金额的30%", [("县级配套占合同执行金额", "<=", 30)]),
        ("自筹不低于项目总额的40%", [("自筹占项目总额", ">=", 40)]),
        ("遴选数据治理企业达到20家", [("数据治理企业", ">=", 20)]),
    ],
)
def test_service_in_days_and_shares_of_something(order: str, found: list[tuple[str, str, float]]) -> None:
    clauses = [(c.start, c.end, None) for s in split_sentences(order + "。") for c in s.clauses]
    assert [(t.indicator, t.comparator, t.value) for t in find_targets(order + "。", clauses)] == found


@pytest.mark.parametrize(
    ("said", "whose"),
    [("60%以上的村要建成冷库", "村"), ("60%的乡镇都要建成冷库", "乡镇"), ("60%的渔村建成冷库", "渔村")],
)
def test_whose_share_it_is_ends_before_what_they_must_do(said: str, whose: str) -> None:
    reading = read_text(SourceText(f"桑坞县渔港提升实施方案\n一、重点任务\n{said}。\n", "utf-8", ""))
    assert [f.fields["indicator"] for f in reading.findings if f.kind == "target"] == [whose]


@pytest.mark.parametrize(
    ("order", "indicators"),
    [
        ("要求各乡镇于6月底前完成渡口隐患排查", ["渡口隐患排查"]),
        ("各乡镇要于6月底前全面完成渡口隐患排查", ["渡口隐患排查"]),
        ("渡口隐患排查必须在6月底前完成", ["渡口隐患排查"]),
        ("渡口隐患排查于6月底前全面完成", ["渡口隐患排查"]),
        ("赶在2026年汛期前完成渡口清淤", ["渡口清淤"]),
        ("各乡镇要于6月底前完成", []),
        ("必须在6月底前完成", []),
    ],
)
def test_who_is_told_and_what_leads_to_the_day_are_no_part_of_an_indicator(order: str, indicators: list[str]) -> None:
    clauses = [(0, len(order), find_deadline(order, 2026))]
    assert [target.indicator for target in find_targets(order, clauses)] == indicators


@pytest.mark.parametrize(
    ("clause", "how", "value"),
    [
        ("亿元GDP渔业事故死亡率控制在0.011以内", "<=", 0.011),
        ("医护比不低于1：1.2", ">=", 1.2),
        ("师生比达到1:13", ">=", 13),
        ("渔场水质综合指数降至4.2以下", "<=", 4.2),
        ("万人刑事案件发案率降到12以下", "<=", 12),
        ("渔民收入比缩小到2.1以内", "<=", 2.1),
    ],
)
def test_ratios_and_rates_without_a_unit(clause: str, how: str, value: float) -> None:
    text = f"桑坞县渔业工作要点\n一、工作目标\n1.{clause}。\n2.新建渔港2座。\n"
    targets = [f for f in read_text(SourceText(text, "utf-8", "")).findings if f.kind == "target"]
    assert (targets[0].fields["comparator"], targets[0].fields["value"], targets[0].fields["unit"]) == (
        how,
        value,
        None,
    )
