"""Quarters, halves and months that were over when the paper was written: how they went is no order. Rule R12.

会议指出，一季度生产总值增长5.8%，但投资仅增长1.2%，必须引起高度重视: written in April, only its last clause asks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from luoshi_reading.facts.clauses.clause_roles import Role, clause_role, owes
from luoshi_reading.facts.numerals import number
from luoshi_reading.knowledge.first_letters import compiled
from luoshi_reading.structure import Clause, Sentence

_PERIOD = re.compile(
    r"从?(?:(?P<year>20\d\d)年|今年|本年度?)?"
    r"(?:第?(?P<quarter>[一二三四1-4])季度|(?P<half>上半年)|前(?P<quarters>[二三两])个?季度|前(?P<months>[二两三四五六七八九十])个月"
    r"|[1一](?:月份?)?[—–\-－～~至到](?P<until>\d{1,2}|十[一二]|[一二三四五六七八九十])月份?|(?P<month>\d{1,2})月份"
    r"|截[至止]到?(?P<at>\d{1,2})月(?:底|末|份|\d{1,2}日))"
)
_MONTHS_OF_QUARTER, _MONTHS_OF_HALF = 3, 6
# How it went: 增长5.8%, 居全省第3位, 开局平稳.
_WENT = compiled(
    r"增长\d|下降\d|回落\d|回升\d|增速为|同比|环比|比上年|居全|位居|位列|排名|开局|仅增长|仅完成|仅为|累计|占年|占全年|序时进度|高于全|低于全|(?:目标|任务|计划)的\d"
)
# What is aimed at or asked for: 增长8%以上, 力争.
_AIMS = compiled(r"确保|力争|争取|目标|任务|预期|计划|安排|以上|以内|不低于|不少于|请|将")
# 完成全年目标的40%: how far it is from what was aimed at.
_OF_THE_PLAN = re.compile(r"完成(?:了|全)?年?[^，]{0,6}(?:目标|任务|计划)的\d")
_ASKS = (Role.ORDER, Role.DUTY, Role.IMPERATIVE)


def without_past_periods(
    text: str, sentences: Sequence[Sentence], month: int | None, year: int | None
) -> tuple[Sequence[Sentence], set[int]]:
    """Take the clauses out that tell how a period went which was over; and tell where sentences of nothing else start.

    ``month`` (1-12) and ``year``: when the paper was written, None where it is not known.
    """
    if month is None or not ("季度" in text or "月" in text or "上半年" in text) or _WENT.search(text) is None:
        return sentences, set()
    starts = [sentence.start for sentence in sentences]
    kept = list(sentences)
    nothing_else: set[int] = set()
    for period in _PERIOD.finditer(text):
        at = bisect_right(starts, period.start()) - 1
        if at < 0 or not _is_over(period, month, year):
            continue
        sentence = kept[at]
        first = next((i for i, clause in enumerate(sentence.clauses) if clause.start == period.start()), None)
        if first is None or (told := _told(text, sentence.clauses[first:])) == 0:
            continue
        if told == len(sentence.clauses):
            nothing_else.add(sentence.start)
        else:
            rest = sentence.clauses[:first] + sentence.clauses[first + told :]
            kept[at] = replace(sentence, clauses=rest)
    return kept, nothing_else


def _told(text: str, clauses: Sequence[Clause]) -> int:
    """Count the clauses from the first on that tell how the period went."""
    told, went = 0, False
    for clause in clauses:
        words_of = text[clause.start : clause.end]
        goes = _WENT.search(words_of) is not None
        if not _OF_THE_PLAN.search(words_of) and (
            _AIMS.search(words_of) or owes(words_of) or (told and not goes and clause_role(words_of) in _ASKS)
        ):
            break
        told += 1
        went = went or goes
    return told if went else 0


def _is_over(period: re.Match[str], month: int, year: int | None) -> bool:
    if period["year"] and year and int(period["year"]) != year:
        return int(period["year"]) < year
    if quarter := period["quarter"] or period["quarters"]:
        return (number(quarter) or 0) * _MONTHS_OF_QUARTER < month
    if period["half"]:
        return month > _MONTHS_OF_HALF
    if last := period["months"] or period["until"] or period["month"]:
        return (number(last) or month) < month
    return (number(period["at"]) or month) <= month
