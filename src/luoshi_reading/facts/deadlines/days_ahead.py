"""Deadlines counted from the document's own day, and feasts that have a day in the calendar. Rules R42, R44, R46."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date as Date  # noqa: N812 - the type's own name is a field elsewhere
from datetime import timedelta

from luoshi_reading.facts.numerals import number

# 三日内, 会后一周内, 两周之内: days and weeks; workdays are counted by nobody here.
DAYS = re.compile(
    r"(?:会后)?(?:(?P<count>\d{1,3}|[一二两三四五六七八九十]{1,2})个?(?P<unit>日|天|星期|周)|半个?月)之?内"
)
HALF_A_MONTH = 15
A_WEEK = 7
# 本周内, 下周三前: the week ends with its Sunday.
OF_A_WEEK = re.compile(r"(?P<which>[本下])周(?:(?P<day>[一二三四五六日])|之?内|[末底])")
# 开学后一周内, 自印发之日起30日内, 限期7日内: counted from something else.
FROM_ELSE = frozenset("后起限期每前过")
COUNTED = "counted from the document's day"
# The day before a feast that has its day in the calendar.
NEW_YEAR = "12-31"
FEASTS = {
    "元旦": NEW_YEAR,
    "五一": "04-30",
    "六一": "05-31",
    "七一": "06-30",
    "八一": "07-31",
    "国庆": "09-30",
    "国庆节": "09-30",
    "十一": "09-30",
    "秋季开学": "08-31",
    "秋季学期": "08-31",
}
FEAST = r"(?P<next>明年)?(?:今年)?“?(?P<feast>[一-鿿]{2,4}?)”?"
BEFORE_FEAST = re.compile(FEAST + r"(?:之|以)?前")
# 元旦如期开业, “五一”建成开放: the feast itself.
ON_FEAST = re.compile(FEAST + r"(?:当[天日]|期间)?")
# 做好明年工作, 明年全县…目标: a meeting in December that sets the work of the next year.
NEXT_YEARS = re.compile(
    r"(?:做好|谋划|抓好|部署|完成|安排)(?:好)?(?:20\d\d年|明年)|明年[^，。；]{0,10}(?:工作|目标|任务|重点|预期|思路|要求)"
)
LAST_MONTH = 12
# What then is the next year's: 年内, 全年; 今年 is never.
OF_THE_NEXT = frozenset(("年内", "年底前", "年底之前", "年底", "年末", "全年"))


def counted_days(said: str, before: str, year: int | None, month: int | None, day: int | None) -> str | None:
    """Return the day that 三日内 ends with, counted from the document's; None where that is not known."""
    if said[1:2] == "周" and (week := OF_A_WEEK.match(said)):
        return _in_week(week, year, month, day)
    told = DAYS.fullmatch(said)
    half = told is not None and told["count"] is None
    count = HALF_A_MONTH if half else number(told["count"]) if told else None
    if told is None or count is None or (before[-1:] in FROM_ELSE and before and not said.startswith("会后")):
        return None
    if year is None or month is None or day is None:
        return None
    ahead = int(count) * (1 if half or told["unit"] in "日天" else A_WEEK)
    return (Date(year, month, day) + timedelta(days=ahead)).isoformat()


def _in_week(told: re.Match[str], year: int | None, month: int | None, day: int | None) -> str | None:
    if year is None or month is None or day is None:
        return None
    spoken = Date(year, month, day)
    ahead = (A_WEEK if told["which"] == "下" else 0) - spoken.weekday()
    ahead += "一二三四五六日".index(told["day"]) if told["day"] else A_WEEK - 1
    return (spoken + timedelta(days=ahead)).isoformat()


def counted_months(count: float, before: str, year: int | None, month: int | None, day: int | None) -> str | None:
    """Return the day that 两个月内 ends with."""
    if year is None or month is None or day is None or (before and before[-1] in FROM_ELSE):
        return None
    months = month - 1 + int(count)
    own, last = year + months // LAST_MONTH, months % LAST_MONTH + 1
    return f"{own}-{last:02d}-{min(day, monthrange(own, last)[1]):02d}"


def end_of_stretch(first: str, count: int, unit: str) -> str | None:
    """Return the day that 为期三个月 ends with, counted from an ISO day."""
    year, month, day = (int(part) for part in first.split("-"))
    if unit == "个月":
        return counted_months(count, "", year, month, day)
    if unit == "年":
        return counted_months(count * LAST_MONTH, "", year, month, day)
    days = count * (1 if unit in "天日" else A_WEEK)
    return (Date(year, month, day) + timedelta(days=days)).isoformat()


def before_feast(said: str, year: int | None, month: int | None) -> str | None:
    """Return the day before a feast spoken of without its year (国庆节前, 明年“五一”前), or its own (元旦如期开业)."""
    before = BEFORE_FEAST.fullmatch(said)
    told = before or ON_FEAST.fullmatch(said)
    day = FEASTS.get(told["feast"]) if told else None
    if told is None or day is None or year is None:
        return None
    own = year + (day != NEW_YEAR if told["next"] else month is not None and month > int(day[:2]))
    eve = Date(own, int(day[:2]), int(day[3:]))
    return (eve if before else eve + timedelta(days=1)).isoformat()


def plans_next_from(text: str, year: int | None, month: int | None) -> int:
    """Where a document of December begins to tell what is to be done in the next year; its end where it does not."""
    if month != LAST_MONTH or year is None:
        return len(text)
    told = next((m for m in NEXT_YEARS.finditer(text) if "20" not in m[0] or f"{year + 1}年" in m[0]), None)
    return told.start() if told else len(text)
