"""Counts in a sentence that is cut: what is counted by itself, and what measures the thing before it. Rule R16."""

from __future__ import annotations

import re

from luoshi_reading.facts.clauses.clause_heads import core_of, head_verb
from luoshi_reading.facts.clauses.clause_roles import Role
from luoshi_reading.facts.clauses.levels import NUMBER
from luoshi_reading.facts.cutting.coordination import Told
from luoshi_reading.knowledge.first_letters import compiled

ADDED = re.compile(r"(?:全[市县区省])?(?:新增(?!投资|产值|税收|就业|\d)|净增|新认定|新创)")
LISTED_THING = re.compile(
    r"(?!其中|总|共|累计|惠及|受益|覆盖|涉及|面积|规模|投资|人均|平均|每|不|第|约)[一-鿿“”]{4,24}(?<![达到数积量额率模])"
    r"\d[\d.]*[万千]?(?:个|家|处|所|座|场|条|台|套|辆|项|件|名|张|公里|亩)(?:以上|左右)?"
)
# …9处危房改造，改造面积3万平方米: the extent of what stands before it.
EXTENT = re.compile(
    r"(?:总|共|累计|改造|涉及|惠及|受益|覆盖|整治|安置|服务|建筑){1,2}(?:户数|人数|人次|里程|栋数|面积)\d"
    # 惠及渔民1200户, 解决340人的饮水问题: for how many.
    r"|(?:惠及|受益|涉及|覆盖)[^，\d]{0,6}\d[\d.]{0,8}[万余多]{0,2}[户人名](?!次)|解决[^，\d]{0,4}\d[\d.]{0,8}[万余多]{0,2}[户人名](?!次)[^，]{0,16}问题"
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


# 授信额度…, 每台…, 提供岗位…: a number that says how far what stands before it goes, or what comes of it.
OF_WHAT_STANDS = re.compile(
    r"每(?![千万百])|单|最|首期|授信|下设|其中|累计|合计|总|共|完成投资|接入|具体|期限|延缓|达标|比例|占|由|使|让|按|真正"
    r"|把[^，]{2,30}成|招收|储备|促成|提供|解决|受理|办理|惠及|服务|(?:完成|建成)?(?:核心|一期|首批|主体)"
)
# 实施土地整理项目，铺设砂石路3条: what a project is made of.
VENTURES = ("项目", "工程")
VENTURES_TOLD = (*VENTURES, "建设")
BUILT = re.compile(r"铺设|修建|新建|改建|改造|完成|栽植|安装|拆除|疏浚|硬化|建设|整治|清理")
# 开展护岸巡查，整治险段20处: what was found there.
LOOKED_OVER = re.compile(r"巡查|排查|检查|普查|摸排|整治|督查")
FOUND_THERE = re.compile(r"整治|排查|清理|查处|整改|化解|拆除|取缔|消除|清退")
# 服务3万人次, 安排5000万元, 修复面积800亩, 交付使用60套: no thing of its own is named.
UNNAMED = re.compile(r"(?:[人场]?次|元|面积\d[\d.]*[万千]?[一-鿿]{1,3})(?:以上|左右|以内)?$|(?:交付|投入)使用|上线\d")
# What in a clause names no thing: the count at its end, the value of a rate, numerals, and general characters.
NO_NAME = re.compile(r"\d[\d.]*[万亿千百]?[一-鿿]{1,2}(?:以上|以内|左右)?$|[一-鿿]率(?=[^率]*$)|[\dA-Za-z.%％“”、，]+")
GENERAL = frozenset("新全市县区以上下年项目企业级和与等的建改设，")
SHARES = ("%", "％", "%以上", "%以内")


def measures_what_stands(words_of: str, before: str) -> bool:
    """Tell a count of what comes of the work before it (提供岗位800个), or of what was found there."""
    core = core_of(words_of)
    if OF_WHAT_STANDS.match(core) is not None:
        return True
    return FOUND_THERE.match(core) is not None and LOOKED_OVER.search(before) is not None


def counts_its_own(words_of: str, before: str, *, listing: bool) -> bool:
    """建设监测平台，培养技能人才500人: what is counted shares no word with what stands before it (R16).

    ``listing``: in a list of work to come a pair of characters is a word; elsewhere one character is, and a share (90%)
    measures what stands before it.
    """
    core = core_of(words_of)
    if core.endswith("的") or UNNAMED.search(core) or measures_what_stands(words_of, before):
        return False
    if before.endswith(VENTURES if listing else VENTURES_TOLD) and BUILT.match(core):
        return False
    verb, at = head_verb(core)
    thing = NO_NAME.sub("，", core[at + len(verb) :])
    if listing:
        return all(thing[at : at + 2] not in before for at in range(len(thing) - 1) if "，" not in thing[at : at + 2])
    return not core.endswith(SHARES) and len(thing.strip("，")) > 1 and not (set(thing) - GENERAL) & set(before)
