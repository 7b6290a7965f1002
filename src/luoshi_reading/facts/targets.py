"""Targets: numbers and dated outcomes that a commitment sets for the future. Rules R36-R41."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from luoshi_reading.facts.deadlines import Deadline
from luoshi_reading.facts.indicators import (
    LONGEST_QUOTE,
    VERB_LEAD,
    indicator_of,
    named_alike,
    only_describes,
    outcome_subject,
)
from luoshi_reading.facts.numerals import number
from luoshi_reading.facts.outcomes import comes_about, delivers_by
from luoshi_reading.facts.remembered import remembered
from luoshi_reading.knowledge.first_letters import compiled, guarded
from luoshi_reading.model import Finding

NUM = (
    r"\d[\d,]{0,20}+(?:\.\d{1,8})?|[⒈-⒐]\d{1,2}|[X×]{1,3}|\*{1,3}|_{2,6}"
    r"|[一二两三四五六七八九十百千]{1,4}(?:点[一二三四五六七八九]{1,2})?"
)
UNIT = (
    "毫秒|ms(?![a-z])|微克每立方米|微克/立方米|微克|元/[^，、；]{1,4}?(?=[，、；]|$|以)|个百分点|百分点|％|%|‰|亿美元|万美元"
    "|个工作日|[百千]?[万亿][余多](?:人次|人|户|名|亩|元|吨|家|个|平方米|公里)|分(?![钟别之期类级批步片层段管享析解工担为离流])|年(?=$|以上|左右)|列(?![为入])"
    "|(?:[百千]?万亿?|亿|千)?(?:平方公里|平方千米|平方米|平米|立方米|千瓦时|千瓦|兆瓦|吨标准煤|公斤|吨|斤|美元|元|亩|公顷|公里|千米|米|张床位|人次|件次|户次|头次"
    "|部|栋|艘|口|眼|盏|株|棵|轮|班|人|户|名|家|个|所|座|条|项|套|台|辆|处|次|场|期|份|倍|张|宗|件|只|头|批|支|羽|尾|册|面|盆|件套|岁|天|小时|分钟|床|间|根|篇|架|款|副|枚|幅|堂|千克)"
    "|起(?=[一-鿿]{2})|度|位|日|万|亿|级|类"
)
VALUE = guarded(
    rf"(?P<before>不低于|不少于|不小于|达到|(?<![下传转送])达|超过|超|突破|至少(?:有|要|帮助解决|解决|完成|建成)?|高于|大于|控制在|保持在|稳定在|不超过|不高于|低于|少于|提升[到至]|提高[到至]|增加[到至]|扩大[到至]|降低到|压减|下降|降低|减少|增长|提高|增加|降至|降到|压缩到|压减到|缩短到|缩小到|(?<![签预节制])约|力争|新增|完成|实现|迈上|跨上|跃上|站上|左右)?"
    rf"(?P<value>{NUM})(?:(?:[％%]?[-—–~～至]{{1,2}}|到)(?P<upto>\d[\d.]{{0,20}}))?(?P<more>多|余|以上)?(?P<unit>{UNIT})(?P<after>以上|以内|以下|左右|以上的|之内|及以上)?"
)
# 增长百分之六点五以上: the unit stands before its number.
PER_CENT = re.compile(
    r"(?P<before>不低于|不少于|达到?|超过|突破|高于|控制在|保持在|稳定在|不超过|不高于|低于|提[高升]到|降[低到至]|下降|增长|提高|增加)"
    rf"(?P<upto>)(?P<unit>百分之)(?P<value>{NUM})(?P<more>)(?P<after>以上|以内|以下|左右)?"
)
# A place among others, or a doubling: goals without a number (R39).
STANDING = re.compile(
    r"(?P<rank>(?:位居|进入|跻身|保持|居|列|位列|迈入|排名)[^，。；]{0,24}?"
    r"(?:前列|第一方阵|前[一二三四五六七八九十\d]+[名位强]?|领先水平|领先|上游|第一|先进行列|百强)|(?:全[国省市县区]|中西部|[东中西]部)领先$)|翻[一两二三]番|翻番|倍增(?!计划|行动|工程)"
)
STANDING_HINT = re.compile("[居进跻持列迈排翻倍领]")
# Of a clause without a day, one of both.
TOLD = re.compile(r"[0-9０-９⒈-⒐X×*_一二两三四五六七八九十百千居进跻持列迈排翻倍领]")
# 前五位: the place that is sought.
PLACE = re.compile(r"前(?P<value>[一二三四五六七八九十]{1,3}|\d{1,3})[名位强]?$")
# 城乡居民收入比缩小到2.1以内: a ratio has no unit.
RATIO = re.compile(
    r"(?P<what>[一-鿿]{2,16}(?:比|系数|指数|弹性))(?:缩小|降低|下降|控制|保持|稳定|提高|提升|达)(?:到|在|至)"
    r"(?P<value>\d[\d.]{0,6})(?P<after>以内|以下|以上|左右)?$"
)
# 生产总值增长15，失业率控制在4.2以内: a rate whose sign was lost has no known unit (R40).
LOST_SIGN = re.compile(
    r"(?P<before>不低于|不高于|不超过|达到|控制在|稳定在|保持在|增长|下降|降低|提高|增加)(?P<value>\d{1,3}(?:\.\d{1,2})?|[⒈-⒐]\d{1,2})"
    r"(?P<more>)(?P<after>以上|以内|以下|左右)?$"
)
# 津贴标准提高到每人每月310元: what is raised is a goal though it is paid.
RAISED = re.compile(r"(?:标准|补助|补贴|待遇|养老金|低保)[^，]{0,30}(?:提高|提升|增加|上调)[到至]")
# 赤字率拟按2%安排, 年计划投资2亿元: what a budget or a year's plan sets.
BUDGETED = re.compile(r"赤字率?[^，]{0,6}按|年度?计划(?:完成)?总?投资")
# 引进总投资超10亿元项目5个: how large each of those is that are counted.
INVESTED_IN = re.compile(r"总投资[^，、\d]{0,6}\d[\d.]*[万亿]{0,2}元(?:以上|以下)?的?(?=[^，、]{0,12}\d[\d.]*[个项])")
# 惠及居民4200户: whom a work is good for is no goal.
EFFECT = re.compile(r"(?:可|将|预计)?(?:惠及|受益|辐射带动|带动)(?=[一-鿿]{2,6}\d)")
SWEPT = re.compile("应[一-鿿]尽[一-鿿]$")
CLEARED = re.compile(r"(?:动态|全部|全面|基本)?(?:清零|全部消除)$")
# 实现“引进人才达到2000名，贡献率达到40%”的目标: goals in quotation marks.
QUOTED_GOALS = re.compile(
    r"“[^“”，]{2,30}(?:达到?|不低于|不少于|增长|下降|降到|超过|控制在)\d[^“”，]{1,12}，[^“”]{4,200}”\Z"
)
HAS_NUMBER = re.compile(r"[0-9０-９⒈-⒐X×*_一二两三四五六七八九十百千]")
ASIDE = compiled(r"《[^》]*》|[（(][^）)]*[）)]|〔[^〕]*〕|“[^”]*”")
ORDINAL_BEFORE = re.compile(r"(?:第|国家|同|这|那|每|哪|(?<!资)本|各|某|另|其中|(?<![部充成百十])分)$")
# 3A级、4A级景区各1个.
EACH_COUNTED = re.compile(r"[一-鿿]{2}各$")
# 紧盯136户规上企业: what there is already.
THERE_ALREADY = re.compile(r"(?:紧盯|盯紧|聚焦|围绕|分赴|针对|依托|现有|已有|上述|走遍|面向)(?:全?[省市区县州国])?$")
# What is paid to someone, or a rule's own threshold, is no goal (R38).
PAYMENT = compiled(
    r"总投资|时限为|期限为|小时值班|概算|不足\d|超过\d+年|给予|补助|补贴|奖励|贴息|罚款|减按|贷款额度|最高|标准为|按(?![需期时质量])照?[^，]{0,12}(?:%|元[/／])|收取|缴纳|有效期|停留|每次|元[/每]立方米|每立方米\d|(?:税率|利率|费率)(?!不高于|降至|降到|降低|下降|控制)"
)
VAGUE = frozenset("一")
GREATER = (
    "不低于",
    "不少于",
    "不小于",
    "达到",
    "达",
    "超过",
    "超",
    "突破",
    "至少",
    "高于",
    "大于",
    "增长",
    "提高",
    "增加",
    "提升到",
    "提高到",
    "增加到",
    "新增",
    "迈上",
    "跨上",
    "跃上",
    "站上",
)
LESS = (
    "不超过",
    "不高于",
    "低于",
    "少于",
    "控制在",
    "降至",
    "降到",
    "降低到",
    "压缩到",
    "压减到",
    "缩短到",
    "缩小到",
)


class Target(NamedTuple):
    """One goal. ``value`` is None for a placeholder or an outcome without a number; ``unit`` as written."""

    indicator: str
    comparator: str | None
    value: float | None
    unit: str | None
    deadline: Deadline | None
    placeholder: bool
    start: int
    end: int


def find_targets(text: str, clauses: Sequence[tuple[int, int, Deadline | None]]) -> Iterator[Target]:
    """Yield the targets of one commitment. Each clause: start, end, and its own or inherited deadline."""
    for start, end, deadline in clauses:
        clause = text[start:end]
        if not (deadline or TOLD.search(clause)):
            continue
        for target in _clause_targets(clause, deadline):
            yield Target(*target[:-2], start + target.start, start + target.end)


@remembered
def _clause_targets(clause: str, deadline: Deadline | None) -> tuple[Target, ...]:
    """The targets of one clause; their places count in it. A case (增速达到20%以上的，) sets none."""
    if clause.endswith("的"):
        return ()
    masked = _mask(clause, deadline)
    counts = HAS_NUMBER.search(masked) is not None
    numbered = tuple(
        Target(
            indicator_of(clause, match, _after_deadline(clause, deadline)),
            _comparator(match),
            value,
            _unit(match["unit"]),
            deadline,
            value is None,
            first,
            last,
        )
        for first, last, match, value in (_shared(clause, masked) if counts else ())
    )
    if numbered:
        if len(numbered) == 1 and ("均" in clause or "都" in clause):
            return (numbered[0]._replace(indicator=named_alike(clause) or numbered[0].indicator),)
        return _named_apart(clause, numbered) if "分别" in clause else numbered
    if counts and (lost := LOST_SIGN.search(masked)):
        named = indicator_of(clause, lost, _after_deadline(clause, deadline))
        return (Target(named, _comparator(lost), number(lost["value"]), None, deadline, False, 0, len(clause)),)
    if counts and (ratio := RATIO.search(masked)):
        comparator = "~" if ratio["after"] == "左右" else ">=" if ratio["after"] == "以上" else "<="
        return (Target(ratio["what"], comparator, number(ratio["value"]), None, deadline, False, 0, len(clause)),)
    if STANDING_HINT.search(masked) and (standing := STANDING.search(masked)):
        place = PLACE.search(standing[0])
        value = number(place["value"]) if place else None
        comparator = "rank" if standing["rank"] else "="
        return (Target(outcome_subject(clause), comparator, value, None, deadline, False, 0, len(clause)),)
    if masked.endswith(("清零", "消除")) and not masked.startswith("坚持") and (cleared := CLEARED.search(masked)):
        return (Target(clause[: cleared.start()] or clause, "=", 0.0, None, deadline, False, 0, len(clause)),)
    # 定于5月6日起启用平台: a day is set, and nothing reached.
    if (
        deadline
        and "定于" not in clause
        and (delivers_by(clause, deadline) or comes_about(masked, deadline) or SWEPT.search(masked))
    ):
        return (Target(outcome_subject(clause), None, None, None, deadline, False, 0, len(clause)),)
    return ()


# 财政收入和居民收入分别增长: each number has its own indicator.
SHARING = re.compile(r"(?P<what>[^，]+?)(?:力争|预计)?分别")


def _named_apart(clause: str, numbered: tuple[Target, ...]) -> tuple[Target, ...]:
    shared = SHARING.match(clause)
    names = re.split(r"[、和及]", VERB_LEAD.sub("", shared["what"])) if shared else []
    if len(names) != len(numbered):
        return numbered
    first = numbered[0].comparator
    return tuple(
        target._replace(indicator=name, comparator=first if target.comparator == "=" else target.comparator)
        for target, name in zip(numbered, names, strict=True)
    )


def _mask(clause: str, deadline: Deadline | None) -> str:
    """Blank brackets, quotations and the deadline, so that their numbers are not taken for goals."""
    masked = clause
    if "《" in clause or "（" in clause or "“" in clause or "〔" in clause or "(" in clause:
        masked = ASIDE.sub(lambda aside: aside[0] if QUOTED_GOALS.match(aside[0]) else "\u3000" * len(aside[0]), clause)
    if deadline and clause[deadline.start : deadline.end] == deadline.text:
        masked = masked[: deadline.start] + "\u3000" * (deadline.end - deadline.start) + masked[deadline.end :]
    return masked


def _shared(clause: str, masked: str) -> Iterator[tuple[int, int, re.Match[str], float | None]]:
    """Each number of a clause with the part of the clause that is its own (R36)."""
    if "总投资" in masked:
        masked = INVESTED_IN.sub(lambda told: "\u3000" * len(told[0]), masked)
    if EFFECT.match(masked) or (PAYMENT.search(masked) and not (RAISED.search(masked) or BUDGETED.search(masked))):
        return
    numbered = list(_numbers(masked))
    for index, (match, value) in enumerate(numbered):
        first, last = _bounds(clause, numbered, index)
        yield first, last, match, value


# 修建蓄水池十二座: with these a Chinese numeral counts things without a verb of measuring before it.
COUNTED_PLAINLY = frozenset(
    ("座", "所", "辆", "台", "套", "处", "公里", "亩", "万亩", "艘", "栋", "口", "眼", "亿元", "万元")
)
TENS = frozenset("十百千")
# 500米覆盖率, 30万元以上的村占比: a number that only describes what the next one measures.
DESCRIBED = re.compile(r"(?:以上|以下|以内)?(?:的?[一-鿿]{0,8}(?:覆盖率|率|占比|比例|比重|面)|的)")


def _numbers(masked: str) -> Iterator[tuple[re.Match[str], float | None]]:
    found = list(VALUE.finditer(masked))
    if "百分之" in masked:
        found = sorted((*found, *PER_CENT.finditer(masked)), key=lambda match: match.start())
    for index, match in enumerate(found):
        if (
            index + 1 < len(found)
            and "、" not in masked[match.end() : found[index + 1].start()]
            and DESCRIBED.match(masked, match.end("unit"), found[index + 1].start("value"))
        ):
            continue
        raw, unit = match["value"], match["unit"]
        chinese = not raw[0].isdigit() and raw[0] not in "X×*_"
        tens = len(raw) > 1 and not TENS.isdisjoint(raw) and unit not in {"分钟", "小时", "岁"}
        if chinese and (
            (raw in VAGUE and unit != "倍")
            or (unit == "个" and not tens)
            or unit in {"级", "类", "项", "条", "位", "件", "种", "万", "亿", "日", "天"}
            or (match["before"] is None and not tens and unit not in COUNTED_PLAINLY)
        ):
            continue
        if (
            unit in {"日", "级"}
            or (unit == "类" and (match["before"] or "")[-1:] not in {"到", "至"})
            or (unit in {"万", "亿", "位"} and chinese)
        ):
            continue
        # 平均受教育年限达到11.5年: a length of time is a goal where it is to be reached.
        if unit == "年" and (match["before"] is None or len(raw.split(".")[0]) > 2):
            continue
        # 新增3岁以下托位: an age that only says for whom.
        of_whom = match["after"] is not None and match.end() < len(masked)
        if unit == "岁" and (match["upto"] is not None or match["before"] is None or of_whom):
            continue
        if (unit == "小时" and raw == "24") or (
            match["before"] is None
            and not (unit == "个工作日" and SERVED.match(masked, match.end()) and masked[match.start() - 1] in SERVICES)
            # 30分钟内报告: how soon is a rule.
            and (unit == "个工作日" or (unit in {"分钟", "小时", "天"} and masked.startswith("内", match.end())))
        ):
            continue
        ahead = masked[max(0, match.start("value") - 4) : match.start("value")]
        if ORDINAL_BEFORE.search(ahead) and not (EACH_COUNTED.search(ahead) and match.end() == len(masked)):
            continue
        # 8个方面, 三个环节: sides of one thing.
        if unit == "个" and masked.startswith(("方面", "环节", "层面", "阶段", "步骤"), match.end()):
            continue
        if only_describes(masked, match):
            continue
        if unit == "部" and masked.startswith("门", match.end()):
            continue
        if match["before"] is None and THERE_ALREADY.search(masked[max(0, match.start() - 4) : match.start()]):
            continue
        yield match, number(raw)


# 船检业务4个工作日内办结: how soon everybody is served; 在10个工作日内办结手续 is a day for one.
SERVED = re.compile(r"内(?:全部|一次)?办(?:结|理完毕)\Z")
SERVICES = frozenset("务项件")


def _bounds(clause: str, numbered: list[tuple[re.Match[str], float | None]], index: int) -> tuple[int, int]:
    """Share a clause among its numbers at the 、between them: 栽种香樟3株、银杏2株."""
    first = 0
    last = len(clause)
    if "分别" in clause[: numbered[0][0].start() + 2] and len(clause) <= LONGEST_QUOTE:
        # 甲、乙分别增长5%、6%: each number needs the words before the first.
        return first, last
    if index:
        cut = _joint(clause, numbered[index - 1][0].end(), numbered[index][0].start("value"))
        first = cut + 1 if cut >= 0 else 0
    if index + 1 < len(numbered):
        cut = _joint(clause, numbered[index][0].end(), numbered[index + 1][0].start("value"))
        last = cut if cut >= 0 else len(clause)
    match = numbered[index][0]
    return max(first, match.start() - LONGEST_QUOTE), min(last, match.end() + LONGEST_QUOTE)


def _joint(clause: str, start: int, end: int) -> int:
    """Where one counted thing ends and the next begins: at the 、 or 和 between their numbers; -1 where none is."""
    comma = clause.rfind("，", start, end)  # a clause holds one only inside quotation marks
    return comma if comma >= 0 else max(clause.rfind(mark, start, end) for mark in "、和")


ROUGHLY = re.compile("[万亿][余多]")


def _unit(written: str) -> str:
    """Take 余 and 多 out of 万余户, and write 百分之 as a sign."""
    return "%" if written == "百分之" else written.replace("余", "").replace("多", "")


def _comparator(match: re.Match[str]) -> str:
    """Read >=, <=, ~ or = from the words around a number (R37)."""
    before, after = match["before"] or "", match["after"] or ""
    if after in ("以上", "以上的", "及以上") or match["more"] or (match.re is VALUE and ROUGHLY.search(match["unit"])):
        return ">="
    if after in ("以内", "以下", "之内"):
        return "<="
    if after == "左右" or before == "约":
        return "~"
    if before.startswith(LESS) or (match.re is VALUE and match["unit"] == "个工作日"):
        return "<="
    if (
        not before
        and match.re is VALUE
        and match["unit"] in {"%", "％"}
        and (share := SHARE_OF.search(match.string, 0, match.start()))
    ):
        return "<=" if share["less"] else ">="
    return ">=" if before.startswith(GREATER) else "="


# 不高于合同金额的30%: what it is a share of stands between.
SHARE_OF = re.compile(r"(?:不低于|不少于|(?P<less>不高于|不超过))[^，、；\d]{2,16}的$")


def _after_deadline(clause: str, deadline: Deadline | None) -> int:
    """Where a clause goes on after its own deadline: 到2028年底 is no part of an indicator."""
    own = deadline is not None and clause[deadline.start : deadline.end] == deadline.text
    return deadline.end if deadline is not None and own else 0


def target_finding(text: str, target: Target, told_by: str = "own words") -> Finding:
    """Make the finding of a target, its fields named as in the output contract.

    ``told_by``: where its deadline stands.
    """
    fields: dict[str, Any] = {
        "indicator": target.indicator,
        "comparator": target.comparator,
        "value": target.value,
        "unit": target.unit,
        "deadline": target.deadline.value if target.deadline else None,
        "deadline_text": (target.deadline.text or None) if target.deadline else None,
        "deadline_basis": target.deadline.basis if target.deadline else None,
        "deadline_from": told_by if target.deadline else None,
        "placeholder": target.placeholder,
    }
    return Finding("target", text[target.start : target.end], target.start, target.end, fields)
