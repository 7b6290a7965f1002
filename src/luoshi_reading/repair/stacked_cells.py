"""Tables that were flattened to one cell a line: the cells of a row get tabs between them, as other tables have.

Only known headings, each on its own line and led by that of a number, begin such a table, and only rows whose numbers
follow one another make it up (R79).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from luoshi_reading.knowledge.table_headings import are_headings, role_of
from luoshi_reading.repair.edits import Edit

KIND = "table_columns"
WHY = "one_cell_a_line"

_FIRST_HEADING = re.compile(r"(?m)^[ \t\u3000|｜│]*(?:序[ \u3000]*号|编号|项次)[ \t\u3000|｜│]*$")
_AROUND = " \t\r\u3000\xa0|｜│"
_MOST_HEADINGS = 12
_MOST_ROWS = 2000
_LEAST_COLUMNS = 3
_MOST_BLANK = 3


class _Line(NamedTuple):
    start: int
    end: int


def find(text: str) -> list[Edit]:
    """Find the line ends that part the cells of a row."""
    edits: list[Edit] = []
    done = 0
    for first in _FIRST_HEADING.finditer(text):
        if first.start() < done:
            continue
        lines = _filled_lines(text, first.start(), _MOST_HEADINGS)
        count = next((i for i, line in enumerate(lines) if i and text[line.start : line.end] == "1"), 0)
        headings = [text[line.start : line.end] for line in lines[:count]]
        if count < _LEAST_COLUMNS or role_of(headings[0]) != "number" or not are_headings(headings):
            continue
        lines = _filled_lines(text, first.start(), count * _MOST_ROWS)
        rows = [lines[:count], *_rows(text, lines[count:], count)]
        if len(rows) > 1:
            for row in rows:
                _join(row, edits)
            done = rows[-1][-1].end
    return edits


def _filled_lines(text: str, start: int, most: int) -> list[_Line]:
    """The lines from a place on, without what surrounds their words; a gap of blank lines ends them."""
    lines: list[_Line] = []
    blank = 0
    while start < len(text) and len(lines) < most and blank <= _MOST_BLANK:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        first, last = start, end
        while first < last and text[first] in _AROUND:
            first += 1
        while last > first and text[last - 1] in _AROUND:
            last -= 1
        blank = 0 if last > first else blank + 1
        if last > first:
            lines.append(_Line(first, last))
        start = end + 1
    return lines


def _rows(text: str, lines: Sequence[_Line], count: int) -> list[Sequence[_Line]]:
    """The rows whose numbers follow one another and that have as many cells as there are headings."""
    rows: list[Sequence[_Line]] = []
    for at in range(0, len(lines) - count + 1, count):
        number = lines[at]
        if text[number.start : number.end] != str(len(rows) + 1):
            break
        rows.append(lines[at : at + count])
    return rows


def _join(row: Sequence[_Line], edits: list[Edit]) -> None:
    for cell, after in pairwise(row):
        edits.append(Edit(cell.end, after.start, "\t", KIND, WHY))
