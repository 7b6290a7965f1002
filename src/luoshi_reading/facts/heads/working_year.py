"""The year in which a report works: from the years that its own text sums up, works in or plans for. Rule R52."""

from __future__ import annotations

import re
from datetime import date as Date  # noqa: N812 - the type's own name is a field elsewhere

from luoshi_reading.knowledge.rare_letters import beginning_with

# 《…（2024—2026年）》 and 到2035年 are no years in which anybody works now.
_ASIDE = re.compile(r"《[^》\n]{1,120}》|[（(〔\[][^）)〕\]\n]{0,60}[）)〕\]]")
_YEAR = re.compile(
    r"(?<![到至—\-－–~～])(?<!到“)(?P<y>20[0-4]\d|199\d)年(?!前|以来|代(?!表)|起|(?:基本|全面|如期|率先)(?:实现|建成))(?=(?P<behind>[^，。；\n]{0,28}))"
)
_DAY = re.compile(r"(?P<y>20[0-4]\d|199\d)年(?P<m>\d{1,2})月(?P<d>\d{1,2})日")
_SUMS_UP = re.compile(
    r"(?:度|的)?(?:[^，。；]{0,20}?)?(?:总结|完成情况|执行情况|述职|考核结果|考核情况|整体情况|总体情况|发展情况|运行情况|情况报告|情况的?汇报|工作情况)"
)
_PLANS = re.compile(
    r"(?:度|的)?(?:[^，。；]{0,20}?)?(?:任务|计划|安排|打算|目标|思路|要点|预算|部署|清单|政府工作报告|重点(?:项目|工程)|实事项目)"
)
# 2027年重点项目谋划情况, 2027年计划、预算（草案）: of a year to come, told in the last months of one.
_AHEAD = re.compile(r"[^，。；\d]{0,18}?(?:谋划|策划|预排|项目储备|务虚|计划、预算|草案|编制(?!完成)|征求意见)")
# 《桑坞县2027年渔港改造行动方案》: a plan of one year.
_PLAN_OF_A_YEAR = re.compile(
    r"《[^》\n\d]{0,24}(?P<y>20[0-4]\d)年(?:度|全[省市县区州])?(?!以来|至|到)[^》\n\d]{2,40}(?:方案|计划|要点|安排|清单|任务)》"
)
# 2027年“七一”表彰会, 2027年渡船节活动: what is held that year.
_HELD = re.compile(
    r"“?(?:三八|植树节|清明|五一|五四|端午|六一|七一|八一|中秋|国庆|重阳|老年节|教师节|护士节|丰收节)”?"
    r"|全[省市县区州][^，。；\d]{2,24}活动"
)
# 2023年一季度经济运行情况: of a year that still runs.
_PART = re.compile(
    r"(?:上半年|半年|[一二三]季度|前[三四五六七八九]个?(?:季度|月)|\d{1,2}月份|第[一二三]季度|1[—-]\d{1,2}月)"
)
# 《2027年政府工作报告（征求意见稿）》: the draft of a report for the congress at the beginning of that year.
_DRAFT_REPORT = re.compile(
    r"《(?P<y>20[0-4]\d)年[省市县区州]?政府工作报告(?:》?[（(](?:征求意见|送审|审议|讨论|送审讨论|审查)?[^）)]{0,2}稿[）)])"
)
# 《关于2026年上半年…执行情况的报告》, heard in the months behind.
_PART_REPORTED = re.compile(r"关于(?P<y>20[0-4]\d)年(?:上半年|前三季度|[一二三]季度)[^》，。；]{2,40}(?:情况|工作)")
# 在2026年春节团拜会上: a feast at the beginning of that year.
_FEAST = re.compile(r"(?P<y>20[0-4]\d)年(?:春节|元旦|新春|春运)(?!以来)")
# 桑坞县2026年“两会”: the sessions at the beginning of that year.
_SESSIONS = re.compile(r"(?P<y>20[0-4]\d)年(?:全?[省市县区州])?[“\"]?两会[”\"]?(?=[胜圆召开闭今隆在期上预])")
_WINTER_ENDS, _AUTUMN_BEGINS, _PLANNING_BEGINS, _WINTER_BEGINS = 2, 9, 10, 11
_HALF, _REPORTED_UNTIL = 4, 5
_NEAR = 200
"""Days from the event within which a day with its year, told in the report, fixes the event's."""


def working_year(text: str, month: int, day: int) -> int | None:
    """Return the year of a day without one, where the report's own years leave no doubt, or None.

    What is summed up in January and February was last year, what is planned in November and December is next year.
    """
    plain = _ASIDE.sub("", text)
    if month <= _WINTER_ENDS + 1 and (sat := _SESSIONS.search(plain)):
        return int(sat["y"])
    if month <= _WINTER_ENDS + 1 and (feast := _FEAST.search(text)):
        return int(feast["y"])
    if near := _by_a_day(plain, month, day):
        return near
    if drafted := _DRAFT_REPORT.search(text):
        return int(drafted["y"]) - (month >= _PLANNING_BEGINS) if not 3 < month < _PLANNING_BEGINS else None
    if month >= _HALF and (reported := _PART_REPORTED.search(text)):
        return int(reported["y"])
    summed: set[int] = set()
    planned: set[int] = set()
    running: set[int] = set()
    ahead: set[int] = set()
    first_quarter: int | None = None
    for found in beginning_with("12", _YEAR, plain):
        behind, year = found["behind"], int(found["y"])
        if _PART.match(behind) or _HELD.match(behind):
            running.add(year)
            first_quarter = year if behind.startswith(("一季度", "第一季度")) else first_quarter
        elif month >= _PLANNING_BEGINS and _AHEAD.match(behind):
            ahead.add(year)
        elif _SUMS_UP.match(behind):
            summed.add(year)
        elif _PLANS.match(behind):
            planned.add(year)
    planned.update(int(found["y"]) for found in _PLAN_OF_A_YEAR.finditer(text))
    years = summed | planned | running
    if ahead and not years - {min(ahead), min(ahead) - 1}:
        return min(ahead) - 1
    if not years or max(years) - min(years) > 1:
        return None
    if month <= _WINTER_ENDS + 1 and first_quarter:
        return first_quarter
    if month <= _WINTER_ENDS:
        return max(planned) if planned else max(summed) + 1 if summed and not running else None
    if month >= _WINTER_BEGINS and first_quarter and years == {first_quarter}:
        return first_quarter - 1  # what is to be done in a first quarter, told in November or December
    if month >= _WINTER_BEGINS:
        return min(years) if len(years) > 1 else None if planned else max(years)
    if month <= _REPORTED_UNTIL and summed and not running | planned and f"{max(summed)}年度" in plain:
        return max(summed) + 1  # what a whole year came to is reported in the spring behind it
    if month >= _AUTUMN_BEGINS and not running | planned:
        return max(summed)
    return max(running | planned) if running | planned else None


def _by_a_day(text: str, month: int, day: int) -> int | None:
    """全会决定，…于2021年10月28日召开, told on 26 October: the nearest year."""
    for found in _DAY.finditer(text):
        try:
            told = Date(int(found["y"]), int(found["m"]), int(found["d"]))
            return next(
                year for year in (told.year, told.year - 1, told.year + 1)
                if abs((Date(year, month, min(day, 28)) - told).days) <= _NEAR
            )  # fmt: skip
        except (ValueError, StopIteration):
            continue
    return None
