"""Rows of a table that run on into the next line: what was broken inside a cell is joined to its cell again.

Running numbers at the heads of lines show where rows begin, and most rows how many cells a row has (R86).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

from luoshi_reading.knowledge.cell_kinds import is_units, kind_of
from luoshi_reading.repair.edits import Edit
from luoshi_reading.repair.likelihood import is_pair

KIND = "table_columns"
BROKEN_CELL = "line_break_inside_cell"
CELL_BELOW = "cell_goes_on_below"

# Looked for behind the end of the line before, which is passed over to quickly.
_START = re.compile(r"\n[ \u3000]*(?P<number>\d{1,3})[.．、]?[ \u3000]*\t")
_HEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节部]"
)
_LEAST_ROWS = 3
_LEAST_CELLS, _MOST_CELLS = 3, 12
_MOST_LINES = 12
"""Lines of one row."""
_LEAST_SHARE = 0.7
_LEAST_FITTING = 0.3
"""Of the pieces below cells, how many must follow their cell as characters follow each other in prose."""
_LEAST_BARE = 2
"""Of pieces on lines without tabs, how many must fit."""
_LONGEST_PIECE = 60
_BLANK = " \u3000\xa0"


class _Line(NamedTuple):
    start: int
    end: int
    cells: tuple[str, ...]


class _Below(NamedTuple):
    """A line that holds one piece and goes on with a column of its row."""

    row: int
    column: int
    line: _Line
    piece: str


def find(text: str) -> list[Edit]:
    """Find the rows of numbered tables that run on into the next lines."""
    if "\t" not in text:
        return []
    edits: list[Edit] = []
    for rows in _tables(text):
        if any(len(row) > 1 for row in rows):
            edits += _joined(text, rows)
    return edits


def _tables(text: str) -> Iterator[list[list[_Line]]]:
    """Yield the rows of each table by their lines, from one running number to the next."""
    run: list[int] = []
    last = 0
    for start in _START.finditer("\n" + text):
        number = int(start["number"])
        near = run and text.count("\n", run[-1], start.start()) <= _MOST_LINES
        if not (near and number in (last + 1, 1)):
            if len(run) >= _LEAST_ROWS:
                yield _rows(text, run)
            run = []
        if run or number == 1:
            run.append(start.start())
            last = number
    if len(run) >= _LEAST_ROWS:
        yield _rows(text, run)


def _rows(text: str, starts: Sequence[int]) -> list[list[_Line]]:
    rows = [_lines(text, start, until) for start, until in pairwise(starts)]
    most = max(map(len, rows))
    return [*rows, _lines(text, starts[-1], len(text), most)]


def _lines(text: str, start: int, until: int, most: int = 2 * _MOST_LINES) -> list[_Line]:
    lines: list[_Line] = []
    while start < until and len(lines) < most:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end].rstrip(_BLANK + "\t\r")
        if not line:
            if most <= _MOST_LINES:
                break
        else:
            lines.append(_Line(start, start + len(line), tuple(cell.strip(_BLANK) for cell in line.split("\t"))))
        start = end + 1
    return lines


def _joined(text: str, rows: Sequence[Sequence[_Line]]) -> list[Edit]:
    totals = Counter(_total(row) for row in rows)
    width, times = totals.most_common(1)[0]
    if not _LEAST_CELLS <= width <= _MOST_CELLS or times < _LEAST_SHARE * (len(rows) - 1):
        return []
    edits: list[Edit] = []
    below: list[_Below] = []
    whole = [row[0] for row in rows if len(row[0].cells) == width]
    words = max(range(width), key=lambda i: sum(len(line.cells[i]) for line in whole)) if whole else 0
    for index, row in enumerate(rows):
        until = _whole_until(row, width)
        if until is None:
            continue
        for line, after in pairwise(row[: until + 1]):
            # Two whole names of units, one below the other in one cell, are two.
            upper, lower = line.cells[-1], after.cells[0]
            parted = is_units(upper) and is_units(lower) and "、" not in (upper[-1], lower[0])
            joint = "、" if parted else ""
            edits.append(Edit(line.end, after.start, joint, KIND, BROKEN_CELL))
        if until == 0:
            below += _below(index, row, words)
    return sorted([*edits, *_moved(text, rows, below)], key=lambda edit: edit.start)


def _total(row: Sequence[_Line]) -> int:
    """Count a row's cells as if each line went on with the last cell of the line before."""
    return 1 + sum(len(line.cells) - 1 for line in row if line.cells[0])


def _whole_until(row: Sequence[_Line], width: int) -> int | None:
    """Give the line with which a row has all its cells; None where no line is it."""
    total = 1
    for index, line in enumerate(row):
        total += len(line.cells) - 1
        if total >= width or not line.cells[0]:
            return index if total == width and line.cells[0] else None
    return None


def _below(index: int, row: Sequence[_Line], words: int) -> Iterator[_Below]:
    for line in row[1:]:
        filled = [i for i, cell in enumerate(line.cells) if cell]
        if len(filled) != 1 or len(line.cells) > len(row[0].cells):
            return
        piece = line.cells[filled[0]]
        if len(piece) > _LONGEST_PIECE or _HEADING.match(piece):
            return
        last = len(row[0].cells) - 1
        column = last if not filled[0] and _completes(row[0].cells[last], piece) else words
        yield _Below(index, filled[0] or column, line, piece)


def _completes(cell: str, piece: str) -> bool:
    """Tell whether a piece makes a cell a time or names of units that it was not yet."""
    whole = kind_of(cell + piece)
    return whole in ("deadline", "units") and (whole != kind_of(cell) or cell[-1] in "年、")


def _moved(text: str, rows: Sequence[Sequence[_Line]], below: Sequence[_Below]) -> Iterator[Edit]:
    """Move what stands below a cell behind it, where such pieces go on with their cells."""
    bare = [piece for piece in below if piece.line.cells[0]]
    # Behind the last row another paragraph may begin.
    behind = [piece for piece in bare if piece.row + 1 == len(rows)]
    if len(bare) - len(behind) < _LEAST_BARE:
        below = [piece for piece in below if piece not in behind]
    fitting = sum(_fits(rows[piece.row][0].cells[piece.column], piece.piece) for piece in below)
    if not fitting or fitting < _LEAST_FITTING * len(below) or (len(bare) > len(behind) and fitting < _LEAST_BARE):
        return
    for index, of_row in groupby(below, key=attrgetter("row")):
        line, pieces = rows[index][0], list(of_row)
        cells = list(line.cells)
        if any(cells[piece.column][-1:] in ("", "。", "；") for piece in pieces):
            continue
        if pieces[0] in behind and not _fits(cells[pieces[0].column], pieces[0].piece):
            continue
        for piece in pieces:
            cells[piece.column] += piece.piece
        first = min(piece.column for piece in pieces)
        end_of_first = _cell_end(text, line, first)
        now = cells[first][len(line.cells[first]) :] + "".join("\t" + cell for cell in cells[first + 1 :])
        end = text.find("\n", pieces[-1].line.end)
        yield Edit(end_of_first, len(text) if end < 0 else end, now, KIND, CELL_BELOW)


def _cell_end(text: str, line: _Line, column: int) -> int:
    place = line.start
    for _ in range(column):
        place = text.index("\t", place) + 1
    end = text.find("\t", place, line.end)
    end = line.end if end < 0 else end
    return place + len(text[place:end].rstrip(_BLANK))


def _fits(cell: str, piece: str) -> bool:
    """Tell whether a piece goes on with a cell: after a mark that parts, within a word, within a unit's name."""
    if not cell or cell[-1] in "。；":
        return False
    if cell[-1] in "，、（0123456789" or piece[0] in "，、）" or is_pair(cell[-1] + piece[0]):
        return True
    return not is_units(piece) and _completes(cell, piece)
