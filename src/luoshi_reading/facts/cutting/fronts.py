"""What stands before the order of a sentence and is none of it: its long purpose, its background. Rule R14."""

from __future__ import annotations

import re

from luoshi_reading.facts.clauses.clause_roles import Role
from luoshi_reading.facts.clauses.levels import NUMBER
from luoshi_reading.facts.cutting.coordination import Run
from luoshi_reading.facts.cutting.leading_clauses import FOR_WHOM, LEADS
from luoshi_reading.facts.lines.looking_back import orders_ahead
from luoshi_reading.facts.owners.subjects import named_first, subject_of

# Characters of a purpose before an order that make it a preamble.
LONG_PURPOSE = 60
# Characters of what is so before somebody must act.
LONG_BACKGROUND = 16
# 省委提出要做强渔业，县渔业局…: what was demanded above, before who acts here.
FROM_ABOVE = re.compile(r"(?:党中央|中央|国务院|国家|省委|省政府)[^，]{0,10}(?:提出|要求|明确|部署)要?[一-鿿]{2}")


def after_purpose(run: Run) -> Run:
    """Leave out a long 为…，…，… before the clause in which somebody orders or acts (R14)."""
    if not run[0].words.startswith("为") or run[0].role > Role.PURPOSE:
        return run
    for index, item in enumerate(run):
        if item.role in (Role.ORDER, Role.DUTY, Role.ASSIGNED):
            return run[index:] if item.clause.start - run[0].clause.start >= LONG_PURPOSE else run
    return run


def after_background(run: Run) -> Run:
    """Leave out what is so (渔港作为主阵地，任务重，) before the clause in which somebody must act (R14)."""
    if len(run) > 1 and run[0].words[0] in "党中国省" and FROM_ABOVE.match(run[0].words):
        return run[1:] if run[1].role >= Role.ASSIGNED and subject_of(run[1].words)[0] else run
    if run[0].role is not Role.OTHER:
        return run
    first = next((i for i, item in enumerate(run) if item.role is not Role.OTHER), 0)
    if not first or run[first].role is not Role.ORDER:
        return run
    front = run[first].clause.start - run[0].clause.start
    if front < LONG_BACKGROUND or NUMBER.search(run[0].words) or named_first(run[0].words):
        return run
    if any(item.words.endswith(LEADS) for item in run[:first]):
        return run
    # 上游仍有降雨，堤防极易出险，要加强巡查; but 未出台办法的县，要…: whom it is for.
    bare = run[first].words.startswith("要") and FOR_WHOM.search(run[first - 1].words) is None
    return run[first:] if bare or subject_of(run[first].words)[0] else run


def from_order_ahead(run: Run) -> Run:
    """Keep of a sentence in what looks back the order ahead and what frames it (新建泊位3个，二期将于9月竣工)."""
    first = next((i for i, item in enumerate(run) if item.role is Role.ORDER and orders_ahead(item.words)), -1)
    if first < 0:
        return []
    told = next(
        (i for i in range(first, 0, -1) if run[i - 1].role >= Role.OUTCOME and run[i - 1].role is not Role.ORDER), 0
    )
    return run[told:]
