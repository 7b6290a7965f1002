"""Goals one beside the other in a sentence: what only goes on with one, and what is one of its own. Rule R16."""

from __future__ import annotations

import re

from luoshi_reading.facts.clauses.clause_heads import core_of
from luoshi_reading.facts.clauses.clause_roles import OUTCOME, Role
from luoshi_reading.facts.cutting.coordination import Sense, Told
from luoshi_reading.knowledge.first_letters import compiled

# 突破6千家，力争达到8千家; …给予补助，每艘渔船最高不超过80万元: how far what stands before goes.
STRETCHES = re.compile(
    r"(?:并)?(?:力争|争取|努力|冲刺)(?:达到?|突破|超过|实现|完成|到|至|为|(?:保持|稳定|控制|维持)在|(?:提高|提升|下降|降低|压减|降)[到至])?\d[\d.]*[一-鿿/%％]{0,8}$"
)
LIMITS = re.compile(
    r"(?:单个|每[家户人个项]|同一|单[户项]|最[高多]|年度|累计|合计|总额|(?:补[助贴]|奖[励补]|资助|贴息)(?:金额|总额|期限|资金)?)"
    r"[^，]{0,16}?(?:不超过|不高于|最高|上限|可达|限额|为)[^，]{0,8}\d"
)
# 比去年增加4万亩: how much more than before.
THAN_BEFORE = re.compile(r"(?:同比|[较比](?:上年|去年)(?:同期)?)(?:再|净)?(?:增|提|下降|减|降|扩大|多|少)[^，]{0,4}\d")
# 生产总值增长9%，达到8.2亿元: what it comes to, without a subject of its own.
COMES_TO = re.compile(r"达到?[^，\d]{0,2}\d[\d.]*[一-鿿%％]{0,8}$")
# 渔民收入达1.2万元，增加0.1万元，增长11%: by how much what stands before grows.
GROWS_BY = re.compile(
    r"(?:增长|增加|净增|下降|提高|减少|降低)\d[\d.]*(?:[%％‰]|个?百分点|[万亿]{0,2}(?:元|人|户|亩|吨|斤|公斤))(?:以上|左右|以内)?$"
)
FIRST = frozenset("并力争努冲单每同最年累合总补奖资贴较比达增净下提减降")
# 生产总值增长7%，固定资产投资增长8%: two things that grow are two goals.
GROWS = re.compile(
    r"(?!同比|其中|累计|年均|比|较)[一-鿿“”、（）()]{4,24}(?<!收入)(?:增长|下降|降低|提高|增加|减少)"
    r"\d[\d.]*(?:[%％]|个百分点)(?:以上|左右|以内)?$"
)
# 养殖规模稳定在20万亩以上，着力打造…: what is to be kept, and what is done for it.
STANDS_AT = compiled(
    r"(?:稳定|保持|控制)在[^，]{0,4}\d[^，]{0,8}(?:以上|以内|以下|左右)，(?:着力|加快|全力|大力|努力|奋力|力争|深入|扎实)"
)
RATE_ENDS = frozenset("%％点上右内")
OTHERS = ("其他", "其余")
OTHERS_BY = re.compile(
    r"其[他余][一-鿿（）]{2,12}?(?:在|于|[要应须]|力争|争取)?[^，]{0,3}"
    r"(?:20\d\d年|\d{1,2}月|年底|年内)[^，]{0,8}[前内底][^，]{2,}"
)


# 各镇要…，全市油菜面积必须确保62万亩: a goal of all of them is none of theirs alone.
OF_ALL = re.compile(
    r"全[省市县区州][一-鿿]{2,14}(?:面积|率|产量|总量|投资|增速|增长|收入|总值|总额)(?:要|必须|应当?|须)[^，]{0,8}\d"
)


def of_all(text: str, start: int) -> bool:
    """Whether a goal is set at a place that the whole jurisdiction has to reach."""
    return OF_ALL.match(text, start) is not None


def goes_on(words: str) -> bool:
    """Tell whether a clause only says how far what stands before it goes."""
    return words[0] in FIRST and (
        STRETCHES.match(words) is not None
        or (words[0] == "达" and COMES_TO.match(words) is not None)
        or LIMITS.match(words) is not None
        or THAN_BEFORE.match(words) is not None
        or GROWS_BY.match(words) is not None
    )


def grows_beside(words: str, before: str) -> bool:
    """Tell whether something grows by a rate, behind something else that does."""
    return (
        words[-1] in RATE_ENDS and GROWS.match(core_of(words)) is not None and GROWS.match(core_of(before)) is not None
    )


# 覆盖率不得低于35%, 每月检查不能少于3次: an indicator and the bound it must keep.
BOUND = re.compile(r"[^，]{2,30}?不[得能应可](?:低于|少于|小于|高于|超过|大于|突破)\d[\d.]*[^，]{0,6}")


def is_bound_beside(words: str, before: str) -> bool:
    """Tell whether one indicator must keep its bound behind another that must keep its own."""
    return "不" in words and BOUND.fullmatch(words) is not None and BOUND.fullmatch(before) is not None


def others_act(words: str) -> bool:
    """Tell whether all others do it by a day of their own: …，其他城市在12月底前完成."""
    return words.startswith(OTHERS) and OTHERS_BY.match(words) is not None


# Of the members of a chain of goals these stand apart.
MEASURED = re.compile(r"\d|全覆盖|清零|翻一?番|倍增|同步")
# 服务水平显著提升: nothing to report on by itself, unless by a year.
BY_DEGREES = re.compile(
    r"(?:显著|明显|大幅度?|全面|不断|进一步|稳定|持续|日趋|更加)[^，的]{0,3}(?:提升|提高|增强|改善|优化|扩大|加强|跃升|下降|完善)$"
    r"|得到有效[一-鿿]{2,4}$|取得[^，\d]{0,8}(?:进展|成效|突破|成果|进步)$|成效[一-鿿]{0,2}(?:明显|显著)$|(?:前列|领先)$"
)
# 渔民收入与产值增长同步, 水稻产量只增不减: an indicator that is kept to something else than a number.
KEPT = re.compile(
    r"(?!确保|力争)[一-鿿A-Za-z、“”]{4,40}?(?:同步(?:增长)?|只增不减|(?:低|高|好|优|快)于[^，]{2,12}"
    r"|完成[^，]{0,20}(?:目标|任务|指标))$"
)
# …能耗持续下降，确保完成上级下达的指标
ASSURED_DONE = ("确保完成", "确保实现", "确保全面完成", "确保圆满完成")

# What a clause is in a chain of goals: none, told by degrees, one that stays with the goal before it, a goal.
NO_GOAL, BY_DEGREE, HELD_GOAL, GOAL = 0, 1, 2, 3


def goal_of(item: Told, sense: Sense, *, counted: bool) -> int:
    """Tell what a clause of a chain of goals is; ``counted``: something before it in its entry is."""
    words_of = item.words
    if not (item.role is Role.OUTCOME or OUTCOME.search(words_of) or KEPT.match(words_of)):
        return NO_GOAL
    if not (sense.dated or counted) and BY_DEGREES.search(words_of):
        return BY_DEGREE
    measured = MEASURED.search(words_of) is not None
    return GOAL if measured or not (sense.counted_only or words_of.startswith(ASSURED_DONE)) else HELD_GOAL
