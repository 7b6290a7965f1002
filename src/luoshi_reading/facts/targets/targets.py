"""Targets: numbers and dated outcomes that a commitment sets for the future. Rules R36-R41."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from luoshi_reading.facts.clauses.bodies import is_body
from luoshi_reading.facts.clauses.statements import told_of_before
from luoshi_reading.facts.deadlines.deadline_forms import OUTSIDE
from luoshi_reading.facts.deadlines.deadlines import Deadline
from luoshi_reading.facts.numerals import number
from luoshi_reading.facts.remembered import remembered
from luoshi_reading.facts.targets.indicators import (
    LONGEST_QUOTE,
    VERB_LEAD,
    WHEN,
    indicator_of,
    named_alike,
    outcome_subject,
    shared_noun,
)
from luoshi_reading.facts.targets.indicators_before import Named
from luoshi_reading.facts.targets.numbers_beside import (
    BARE,
    BARE_COUNT,
    GOES_ON,
    GOOD_FOR,
    OF_A_PROJECT,
    RANK,
    RANKS,
    RATES,
    counts_projects,
    joint,
    rank_behind,
    share_or_ratio,
    sharing_unit,
    without_worth,
)
from luoshi_reading.facts.targets.outcomes import comes_about, delivers_by
from luoshi_reading.facts.targets.standings import STANDING, STANDING_HINT, standing_goal
from luoshi_reading.facts.targets.target_numbers import comparator_of, numbers_in, unit_of
from luoshi_reading.knowledge.first_letters import compiled
from luoshi_reading.knowledge.signs import ALL, sign, signs_of
from luoshi_reading.model import Finding

# Of a clause without a day, one of both.
TOLD = re.compile(r"[0-9０-９⒈-⒐X×x*_一二两三四五六七八九十百千居进跻持列迈排翻倍领均退摆除零达]")
# 生产总值增长15，失业率控制在4.2以内: a rate whose sign was lost has no known unit (R40).
LOST_SIGN = re.compile(
    r"(?P<before>不低于|不高于|不超过|达到|控制在|稳定在|保持在|增长|下降|降低|提高|增加)(?P<value>\d{1,3}(?:\.\d{1,2})?|[⒈-⒐]\d{1,2})"
    r"(?P<more>)(?P<after>以上|以内|以下|左右)?$"
)
# 津贴标准提高到每人每月310元: what is raised is a goal though it is paid.
RAISED = re.compile(
    r"(?:标准|补助|补贴|待遇|养老金|低保|津贴|工资|报酬|经费)[^，]{0,30}"
    r"(?:(?:提高|提升|增加|上调)[到至]|不低于|不少于|达到(?!的))"
)
# 赤字率拟按2%安排, 年计划投资2亿元: what a budget or a year's plan sets.
BUDGETED = re.compile(r"赤字率?[^，]{0,6}按|年度?计划(?:完成)?总?投资")
# 惠及居民4200户: whom a work is good for is no goal.
EFFECT = re.compile(r"(?:可|将|预计)?(?:惠及|受益|辐射带动|带动)(?!就业)(?=[一-鿿]{2,6}\d)")
SWEPT = re.compile("应[一-鿿]尽[一-鿿]$")
CLEARED = re.compile(r"(?:动态|全部|全面|基本)?(?:清零|全部消除)$")
# 实现“引进人才达到2000名，贡献率达到40%”的目标: goals in quotation marks.
QUOTED_GOALS = re.compile(
    r"“[^“”，]{2,30}(?:达到?|不低于|不少于|增长|下降|降到|超过|控制在)\d[^“”，]{1,12}，[^“”]{4,200}”\Z"
)
HAS_NUMBER = re.compile(r"[0-9０-９⒈-⒐X×x*_一二两三四五六七八九十百千]")
ASIDE = compiled(r"《[^》]*》|[（(][^）)]*[）)]|〔[^〕]*〕|“[^”]*”")
# What is paid to someone, or a rule's own threshold, is no goal (R38).
PAYMENT = compiled(
    r"时限为|期限为|资金缺口|小时值班|概算|(?<![由从])不足\d|(?<!不)超过\d+年|给予|补助|补贴(?!性)|奖励|贴息|罚款|减按|贷款额度|最高|标准为|按(?![需期时质量]|不[低少]于|可比|同口径|不变价|现价)照?[^，]{0,12}(?:%|元[/／])|收取|缴纳|有效期|停留|每次|元[/每]立方米|每立方米\d|(?:税率|利率|费率)(?!不高于|降至|降到|降低|下降|控制)"
)
# Most clauses hold no letter that these need (``knowledge/signs.py``).
IS_TOLD = sign(TOLD.pattern)
IS_COUNTED = sign(HAS_NUMBER.pattern)
IS_RATE = sign(LOST_SIGN.pattern, *RATES)
STANDS = sign(STANDING.pattern)


@dataclass(frozen=True, slots=True)
class Target:
    """One goal. ``value`` is None for a placeholder or an outcome without a number; ``unit`` as written."""

    indicator: str
    comparator: str | None
    value: float | None
    unit: str | None
    deadline: Deadline | None
    placeholder: bool
    start: int
    end: int


def find_targets(
    text: str,
    clauses: Sequence[tuple[int, int, Deadline | None]],
    named: Named | None = None,
    signs: int = ALL,
) -> Iterator[Target]:
    """Yield the targets of one commitment. Each clause: start, end, and its own or inherited deadline.

    ``named``: what the sentence named before this commitment. ``signs``: those of all its clauses.
    """
    named = named or Named()
    tells = signs & IS_TOLD != 0
    for start, end, deadline in clauses:
        clause = text[start:end]
        if deadline or (tells and signs_of(clause) & IS_TOLD):
            counted = clause.startswith("总投资") and counts_projects(named.clause)
            found = () if told_of_before(clause) else _clause_targets(clause, deadline, counted)
            own = clause[_own_day(clause, deadline)[1] :] if found else ""
            indicators = named.indicators(_names(found), own)
            for at, target in enumerate(found):
                yield _placed(target, indicators[at], start)
        named.clause = clause


def _placed(target: Target, indicator: str, start: int) -> Target:
    """Count a target's place from where its clause begins."""
    return Target(
        indicator,
        target.comparator,
        target.value,
        target.unit,
        target.deadline,
        target.placeholder,
        start + target.start,
        start + target.end,
    )


def _names(found: tuple[Target, ...]) -> list[str]:
    return [target.indicator for target in found]


@remembered
def _clause_targets(clause: str, deadline: Deadline | None, of_projects: bool) -> tuple[Target, ...]:
    """The targets of one clause, placed in it. A case (增速达到20%以上的，) sets none; ``of_projects``: told before."""
    if clause.endswith("的") or (clause[0] == "为" and GOOD_FOR.fullmatch(clause)):
        return ()
    signs = signs_of(clause)
    masked = _mask(clause, deadline)
    counts = signs & IS_COUNTED != 0 and HAS_NUMBER.search(masked) is not None
    numbered = tuple(
        Target(
            indicator_of(clause, match, *_own_day(clause, deadline)),
            comparator_of(match),
            value,
            unit_of(match),
            deadline,
            value is None,
            first,
            last,
        )
        for first, last, match, value in (_shared(clause, masked, of_projects=of_projects) if counts else ())
    )
    if numbered:
        if len(numbered) > 1 and "、" in clause:
            numbered = _named_once(clause, numbered)
        if signs & STANDS and "、" in clause:
            numbered = _with_rank(clause, masked, numbered)
        if len(numbered) == 1 and "分别" in clause:
            how, values = sharing_unit(masked, numbered[0].unit)
            before = [replace(numbered[0], comparator=how, value=value) for value in values]
            numbered = (*before, replace(numbered[0], comparator=how or numbered[0].comparator))
        if len(numbered) == 1 and ("均" in clause or "都" in clause) and (names := named_alike(clause)):
            return tuple(replace(numbered[0], indicator=name) for name in names)
        return _named_apart(clause, numbered) if "分别" in clause else numbered
    return (_rate(clause, masked, deadline, signs) if counts else ()) or _uncounted(clause, masked, deadline, signs)


def _with_rank(clause: str, masked: str, numbered: tuple[Target, ...]) -> tuple[Target, ...]:
    """Add the rank that stands behind the last number (产值增长9%、增速高于全省平均水平)."""
    last = numbered[-1]
    behind = rank_behind(clause, masked, last.indicator) if STANDING_HINT.search(masked, last.start) else None
    if behind is None or behind[0] <= last.start:
        return numbered
    rank = Target(*behind[1], last.deadline, False, behind[0], len(clause))
    return (*numbered[:-1], replace(last, end=min(last.end, behind[0] - 1)), rank)


def _rate(clause: str, masked: str, deadline: Deadline | None, signs: int) -> tuple[Target, ...]:
    """A rate that lost its sign, or a ratio: numbers without a unit (R39, R40)."""
    if not signs & IS_RATE:
        return ()
    if lost := LOST_SIGN.search(masked):
        named = indicator_of(clause, lost, *_own_day(clause, deadline))
        return (Target(named, comparator_of(lost), number(lost["value"]), None, deadline, False, 0, len(clause)),)
    if told := share_or_ratio(masked):
        return (Target(told[0], told[1], told[2], told[3], deadline, False, 0, len(clause)),)
    return ()


def _uncounted(clause: str, masked: str, deadline: Deadline | None, signs: int) -> tuple[Target, ...]:
    """What is set without a number: a rank, a doubling, none of a kind, an outcome by a day (R39)."""
    if signs & STANDS and STANDING_HINT.search(masked) and (standing := STANDING.search(masked)):
        goal = standing_goal(clause, standing)
        return (Target(*goal, deadline, False, 0, len(clause)),) if goal else ()
    if "零" in masked and (none := NONE_OF.search(masked)):
        named = VERB_LEAD.sub("", WHEN.sub("", clause[max(none.end("assured"), 0) : none.start("none")]))
        return (Target(named + none["what"], "=", 0.0, None, deadline, False, 0, len(clause)),)
    if (
        masked.endswith(("清零", "消除") if deadline else "清零")
        and not masked.startswith("坚持")
        and (cleared := CLEARED.search(masked))
    ):
        return (
            Target(
                NOUGHTS_LEAD.sub("", clause[: cleared.start()]) or clause,
                "=",
                0.0,
                None,
                deadline,
                False,
                0,
                len(clause),
            ),
        )
    # 重特大事故为零
    if masked.endswith(("为零", "为0")) and (nought := NOUGHT.fullmatch(masked)):
        return (Target(NOUGHTS_LEAD.sub("", nought["what"]), "=", 0.0, None, deadline, False, 0, len(clause)),)
    # 定于5月6日起启用平台: a day is set, and nothing reached.
    if (
        deadline
        and deadline.start != OUTSIDE  # among goals told item by item only numbers are set
        and "定于" not in clause
        and not deadline.text.startswith("每")
        and (delivers_by(clause, deadline) or comes_about(clause, masked, deadline) or SWEPT.search(masked))
    ):
        named = _dated_outcome(clause, deadline)
        return (Target(named, None, None, None, deadline, False, 0, len(clause)),) if named else ()
    return ()


# 各乡镇要于6月底前完成渡口隐患排查, 渡口隐患排查须在6月底前完成: what leads to the day; a verb with its object.
TO_ITS_DAY = re.compile(r"(?:最[迟晚])?(?:(?:必须|务必|务须|须|应当?|要)[于在]?|[于在]|赶在?)$")
STAGE = re.compile("[至到—–-]")
WITH_OBJECT = re.compile(
    r"(?:全面|全部|基本|如期)?(?P<verb>(?:完成|建成|实现)(?!并|投|验收|交付|移交|运[行营])[一-鿿“]{2})"
)


def _dated_outcome(clause: str, deadline: Deadline) -> str:
    """Name what is to be reached by a day; "" where the clause names only who is to be done by then."""
    if clause[deadline.start : deadline.end] != deadline.text:
        return outcome_subject(clause) or clause
    before, behind = clause[: deadline.start], clause[deadline.end :]
    if led := TO_ITS_DAY.search(before):
        if reached := WITH_OBJECT.match(behind):
            return outcome_subject(behind[reached.start("verb") :]) or clause
        before = before[: led.start()]
        if not before or is_body(before):
            return ""
    if before.endswith("（") and behind[:1] == "）" and STAGE.search(deadline.text):
        return ""  # 3.整改提升（7月至11月）: a stage
    return outcome_subject(before + behind) or clause


# 确保海上零事故: none of what can be counted; 零容忍 and 零距离 are ways of working.
NONE_OF = re.compile(
    r"(?:(?P<assured>确保|力争|实现|做到|争取)[^，]{0,16}?|(?!坚持|树立|以|聚焦|围绕|锚定|对|牢)[一-鿿]{2,16}?)(?P<none>零)(?P<what>事故|死亡|伤亡|亡人|失分|失踪|新增|发生|火情|火点|火灾|疫情"
    r"|感染|复发|投诉|上访|拖欠|返贫|溺亡|案件|着火|起火|增长)(?:的?目标)?(?=[、和]|$)"
)
NOUGHT = re.compile(r"(?P<what>[一-鿿、]{2,20})(?:为|保持为)[零0]")
NOUGHTS_LEAD = re.compile("^(?:力争|确保|实现|做到|全年|全县|全市|全省|全区)+")


def _named_once(clause: str, numbered: tuple[Target, ...]) -> tuple[Target, ...]:
    """Name numbers that only go on with the one before them as that one is named."""
    named = list(numbered)
    if BARE_COUNT.search(clause, named[0].start, named[0].end) and named[1].comparator == "=":
        named[0] = replace(named[0], indicator=named[1].indicator)
    for at in range(1, len(named)):
        own = named[at]
        if own.start <= named[at - 1].start:
            continue
        if own.indicator in RANKS and (level := RANK.match(named[at - 1].indicator)):
            named[at] = replace(own, indicator=own.indicator + named[at - 1].indicator[level.end() :])
        elif GOES_ON.match(clause, own.start, own.end):
            named[at] = replace(own, indicator=named[at - 1].indicator)
        elif own.comparator == "=" and BARE.fullmatch(clause, own.start, own.end):
            alike = named[at - 1].indicator if own.indicator == clause else own.indicator
            named[at] = replace(own, comparator=named[at - 1].comparator, indicator=alike)
    return tuple(named)


# 财政收入和居民收入分别增长: each number has its own indicator.
SHARING = re.compile(r"(?P<what>[^，]+?)(?:力争|预计)?分别")
# 城乡居民收入分别增长5%和7%, 省、市两级平台分别…: one name holds for all numbers.
LEVELS = re.compile(r"[两三四]级")


def _named_apart(clause: str, numbered: tuple[Target, ...]) -> tuple[Target, ...]:
    shared = SHARING.match(clause)
    if shared is None:
        return numbered
    what = VERB_LEAD.sub("", shared["what"])
    names = shared_noun(re.split(r"[、和及]", what))
    first = numbered[0].comparator
    if len(names) != len(numbered) or LEVELS.search(names[-1]):
        told = [target for target in numbered if target.start < shared.end()]
        if len(told) != len(numbered) or len(numbered) < 2:
            return numbered
        names = [what if LEVELS.search(what) else numbered[0].indicator] * len(numbered)
    return tuple(
        replace(target, indicator=name, comparator=first if target.comparator == "=" else target.comparator)
        for target, name in zip(numbered, names, strict=True)
    )


OFTEN = frozenset(("每季度", "每半年", "每年", "每月", "每个月", "每学期"))


def _mask(clause: str, deadline: Deadline | None) -> str:
    """Blank brackets, quotations and the deadline, so that their numbers are not taken for goals."""
    masked = clause
    if "《" in clause or "（" in clause or "“" in clause or "〔" in clause or "(" in clause:
        masked = ASIDE.sub(lambda aside: aside[0] if QUOTED_GOALS.match(aside[0]) else _blank(aside), clause)
    often = deadline is not None and deadline.text in OFTEN  # 每季度至少召开一次会议
    if deadline and not often and clause[deadline.start : deadline.end] == deadline.text:
        masked = masked[: deadline.start] + "\u3000" * (deadline.end - deadline.start) + masked[deadline.end :]
    return masked


# 对拨付率低于60%的县区, 凡增速超过5%的项目: which ones are dealt with.
CASE = re.compile(r"(?:对(?![标照])|凡|针对)[^，]{2,80}的(?!目标|任务|要求|标准)")
CASE_FIRST = frozenset("对凡针")
COMPARES = re.compile(
    r"(?:低于|不足|未达|达不到|不到|高于|超过|大于|少于|超出|达到?|满)[^，]{0,3}\d|\d[^，]{0,4}(?:以上|以下|以内)"
)


def _blank(told: re.Match[str]) -> str:
    return "\u3000" * len(told[0])


def _shared(clause: str, masked: str, *, of_projects: bool) -> Iterator[tuple[int, int, re.Match[str], float | None]]:
    """Each number of a clause with the part of the clause that is its own (R36)."""
    if "总投资" in masked and not BUDGETED.search(masked):
        masked = without_worth(masked, of_projects=of_projects)
    if ("元的" in masked or "占地" in masked) and not BUDGETED.search(masked):
        masked = OF_A_PROJECT.sub(_blank, masked)
    if masked[0] in CASE_FIRST and (case := CASE.match(masked)) and COMPARES.search(case[0]):
        masked = _blank(case) + masked[case.end() :]
    if EFFECT.match(masked) or (PAYMENT.search(masked) and not (RAISED.search(masked) or BUDGETED.search(masked))):
        return
    numbered = list(numbers_in(masked))
    for index, (match, value) in enumerate(numbered):
        first, last = _bounds(clause, numbered, index)
        if first and EFFECT.match(masked, first, last):
            continue  # 改造小区28个、惠及居民3200户
        yield first, last, match, value


def _bounds(clause: str, numbered: list[tuple[re.Match[str], float | None]], index: int) -> tuple[int, int]:
    """Share a clause among its numbers at the 、between them: 栽种香樟3株、银杏2株."""
    first = 0
    last = len(clause)
    if "分别" in clause[: numbered[0][0].start() + 2] and len(clause) <= LONGEST_QUOTE:
        # 甲、乙分别增长5%、6%: each number needs the words before the first.
        return first, last
    if index:
        cut = joint(clause, numbered[index - 1][0].end(), numbered[index][0].start("value"))
        first = cut + 1 if cut >= 0 else 0
    if index + 1 < len(numbered):
        cut = joint(clause, numbered[index][0].end(), numbered[index + 1][0].start("value"))
        last = cut if cut >= 0 else len(clause)
    match = numbered[index][0]
    return max(first, match.start() - LONGEST_QUOTE), min(last, match.end() + LONGEST_QUOTE)


def _own_day(clause: str, deadline: Deadline | None) -> tuple[int, int]:
    """The bounds of a clause's own deadline: 到2028年底 is no part of an indicator; (0, 0) where it has none."""
    own = deadline is not None and clause[deadline.start : deadline.end] == deadline.text
    return (deadline.start, deadline.end) if deadline is not None and own else (0, 0)


def target_finding(text: str, target: Target, deadline: Deadline | None, told_by: str) -> Finding:
    """Make the finding of a target, its fields named as in the output contract.

    ``deadline``: its own, or what stands over it. ``told_by``: where that stands.
    """
    fields: dict[str, Any] = {
        "indicator": target.indicator,
        "comparator": target.comparator,
        "value": target.value,
        "unit": target.unit,
        "deadline": deadline.value if deadline else None,
        "deadline_text": (deadline.text or None) if deadline else None,
        "deadline_basis": deadline.basis if deadline else None,
        "deadline_from": told_by if deadline else None,
        "placeholder": target.placeholder,
    }
    return Finding("target", text[target.start : target.end], target.start, target.end, fields)
