"""What papers order step by step: stages, cases, works that stand already, and minutes' furniture. Rules R10-R13."""

from __future__ import annotations

import pytest

from luoshi_reading.facts.clauses.clause_roles import Role, clause_role
from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import read_text


def ordered(text: str) -> list[str]:
    """Read a plan that holds this; give what it orders."""
    paper = f"云岭县渔港提升实施方案\n一、主要任务\n新建候船亭。\n二、实施步骤\n{text}\n"
    return [f.quote for f in read_text(SourceText(paper, "utf-8", "")).findings if f.kind == "commitment"][1:]


def test_a_stage_begins_with_what_is_handed_out() -> None:
    assert ordered("（一）动员阶段（2026年3月）。印发方案，召开会议，签订责任书。") == [
        "印发方案，召开会议，签订责任书"
    ]
    assert ordered("（一）动员阶段（2026年3月）。印发实施方案，明确责任分工。") == ["印发实施方案，明确责任分工"]


@pytest.mark.parametrize(
    "line", ["印发：各镇", "印发日期：2026年3月2日", "记录：汤敏", "请假：闵知行、汤敏", "记录人： 汤敏"]
)
def test_the_furniture_of_minutes_orders_nothing(line: str) -> None:
    assert ordered(f"县港航局要更换锚链。\n{line}")[1:] == []


@pytest.mark.parametrize(
    ("clause", "role"),
    [
        ("已建设施正常运行率稳定在95%以上", Role.OUTCOME),
        ("已签约项目抓紧落地", Role.OTHER),
        ("已建水厂46座", Role.STATEMENT),
        ("已签约项目12个", Role.STATEMENT),
        ("完成2021年以来改造的渔港“回头看”", Role.IMPERATIVE),
        ("全面清理2015年以来闲置的码头", Role.IMPERATIVE),
        ("2021年以来建成的渔港共有46座", Role.STATEMENT),
        ("去年以来改造渔港46座", Role.STATEMENT),
        ("完成改造以来产量上升", Role.STATEMENT),
    ],
)
def test_what_stands_already_may_be_worked_on(clause: str, role: int) -> None:
    assert (clause_role(clause) is Role.STATEMENT) is (role is Role.STATEMENT)


def test_which_of_them_are_meant() -> None:
    assert ordered("没有开工的三个泊位，本月内全部动工建设。") == ["没有开工的三个泊位，本月内全部动工建设"]
    assert ordered("没有调查就没有发言权。") == []


def test_an_order_ahead_leaves_out_what_was_done_before_it() -> None:
    paper = (
        "云岭县渔业局2025年工作总结和2026年工作计划\n一、2025年主要工作\n"
        "新建候船亭8个，培育龙头企业2家，二期将于2026年9月底前竣工。\n二、2026年工作计划\n建设灯塔。\n"
    )
    found = [f.quote for f in read_text(SourceText(paper, "utf-8", "")).findings if f.kind == "commitment"]
    assert found == ["二期将于2026年9月底前竣工", "建设灯塔"]
