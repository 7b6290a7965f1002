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


def problems(text: str) -> list[tuple[int, int]]:
    """Find the lines that tell a problem: what is done about it stands right below, behind labels at most."""
    found: list[tuple[int, int]] = []
    if not MEASURES_SIGN.search(text):
        return found
    at = 0
    lines: list[tuple[int, int]] = []
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if MEASURES.match(text, at) and (told := _told_above(text, lines)):
            found.append(told)
        lines.append((at, end))
        at = end + 1
    return found


def _told_above(text: str, lines: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    for start, end in reversed(lines[-MOST_BETWEEN:]):
        if LABELLED_LINE.match(text, start, end):
            continue
        is_told = end - start <= LONGEST_PROBLEM and ENUMERATOR.match(text, start) is not None
        return (start, end) if is_told else None
    return None


def _measures_end(text: str, at: int, most: int, own: str | None) -> int:
    """Where the next line begins that has a number of the problem's kind, or another problem's note behind it."""
    last = at
    while 0 <= at < most:
        if own and at != last and _number(text, at + 1) == own:
            return at
        last, at = at, text.find("\n", at + 1)
    return last if at < 0 or at > most else most


def _number(text: str, line: int) -> str | None:
    found = ENUMERATOR.match(text, line)
    return found.lastgroup if found else None
