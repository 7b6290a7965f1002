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
from luoshi_reading.knowledge.rare_letters import may_stand
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
_MOST_SECTIONS = 3
# Cells that a row may lack.
_MOST_MISSING = 2
# What a column of a role holds, and those that hold words.
_KINDS = {"number": "number", "lead": "units", "supporting": "units", "deadline": "deadline"}
_WORDS = frozenset(("task", "measures", "leader", "person", "goal", "project"))
_SECTION = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
_MOST_CELLS = 7
_MOST_LINES = 2000
_LINES_ENOUGH = 30  # for three rows of the most cells, behind as many other lines
_MOST_UNITS = 2
_MOST_WORDS = 2
# A line that holds nothing but a time or a number.
_SIGN = re.compile(
    r"\n(?=[ \u3000\d年长持])[ \u3000]*(?:\d{1,4}[.、]?|20\d\d[年.\-/][^\n]{0,12}|\d{1,2}月[^\n]{0,6}"
    r"|年底前?|长期[^\n]{0,2}|持续[^\n]{0,2})(?=[ \u3000\r]*(?:\n|\Z))"
)


class _Line(NamedTuple):
    start: int
    end: int


_Row = list[tuple[_Line, int]]
"""The cells of a row, each with its column."""


def find(text: str) -> list[Edit]:
    """Find the line ends that part the cells of a row."""
    edits: list[Edit] = []
    done = 0
    below = "\n" + text  # a line starts here where it ends there
    for first in _FIRST_HEADING.finditer(below) if may_stand(_HEADING_WORDS, text) else ():
        if first.start() < done:
            continue
        headings = _headings(text, first.start())
        count = len(headings)
        if count < _LEAST_COLUMNS or role_of(headings[0]) != "number" or not are_headings(headings):
            continue
        rows = _rows(text, first.start(), headings)
        if len(rows) > 1:
            for row in rows:
                _join(row, edits)
            done = rows[-1][-1][0].end
    return edits or _by_kinds(text)


def _by_kinds(text: str) -> list[Edit]:
    """Find the rows of three and more in which words, units and times or numbers follow one another alike."""
    below = "\n" + text
    if sum(1 for _ in islice(_SIGN.finditer(below), _LEAST_ROWS)) < _LEAST_ROWS:
        return []
    edits: list[Edit] = []
    done = 0
    for sign in _SIGN.finditer(below):
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
            _join([(line, at) for at, line in enumerate(lines[first + row * count : first + (row + 1) * count])], edits)
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
        if headings and _SECTION.match(words_of):
            continue
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


def _rows(text: str, start: int, headings: Sequence[str]) -> list[_Row]:
    """The headings, then the rows whose numbers follow one another; lines that name a section stand between them."""
    # Read no further than the next row: a text may hold ten thousand headings.
    coming = _filled_lines(text, start)
    lines = list(islice(coming, len(headings)))
    rows: list[_Row] = [[(line, at) for at, line in enumerate(lines)]]
    at = len(headings)
    while len(rows) < _MOST_ROWS:
        lines += islice(coming, at + len(headings) + _MOST_SECTIONS + 1 - len(lines))
        while _is_section(text, lines, at):
            at += 1
        if at >= len(lines) or text[lines[at].start : lines[at].end] != str(len(rows)):
            break
        row = _row(text, lines, at, headings, str(len(rows) + 1))
        if not row:
            break
        rows.append(row)
        at += len(row)
    return rows


def _row(text: str, lines: Sequence[_Line], at: int, headings: Sequence[str], following: str) -> _Row:
    """The cells of one row with their columns: as many as headings, or fewer where the next row begins before that."""
    count = len(headings)
    whole = at + count
    for end in range(at + max(_LEAST_COLUMNS, count - _MOST_MISSING), min(whole, len(lines))):
        if text[lines[end].start : lines[end].end] != following and not _is_section(text, lines, end):
            continue
        if whole < len(lines) and text[lines[whole].start : lines[whole].end] == following:
            break
        return _placed(text, lines[at:end], headings)
    return [(line, column) for column, line in enumerate(lines[at:whole])] if whole <= len(lines) else []


def _placed(text: str, cells: Sequence[_Line], headings: Sequence[str]) -> _Row:
    """Put the cells of a row that lacks some under the headings that they agree with; nothing where they do not."""
    row: _Row = []
    column = 0
    for cell in cells:
        kind = kind_of(text[cell.start : cell.end])
        while column < len(headings) and not _agrees(role_of(headings[column]), kind):
            column += 1
        if column == len(headings):
            return []
        row.append((cell, column))
        column += 1
    return row


def _agrees(role: str | None, kind: str) -> bool:
    return kind == "nothing" or (
        kind == _KINDS[role] if role in _KINDS else kind not in ("units", "deadline") or role not in _WORDS
    )


def _is_section(text: str, lines: Sequence[_Line], at: int) -> bool:
    """一、做强渔业: the line that names what the rows below it are about, with a row's number behind it."""
    return at + 1 < len(lines) and _SECTION.match(text, lines[at].start, lines[at].end) is not None


def _join(row: _Row, edits: list[Edit]) -> None:
    for (cell, column), (after, next_column) in pairwise(row):
        edits.append(Edit(cell.end, after.start, "\t" * (next_column - column), KIND, WHY))
