"""Stretches of years that a paper plans for, by which it counts years again further down (5年内). Rule R45."""

from __future__ import annotations

import re

from luoshi_reading.facts.numerals import number

# 从2026年起，用5年时间; 2026年起5年内: a stretch of years that a paper plans for.
_STRETCH = re.compile(
    r"(?P<year>20\d\d)年(?:起|开始)，?(?:力争|计划|争取)?(?:用|利用|通过|经过)?(?P<count>\d|[一二两三四五六七八九十])年(?:左右)?(?:的?(?:时间|努力)|内)"
)


def stretches(text: str) -> dict[int, str]:
    """The last year of each stretch that a text plans for, by how many years it has ({5: "2030"})."""
    found: dict[int, str] = {}
    for stretch in _STRETCH.finditer(text) if "年起" in text or "年开始" in text else ():
        if count := number(stretch["count"]):
            found.setdefault(int(count), str(int(stretch["year"]) + int(count) - 1))
    return found


_YEARS = re.compile(r"(?P<count>\d|[一二两三四五六七八九十])年")


def end_of_years(said: str, known: dict[int, str]) -> str | None:
    """The year in which so many years end (5年内), where the paper tells of such a stretch; else None."""
    counted = _YEARS.search(said)
    count = number(counted["count"]) if counted else None
    return known.get(int(count)) if count else None
