"""需 as an obligation, works told by place and count, what is planned, how papers came about (R10-R12, R93)."""

from itertools import product

import pytest

from luoshi_reading.facts.clause_roles import Role, clause_role
from luoshi_reading.facts.deadlines import find_deadline
from luoshi_reading.facts.duties import subject_of
from luoshi_reading.facts.levels import ACTIONABLE_AT, clause_weight

WHO = ("各单位", "各申报企业", "各级党政主要负责同志", "各县区", "申请人")
NEEDED = ("于5月10日前提交材料", "严格落实值班制度", "高度重视", "亲自研究重大部署", "及时报送名单")


@pytest.mark.parametrize(("who", "does"), list(product(WHO, NEEDED)))
def test_whoever_needs_to_is_ordered_to(who: str, does: str) -> None:
    assert clause_role(f"{who}需{does}") is Role.ORDER


@pytest.mark.parametrize("clause", ["项目需投资3亿元", "短板还需补齐", "群众急需解决的问题", "市场需求旺盛"])
def test_what_a_thing_takes_is_no_order(clause: str) -> None:
    assert clause_role(clause) is not Role.ORDER


@pytest.mark.parametrize(
    ("where", "work"), list(product(("城区", "“一事一议”", "沿江片区"), ("新建便民市场5处", "硬化巷道37.5万平方米")))
)
def test_where_a_work_and_its_count_are_work_to_be_done(where: str, work: str) -> None:
    assert clause_role(where + work) is Role.ASSIGNED


@pytest.mark.parametrize("clause", ["去年新建渔港3座", "累计新建便民市场5处", "城区新建了便民市场5处"])
def test_what_was_built_is_none(clause: str) -> None:
    assert clause_role(clause) is not Role.ASSIGNED


def test_who_plans_works_owns_them_by_the_year_told() -> None:
    clause = "长沙计划新建市场40个"
    assert clause_role(clause) is Role.ORDER
    assert subject_of(clause)[0] == "长沙"
    due = find_deadline("今明两年", 2026)
    assert due is not None
    assert due.value == "2027"


@pytest.mark.parametrize(
    "clause", ["报告经市十七届人大四次会议通过", "制定分工方案如下", "提出工作意见如下", "由督查室牵头的10个督导组"]
)
def test_how_a_paper_came_about_orders_nothing(clause: str) -> None:
    assert clause_role(clause) in (Role.STATEMENT, Role.OTHER)


@pytest.mark.parametrize("clause", ["未经市政府批准", "由督查室牵头制定办法", "方案须经市政府常务会议审议通过"])
def test_what_depends_on_it_stays_what_it_was(clause: str) -> None:
    assert clause_role(clause) is not Role.STATEMENT


def test_a_count_is_a_thing_though_the_clause_ends_with_none() -> None:
    clause = "组织10个督查组督促责任落实"
    assert clause_weight(clause, clause_role(clause)) >= ACTIONABLE_AT


@pytest.mark.parametrize(
    "clause",
    [
        "将学习与掌握2026年云岭省政府工作报告结合",
        "办好2026年全国职业院校技能大赛",
        "半年、全年完成情况要按期上报",
    ],
)
def test_the_year_of_a_report_or_an_event_is_no_deadline(clause: str) -> None:
    assert find_deadline(clause, 2026) is None


def test_a_quarter_with_its_year_is_a_deadline() -> None:
    due = find_deadline("2026年第3季度完成检查", 2026)
    assert due is not None
    assert due.value == "2026-09-30"
