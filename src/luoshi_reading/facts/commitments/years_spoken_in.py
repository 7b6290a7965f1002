"""When a document speaks: the year, the plan's period, the month and the day deadlines count from. Rules R44, R46."""

from __future__ import annotations

import re

from luoshi_reading.facts.deadlines.goal_lists import Years
from luoshi_reading.facts.heads.anchored_year import plan_period
from luoshi_reading.facts.heads.dates import EventDate

# 2027年渔业工作要点, 关于2027年重点工作任务的通知: a paper without a day speaks of the year it plans.
WORK_OF_ONE_YEAR = re.compile(
    r"(?<![-—–－～~至到])(20\d\d)年度?(?![-—–－～~至到]|[^，。]{0,20}(?:总结|情况|回顾|述职|考核结果))[^，。]{0,30}(?:要点|计划|方案|安排|任务|清单|重点工作|打算)"
)


# 桑坞县召开2026年第一季度安全会; not what sums up a year.
ONE_YEAR = re.compile(r"(?<![-—–－～~至到\d])(20\d\d)年(?![-—–－～~至到以前])")
SUMS_UP = re.compile(r"总结|回顾|情况|表彰|考核|述职|以来|年终|决算|通报|工作报告|20\d\d[-—–－～~至到]")


def years_of(day: EventDate, title: str | None, *, told_of: bool) -> Years:
    """When a document speaks; only what is told of a meeting counts days from it (三日内)."""
    known = day.start if day.date else None
    month, own = (int(known[5:7]), int(known[8:10])) if known else (None, None)
    year, named = day.year, WORK_OF_ONE_YEAR.search(title) if title else None
    if named and (year is None or (known is None and int(named[1]) < year)):
        year = int(named[1])  # a page may put an old paper up anew
    if year is None and title and len(set(ONE_YEAR.findall(title))) == 1 and not SUMS_UP.search(title):
        year = int(ONE_YEAR.findall(title)[0])  # …召开2026年第一季度安全会, told on no day
    period = plan_period(title)
    if known is None and period and year is not None and year > period[1]:
        year = period[0]  # so it may a plan whose years are over
    return year, period, month, own if told_of else None
