"""What is asked first, for speed, rules nothing out that the question behind it would find."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi_reading.facts.clauses import bodies, clause_roles, levels, promises, statements
from luoshi_reading.facts.commitments import announced, inheritance
from luoshi_reading.facts.cutting import other_actors
from luoshi_reading.facts.deadlines import deadline_forms
from luoshi_reading.facts.formulations import formulation_members
from luoshi_reading.facts.lines import narration
from luoshi_reading.facts.owners import asking, going_on, named_before, subjects
from luoshi_reading.facts.speech import scope
from luoshi_reading.facts.targets import numbers_beside, targets
from luoshi_reading.knowledge.signs import signs_of

PARTS = [
    "能否", "是我们", "我讲三点意见", "就", "即将", "稍后", "还要", "要求", "各镇", "强调", "明确", "事关",
    "关乎", "整改阶段（3日）", "市委高度重视", "仍存在短板", "汛期在即", "必将", "一旦", "由市水利局", "负责",
    "牵头", "县渔政局会同", "承担", "配合", "护岸工程", "渡口", "面临", "来之不易", "具有重要意义",
    "首次突破3万", "列席会议", "修建", "亲自部署、亲自检查", "八项规定", "年底前", "3月", "5日", "一批",
    "至少一次", "听取村民对渡口的意见", "竣工", "达到", "不得", "找差距", "希望", "请", "一方面", "并叮嘱",
    "号召", "桑坞县", "（县、乡）", "部", "署", "团市委", "均要", "严禁", "务必", "仍要", "自", "至", "起",
    "有利于", "已成为", "一项长期工作", "坚信", "关系到安全", "两个大局", "可以先试点", "再建3所", "说到做到",
    "把它作为大事",
    "听取群众意见", "抓项目", "翻番", "发展目标", "从三个方面抓好落实", "重点抓好以下工作", "5日下午，在渡口举行",
    "选举", "电话：0571-88889999",
    "主持会议", "前", "末", "“治水、兴港”", "“增收”", "等", "这", "的", "，", "、", "2", "到2028年", "力争",
]  # fmt: skip
clauses = st.lists(st.sampled_from(PARTS), min_size=1, max_size=4).map("".join)


# The questions that share a sign, or have one by other words than their own expression's.
SIGNS = [
    (statements.OF_THE_PAST, [statements.DONE, statements.ALREADY]),
    (statements.VALUED, [statements.AT_STAKE, statements.DOES_GOOD, statements.SURE_OF]),
    (statements.VALUED, [statements.BECAME, statements.A_TASK]),
    (statements.STATED_SELDOM, [statements.STAGE, statements.HELD_DEAR, statements.STILL_THERE, statements.SOON]),
    (clause_roles.OWED, [clause_roles.DEONTIC]),
    (clause_roles.DUTIES, [clause_roles.DUTY]),
    (clause_roles.ASKED, [clause_roles.EXPECTS, clause_roles.SENT_BY]),
    (clause_roles.TO_COME, [clause_roles.FUTURE, clause_roles.PROMISE, clause_roles.PLANNED, clause_roles.WE_SHALL]),
    (clause_roles.PROMISED, [clause_roles.DESERVED, promises.MORE_OF, promises.ACTS_SO, promises.KEPT_TO]),
    (levels.SHUNNED_SIGN, [levels.CONDUCT, levels.SEEN, levels.PLACED]),
    (levels.LOWERED_SIGN, [levels.HEARD, levels.KEPT, levels.SLOGAN, levels.TURNED_TO]),
    (levels.REACHED_SIGN, [levels.COMPLETED, levels.REACHED]),
    (announced.TELLING_GOALS, [announced.GOALS_AHEAD, announced.SETS_GOALS]),
    (announced.LISTING, [announced.SIDES_AHEAD, announced.TOPIC, announced.POINTS_AHEAD]),
    (scope.HAS_TASK, [scope.UNIT_SUBJECT]),
    (scope.IS_NARRATED, [scope.NARRATION]),
    (narration.HAPPENED, [narration.ELECTED, narration.HELD, narration.ISSUED_NEWS, narration.RINGS]),
    (asking.ASKS_SIGN, [asking.ASKED_LEAD]),
    (asking.TELLS_SIGN, [asking.TOLD]),
    (deadline_forms.HAS_DAY, [deadline_forms.HINT, deadline_forms.DEADLINE]),
    (targets.IS_RATE, [targets.LOST_SIGN, numbers_beside.RATIO, numbers_beside.PART]),
    (narration.TOOK_PLACE, [narration.TAKING_PART]),
]  # fmt: skip


@given(clause=clauses)
@settings(max_examples=400, deadline=None)
def test_what_has_no_sign_of_a_question_holds_nothing_it_finds(clause: str) -> None:
    signs = signs_of(clause)
    for sign, expressions in SIGNS:
        for expression in expressions:
            assert signs & sign or expression.search(clause) is None, expression.pattern


@given(clause=clauses)
@settings(max_examples=400, deadline=None)
def test_what_is_asked_first_rules_out_nothing_that_is_there(clause: str) -> None:
    questions: list[tuple[re.Pattern[str], bool]] = [
        (statements.JUDGEMENT, statements.JUDGEMENT_HINT.search(clause) is not None),
        (levels.DEADLINE, levels.DAY_HINT.search(clause) is not None),
        (levels.GUIDED, levels.GUIDES in clause),
        (named_before.SETS_OUT, named_before.SETS_OUT_HINT.search(clause) is not None),
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
        (bodies.NO_SUBJECT, clause[0] in bodies.NO_SUBJECT_FIRST),
        (subjects.CONNECTIVE_LEAD, clause[0] in subjects.CONNECTIVE_FIRST),
        (asking.MEANT, "提出" in clause or clause.startswith(asking.SERVING)),
        (going_on.BY_DAY, clause[0] in "年一二三四" or clause[0].isdecimal()),
        (going_on.ITS_TASKS, clause[0] in going_on.TASKS_FIRST),
        (inheritance.ONLY_TIME, clause[-1] in inheritance.TIME_LAST),
        (inheritance.LED_BY, clause[0] == "由"),
    ]
    for expression, asked in heads:
        assert asked or expression.match(clause) is None, expression.pattern
