"""The parts of a paper that are about the work of a year (二、2027年工作安排). Rule R44."""

from __future__ import annotations

import re
from collections.abc import Iterator

LENGTH_OF_YEAR = 4
# 二、2018年工作安排: a part of a paper that is about what is to be done in a year.
PART = re.compile(r"\n(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六]部分)[^\n。]{2,40}。?$", re.MULTILINE)
"""Asked of a text behind a line feed, so that its matches begin where the lines do."""
PART_YEAR = re.compile(
    r"(?:今年|明年|20\d\d年)(?=[^，。]{0,16}(?:工作|任务|目标|安排|打算|计划|重点|思路)(?!回顾|总结|情况))"
)


def years_of_parts(text: str, year: int | None) -> Iterator[tuple[int, str]]:
    """Where the parts of a paper begin, and the year whose work each names (二、2027年工作安排), "" where it does not.

    Where the document's own year is known only the next one tells something.
    """
    for part in PART.finditer("\n" + text):
        about = PART_YEAR.search(part[0])
        named = about[0][:LENGTH_OF_YEAR] if about and about[0][0] == "2" else ""
        yield part.start(), named if named and year in (None, int(named) - 1) else ""
