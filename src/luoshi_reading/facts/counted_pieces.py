"""Counts in a sentence that is cut: what is counted by itself, and what measures the thing before it. Rule R16."""

from __future__ import annotations

import re

from luoshi_reading.facts.clause_heads import head_verb
from luoshi_reading.facts.clause_roles import Role
from luoshi_reading.facts.coordination import Told
from luoshi_reading.facts.levels import NUMBER
from luoshi_reading.knowledge.first_letters import compiled

ADDED = re.compile(r"(?:全[市县区省])?(?:新增(?!投资|产值|税收|就业|\d)|净增|新认定|新创)")
LISTED_THING = re.compile(
    r"(?!其中|总|共|累计|惠及|受益|覆盖|涉及|面积|规模|投资|人均|平均|每|不|第|约)[一-鿿“”]{4,24}(?<![达到数积量额率模])"
    r"\d[\d.]*[万千]?(?:个|家|处|所|座|场|条|台|套|辆|项|件|名|张|公里|亩)(?:以上|左右)?"
)
# …9处危房改造，改造面积3万平方米: the extent of what stands before it.
EXTENT = re.compile(
    r"(?:总|共|累计|改造|涉及|惠及|受益|覆盖|整治|安置|服务|建筑){1,2}(?:户数|人数|人次|里程|栋数|面积)\d"
)
# 3000名技术人才参加培训: another number of others.
TAKES_PART = re.compile(r"参加|接受|赴|进入|到[^，]{2,}(?:进修|学习|挂职|任职)|通过|完成|达到|实现|取得|获得|纳入")
OTHERS = re.compile(r"\d[\d.万]*(?:余|多)?(?:名|个|家|人|所|户)")
# …，培育企业5家: a count that ends its clause measures what nothing counted stands before.
MEASURE_END = re.compile(NUMBER.pattern + r"(?:以上|以下|以内|左右|次)?$")
# …，发放消费券3000万元; …，修复面积1500亩: money and sizes are the measure of any work.
SIZE = compiled(r"(?:元|％|%)(?:以上|以下|以内|左右)?$|(?:面积|规模|比例|总量|投资|产值)[^，]{0,6}\d")


def lists(item: Told) -> bool:
    """省级示范点1个, 放映电影2万场: a thing with its count, without a verb that is known."""
    return item.role is Role.OTHER and LISTED_THING.fullmatch(item.words) is not None


def counts_others(item: Told) -> bool:
    """1000名干部参加研修，3000名技术人员参加培训: who takes part is counted apart."""
    return (
        item.role is Role.OTHER and OTHERS.match(item.words) is not None and TAKES_PART.search(item.words) is not None
    )


def counts_apart(words_of: str) -> bool:
    """培训15万名人才，重点扶持50个研修班: 重点 before a verb and a count of its own heads an entry."""
    return words_of.startswith("重点") and head_verb(words_of)[0] != ""


def measures(words_of: str) -> bool:
    """培育企业5家: whether a count ends the clause."""
    return MEASURE_END.search(words_of) is not None
