"""Goals one beside the other in a sentence: what only goes on with one, and what is one of its own. Rule R16."""

from __future__ import annotations

import re

from luoshi_reading.facts.clause_heads import core_of
from luoshi_reading.knowledge.first_letters import compiled

# 突破6千家，力争达到8千家; …给予补助，每艘渔船最高不超过80万元: how far what stands before goes.
STRETCHES = re.compile(r"(?:并)?(?:力争|争取|努力|冲刺)(?:达到?|突破|超过|实现|完成|到|至|为)?\d[\d.]*[一-鿿%％]{0,6}$")
LIMITS = re.compile(
    r"(?:单个|每[家户人个项]|同一|单[户项]|最[高多]|年度|累计|合计|总额|(?:补[助贴]|奖[励补]|资助|贴息)(?:金额|总额|期限|资金)?)"
    r"[^，]{0,16}?(?:不超过|不高于|最高|上限|可达|限额|为)[^，]{0,8}\d"
)
FIRST = frozenset("并力争努冲单每同最年累合总补奖资贴")
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


def goes_on(words: str) -> bool:
    """Tell whether a clause only says how far what stands before it goes."""
    return words[0] in FIRST and (STRETCHES.match(words) is not None or LIMITS.match(words) is not None)


def grows_beside(words: str, before: str) -> bool:
    """Tell whether something grows by a rate, behind something else that does."""
    return (
        words[-1] in RATE_ENDS and GROWS.match(core_of(words)) is not None and GROWS.match(core_of(before)) is not None
    )


def others_act(words: str) -> bool:
    """Tell whether all others do it by a day of their own: …，其他城市在12月底前完成."""
    return words.startswith(OTHERS) and OTHERS_BY.match(words) is not None
