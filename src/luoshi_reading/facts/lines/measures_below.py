"""Problems that a paper lists with what is done about each below it (整改措施：…). Rules R27, R102.

The note behind a problem (牵头单位：…) is its measures' too; the problem itself is told, and orders nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from luoshi_reading.knowledge.first_letters import compiled
from luoshi_reading.structure.numbering import ENUMERATOR

# 整改措施：一是…, on a line of its own or at the head of one.
MEASURES = compiled(r"[ \u3000]*(?:整改|整治|解决|改进)(?:措施|举措|办法|目标|要求|计划)[：:]")
MEASURES_SIGN = compiled("(?:整改|整治|解决|改进)(?:措施|举措|办法|目标|要求|计划)[：:]")
# 责任单位：…, 整改时限：… between a problem and what is done about it.
LABELLED_LINE = re.compile(r"[ \u3000]*[（(【]?[一-鿿]{2,4}(?:单位|部门|领导|人|时限|期限|时间|主体)[：:]")
LONGEST_PROBLEM = 1200
LONGEST_MEASURES = 3000
MOST_BETWEEN = 4


def measures_ends(text: str, noted: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Yield for each note, by where it begins and ends, where the measures it leads on to end; 0 where to none."""
    for index, (_, end) in enumerate(noted):
        line_end = text.find("\n", end)
        if line_end < 0 or not MEASURES.match(text, line_end + 1):
            yield 0
            continue
        own = _number(text, text.rfind("\n", 0, end) + 1)
        least = noted[index + 1][0] if index + 1 < len(noted) else len(text)
        yield _measures_end(text, line_end, min(least, end + LONGEST_MEASURES), own)


def problems(text: str) -> frozenset[int]:
    """Find the lines, counted from 0, that tell a problem: its measures stand right below, behind labels at most."""
    if not MEASURES_SIGN.search(text):
        return frozenset()
    lines = text.split("\n")
    found = set()
    for number, line in enumerate(lines):
        if not MEASURES.match(line):
            continue
        above = number - 1
        while above > number - MOST_BETWEEN and above > 0 and LABELLED_LINE.match(lines[above]):
            above -= 1
        if above >= 0 and len(lines[above]) <= LONGEST_PROBLEM and ENUMERATOR.match(lines[above]):
            found.add(above)
    return frozenset(found)


def _measures_end(text: str, at: int, most: int, own: str | None) -> int:
    """Where the measures end that begin behind ``at``.

    They end before a line with a number of the problem's kind, ``own``, and before the line on which ``most`` lies.
    """
    end = at
    while 0 <= (line := text.find("\n", end + 1)) < most:
        if own and _number(text, line + 1) == own:
            return line
        end = line
    return most if line < 0 else end


def _number(text: str, line: int) -> str | None:
    found = ENUMERATOR.match(text, line)
    return found.lastgroup if found else None
