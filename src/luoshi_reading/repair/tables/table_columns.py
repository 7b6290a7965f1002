"""Tables of plain text: columns that blanks or upright strokes part get tabs between them, as other tables have.

A line of known headings begins such a table (R79), or three neighbouring lines of as many cells that tell by what they
hold (R86); without either, blanks stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from luoshi_reading.knowledge.cell_kinds import kind_of
from luoshi_reading.knowledge.rare_letters import lines_with, may_stand
from luoshi_reading.knowledge.table_headings import are_headings
from luoshi_reading.repair.edits import Edit

KIND = "table_columns"
STROKES = "strokes_between_columns"
BLANKS = "blanks_between_columns"

_DUTIES = ("责任", "牵头", "主办", "承办", "配合", "责 任", "牵 头")
_COLUMNS = (
    "时限",
    "完成时间",
    "项目名称",
    "进度安排",
    "时间安排",
    "工作事项",
    "任务内容",
    "工作任务",
    "进展情况",
    "完成情况",
    r"指标(?:名称)?[ \u3000|｜│]",
)
_HINT = re.compile("|".join([*(rf"{duty}\s?(?:单位|部门)" for duty in _DUTIES), *_COLUMNS]))
_STROKE = re.compile(r"[ \u3000\t]*[|｜│┃][ \u3000\t]*")
_GAP = re.compile(r"(?:\u3000| [ \u3000])[ \u3000]*+(?=\S)")
_RULE = re.compile(r"[ \u3000|｜│┃:：+\-—─━┄┈═┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬]+$")
_UPRIGHT, _WIDE_BLANKS = "|｜│┃", " \u3000"
_NEXT_WORD = len("\n单位")
_LONGEST_SECTION = 60
_LONGEST_HEADING_LINE = 400
_MOST_LINES = 20_000
_LEAST_ROWS = 3
_LEAST_CELLS = 3
_MOST_CELLS = 12
_LEAST_SHARE = 0.7
_UNIT_BEFORE_GAP = re.compile(
    r"[局委办部院厅府室公司团县区](?:中心|街道|单位|部门)?(?: ?[|｜│┃]|\u3000| {2}) *(?=[^\s])"
)
# Without strokes every such place has one of these, which are passed over to quickly.
_GAPS_BEHIND_UNITS = tuple(
    re.compile(rf"{gap}(?<=[局委办部院厅府室公司团县区心道位门]{gap})") for gap in ("\u3000", "  ")
)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of a line; ``at`` is the column of the page, in half-width characters, where it begins."""

    start: int
    end: int
    at: int
    until: int


def find(text: str) -> list[Edit]:
    """Find what parts the columns of tables in plain text."""
    if "\u3000" not in text and not may_stand(("  ",), text) and not any(stroke in text for stroke in _UPRIGHT):
        return []
    edits: list[Edit] = []
    done = 0
    for start, end in _headed_lines(text):
        if start < done:
            continue
        done = end
        if "\t" in text[start:end].strip():
            continue
        if _STROKE.search(text, start, end) and are_headings(_between_strokes(text[start:end])):
            done = _stroked(text, start, edits)
        elif len(headings := _cells(text, start, end)) > 1 and are_headings([text[c.start : c.end] for c in headings]):
            done = _blanked(text, start, headings, edits)
    return edits or _told_by_cells(text)


def _headed_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines that name what columns hold, of those that are parted: most lines of a paper are not."""
    for start, end in lines_with((*_UPRIGHT, "\u3000", "  "), text):
        if end - start > _LONGEST_HEADING_LINE:
            continue
        line = text[start:end].strip(_WIDE_BLANKS)
        parted = "\u3000" in line or "  " in line or any(stroke in line for stroke in _UPRIGHT)
        # 责任 may be the last word of its line and 单位 the first of the next.
        if parted and (hint := _HINT.search(text, start, end + _NEXT_WORD)) and hint.start() < end:
            yield start, end


def _told_by_cells(text: str) -> list[Edit]:
    """Find neighbouring lines with as many cells, in one column units, in another times or numbers."""
    if not any(stroke in text for stroke in _UPRIGHT) and (
        sum(len(gap.findall(text)) for gap in _GAPS_BEHIND_UNITS) < _LEAST_ROWS
    ):
        return []
    if sum(1 for _ in islice(_UNIT_BEFORE_GAP.finditer(text), _LEAST_ROWS)) < _LEAST_ROWS:
        return []
    edits: list[Edit] = []
    done = 0
    for hint in _UNIT_BEFORE_GAP.finditer(text):
        if hint.start() < done:
            continue
        start, done = _line_at(text, hint.start())
        by_strokes = _STROKE.search(text, start, done) is not None
        rows: list[list[_Cell]] = []
        for first, last in _lines(text, start):
            if text[first:last].strip() and _RULE.fullmatch(text, first, last):
                continue
            cells = _stroke_cells(text, first, last) if by_strokes else _cells(text, first, last)
            if not _LEAST_CELLS <= len(cells) <= _MOST_CELLS or "\t" in text[first:last]:
                break
            if rows and len(cells) != len(rows[0]):
                break
            rows.append(cells)
            done = last
        if len(rows) >= _LEAST_ROWS and _tell(text, rows):
            _part(text, rows, edits, STROKES if by_strokes else BLANKS)
    return edits


def _stroke_cells(text: str, start: int, end: int) -> list[_Cell]:
    cells: list[_Cell] = []
    place = start
    for stroke in (*_STROKE.finditer(text, start, end), None):
        until = stroke.start() if stroke else end
        if stroke is None or until > start:
            cells.append(_Cell(place, until, 0, 0))
        place = stroke.end() if stroke else end
    if cells and cells[-1].start == cells[-1].end:
        cells.pop()
    return cells


def _tell(text: str, rows: list[list[_Cell]]) -> bool:
    """Whether a column of units can be told, and one of times or numbers."""
    kinds = [[kind_of(text[row[i].start : row[i].end].strip()) for row in rows] for i in range(len(rows[0]))]
    least = _LEAST_SHARE * len(rows)
    units = any(column.count("units") >= least for column in kinds)
    return units and any(max(column.count("deadline"), column.count("number")) >= least for column in kinds)


def _part(text: str, rows: list[list[_Cell]], edits: list[Edit], why: str) -> None:
    """Put a tab between the cells of each row and take away what is drawn round it."""
    for row in rows:
        first, last = _line_at(text, row[0].start)
        if row[0].start > first:
            edits.append(Edit(first, row[0].start, "", KIND, why))
        for cell, after in pairwise(row):
            edits.append(Edit(cell.end, after.start, "\t", KIND, why))
        if row[-1].end < last:
            edits.append(Edit(row[-1].end, last, "", KIND, why))


def _line_at(text: str, place: int) -> tuple[int, int]:
    end = text.find("\n", place)
    return text.rfind("\n", 0, place) + 1, len(text) if end < 0 else end


def _lines(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield a table's lines by their ends, at most as many as a table may have."""
    for _ in range(_MOST_LINES):
        if start >= len(text):
            return
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def _between_strokes(line: str) -> list[str]:
    return [cell.strip() for cell in _STROKE.split(line.strip().strip("|｜│┃"))]


def _stroked(text: str, start: int, edits: list[Edit]) -> int:
    """Turn the strokes of a table's lines to tabs, drop its drawn rules; return where the table ends."""
    last = start
    for first, last in _lines(text, start):
        line = text[first:last]
        if line.strip() and _RULE.fullmatch(line):
            edits.append(Edit(first, last, "", KIND, STROKES))
            continue
        strokes = list(_STROKE.finditer(text, first, last))
        if not strokes:
            return first
        for stroke in strokes:
            outer = stroke.start() == first or stroke.end() == last
            edits.append(Edit(stroke.start(), stroke.end(), "" if outer else "\t", KIND, STROKES))
    return last


def _cells(text: str, start: int, end: int) -> list[_Cell]:
    cells: list[_Cell] = []
    place = at = 0
    line = text[start:end]
    while place < len(line) and line[place] in " \u3000":
        at += _width(line[place])
        place += 1
    while place < len(line):
        gap = _GAP.search(line, place)
        until = gap.start() if gap else len(line.rstrip())
        reach = at + _width(line[place:until])
        if until > place:
            cells.append(_Cell(start + place, start + until, at, reach))
        if gap is None:
            break
        at, place = reach + _width(gap[0]), gap.end()
    return cells


def _width(words: str) -> int:
    return sum(1 if c.isascii() else 2 for c in words)


def _blanked(text: str, start: int, headings: list[_Cell], edits: list[Edit]) -> int:
    """Turn the gaps of a table's lines to tabs, as many as columns lie between; return where the table ends."""
    waiting, last = 0, start
    for first, last in _lines(text, start):
        cells = _cells(text, first, last)
        if len(cells) < 2:
            waiting += 1
            if waiting > 2 or (cells and (last - first > _LONGEST_SECTION or text[cells[0].end - 1] in "。；")):
                return first
            continue
        waiting = 0
        columns = _columns(cells, headings)
        if columns[0]:
            edits.append(Edit(first, cells[0].start, "\t" * columns[0], KIND, BLANKS))
        for i in range(1, len(cells)):
            tabs = "\t" * (columns[i] - columns[i - 1])
            edits.append(Edit(cells[i - 1].end, cells[i].start, tabs, KIND, BLANKS))
    return last


def _columns(cells: list[_Cell], headings: list[_Cell]) -> list[int]:
    """Give each cell the heading that it stands under; a line with as many cells as headings is taken in order."""
    if len(cells) >= len(headings):
        return list(range(len(cells)))
    columns: list[int] = []
    for i, cell in enumerate(cells):
        lowest = columns[-1] + 1 if columns else 0
        highest = len(headings) - (len(cells) - i)
        best = max(
            range(lowest, highest + 1),
            key=lambda h: (
                min(cell.until, headings[h].until) - max(cell.at, headings[h].at),
                -abs(cell.at - headings[h].at),
            ),
        )
        columns.append(best)
    return columns
