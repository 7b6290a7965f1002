"""Deadlines in a clause: absolute, open-ended, relative, by plan period, by duration. Rules R42-R46."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from functools import lru_cache

from luoshi_reading.facts.clauses.clause_heads import CLAUSES_KEPT
from luoshi_reading.facts.deadlines.days_ahead import (
    COUNTED,
    FEASTS,
    NEW_YEAR,
    OF_THE_NEXT,
    before_feast,
    counted_days,
    counted_months,
)
from luoshi_reading.facts.deadlines.days_of_one_work import is_day, later_days
from luoshi_reading.facts.deadlines.deadline_forms import DEADLINE, HAS_DAY, HINT, PLANS, unknown_day
from luoshi_reading.facts.deadlines.spans_of_time import (
    PLANS_AHEAD_FROM,
    end_of_span,
    find_span,
    is_event,
    is_next_years,
    years_from,
)
from luoshi_reading.facts.deadlines.times_spoken_of import goes_by, is_of_the_object, is_topic
from luoshi_reading.facts.numerals import chinese_number, number
from luoshi_reading.knowledge.signs import signs_of

# A year followed by these dates a paper, a meeting or the past, and no deadline.
PAST_TAIL = re.compile(
    r"^(?:已|起|以?来|第[一二三四五六七八九十\d]|版|印发的|出台的|召开的|实施的|度?工作总结|修订(?:版|稿|本|的|）|$)|修正)"
)
# 从2027年起，不再发放…, 定于5月6日起启用: from its day on an order holds; 从2021年起5年内 is a span.
SET_IN = re.compile(r"(?:从|自|定|将)$")
FROM_THEN = re.compile(r"起(?!至|到|每|[\d一二三四五六七八九十两]{1,2}[年个])")
# “苦干一季度、实现开门旺”: a slogan sets no day.
IN_SLOGAN = re.compile(r"“[^”]+$")
PAPER = re.compile(r"《[^》]{0,400}》")
ASIDE = re.compile(r"《[^》]{0,400}》|[（(][^）)]{0,400}[）)]|〔[^〕]{0,400}〕")
QUARTER_END = {
    "一": "03-31",
    "二": "06-30",
    "三": "09-30",
    "四": "12-31",
    "1": "03-31",
    "2": "06-30",
    "3": "09-30",
    "4": "12-31",
}


# How a length of time is resolved that counts from no year.
A_DURATION = "a duration"
Period = tuple[int, int]
"""The first and the last year a plan is made for."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """``value``: ISO day or year, None where it cannot be resolved; ``text`` as written; ``basis``: how resolved."""

    value: str | None
    text: str
    start: int
    end: int
    basis: str


def find_deadline(
    clause: str,
    year: int | None,
    period: Period | None = None,
    month: int | None = None,
    day: int | None = None,
    *,
    ahead: bool = False,
) -> Deadline | None:
    """Find the first deadline of a clause.

    ``year``, ``month``, ``day``: when the document speaks, for relative ones. ``period``: what the plan is made for.
    ``ahead``: it speaks in December of the next year's work.
    """
    if not signs_of(clause) & HAS_DAY or not HINT.search(clause):
        return None
    found = _first_deadline(clause, year, period, month, day, ahead)
    if (unknown := unknown_day(clause)) and (found is None or found.start >= unknown.start()):
        return Deadline(None, unknown[0], unknown.start(), unknown.end(), "placeholder")  # not known yet (R40)
    return found


@lru_cache(CLAUSES_KEPT)  # asked for by the chain, the sentence and the clause
def _first_deadline(
    clause: str, year: int | None, period: Period | None, month: int | None, day: int | None, ahead: bool
) -> Deadline | None:
    bare = ASIDE.sub(lambda aside: "\u3000" * len(aside[0]), clause) if "《" in clause or "（" in clause else clause
    if (told := find_span(bare)) and is_of_the_object(bare, told):
        bare = bare[: told.start()] + "\u3000" * len(told[0]) + bare[told.end() :]
    span = _span(bare, clause, year, month)
    loose: Deadline | None = None
    whole: Deadline | None = None
    for match in DEADLINE.finditer(bare):
        if span and match.end() > span.start:
            return span
        if PAST_TAIL.match(bare[match.end() : match.end() + 8]) and not _sets_in(bare, match):
            continue
        if is_topic(bare, match) or ((match["quarter"] or match["half"]) and IN_SLOGAN.search(bare, 0, match.start())):
            continue
        if whole and not is_day(match):
            continue
        # 今年的…要在11月底前建成, 明年解冻后到5月上旬: a day within the year that was named.
        of = int(whole.value[:4]) if whole and whole.value else year
        resolved = _resolved(match, of, period, None if whole else month, ahead=ahead)
        if resolved is None or (whole and resolved[0] and len(resolved[0]) < LENGTH_OF_DAY):
            continue
        if resolved[0] is None and (counted := _counted(bare, match, year, month, day)):
            resolved = counted
        found = Deadline(resolved[0], clause[match.start() : match.end()], match.start(), match.end(), resolved[1])
        if (
            is_day(match)
            and (later := later_days(bare, match))
            and (ends := _resolved(later[-1], year, period, month, ahead=ahead))
        ):
            start, end = later[-1].span()
            return Deadline(ends[0], clause[start:end], start, end, ends[1])
        if whole is None and _names_year(match) and FINER.search(bare, match.end()):
            whole = found
        elif not (match["loose"] or "").startswith(SOON):
            return found
        else:
            loose = loose or found
    if span or whole or loose:
        return span or whole or loose
    return _in_brackets(clause, year, period, month) if "（" in clause or "(" in clause else None


def _resolved(
    match: re.Match[str], year: int | None, period: Period | None, month: int | None, *, ahead: bool
) -> tuple[str | None, str] | None:
    if match["months"] or match["month_end"] or match["xd"]:
        return _resolve_month(match, year, month)
    if match["rest"]:
        # 最后三个月: of the year, where its second half has begun.
        ends = f"{year}-12-31" if year and month and month > MONTHS // 2 else None
        return ends, "the document's year" if ends else A_DURATION
    if match["bm"] and month and _count(match["bm"]) < month < PLANS_AHEAD_FROM:
        return None  # 2月3日召开会议: gone by
    spoken = year + 1 if ahead and year and match["this"] in OF_THE_NEXT else _year_spoken_of(match, year, month)
    return _resolve(match, spoken, period)


def _counted(
    clause: str, match: re.Match[str], year: int | None, month: int | None, day: int | None
) -> tuple[str, str] | None:
    """三日内, 两个月内, 国庆节前: what can be told from the day or the year on which the document speaks."""
    before = clause[: match.start()]
    if match["loose"]:
        if feast := before_feast(match[0], year, month):
            return feast, "the document's year"
        if year and match[0].startswith(OF_A_YEAR) and match[0].endswith("前"):
            return str(year + (match[0][0] == "明")), "the document's year"  # 明年主汛期前
        counted = counted_days(match[0], before, year, month, day)
        return (counted, COUNTED) if counted else None
    if match["nu"] == "个月" and match[0].endswith("内") and (count := number(match["n2"] or match["n"])):
        counted = counted_months(count, before, year, month, day)
        return (counted, COUNTED) if counted else None
    return None


def _names_year(match: re.Match[str]) -> bool:
    """今年, 明年, 2027年: a whole year, which a day behind it in its clause makes plain."""
    if match["y"]:
        return not (match["m"] or match["tail"] or match["season"] or match["to"])
    return (match["this"] or match["next"]) in WHOLE_YEARS


FINER = re.compile("月|季度|半年|年[底末]")
LENGTH_OF_DAY = 10
WHOLE_YEARS = frozenset(("今年", "本年", "本年度", "明年", "后年"))


OF_A_YEAR = ("今年", "明年")


# 近期到2027年, 每日17时前报送、6月10日前汇总: a year or a day behind it tells more.
SOON = ("近期", "每日", "每天", "每周")


def _span(bare: str, clause: str, year: int | None, month: int | None) -> Deadline | None:
    """The span of time that a clause tells, by its end: 3月1日至5月31日 (R42)."""
    match = find_span(bare)
    if match is None or PAST_TAIL.match(bare[match.end() : match.end() + 8]) or goes_by(bare, match):
        return None
    told = year or match["y1"] or match["y2"] or match["y3"]
    ahead = is_next_years(match, month)
    if not match["y4"] and (told is None or (not ahead and is_event(match, year, month))):
        return None
    ends = end_of_span(match, year + 1 if ahead and year else year)
    return Deadline(ends[0], clause[match.start() : match.end()], match.start(), match.end(), ends[1]) if ends else None


# …群众文化中心（年底前完成）: a bracket that holds nothing but the day.
BRACKET = re.compile(r"[（(]([^（）()，；]{2,20})[）)]")
LED_BY = re.compile(r"(?:务必|力争|确保|争取)?[于在到]?(?:截[止至])?")
DATES_ALL = re.compile(r"(?:之?前|以前)?(?:基本|全部|全面)?(?:完成|完工|建成|办结|竣工|投用|投入使用|开工|到位)?$")


def _in_brackets(clause: str, year: int | None, period: Period | None, month: int | None) -> Deadline | None:
    """The deadline that stands alone in a bracket, with its place in the clause (R42)."""
    for aside in BRACKET.finditer(PAPER.sub(lambda paper: "\u3000" * len(paper[0]), clause)):
        found = find_deadline(aside[1], year, period, month)
        if found and LED_BY.fullmatch(aside[1], 0, found.start) and DATES_ALL.match(aside[1], found.end):
            at = aside.start(1)
            return Deadline(found.value, found.text, at, at + found.end, found.basis)
    return None


def _sets_in(clause: str, match: re.Match[str]) -> bool:
    return FROM_THEN.match(clause, match.end()) is not None and SET_IN.search(clause, 0, match.start()) is not None


def _resolve_month(match: re.Match[str], year: int | None, month: int | None) -> tuple[str | None, str]:
    """本月底, 下月15日前: counted from the month the document dates from (R44)."""
    if year is None or month is None:
        return None, "the document's month is unknown"
    ahead = month + (match["months"] == "下")
    spoken, month = (year + 1, 1) if ahead > MONTHS else (year, ahead)
    return _day_of(spoken, month, match["md"] or match["xd"], None) or (None, "as written")


# In November what is due by September, in December by October, or in a quarter that is over, is next year's (R44).
QUARTERS_AHEAD = frozenset("一二三123")


def _year_spoken_of(match: re.Match[str], year: int | None, month: int | None) -> int | None:
    """The year of a day or a part of the year that is written without one."""
    if year is None or month is None or month < PLANS_AHEAD_FROM:
        return year
    written = match["rm"] or match["sm"] or match["um"] or match["om"] or match["bm"] or match["em"]
    ahead = (
        0 < _count(written) < month - 1
        if written
        else (match["quarter"] in QUARTERS_AHEAD and not match["quarter_year"])
        or (match["half"] == "上半年" and not match["half_year"])
    )
    return year + 1 if ahead else year


MONTHS = 12
YEARS_AHEAD = {"明": 1, "后": 2, "次": 1, "翌": 1, "来": 1, "第": 1}


def _resolve(match: re.Match[str], year: int | None, period: Period | None) -> tuple[str | None, str] | None:
    if match["y"]:
        return _absolute(match, year)
    if match["since"]:
        return years_from(match["since"], match["sn2"] or match["sn"], year)
    if match["em"]:
        return _day_of(year, _count(match["em"]), None, None)
    if match["iy"]:
        return _day_of(int(match["iy"]), int(match["im"]), match["id"], None)
    if match["plan"]:
        if match["of_plan"]:
            return str(PLANS[match["plan"]][0] + _count(match["of_plan"]) - 1), "plan period"
        return str(PLANS[match["plan"]][1]), "plan period"  # R43
    if match["which"]:
        spoken = year + YEARS_AHEAD.get(match["which"][0], 0) if year else None
        return _day_of(spoken, _count(match["wm"]), match["wd"], match["wtail"])
    if match["cy"]:
        written = chinese_number(match["cy"])
        return (f"{written}-12-31" if match["ctail"] else str(written)), "written"
    if match["bare"] or match["doubled"]:
        return _duration(match["bare"] or match["doubled"], "年", year, period)
    if match["this"]:
        return _year_bound(match["this"], year)
    if match["next"]:
        return _year_bound(match["next"], year + (2 if "后年" in match["next"] else 1) if year else None)
    if match["rm"]:
        return _month(match, year)
    if match["quarter"]:
        return _part_of(year, match["quarter_year"], QUARTER_END[match["quarter"]], "quarter of the document's year")
    if match["half"]:
        end = "12-31" if match["half"] == "下半年" else "06-30"
        return _part_of(year, match["half_year"], end, "half of the document's year")
    if match["sm"]:
        return _day_of(year, _count(match["sm"]), match["sd"], None)
    if match["bm"]:
        return _day_of(year, _count(match["bm"]), match["bd"], None)
    if match["um"]:
        return _day_of(year, _count(match["um"]), match["ud"], None)
    if match["om"]:
        return _day_of(year, _count(match["om"]), None, None)
    if match["part"]:
        return None, A_DURATION
    if match["n"]:
        return _duration(match["n2"] or match["n"], match["nu"], year, period)
    if match["f"]:
        return _duration(match["f2"] or match["f"], "年", year, period)
    return None, "as written"


def _part_of(year: int | None, spoken: str | None, end: str, basis: str) -> tuple[str | None, str]:
    return (f"{year + (spoken == '明年')}-{end}" if year else None), basis


# 3月前, 4月初: the day within the month is not told.
WHOLE_MONTH = ("初", "前", "之前", "以前")


def _absolute(match: re.Match[str], year: int | None) -> tuple[str | None, str] | None:
    if match["y"] == "20XX":
        return None, "placeholder"
    own = int(match["y"])
    if year and own < year:
        return None
    tail = match["tail"] or ""
    if match["m"]:
        month = int(match["m"])
        if not 1 <= month <= 12:
            return None
        if not match["d"] and tail in WHOLE_MONTH:
            return f"{own}-{month:02d}", "written"
        last = monthrange(own, month)[1]
        day = int(match["d"]) if match["d"] else PART_OF_MONTH.get(tail[:2], last)
        return f"{own}-{month:02d}-{min(day, last):02d}", "written"
    if "季度" in tail:
        return f"{own}-{QUARTER_END[tail[tail.index('季') - 1]]}", "written"
    if match["season"]:
        known = FEASTS.get(match["season"])
        return (f"{own - (known == NEW_YEAR)}-{known}" if known else str(own)), "written"
    if "底" in tail or "末" in tail:
        return f"{own}-12-31", "written"
    if tail in HALVES:
        return f"{own}-{HALVES[tail]}", "written"
    return str(own), "written"


HALVES = {"上半年": "06-30", "年中": "06-30", "下半年": "12-31"}
PART_OF_MONTH = {"上旬": 10, "中旬": 20}


def _year_bound(text: str, year: int | None) -> tuple[str | None, str]:
    """年内, 今年: the document's own year (R44)."""
    if year is None:
        return None, "the document's year is unknown"
    return (f"{year}-12-31" if "底" in text or "末" in text else str(year)), "the document's year"


def _month(match: re.Match[str], year: int | None) -> tuple[str | None, str] | None:
    return _day_of(year, _count(match["rm"]), match["rd"], match["rtail"])


def _day_of(year: int | None, month: int, written: str | None, tail: str | None) -> tuple[str | None, str] | None:
    """The day that a month's day, its 上旬 or 中旬, or else its end stands for."""
    if not 1 <= month <= 12:
        return None
    if year is None:
        return None, "the document's year is unknown"
    if not written and tail in WHOLE_MONTH:
        return f"{year}-{month:02d}", "the document's year"
    last = monthrange(year, month)[1]
    day = _count(written) if written else PART_OF_MONTH.get((tail or "")[:2], last)
    return f"{year}-{month:02d}-{min(day, last):02d}", "the document's year"


def _count(written: str) -> int:
    """6 or 六; 0 where it is no number."""
    return int(written) if written.isdigit() else chinese_number(written) or 0


def _duration(count: str, unit: str, year: int | None, period: Period | None) -> tuple[str | None, str]:
    """用三年时间: counted from the document's year, or the whole of the plan's own period (R45)."""
    value = number(count)
    if unit == "年" and period and value == period[1] - period[0] + 1:
        return str(period[1]), "the plan's period"
    if year is None or value is None or unit != "年":
        return None, A_DURATION
    return str(year + int(value)), "counted from the document's year"
