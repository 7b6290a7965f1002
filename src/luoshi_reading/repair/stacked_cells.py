"""Tables that were flattened to one cell a line: the cells of a row get tabs between them, as other tables have.

Only known headings, each on its own line and led by that of a number, begin such a table, and only rows whose numbers
follow one another make it up (R79).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from luoshi_reading.knowledge.table_headings import are_headings, role_of
from luoshi_reading.repair.edits import Edit

KIND = "table_columns"
WHY = "one_cell_a_line"

_FIRST_HEADING = re.compile(r"(?m)^[ \t\u3000|｜│]*(?:序[ \u3000]*号|编号|项次)[ \t\u3000|｜│]*$")
_AROUND = " \t\r\u3000\xa0|｜│"
_MOST_HEADINGS = 12
_LONGEST_HEADING = 80
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
        headings = _headings(text, first.start())
        count = len(headings)
        if count < _LEAST_COLUMNS or role_of(headings[0]) != "number" or not are_headings(headings):
            continue
        rows = _rows(text, first.start(), count)
        if len(rows) > 1:
            for row in rows:
                _join(row, edits)
            done = rows[-1][-1].end
    return edits


def _headings(text: str, start: int) -> list[str]:
    """The lines from a place on, to the first row's number; none where the number is not reached."""
    headings: list[str] = []
    for line in islice(_filled_lines(text, start), _MOST_HEADINGS):
        words_of = text[line.start : line.end]
        if headings and words_of == "1":
            return headings
        if words_of in headings or len(words_of) > _LONGEST_HEADING:
            break
        headings.append(words_of)
    return []


def _filled_lines(text: str, start: int) -> Iterator[_Line]:
    """The lines from a place on, without what surrounds their words; a gap of blank lines ends them."""
    blank = 0
    while start < len(text) and blank <= _MOST_BLANK:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        first, last = start, end
        while first < last and text[first] in _AROUND:
            first += 1
        while last > first and text[last - 1] in _AROUND:
            last -= 1
        blank = 0 if last > first else blank + 1
        if last > first:
            yield _Line(first, last)
        start = end + 1


def _rows(text: str, start: int, count: int) -> list[Sequence[_Line]]:
    """The headings, then the rows whose numbers follow one another and that have as many cells."""
    lines = _filled_lines(text, start)
    rows: list[Sequence[_Line]] = []
    while len(rows) < _MOST_ROWS:
        row = list(islice(lines, count))
        if len(row) < count or (rows and text[row[0].start : row[0].end] != str(len(rows))):
            break
        rows.append(row)
    return rows


def _join(row: Sequence[_Line], edits: list[Edit]) -> None:
    for cell, after in pairwise(row):
        edits.append(Edit(cell.end, after.start, "\t", KIND, WHY))
