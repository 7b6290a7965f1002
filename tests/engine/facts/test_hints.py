"""What is asked first, for speed, rules nothing out that the question behind it would find."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi_reading.facts import (
    asking,
    bodies,
    clause_roles,
    formulation_members,
    inheritance,
    levels,
    other_actors,
    statements,
    subjects,
)

PARTS = [
    "能否", "是我们", "我讲三点意见", "就", "即将", "稍后", "还要", "要求", "各镇", "强调", "明确", "事关",
    "关乎", "整改阶段（3日）", "市委高度重视", "仍存在短板", "汛期在即", "必将", "一旦", "由市水利局", "负责",
    "牵头", "县渔政局会同", "承担", "配合", "护岸工程", "渡口", "面临", "来之不易", "具有重要意义",
    "首次突破3万", "列席会议", "修建", "亲自部署、亲自检查", "八项规定", "年底前", "3月", "5日", "一批",
    "至少一次", "听取村民对渡口的意见", "竣工", "达到", "不得", "找差距", "希望", "请", "一方面", "并叮嘱",
    "号召", "桑坞县", "（县、乡）", "部", "署", "团市委", "均要", "严禁", "务必", "仍要", "自", "至", "起",
    "前", "末", "“治水、兴港”", "“增收”", "等", "这", "的", "，", "、", "2", "到2028年", "力争",
]  # fmt: skip
clauses = st.lists(st.sampled_from(PARTS), min_size=1, max_size=4).map("".join)


@pytest.mark.parametrize("words", ["能否", "我", *clause_roles.DEMANDS.split("|"), *clause_roles.SELDOM.split("|")])
def test_what_few_clauses_hold_is_not_missed(words: str) -> None:
    assert clause_roles.ASKED_SELDOM.search(f"渡口{words}护岸")


@given(clause=clauses)
@settings(max_examples=400, deadline=None)
def test_what_is_asked_first_rules_out_nothing_that_is_there(clause: str) -> None:
    questions: list[tuple[re.Pattern[str], bool]] = [
        (clause_roles.NEAR_HINT, clause_roles.ASKED_SELDOM.search(clause) is not None),
        (clause_roles.DUTY_HINT, clause_roles.ASKED_SELDOM.search(clause) is not None),
        (clause_roles.DEMANDED, clause_roles.ASKED_SELDOM.search(clause) is not None),
        (statements.JUDGEMENT, statements.JUDGEMENT_HINT.search(clause) is not None),
        (levels.CONDUCT, levels.SELDOM.search(clause) is not None),
        (levels.DEADLINE, levels.SELDOM.search(clause) is not None),
        (levels.SEVERAL_OF, levels.SELDOM.search(clause) is not None),
        (levels.GUIDED, levels.GUIDES in clause),
        (subjects.SETS_OUT, subjects.SETS_OUT_HINT.search(clause) is not None),
        (bodies.SUBJECT_END, bodies.ends_as_body(clause)),
        (other_actors.BARE_DUTY, clause[-1] in other_actors.BARE_DUTY_LAST or clause[0] == "请"),
        (formulation_members.LISTED_BEFORE, "”" in clause[-3:]),
        (formulation_members.QUOTED_EACH, "”" in clause[-3:]),
    ]
    for expression, asked in questions:
        assert asked or expression.search(clause) is None, expression.pattern
    heads = [
        (asking.ASKED_LEAD, asking.ASKED_HINT.search(clause, 0, asking.ASKED_WITHIN) is not None),
        (inheritance.OWED_NEXT, clause[0] in inheritance.OWED_FIRST),
        (inheritance.ONLY_TIME, clause[-1] in inheritance.TIME_LAST),
        (inheritance.LED_BY, clause[0] == "由"),
    ]
    for expression, asked in heads:
        assert asked or expression.match(clause) is None, expression.pattern
