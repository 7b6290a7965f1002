"""Actionable or directive, and the instrument: what a unit could report on. Rules R20-R24."""

from __future__ import annotations

import re

from luoshi_reading.facts.clause_roles import CONNECTIVE, DEONTIC, Role, head_verb
from luoshi_reading.knowledge.word_lists import alternation, words

# Weights are in points; ACTIONABLE_AT of them make a clause reportable. Set by hand on the vocabulary lists, to be
# re-checked with the accuracy gate whenever a list or a weight changes.
STRONG_END = 2.0
WEAK_END = 0.8
ABSTRACT_END = -2.0
WEAK_ABSTRACT_END = -0.9
MAKING_VERB = 0.9
ATTITUDE_VERB = -1.2
COUNTED = 2.5
NAMED_PAPER = 1.2
SEVERAL = 1.2
ACTIONABLE_AT = 1.2

ENDS: dict[str, float] = {}
for _weight, _key in (
    (WEAK_END, "concrete.weak"),
    (WEAK_ABSTRACT_END, "abstract.weak"),
    (STRONG_END, "concrete.strong"),
    (ABSTRACT_END, "abstract.strong"),
):
    ENDS.update(dict.fromkeys(words("levels", _key), _weight))
LONGEST_END = max(map(len, ENDS))
MAKING = frozenset(words("levels", "verbs.making"))
ATTITUDE = frozenset(words("levels", "verbs.attitude"))

NUMBER = re.compile(
    r"(?:\d[\d,.]*|[X×]{1,3}|[一二三四五六七八九十百千两]+)(?:[-—～~至]\d+)?"
    r"(?:个百分点|％|%|亿元|万元|元|亿|万亩|亩|公里|千米|平方|万吨|吨|万户|户|万人|人次|人|家|个|所|座|条|项|套|台|辆|处|次|场|期|份|名|倍|张|宗|件|只|头|批)(?!方面|问题|意识|维护|自信|确立)"
)
SEVERAL_OF = re.compile(r"一批|一系列|若干|多个|几个|一个|一支|一条|一座|一所|一家|一套|一项")
PAPER = re.compile(r"《[^》]{2,60}》")
DEADLINE = re.compile(r"20\d\d年|年底前|年内|月底前|季度末?前|“十[四五六]五”期间")
QUALIFIER = re.compile(r"[（(][^）)]*[）)]$|等(?:工作|问题|任务|活动|措施|服务|内容|事项)?$")
INSTRUMENTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(alternation(words("levels", f"instruments.{name}"))))
    for name in ("policy", "mechanism", "project")
)


def end_weight(clause: str) -> float:
    """Weigh how the clause ends: its object stands last."""
    tail = QUALIFIER.sub("", clause).rstrip("”’》」")
    for length in range(min(LONGEST_END, len(tail)), 0, -1):
        weight = ENDS.get(tail[-length:])
        if weight is not None:
            return weight
    return 0.0


def clause_weight(clause: str, role: Role) -> float:
    """Return the points a clause gives for being reportable; 0 and less for a statement, a frame or a mere purpose."""
    if role in (Role.STATEMENT, Role.REPORT):
        return 0.0
    connective = CONNECTIVE.match(clause)
    core = clause[connective.end() :] if connective else clause
    must = DEONTIC.search(core)
    if must and must.end() < len(core):
        core = core[must.end() :]
    verb, _ = head_verb(core)
    weight = end_weight(core)
    if verb in MAKING:
        weight += MAKING_VERB
    elif verb in ATTITUDE:
        weight += ATTITUDE_VERB
    if NUMBER.search(core):
        weight += COUNTED
    elif SEVERAL_OF.search(core):
        weight += SEVERAL
    if PAPER.search(core):
        weight += NAMED_PAPER * (0.3 if role is Role.FRAME else 1.0)
    if DEADLINE.search(core):
        weight += 1.0
    if role is Role.FRAME:
        weight = min(weight, 0.5)
    return weight


def instrument_of(text: str) -> str:
    """Name the instrument of an actionable commitment (R24)."""
    for name, pattern in INSTRUMENTS:
        if pattern.search(text):
            return name
    return "item"
