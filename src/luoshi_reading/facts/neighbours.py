"""What a clause does by the clause before it: says it again, makes it known, is done by another, too. Rule R105."""

from __future__ import annotations

import re
from itertools import pairwise

from luoshi_reading.facts.clause_heads import holds_verb
from luoshi_reading.facts.clause_roles import Role, clause_role
from luoshi_reading.facts.coordination import SHORTEST_ORDER, Told

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
SURELY = ("力争", "确保", "争取", "到20", "年底前", "年内")


def mend_by_neighbours(told: list[Told], *, plans: bool) -> None:
    """Tell by its neighbours what a clause says again, is to make known, or somebody above demanded (R105).

    ``plans``: a paper that neither reports nor was spoken.
    """
    for at, item in enumerate(told):
        if any(word in item.words for word in COMPARES):
            _mend_comparison(told, at, plans=plans)
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
        elif item.role is Role.STATEMENT and before.role is Role.PURPOSE and SAID_AGAIN in words_of:
            item.role = Role.PURPOSE
        elif before.role is Role.OTHER and "也" in words_of and TOO.match(words_of) and holds_verb(before.words):
            before.role = Role.ASSIGNED
        elif words_of[0] in "要并明还" and DEMANDS_OF.match(words_of) and CENTRE.fullmatch(before.words):
            item.role = Role.STATEMENT


def _mend_comparison(told: list[Told], at: int, *, plans: bool) -> None:
    """Take a comparison with the year before for a goal where its sentence orders, or a plan sets it (R105)."""
    item = told[at]
    if item.role not in (Role.STATEMENT, Role.OUTCOME) or MORE_THAN_BEFORE.fullmatch(item.words) is None:
        return
    ahead = any(one.role is Role.ORDER or one.words.startswith(SURELY) for one in told[:at])
    if ahead or (plans and not any(GONE_BY.search(one.words) for one in told)):
        # Without a subject of its own it goes on with what stands before it.
        item.role = Role.OTHER if at and item.words.startswith(COMPARING) else Role.OUTCOME
