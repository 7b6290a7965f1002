"""What is counted, without who has to do it and without the verb it is counted by. Rule R41."""

from __future__ import annotations

import re

from luoshi_reading.facts.clauses.bodies import NAMED, PROPER
from luoshi_reading.facts.clauses.clause_heads import assigned_unit, head_verb

# 供销社要敞开供应化肥: who has to, and the word of obligation. 纲要, 必需品 and 应急 oblige nobody.
OWED = re.compile(
    r"(?P<who>[一-鿿“”A-Za-z]{2,}?)(?:(?<![主重需纪必摘提概首紧])要(?![求素点件闻领害道塞义目])"
    r"|必须|务必|务须|应当|(?<!必)须(?!知)|(?<![急必所军民])需要?(?![求品]))"
)
# 要把预报时效提前到3小时, 要实现覆盖率100%: what leads to the measure.
REACHED = re.compile(r"(?:实现|确保|力争|保持|达到|做到|完成|保证|把|将|使)+")
OWED_LETTERS = frozenset("要须需务应")
# 率, 额: a measure, and nothing that is made.
MEASURE = (
    r"(?:[户人次件]?数|数量|[一-鿿]?面积|率|额|[总产容]?量|里程|规模|能力|投资|资金|标准|任务|比例|占比"
    r"|成本|时间|速度|水平|收入)$"
)
# 组织“春风行动”等招聘活动不少于120场: verbs that nothing is called by.
PLAIN_VERB = re.compile(
    r"(?:(?:组织|开展|举办|召开|实施|落实|发布|募集|盘活|推出|争取|提供|评选|选树|谋划|签约|安排|筹集|筹措|购置|选派|选聘|招录|兑现|发放|拨付"
    r"|出动|制定|出台|推介|遴选|认定|申报|办好|抓好|做好|完成|启动|承接|举行|实现)(?:和|、|或|并|及)?)+(?=[一-鿿“A-Za-z\d]{2})(?![率量数额面])"
)
# 种植护岸林2.3万株; 种植面积2.3万亩 measures.
COUNTED_VERB = re.compile(
    r"(?:(?:敞开供应|保障供应|供应|储备|投放|种植|栽植|栽种|培训|轮训|治理|清理|清运|疏浚|收储|收购|采购|安装|加装|布设|更换|更新|走访|慰问|排查|抽检"
    r"|检查|巡查|查处|办结|化解|处置|消化|培养|推广|招聘|招引|引育|孵化|增殖放流|繁育|发展|新签约|加固|维修|设置|配备|联系|包联|接种|回收|硬化|绿化)(?:和|、|或|并|及)?)+"
    rf"(?=[一-鿿“A-Za-z\d]{{2}})(?!(?:活动|工作|任务|项目|工程|基地|中心|行动|计划|机构|平台|体系|试点|服务|人员|点|站|的)(?![一-鿿]{{2}})|[率量数额面度费品]|[一-鿿]{{0,4}}?{MEASURE})"
)
# What a thing may be called by, behind a verb that is its own: 培训基地, 检查站.
OWN_WORD = re.compile(
    r"(?:活动|工作|任务|项目|工程|基地|资金|中心|行动|计划|机构|平台|体系|试点|服务|人员|点|站|的|性)(?![一-鿿]{2})|[率量数额面度费品员]"
    rf"|[一-鿿]{{0,4}}?{MEASURE}"
)
SHORTEST_THING = 2


def thing_counted(named: str, *, counts: bool) -> str:
    """Take who has to do it and what is done off the name of what is counted.

    ``counts``: the number counts things; with 达到 and the like it measures what is named.
    """
    owed = False
    if not OWED_LETTERS.isdisjoint(named) and (owing := OWED.match(named)):
        told = named[owing.end() :]
        reached = REACHED.match(told)
        told = told[reached.end() :] if reached else told
        if len(told) >= SHORTEST_THING and (
            counts or reached or not head_verb(told)[0] or PROPER.search(owing["who"]) or NAMED.match(owing["who"])
        ):
            named, owed = told, True
    if not counts:
        return named
    if not owed and (unit := _who(named)):
        named, owed = named[len(unit) :], True
    return _object_of(named, owed=owed)


def _who(named: str) -> str:
    """Who begins the name of what is counted (市直单位提供岗位), or "" where nobody who can be told for sure does."""
    unit = assigned_unit(named)
    return unit if unit and (NAMED.match(unit) or PROPER.search(unit)) else ""


def _object_of(named: str, *, owed: bool) -> str:
    """What the verbs before it are done to. ``owed``: they are verbs for certain, as somebody has to do them."""
    if owed:
        verb, at = head_verb(named)
        rest = named[at + len(verb) :] if verb else ""
        if len(rest) >= SHORTEST_THING and OWN_WORD.match(rest) is None:
            named = rest
    for verbs in (PLAIN_VERB, COUNTED_VERB):
        if led := verbs.match(named):
            named = named[led.end() :]
    return named
