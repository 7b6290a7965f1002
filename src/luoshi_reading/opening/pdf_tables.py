"""Tables of PDF pages: rows and cells rebuilt from the ruling lines, or the blank lanes, and the characters' places.

Only tables whose headings are known are rebuilt; what stands round them stays as the text layer gives it. A row is a
line with its cells apart by tabs, ``〃`` stands where a cell reaches down from above, as with Word and web tables.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from ctypes import byref, c_double
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as raw

from luoshi_reading.knowledge.table_headings import DITTO, are_headings, role_of
from luoshi_reading.opening.pdf_columns import Columns, Letter, columns_at, lines_of, rows_of
from luoshi_reading.opening.pdf_rulings import Grid, grids_of

_HINT = re.compile(
    r"序\s*号|编\s*号|(?:责\s*任|牵\s*头|主\s*办|配\s*合)\s*(?:单\s*位|部\s*门)|时\s*限|项\s*目\s*名\s*称"
)
_HEADING_ROWS = 3
_LEAST_ROWS = 3
_SAME_COLUMN_POINTS = 6.0
_CELL_PADDING_POINTS = 12.0
_BLANK_BESIDE_CHINESE = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")
_WHITE = frozenset(" \t\r\n\u3000\xa0\ufffe\0\x02")


@dataclass(slots=True)
class Row:
    """The cells of one line of a table."""

    cells: list[str]

    def __str__(self) -> str:
        return "\t".join(self.cells).rstrip("\t")


@dataclass(slots=True)
class _Cell:
    """A cell of the grid with its letters; ``left``/``right`` are its edges in points."""

    left: float
    right: float
    rows: int
    letters: list[Letter] = field(default_factory=list)

    def words(self) -> str:
        """Join the lines of the cell; a line that ends early ends a paragraph and parts from the next by a blank."""
        lines = self._lines()
        room = max((line[-1].right - line[0].left for line in lines), default=0.0)
        out = ""
        ended: list[Letter] = []
        for line in lines:
            words = _of_line(line)
            if not words:
                continue
            before = out[-1:]
            if before and not _is_rest(words) and (_is_latin(before + words[0]) or self._ended_early(ended, room)):
                out += " "
            out += words
            ended = line
        return out

    def _lines(self) -> list[list[Letter]]:
        """Part the letters by their base lines; white space at either end of a line is left out."""
        lines: list[list[Letter]] = []
        for letter in self.letters:
            last = lines[-1][-1] if lines else None
            if letter.character in _WHITE:
                if last is not None and letter.character != "\ufffe":
                    lines[-1].append(Letter(" ", last.right, last.right, last.baseline, last.height))
            elif last is None or abs(letter.baseline - last.baseline) > 0.5 * max(letter.height, last.height, 4.0):
                lines.append([letter])
            else:
                lines[-1].append(letter)
        return lines

    def _ended_early(self, line: list[Letter], room: float) -> bool:
        """Tell a line after which there was room for more, by the cell's edges or by its longest line."""
        width = line[-1].right - line[0].left
        letter = max(6.0, *(x.right - x.left for x in line))
        return (self.right - self.left) - width > _CELL_PADDING_POINTS + 1.6 * letter or room - width > 1.6 * letter


def _of_line(line: list[Letter]) -> str:
    """Write a line's letters; of the blanks only those between Latin words stay."""
    words = " ".join("".join(letter.character for letter in line).split())
    return _BLANK_BESIDE_CHINESE.sub("", words)


def _is_rest(words: str) -> bool:
    """Tell a line of one Chinese character, which only a narrow cell cuts off (投入使 / 用)."""
    return len(words) == 1 and "一" <= words <= "鿿"


def _is_latin(pair: str) -> bool:
    return pair.isascii() and pair.isalpha()


class Tables:
    """Rebuilds the tables of a document page by page; a table may go on over pages."""

    def __init__(self) -> None:
        self._open: _Open | None = None
        self._columns: Columns | None = None  # of a table without upright lines that the last page ended with

    def page(self, page: Any, layer: Any, text: str) -> list[str | Row]:
        """Give a page as text and rows in their order; the text alone where no table is known on it.

        A row that goes on from the page before is put into its row there.
        """
        if not (self._open or self._columns or _HINT.search(text)) or page.get_rotation():
            self._open = self._columns = None
            return [text]
        out: list[str | Row] = []
        top: float | None = None
        goes_on = self._open
        self._open = None
        for grid in grids_of(page):
            rows = self._rows(layer, grid, goes_on if not out else None)
            if rows is None:
                continue
            above = layer.get_text_bounded(bottom=grid.top, top=top)
            out += [above, *rows] if above.strip() else rows
            top = grid.bottom
        if top is None:
            return self._between_lanes(layer, text)
        self._columns = None
        below = layer.get_text_bounded(top=top)
        if below.strip():
            out.append(below)
        return out

    def _between_lanes(self, layer: Any, text: str) -> list[str | Row]:
        """Read a table without upright lines; the text alone where there is none."""
        before, self._columns = self._columns, None
        lines = lines_of([letter for _, _, letter in _letters(layer) if letter.character not in _WHITE])
        found = columns_at(lines)
        first = found[0] if found else next((i for i, line in enumerate(lines[:3]) if line[0].character.isdigit()), 0)
        body = first + found[1] if found else first
        columns = found[2] if found else before
        if columns is None:
            return [text]
        cells, used = rows_of(lines[body:], columns)
        rows = [Row([_of_lines(cell) for cell in row]) for row in cells]
        if found:
            rows.insert(0, Row(list(columns.headings)))
        if sum(sum(map(bool, row.cells)) > 1 for row in rows) < _LEAST_ROWS:
            return [text]
        if body + used >= len(lines) - 1:  # a page number may stand below
            self._columns = columns
        top = max(letter.baseline + letter.height for letter in lines[first])
        above = layer.get_text_bounded(bottom=top).strip() if first else ""
        below = [_of_line(line) for line in lines[body + used :]]
        return [*([above] if above else []), *rows, *below]

    def _rows(self, layer: Any, grid: Grid, before: _Open | None) -> list[str | Row] | None:
        """Read a grid's rows; None where it is no table whose headings are known."""
        cells = _filled(layer, grid)
        lines = [[_words(cells, grid, row, column) for column in range(grid.columns)] for row in range(grid.rows)]
        at = next((i for i, line in enumerate(lines[:_HEADING_ROWS]) if are_headings(_upright(line))), None)
        if at is None and (before is None or not before.fits(grid)):
            return None
        rows = [Row(line) for line in lines]
        headings = lines[at] if at is not None else before.headings if before else []
        if before is not None and before.fits(grid) and before.headings == headings:
            first = at + 1 if at is not None else 0
            self._go_on(rows, cells, grid, first, before)
        number = next((i for i, words in enumerate(headings) if role_of(words) == "number"), None)
        body = [row.cells for row in rows[0 if at is None else at + 1 :] if sum(map(bool, row.cells)) > 1]
        always = frozenset(i for i in range(grid.columns) if len(body) > 1 and all(cells[i] for cells in body))
        self._open = _Open(grid, headings, number, rows[-1] if rows else before.last if before else None, always)
        return [row for row in rows if any(row.cells)]

    def _go_on(self, rows: list[Row], cells: list[list[_Cell]], grid: Grid, first: int, before: _Open) -> None:
        """Join the first row to the last one of the page before where it goes on; mark cells that reach over."""
        if first >= len(rows) or before.last is None:
            return
        row, last = rows[first], before.last.cells
        goes_on = before.number is not None and not row.cells[before.number] and bool(last[before.number])
        goes_on = goes_on and before.number is not None and cells[first][before.number].rows == 1
        if before.number is None:
            # Without numbers: a column is empty that never was, and nothing reaches over it.
            goes_on = any(
                not row.cells[column] and last[column] != DITTO and cells[first][column].rows == 1
                for column in before.always
            )
        if goes_on:
            before.last.cells = [
                one if not other or other == DITTO else one + other for one, other in zip(last, row.cells, strict=True)
            ]
            for column, words in enumerate(row.cells):
                if not words and last[column]:
                    _reach_down(rows, column, first + 1, first + cells[first][column].rows)
            del rows[first]
            return
        for column, words in enumerate(row.cells):
            # One row of a merged cell on the next page: the column has no empty cell, and ended within such a one.
            alone = last[column] == DITTO and column in before.always and sum(map(bool, row.cells)) > 1
            if not words and last[column] and (alone or cells[first][column].rows > 1):
                _reach_down(rows, column, first, first + cells[first][column].rows)


@dataclass(slots=True)
class _Open:
    """The table that a page ended with."""

    grid: Grid
    headings: list[str]
    number: int | None
    last: Row | None
    always: frozenset[int] = frozenset()  # columns without an empty cell on that page

    def fits(self, grid: Grid) -> bool:
        """Tell a grid with the same columns."""
        return grid.columns == self.grid.columns and all(
            abs(a - b) <= _SAME_COLUMN_POINTS for a, b in zip(grid.xs, self.grid.xs, strict=True)
        )


def _reach_down(rows: list[Row], column: int, first: int, end: int) -> None:
    """Write 〃 in the rows that a cell of the page before reaches over."""
    for row in rows[first:end]:
        row.cells[column] = DITTO


def _upright(line: list[str]) -> list[str]:
    return ["" if words == DITTO else words for words in line]


def _filled(layer: Any, grid: Grid) -> list[list[_Cell]]:
    """Put every letter of the page that lies in the grid into its cell; merged cells are one object."""
    made: dict[tuple[int, int], _Cell] = {}
    cells = []
    for row in range(grid.rows):
        line = []
        for column in range(grid.columns):
            origin = grid.origin(row, column)
            if origin not in made:
                columns, rows = grid.reach(origin)
                made[origin] = _Cell(grid.xs[origin[1]], grid.xs[min(origin[1] + columns, grid.columns)], rows)
            line.append(made[origin])
        cells.append(line)
    falling = [-y for y in grid.ys]
    for x, y, letter in _letters(layer):
        column = bisect_right(grid.xs, x) - 1
        row = bisect_right(falling, -y) - 1
        if 0 <= column < grid.columns and 0 <= row < grid.rows:
            cells[row][column].letters.append(letter)
    return cells


def _words(cells: list[list[_Cell]], grid: Grid, row: int, column: int) -> str:
    """Give a cell's words at its first place, 〃 below it, nothing to its right."""
    origin = grid.origin(row, column)
    if origin == (row, column):
        return cells[row][column].words()
    return DITTO if column == origin[1] and cells[row][column].letters else ""


def _letters(layer: Any) -> Iterator[tuple[float, float, Letter]]:
    """Yield the letters of a page in the order of its text, each with its middle."""
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    origin, baseline = c_double(), c_double()
    for index in range(layer.count_chars()):
        code = raw.FPDFText_GetUnicode(layer, index)
        if not raw.FPDFText_GetCharBox(layer, index, byref(left), byref(right), byref(bottom), byref(top)):
            continue
        raw.FPDFText_GetCharOrigin(layer, index, byref(origin), byref(baseline))
        letter = Letter(chr(code), left.value, right.value, baseline.value, top.value - bottom.value)
        yield (left.value + right.value) / 2, (bottom.value + top.value) / 2, letter


def _of_lines(lines: list[list[Letter]]) -> str:
    left = min((line[0].left for line in lines), default=0.0)
    right = max((line[-1].right for line in lines), default=0.0)
    return _Cell(left, right, 1, [letter for line in lines for letter in line]).words()
