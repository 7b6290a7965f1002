"""The year that a report without one tells by what it met for, looked back on or studied. Rule R52."""

from __future__ import annotations

import re
from datetime import date as Date  # noqa: N812 - beside timedelta it reads as the type it is
from datetime import timedelta

from luoshi_reading.knowledge.word_lists import alternation, knowledge_file

# 在全省2027年春季渔港集中开工仪式后，我市随即召开…: the season the event lies in tells its year.
_SEASON = re.compile(
    r"(?P<year>20\d\d)年(?P<season>[春夏秋冬])季[^，。；\n]{2,24}(?:仪式|会议?|活动)(?:举行|召开|结束)?(?:之?后|的同时)"
)
_MONTHS = {"春": range(1, 6), "夏": range(5, 9), "秋": range(8, 12), "冬": range(10, 13)}
# 通报了2026年渔港建设情况，安排部署了2027年工作: told at the beginning of the later year, or at the end of the first.
_BOTH = re.compile(
    r"(?:通报|总结|回顾)了?(?P<last>20\d\d)年[^。；\n]{2,40}?[，、]并?(?:安排|部署|谋划|研究|明确)[^，。；\n]{0,8}?(?P<next>20\d\d)年"
)
_EARLY, _LATE = 4, 11
# 致2027中国渔业博览会的贺信: letters of greeting are studied in their year.
_GREETED = re.compile(r"致(?P<events>[^。；]{4,120}?)贺(?:信|辞|电)")
_YEAR = re.compile(r"20\d\d")
_GREETING_MONTHS = range(2, 13)
# Reports on a plenary session are written within a few months of it.
_FRESH = timedelta(days=120)

# 关于2026年工作，报告突出了…: an excerpt that says which year's work it is about.
OPENING_YEAR = re.compile(
    r"\s*(?:[一二三四五六七八九十]、|（[一二三四五六七八九十]）)?(?:关于|对|在)?(?=20\d\d年)(20\d\d)年(?:度|的|全[市省县区])*"
    r"(?:主要|重点|政府)?(?:工作|目标|任务|总体要求|预期目标|安排|发展)"
)
OPENING = 60


def year_told(text: str, month: int, day: int) -> int | None:
    """Return the year of an event on ``day`` of ``month`` that the text tells so, or None."""
    if (season := _SEASON.search(text)) and month in _MONTHS[season["season"]]:
        return int(season["year"])
    both = _BOTH.search(text)
    if both and int(both["next"]) == int(both["last"]) + 1 and (month <= _EARLY or month >= _LATE):
        return int(both["next"]) - (month >= _LATE)
    if "贺" in text and month in _GREETING_MONTHS:
        greeted = {int(year) for found in _GREETED.finditer(text) for year in _YEAR.findall(found["events"])}
        if len(greeted) == 1:
            return greeted.pop()
    return _after_session(text, month, day)


_SESSIONS = {name: Date.fromisoformat(str(on)) for name, on in knowledge_file("years")["sessions"].items()}
_SESSION = re.compile(alternation(tuple(_SESSIONS)))


def _after_session(text: str, month: int, day: int) -> int | None:
    """The year of the newest central session named, where the event lies within months behind it."""
    if "中全会" not in text:
        return None
    named = max((found[0] for found in _SESSION.finditer(text)), key=_SESSIONS.__getitem__, default=None)
    if named is None or not named.endswith("中全会"):
        return None  # what a congress said is studied for years
    held = _SESSIONS[named]
    for year in (held.year, held.year + 1):
        try:
            on = Date(year, month, day)
        except ValueError:
            continue
        if timedelta() <= on - held <= _FRESH:
            return year
    return None
