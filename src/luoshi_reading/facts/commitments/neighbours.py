"""What a clause does by the clause before it: says it again, makes it known, is done by another, too. Rule R105."""

from __future__ import annotations

import re
from itertools import pairwise

from luoshi_reading.facts.clauses.bodies import is_body
from luoshi_reading.facts.clauses.clause_heads import holds_verb
from luoshi_reading.facts.clauses.clause_roles import Role, clause_role
from luoshi_reading.facts.cutting.coordination import SHORTEST_ORDER, Told

# 谁违约，就罚谁: whoever does it, and what becomes of him.
WHOEVER = re.compile(r"谁(?!都|也|能|知|不知)[^，]{1,16}")
BECOMES_OF_HIM = re.compile(r"(?:就|便|则)?[^，]{0,6}谁[^，]{0,10}")
# 具体来说，就是…: said again in other words.
IN_OTHER_WORDS = re.compile(
    r"(?:具体|简单|换句话|概括|通俗)(?:地|一点)?(?:来|而|地)?[说讲言]|简言之|换言之|具体就是|也就是说"
)
SAID_AGAIN = "就是"
# 镇政府召开动员会，各村也要召开…: what another does, and somebody has to do, too.
TOO = re.compile(r"[^，]{2,14}也(?:要|应|须|必须)(?!求)")
# 总书记在主持会议时，要求有关方面…: the centre's own order; 按照国务院部署，要求各镇… is none.
CENTRE = re.compile(
    r"(?:[一-鿿]{0,4}总书记|国务院|党中央|中央政治局|(?:国务院)?总理)(?![^，]*(?:贯彻|传达|学习|按照|根据|落实))[^，《》]*(?:时|强调|指出)"
)
DEMANDS_OF = re.compile("(?:并|明确|还)*要求(?![^，]{0,4}的)")
# 校长是第一责任人，要…: who answers for what follows.
ANSWERS = re.compile(
    r"[^，]{2,30}(?:(?:是|为)[^，是]{0,14}(?:责任|实施|治理|落实|执行|整改|防治|建设)(?:人|主体|单位)|作为[^，是]{0,6}(?:主体|单位|部门|业主|施工方|责任方))"
)
# 没有开工的三个项目，本月内开工: for which of them it holds.
LACKING = re.compile(r"还?没有[^，的]{2,16}的[一-鿿、]{0,12}")
BOUND = (Role.ORDER, Role.IMPERATIVE, Role.ASSIGNED)
# 农村垃圾治理去年在两乡试点，今年在全县推开: what was begun, and what comes of it now.
BEGUN = re.compile(r"[^，]{0,24}(?:去年|上年|前年|上半年|前期|前一阶段|此前|目前|已)")
NOW = re.compile(
    r"(?:今年|明年|下半年|下一?步|下阶段|接下来|今后|后续)[，]?(?:要|将)?(?!以来|是|的|上半年|前)[一-鿿]{2}[^，了]+(?<!的)"
)
NOW_FIRST = frozenset("今明下接后")
LONGEST_BEGUN = 60
# 第一批教材已送到，其余部分8月27日之前送齐: the rest, by a day.
REST = re.compile(
    r"(?:其余|剩余|余下|剩下)[^，的]{0,12}(?:\d|年底|月底|[开放入]|节)[^，]{0,12}前[^，]{0,4}(?:全部|务必)?[一-鿿]{2,}"
)
# 完成投资3.2亿元，同比增长12%: how much more than the year before, and what in its sentence tells of the past.
MORE_THAN_BEFORE = re.compile(
    r"[^，]{0,24}?(?:同比|[较比](?:上年|去年)(?:同期)?)(?:再|分别|至少|平均)?"
    r"(?:增长|增加|提高|提升|下降|减少|降低)[^，]{0,4}\d[^，]{0,8}"
)
COMPARES = ("同比", "上年", "去年")
COMPARING = ("同比", "较上", "比上", "较去", "比去")
GONE_BY = re.compile(
    r"了|已|曾|以来|截至|累计|去年(?!同期)[^，]*[完实达增]|[上前]半年|季度|\d月|过去|目前|初步|预计|20\d\d年"
)
# Below a heading of goals a year is that of the goals.
IS_PAST = re.compile(r"了|已|曾|以来|截至|累计|去年(?!同期)[^，]*[完实达增]|过去|目前|初步|预计")
SURELY = ("力争", "确保", "争取", "到20", "年底前", "年内")
# 要全力以赴，圆满完成任务: what was ordered comes to a good end, and no result is told.
ENDS_WELL = ("圆满完成", "顺利完成")

# 是否存在“三无”船舶。: what is looked at.
WHETHER = "是否"
ASSURING = ("确保", "力争", "争取", "保证")

# 各镇、有关部门: those to whom a report tells somebody to speak, and the characters of their name.
ADDRESSED = ("各", "有关", "相关", "全市上下", "全县上下", "全区上下", "全镇上下")
LONGEST_ADDRESSED = 16


def mend_by_neighbours(told: list[Told], *, plans: bool, listed: bool = False) -> None:
    """Tell by its neighbours what a clause says again, is to make known, or somebody above demanded (R105).

    ``plans``: a paper that neither reports nor was spoken. ``listed``: below a heading that sets goals.
    """
    if told[0].words.startswith(WHETHER) and told[0].role <= Role.OTHER:
        told[0].role = Role.STATEMENT
    for at, item in enumerate(told):
        if any(word in item.words for word in COMPARES):
            _mend_comparison(told, at, plans=plans, listed=listed)
    if plans and told[-1].words[0] in NOW_FIRST:
        _mend_begun(told)
    for before, item in pairwise(told):
        words_of = item.words
        if (
            words_of.startswith(SAID_AGAIN)
            and len(words_of) > SHORTEST_ORDER
            and IN_OTHER_WORDS.fullmatch(before.words)
        ):
            item.words = words_of[len(SAID_AGAIN) :]
            item.role = clause_role(item.words)
        elif before.words[0] == "谁" and WHOEVER.fullmatch(before.words) and BECOMES_OF_HIM.fullmatch(words_of):
            before.role, item.role = Role.FRAME, Role.ORDER
        elif item.role is Role.STATEMENT and words_of.startswith(ENDS_WELL):
            if _is_to_end_well(told, item):
                item.role = Role.IMPERATIVE
        elif item.role is Role.STATEMENT and words_of.endswith(ENDS_WELL) and _is_assured(told, item):
            item.role = Role.OUTCOME
        elif item.role is Role.STATEMENT and before.role is Role.PURPOSE and SAID_AGAIN in words_of:
            item.role = Role.PURPOSE
        elif before.role is Role.OTHER and "也" in words_of and TOO.match(words_of) and holds_verb(before.words):
            before.role = Role.ASSIGNED
        elif words_of.startswith("不能") and before.role is Role.STATEMENT and ANSWERS.fullmatch(before.words):
            before.role, item.role = Role.FRAME, Role.ORDER
        elif before.role is Role.STATEMENT and item.role in BOUND and _leads(before.words):
            before.role = Role.FRAME
        elif before is told[0] and _serves(before) and item.role is Role.IMPERATIVE:
            before.role, item.role = Role.FRAME, Role.ORDER
        elif item.role is Role.OTHER and words_of[0] in "其剩余" and REST.fullmatch(words_of):
            item.role = Role.ORDER
        elif words_of[0] in "要并明还" and DEMANDS_OF.match(words_of) and CENTRE.fullmatch(before.words):
            item.role = Role.STATEMENT


def _is_to_end_well(told: list[Told], item: Told) -> bool:
    """Whether an order stands before a good end, and nothing between or in it tells of the past."""
    if IS_PAST.search(item.words):
        return False
    before = told[: told.index(item)]
    stated = max((at for at, one in enumerate(before) if one.role is Role.STATEMENT), default=-1)
    return any(one.role is Role.ORDER or one.words.startswith(SURELY) for one in before[stated + 1 :])


def _is_assured(told: list[Told], item: Told) -> bool:
    """确保任务按节点推进，年度目标圆满完成: whether a good end is what somebody is to ensure."""
    if IS_PAST.search(item.words):
        return False
    before = told[: told.index(item)]
    stated = max((at for at, one in enumerate(before) if one.role is Role.STATEMENT), default=-1)
    return any(one.words.startswith(ASSURING) for one in before[stated + 1 :])


def _serves(first: Told) -> bool:
    """Tell who serves as something before what is to be done (县渔港公司作为业主单位，抓紧编制方案)."""
    return first.role is Role.OTHER and first.words[0] != "由" and ANSWERS.fullmatch(first.words) is not None


def _leads(words_of: str) -> bool:
    """Tell who answers for what follows, or for which of them it holds."""
    if words_of[0] in "没还" and LACKING.fullmatch(words_of):
        return True
    return ANSWERS.fullmatch(words_of) is not None


def _mend_begun(told: list[Told]) -> None:
    """Take what a work was before for the front of what it comes to now (去年已打井3口，今年扩大试采)."""
    last = told[-1]
    front = told[:-1]
    if not front or last.role is not Role.IMPERATIVE or last.clause.start - front[0].clause.start > LONGEST_BEGUN:
        return
    if BEGUN.match(front[0].words) and NOW.fullmatch(last.words) and all(one.role <= Role.OTHER for one in front):
        last.role = Role.ORDER
        for one in front:
            one.role = Role.FRAME


def _mend_comparison(told: list[Told], at: int, *, plans: bool, listed: bool) -> None:
    """Take a comparison with the year before for a goal where its sentence orders, or a plan sets it (R105)."""
    item = told[at]
    if item.role not in (Role.STATEMENT, Role.OUTCOME) or MORE_THAN_BEFORE.fullmatch(item.words) is None:
        return
    ahead = any(one.role is Role.ORDER or one.words.startswith(SURELY) for one in told[:at])
    past = IS_PAST if listed else GONE_BY
    if ahead or (plans and not any(past.search(one.words) for one in told)):
        # Without a subject of its own it goes on with what stands before it.
        item.role = Role.OTHER if at and item.words.startswith(COMPARING) else Role.OUTCOME


def resumes(told: list[Told], item: Told) -> bool:
    """Whether what was ordered goes on behind a clause that states how things are now (要…，肩负着责任，加快…)."""
    if item.role is not Role.IMPERATIVE or any(GONE_BY.search(one.words) for one in told):
        return False
    return any(one.role is Role.ORDER for one in told[: told.index(item)])


def is_theirs(told: list[Told], item: Told) -> bool:
    """Whether those addressed are to do something though it is said before how things are (任务艰巨，各镇认真落实…)."""
    if item.role not in (Role.ASSIGNED, Role.OTHER) or not item.words.startswith(ADDRESSED):
        return False
    after = told[told.index(item) + 1 :]
    if not any(one.role is Role.IMPERATIVE for one in after) or any(one.role is Role.STATEMENT for one in after):
        return False
    if any(GONE_BY.search(one.words) for one in told):
        return False
    return any(is_body(item.words[:length]) for length in range(2, min(LONGEST_ADDRESSED, len(item.words) - 3)))
