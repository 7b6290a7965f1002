"""What was done orders nothing: sections, summaries and paragraphs that look back, however they are headed (R12)."""

from itertools import product

import pytest

from luoshi_reading.facts.lines.looking_back import is_behind, sums_up
from luoshi_reading.pipeline import as_json, read

BEHIND = (
    *("2025年工作回顾", "工作总结", "重点任务完成情况", "主要指标进展情况", "议案建议办理情况", "履职情况", "主要成绩"),
    *(
        "发展概况",
        "取得的成效",
        "存在的主要问题",
        "存在的不足及原因分析",
        "工作落实情况",
        "工作亮点",
        "发展现状",
        "基本情况",
    ),
)
AHEAD = (
    *("2026年工作安排", "下一步工作打算", "2026年工作展望", "下阶段重点工作", "今后工作计划", "努力方向", "主要任务"),
    *("工作要求", "2026年工作思路", "改进措施"),
)
NOT_BEHIND = (
    *(
        "定期报告工作进展情况",
        "掌握任务完成情况",
        "检查工作落实情况",
        "解决存在的问题",
        "巩固取得的成效",
        "夯实发展现状",
    ),
    *("2026年工作安排", "加强基础设施建设"),
)
STYLES = ("{}", "一、{}", "（一）{}")
DONE = "新建幼儿园8所，改造老旧小区12个。深化“一窗受理”模式，开办政务夜市。"
TO_DO = "新建养老中心3个，改造农村公路60公里。"


def _ordered(text: str) -> list[str]:
    return [found["quote"] for found in as_json(read(text.encode()))["commitments"]]


@pytest.mark.parametrize(("style", "behind", "ahead"), product(STYLES, BEHIND, AHEAD))
def test_sections_behind_and_ahead(style: str, behind: str, ahead: str) -> None:
    second = style.replace("一", "二")
    text = f"云岭县民政局工作报告\n{style.format(behind)}\n{DONE}\n{second.format(ahead)}\n{TO_DO}\n"
    found = "".join(_ordered(text))
    assert "幼儿园" not in found
    assert "夜市" not in found
    assert "养老中心3个" in found


@pytest.mark.parametrize("heading", BEHIND)
def test_headings_of_what_was_done(heading: str) -> None:
    assert is_behind(heading)


@pytest.mark.parametrize("heading", NOT_BEHIND)
def test_headings_of_what_is_to_be_done(heading: str) -> None:
    assert not is_behind(heading)


@pytest.mark.parametrize(
    "title",
    [
        "青石镇2025年工作总结",
        "青石镇党委书记述职报告",
        "关于防汛准备工作落实情况的汇报",
        "2025年工作总结和2026年工作计划",
        "公务用车管理自查报告",
        "安全生产自查自纠情况的报告",
    ],
)
def test_a_paper_that_sums_up_orders_only_what_is_ahead(title: str) -> None:
    assert sums_up(title)
    found = "".join(_ordered(f"{title}\n2025年，青石镇始终坚持为民服务。\n{DONE}\n下一步，青石镇将建设文化公园。\n"))
    assert "幼儿园" not in found
    assert "建设文化公园" in found


@pytest.mark.parametrize(
    "title", ["在年度工作总结大会上的讲话", "关于报送工作总结的通知", "述职评议会主持词", "2026年工作计划"]
)
def test_titles_that_sum_nothing_up(title: str) -> None:
    assert not sums_up(title)


def test_what_was_reported_below() -> None:
    text = f"市水利局对闸坝检修进行了抽查。现将抽查情况通报如下：\n{DONE}\n为此，提出以下要求：\n{TO_DO}\n"
    found = "".join(_ordered(text))
    assert "幼儿园" not in found
    assert "养老中心" in found


@pytest.mark.parametrize(
    "when",
    [
        "去年，",
        "过去一年，",
        "这一年，",
        "五年来，",
        "今年以来，",
        "一年来，",
        "院长在报告中说，去年一年来，",
        "回顾2025年工作成果时，他说，",
        "回望过去，",
    ],
)
def test_paragraphs_that_look_back(when: str) -> None:
    assert _ordered(f"云岭县政府工作报告\n{when}新建幼儿园8所，改造老旧小区12个。\n") == []


@pytest.mark.parametrize(
    "held", ["青石镇将学习作为首要任务。", "镇党委将台账纳入管理。", "严禁公车私用。", "不得收取费用。"]
)
def test_how_it_was_held(held: str) -> None:
    assert _ordered(f"青石镇2025年工作总结\n一、2025年工作总结\n新建幼儿园8所。{held}\n") == []
    assert len(_ordered(f"青石镇2026年工作计划\n一、主要任务\n新建幼儿园8所。{held}\n")) == 2


@pytest.mark.parametrize(
    "ahead", ["2026年，要建设文化公园。", "2026年工作目标：建设文化公园。", "2026年，将建设文化公园。"]
)
def test_a_year_is_over_where_the_next_is_planned(ahead: str) -> None:
    past = "2025年，在县委的领导下，街道深入推进改革，各项事业不断发展。"
    found = "".join(_ordered(f"{past}\n{ahead}\n"))
    assert "改革" not in found
    assert "建设文化公园" in found
    assert "改革" in "".join(_ordered(f"{past.replace('街道', '街道要')}\n{ahead}\n"))


@pytest.mark.parametrize("second", ["2026年，建设南园。", "2026年，要建设南园。", "2027年，将建设南园。"])
def test_a_plan_of_several_years(second: str) -> None:
    found = "".join(_ordered(f"文化公园建设方案\n2025年，建设北园。\n{second}\n"))
    assert "北园" in found
    assert "南园" in found
