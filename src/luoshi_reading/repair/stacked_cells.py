"""Tables that were flattened to one cell a line: the cells of a row get tabs between them, as other tables have.

Known headings, each on its own line and led by that of a number, begin such a table, and rows whose numbers follow one
another make it up (R79). Without them rows are told by what their cells hold, always in the same order (R86).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from luoshi_reading.knowledge.cell_kinds import kind_of
from luoshi_reading.knowledge.table_headings import are_headings, role_of
from luoshi_reading.repair.edits import Edit

KIND = "table_columns"
WHY = "one_cell_a_line"

# Both are looked for behind the end of the line before, which is passed over to quickly.
_FIRST_HEADING = re.compile(r"\n[ \t\u3000|｜│]*(?:序[ \u3000]*号|编号|项次)(?=[ \t\u3000|｜│]*(?:\n|\Z))")
_HEADING_WORDS = ("序", "编号", "项次")
_AROUND = " \t\r\u3000\xa0|｜│"
_MOST_HEADINGS = 12
_LONGEST_HEADING = 80
_MOST_ROWS = 2000
_LEAST_COLUMNS = 3
_MOST_BLANK = 3
_LEAST_ROWS = 3
_MOST_CELLS = 7
_MOST_LINES = 2000
_LINES_ENOUGH = 30  # for three rows of the most cells, behind as many other lines
_MOST_UNITS = 2
_MOST_WORDS = 2
# A line that holds nothing but a time or a number.
_SIGN = re.compile(
    r"\n[ \u3000]*(?:\d{1,4}[.、]?|20\d\d[年.\-/][^\n]{0,12}|\d{1,2}月[^\n]{0,6}"
    r"|年底前?|长期[^\n]{0,2}|持续[^\n]{0,2})(?=[ \u3000\r]*(?:\n|\Z))"
)


class _Line(NamedTuple):
    start: int
    end: int


def find(text: str) -> list[Edit]:
    """Find the line ends that part the cells of a row."""
    edits: list[Edit] = []
    done = 0
    below = "\n" + text  # a line starts here where it ends there
    for first in _FIRST_HEADING.finditer(below) if any(word in text for word in _HEADING_WORDS) else ():
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
    return edits or _by_kinds(text)


def _by_kinds(text: str) -> list[Edit]:
    """Find the rows of three and more in which words, units and times or numbers follow one another alike."""
    if sum(1 for _ in islice(_SIGN.finditer(text), _LEAST_ROWS)) < _LEAST_ROWS:
        return []
    edits: list[Edit] = []
    done = 0
    for sign in _SIGN.finditer("\n" + text):
        if sign.start() < done or "\t" in sign[0]:
            continue
        # The first row may begin some cells before the first line that tells anything.
        start = sign.start()
        for _ in range(_MOST_CELLS):
            start = text.rfind("\n", 0, max(start - 1, 0)) + 1
        begin = max(start, done)
        lines = list(islice(_filled_lines(text, begin), _LINES_ENOUGH))
        first, count, rows = _repeated(text, lines)
        if rows:  # only then the rest is looked at, which may be long
            lines = list(islice(_filled_lines(text, begin), _MOST_LINES))
            first, count, rows = _repeated(text, lines)
        for row in range(rows):
            _join(lines[first + row * count : first + (row + 1) * count], edits)
        done = lines[first + rows * count - 1].end if rows else sign.end() - 1
    return edits


def _repeated(text: str, lines: Sequence[_Line]) -> tuple[int, int, int]:
    """Give where rows begin, how many cells each has, and how many rows there are; nothing where none are."""
    if any("\t" in text[line.start : line.end] for line in lines[:_MOST_CELLS]):
        return 0, 0, 0
    kinds = [kind_of(text[line.start : line.end]) for line in lines]
    if "units" not in kinds:
        return 0, 0, 0
    for first in range(min(len(kinds), _MOST_CELLS + 1)):
        for count in range(_LEAST_COLUMNS, _MOST_CELLS + 1):
            row = kinds[first : first + count]
            if not _is_row(row):
                continue
            rows = 1
            while (
                all(here in (kind, "nothing") for kind, here in zip(row, kinds[first + rows * count :], strict=False))
                and len(kinds) >= first + (rows + 1) * count
            ):
                rows += 1
            if rows >= _LEAST_ROWS:
                return first, count, rows
    return 0, 0, 0


def _is_row(kinds: Sequence[str]) -> bool:
    """Tell cells that make a row: a number first where there is one, then words, then who and by when."""
    return (
        kinds[-1] != "words"
        and 0 < kinds.count("units") <= _MOST_UNITS
        and "number" not in kinds[1:]
        and kinds.count("deadline") <= 1
        and ("deadline" in kinds or kinds[0] == "number")
        and kinds.count("words") <= _MOST_WORDS
        and next(kind for kind in kinds if kind != "number") == "words"
    )


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
        words = text[start:end].strip(_AROUND)
        blank = 0 if words else blank + 1
        if words:
            first = text.index(words[0], start)
            yield _Line(first, first + len(words))
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
