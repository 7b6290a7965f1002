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
from luoshi_reading.knowledge.surnames import SINGLE, USUAL
from luoshi_reading.knowledge.table_headings import are_headings, role_of
from luoshi_reading.repair.edits import Edit

KIND = "table_columns"
WHY = "one_cell_a_line"

# Both are looked for behind the end of the line before, which is passed over to quickly.
_FIRST_HEADING = re.compile(r"\n[ \t\u3000|｜│]*(?:序[ \u3000]*号|编号|项次)(?=[ \t\r\u3000|｜│]*(?:\n|\Z))")
_HEADING_WORDS = ("序", "编号", "项次")
_STROKE_BEHIND = re.compile(r"[ \t\u3000]{0,8}[|｜│][ \t\u3000]{0,8}(?=\r?\n|\Z)")
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
# A row has at least its number and the work; of a cell of several units each may stand on a line.
_LEAST_CELLS = 2
_MOST_MORE = 3
_LONGEST_UNIT = 14
_LONGEST_NAME = 4
_NAME = re.compile(r"[一-鿿][ \u3000]{0,2}[一-鿿]{1,2}")
# What a column of a role holds, and those that hold words.
_KINDS = {"number": "number", "lead": "units", "supporting": "units", "deadline": "deadline"}
_WORDS = frozenset(("task", "measures", "leader", "person", "goal", "project"))
# 责任股室 with （单位） on the line below.
_ASIDE = re.compile(r"[（(][一-鿿、]{1,12}[）)]")
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
        headings, row_of_headings = _headings(text, first.start())
        count = len(headings)
        if count < _LEAST_COLUMNS or role_of(headings[0]) != "number" or not are_headings(headings):
            continue
        rows = _rows(text, headings, row_of_headings)
        if len(rows) > 1:
            for row in rows:
                _join(text, row, edits)
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
            _join(
                text,
                [(line, at) for at, line in enumerate(lines[first + row * count : first + (row + 1) * count])],
                edits,
            )
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


def _headings(text: str, start: int) -> tuple[list[str], _Row]:
    """The headings from a place on and their lines, to the first row's number; none where the number is not reached."""
    headings: list[str] = []
    row: _Row = []
    for line in islice(_filled_lines(text, start), _MOST_HEADINGS):
        words_of = text[line.start : line.end]
        if headings and words_of == "1":
            return headings, row
        if headings and _SECTION.match(words_of):
            continue
        if words_of in headings or len(words_of) > _LONGEST_HEADING:
            break
        if headings and _ASIDE.fullmatch(words_of):
            headings[-1] += words_of
        else:
            headings.append(words_of)
        row.append((line, len(headings) - 1))
    return [], []


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


def _rows(text: str, headings: Sequence[str], row_of_headings: _Row) -> list[_Row]:
    """The headings, then the rows whose numbers follow one another; lines that name a section stand between them."""
    # Read no further than the next row: a text may hold ten thousand headings.
    coming = _filled_lines(text, row_of_headings[-1][0].end)
    lines: list[_Line] = []
    rows = [row_of_headings]
    at = 0
    while len(rows) < _MOST_ROWS:
        lines += islice(coming, at + len(headings) + _MOST_MORE + _MOST_SECTIONS + 1 - len(lines))
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
    """The cells of one row with their columns: as many as headings, or those before the next row's number."""
    count = len(headings)
    whole = at + count
    if whole < len(lines) and _is_end(text, lines, whole, following):
        return [(line, column) for column, line in enumerate(lines[at:whole])]
    for end in range(at + _LEAST_CELLS, min(whole + _MOST_MORE + 1, len(lines))):
        if _is_end(text, lines, end, following):
            cells = lines[at:end]
            lacking = count - len(cells)
            return (_placed(text, cells, headings) if 0 < lacking <= _MOST_MISSING else []) or _by_role(
                text, cells, headings
            )
    if whole <= len(lines):
        return [(line, column) for column, line in enumerate(lines[at:whole])]
    return _by_role(text, lines[at:], headings)  # the last row


def _is_end(text: str, lines: Sequence[_Line], at: int, following: str) -> bool:
    return text[lines[at].start : lines[at].end] == following or _is_section(text, lines, at)


def _by_role(text: str, cells: Sequence[_Line], headings: Sequence[str]) -> _Row:
    """Put the cells of a row whose neighbours share some with it under what they are: the work, who and by when.

    The cells that several rows share stand in the first of them only. Nothing where no cell can be the work.
    """
    roles = [role_of(heading) for heading in headings]
    work = next((column for column, role in enumerate(roles) if role in ("task", "measures")), 0)
    kinds = [kind_of(text[cell.start : cell.end]) for cell in cells]
    told = max((at for at, kind in enumerate(kinds) if kind == "words"), key=lambda at: _length(cells[at]), default=0)
    if not (work and told) or told > 1 + (work > 1):
        return []
    row = [(cells[0], 0), *([(cells[1], work - 1)] if told > 1 else []), (cells[told], work)]
    for cell, kind in zip(cells[told + 1 :], kinds[told + 1 :], strict=True):
        taken = row[-1][1]
        if kind == "words" and not _is_name(text[cell.start : cell.end]):
            if _length(cell) > _LONGEST_UNIT:
                return []
            kind = "units"
        further = [column for column in range(taken + 1, len(roles)) if _may_hold(roles[column], kind)]
        if not further and not (kind == "units" and roles[taken] in ("lead", "supporting", None)):
            return []
        row.append((cell, further[0] if further else taken))
    return row


def _may_hold(role: str | None, kind: str) -> bool:
    return (
        kind == _KINDS[role] if role in _KINDS else kind not in ("units", "deadline") and role in ("leader", "person")
    )


def _is_name(words_of: str) -> bool:
    return _NAME.fullmatch(words_of) is not None and words_of[0] in USUAL


def _length(cell: _Line) -> int:
    return cell.end - cell.start


def _placed(text: str, cells: Sequence[_Line], headings: Sequence[str]) -> _Row:
    """Put the cells of a row that lacks some under the headings that they agree with; nothing where they do not."""
    row: _Row = []
    column = 0
    for cell in cells:
        words_of = text[cell.start : cell.end]
        kind = kind_of(words_of)
        while column < len(headings) and not _agrees(role_of(headings[column]), kind, words_of):
            column += 1
        if column == len(headings):
            return []
        row.append((cell, column))
        column += 1
    return row


def _agrees(role: str | None, kind: str, words_of: str) -> bool:
    if role in ("leader", "person") and kind == "words" and len(words_of) <= _LONGEST_NAME:
        return words_of[0] in SINGLE
    return kind == "nothing" or (
        kind == _KINDS[role] if role in _KINDS else kind not in ("units", "deadline") or role not in _WORDS
    )


def _is_section(text: str, lines: Sequence[_Line], at: int) -> bool:
    """一、做强渔业: the line that names what the rows below it are about, with a row's number behind it."""
    return at + 1 < len(lines) and _SECTION.match(text, lines[at].start, lines[at].end) is not None


def _join(text: str, row: _Row, edits: list[Edit]) -> None:
    first = row[0][0].start
    line = text.rfind("\n", 0, first) + 1
    if text[line:first].isspace():
        edits.append(Edit(line, first, "", KIND, WHY))
    for (cell, column), (after, next_column) in pairwise(row):
        between = "\t" * (next_column - column) or ("" if text[after.start] in "（(" else "、")
        edits.append(Edit(cell.end, after.start, between, KIND, WHY))
    last = row[-1][0].end
    if (stroke := _STROKE_BEHIND.match(text, last)) is not None:
        edits.append(Edit(last, stroke.end(), "", KIND, WHY))
