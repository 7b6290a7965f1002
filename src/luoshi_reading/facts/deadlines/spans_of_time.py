"""Spans of time in a clause: from one day, month or year to another; what ends the span is the deadline. Rule R42."""

from __future__ import annotations

import re
from calendar import monthrange

from luoshi_reading.facts.numerals import chinese_number, number
from luoshi_reading.knowledge.first_letters import guarded

MONTH = r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九])"
DAY = r"(?:\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
TO = r"(?:起|开始|止)?(?:[-—–－～~]{1,2}|至|到)"
SPAN = guarded(
    rf"(?:(?P<y1>20\d\d)年|(?P<s1>今年|本年|明年))?(?P<m1>{MONTH})(?:月(?:份|{DAY}日?|[初底末]|[上中下]旬)?)?{TO}"
    rf"(?:(?P<y2>20\d\d)年|(?P<s2>今年|当年|本年|明年|次年|翌年))?(?P<m2>{MONTH})月(?!龄)"
    rf"(?:份|(?P<d2>{DAY})日)?(?P<tail>底|末|初|[上中下]旬)?(?:止|期间|以?前)?"
    rf"|(?:(?P<y3>20\d\d)年|(?P<s3>今年|本年|明年))?(?P<m3>{MONTH})月(?P<d1>{DAY})日?{TO}(?P<d3>{DAY})日(?:止|期间|以?前)?"
    rf"|20\d\d年?(?:[初底末])?{TO}(?P<y4>20\d\d)年(?!度)(?P<ends>年?[底末])?(?:期间|以?前)?"
)
HINT = re.compile(r"[-—–－～~至到]")
MONTHS = 12


def find_span(clause: str) -> re.Match[str] | None:
    """Find the first span of time of a clause."""
    return SPAN.search(clause) if HINT.search(clause) else None


def is_next_years(match: re.Match[str], month: int | None) -> bool:
    """Whether a span without its year is spoken of so late in the year that the next one's is meant (R44)."""
    if month is None or month < PLANS_AHEAD_FROM or not match["m1"] or match["y1"] or match["s1"] or match["s2"]:
        return False
    return not match["y2"] and _count(match["m1"]) <= _count(match["m2"]) < month - 1


def is_event(match: re.Match[str], year: int | None, month: int | None) -> bool:
    """Whether a few days of the month in which a document speaks are those of what it tells of (9月26日至27日)."""
    written = match["y1"] or match["y2"] or match["y3"]
    if written and year and int(written) > year:
        return False
    if match["m3"]:
        return month in (None, _count(match["m3"])) and _count(match["d3"]) - _count(match["d1"]) < SHORTEST_SPAN
    return bool(match["m1"]) and month is not None and _count(match["m1"]) < month and _count(match["m2"]) <= month


SHORTEST_SPAN = 7
# In November what is due by September is next year's.
PLANS_AHEAD_FROM = 11


def end_of_span(match: re.Match[str], year: int | None) -> tuple[str | None, str] | None:
    """Return the day, month or year a span ends with, and how it was resolved; None where it lies in the past.

    ``year``: when the document speaks.
    """
    if match["y4"]:
        last = int(match["y4"])
        if year and last < year:
            return None
        return (f"{last}-12-31" if match["ends"] else str(last)), "written"
    if match["m3"]:
        own = int(match["y3"]) if match["y3"] else _spoken(match["s3"], year)
        return _ends(own, _count(match["m3"]), match["d3"], None, written=bool(match["y3"]), year=year)
    first, last = _count(match["m1"]), _count(match["m2"])
    began = int(match["y1"]) if match["y1"] else _spoken(match["s1"], year)
    if match["y2"]:
        own = int(match["y2"])
    elif match["s2"] in ("次年", "翌年"):
        own = began + 1 if began else None
    elif match["s2"]:
        own = _spoken(match["s2"], year)
    else:
        own = began + (last < first) if began else None
    return _ends(own, last, match["d2"], match["tail"], written=bool(match["y1"] or match["y2"]), year=year)


def years_from(since: str, count: str, year: int | None) -> tuple[str | None, str] | None:
    """Return the last of so many years from one on (2026年起5年内); None where it is past (R45)."""
    first = int(since) if since.isdigit() else year + (since == "明") if year else None
    years = number(count)
    if first is None or years is None:
        return None, "the document's year is unknown"
    last = first + int(years) - 1
    if year and last < year:
        return None
    return str(last), "written" if since.isdigit() else "counted from the document's year"


def _spoken(said: str | None, year: int | None) -> int | None:
    return year + (said == "明年") if year else None


def _ends(
    own: int | None, month: int, day: str | None, tail: str | None, *, written: bool, year: int | None
) -> tuple[str | None, str] | None:
    if not 1 <= month <= MONTHS or (year and own and own < year):
        return None
    if own is None:
        return None, "the document's year is unknown"
    basis = "written" if written else "the document's year"
    last = monthrange(own, month)[1]
    if day:
        return f"{own}-{month:02d}-{min(_count(day), last):02d}", basis
    if tail == "初":
        return f"{own}-{month:02d}", basis
    return f"{own}-{month:02d}-{ {'上旬': 10, '中旬': 20}.get(tail or '', last):02d}", basis


def _count(written: str) -> int:
    return int(written) if written.isdigit() else chinese_number(written) or 0
