"""Tables of PDF pages without upright lines: columns told by the blank lanes between the letters.

The headings show where the columns are; a row begins where the first column, or where the number stands, has letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from luoshi_reading.knowledge.table_headings import are_headings, named

_LANE_LETTERS = 0.8
"""Least width of the blank between two headings, in letters; a wider one than between the letters of a word."""
_MARKS = frozenset("，。、；：！？）》”’")
_LEAST_COLUMNS = 3
_MOST_LINES = 400
_LONGEST_SECTION = 40
_HEADING_LINES = 4
_LINE_HEIGHTS = 1.9


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of a page with its place in points."""

    character: str
    left: float
    right: float
    baseline: float
    height: float


Line = list[Letter]


@dataclass(frozen=True, slots=True)
class Columns:
    """The lanes between columns (their middles, rising) and the headings as read."""

    lanes: tuple[float, ...]
    headings: tuple[str, ...]

    def index(self, letter: Letter) -> int:
        """Give the column that a letter stands in."""
        middle = (letter.left + letter.right) / 2
        return sum(middle > lane for lane in self.lanes)


def lines_of(letters: Sequence[Letter]) -> list[Line]:
    """Part the letters of a page into lines, from top to bottom and from left to right."""
    lines: list[Line] = []
    for letter in sorted(letters, key=lambda x: (-x.baseline, x.left)):
        if lines and abs(lines[-1][0].baseline - letter.baseline) <= 0.5 * max(letter.height, 4.0):
            lines[-1].append(letter)
        else:
            lines.append([letter])
    for line in lines:
        line.sort(key=lambda x: x.left)
    return lines


def pieces_of(line: Line) -> list[Line]:
    """Part a line at its wide blanks."""
    pieces: list[Line] = []
    for letter in line:
        before = pieces[-1][-1] if pieces else None
        width = max(letter.right - letter.left, before.right - before.left if before else 0.0, 5.0)
        if before and before.character in _MARKS:
            width *= 2  # the ink of a mark fills only half of its place
        if before and letter.left - before.right < _LANE_LETTERS * width:
            pieces[-1].append(letter)
        else:
            pieces.append([letter])
    return pieces


def words_of(letters: Sequence[Letter]) -> str:
    """Join letters to words."""
    return "".join(x.character for x in letters)


def columns_at(lines: Sequence[Line]) -> tuple[int, int, Columns] | None:
    """Find the headings and the lanes between their columns: first line, number of lines; None where there are none."""
    for at in range(min(len(lines), _MOST_LINES)):
        best: tuple[tuple[int, int], int, list[Line], tuple[str, ...]] | None = None
        for count in range(1, _HEADING_LINES + 1):
            if count > 1 and not _close(lines[at + count - 2 : at + count]):
                break
            pieces = _stacked(lines[at : at + count])
            headings = tuple(words_of(piece) for piece in pieces)
            # A heading over several lines has to be known, else it holds the first row.
            known = are_headings(headings) and (count == 1 or len(named(headings)) == len(headings))
            rank = (len(pieces), -sum(map(len, headings)))
            if known and len(pieces) >= _LEAST_COLUMNS and (best is None or rank > best[0]):
                best = rank, count, pieces, headings
        if best is not None and (lanes := _lanes(best[2], lines[at + best[1] :])) is not None:
            return at, best[1], Columns(lanes, best[3])
    return None


def _close(lines: Sequence[Line]) -> bool:
    """Tell two lines that stand as near one another as those of one cell."""
    if len(lines) < 2:
        return False
    height = max(letter.height for line in lines for letter in line)
    return lines[0][0].baseline - lines[1][0].baseline <= _LINE_HEIGHTS * height


def _stacked(lines: Sequence[Line]) -> list[Line]:
    """Join the pieces of lines that stand above one another, from left to right."""
    stacks: list[Line] = []
    for piece in (piece for line in lines for piece in pieces_of(line)):
        for stack in stacks:
            if piece[0].left < max(x.right for x in stack) and piece[-1].right > min(x.left for x in stack):
                stack += piece
                break
        else:
            stacks.append(list(piece))
    return sorted(stacks, key=lambda stack: min(x.left for x in stack))


def _lanes(headings: Sequence[Line], below: Sequence[Line]) -> tuple[float, ...] | None:
    """Give for each two headings the middle of the widest blank lane between them that the rows leave."""
    rows = [piece for line in below for pieces in [pieces_of(line)] if len(pieces) > 1 for piece in pieces]
    lanes: list[float] = []
    for left, right in pairwise(headings):
        start, end = _middle(left), _middle(right)
        taken = sorted(
            (max(first, start), min(last, end))
            for first, last in map(_extent, [left, right, *rows])
            if last > start and first < end
        )
        best, lane, reach = 0.0, None, start
        for first, last in [*taken, (end, end)]:
            if first - reach > best:
                best, lane = first - reach, (first + reach) / 2
            reach = max(reach, last)
        if lane is None or best < 2.0:
            return None
        lanes.append(lane)
    return tuple(lanes)


def _extent(piece: Line) -> tuple[float, float]:
    return min(x.left for x in piece), max(x.right for x in piece)


def _middle(piece: Line) -> float:
    return sum(_extent(piece)) / 2


def rows_of(lines: Sequence[Line], columns: Columns) -> tuple[list[list[list[Line]]], int]:
    """Put lines into rows of cells of lines; also give how many lines belong to the table.

    The table ends before a line that reaches over a lane, unless it is short and rows follow (a section).
    """
    used = next((i for i in range(len(lines)) if _ends(lines, i, columns)), len(lines))
    begins = [i for i in range(used) if _crosses(lines[i], columns) or columns.index(lines[i][0]) == 0]
    if not begins:
        return [], 0
    cuts = [0, *(_cut(lines, before, after) for before, after in pairwise(begins)), used]
    return [_row(lines[first:last], columns) for first, last in pairwise(cuts)], used


def _ends(lines: Sequence[Line], at: int, columns: Columns) -> bool:
    if not _crosses(lines[at], columns):
        return False
    return at + 1 == len(lines) or len(lines[at]) > _LONGEST_SECTION or _crosses(lines[at + 1], columns)


def _cut(lines: Sequence[Line], before: int, after: int) -> int:
    """Tell which line begins the second of two rows: the one after the widest gap, else the one that has its number."""
    gaps = {i: lines[i - 1][0].baseline - lines[i][0].baseline for i in range(before + 1, after + 1)}
    widest = max(gaps.values())
    return max(i for i, gap in gaps.items() if gap > widest - 1.0)


def _row(lines: Sequence[Line], columns: Columns) -> list[list[Line]]:
    cells: list[list[Line]] = [[] for _ in range(len(columns.lanes) + 1)]
    for line in lines:
        if _crosses(line, columns):
            cells[0].append(line)
            continue
        parts: dict[int, Line] = {}
        for letter in line:
            parts.setdefault(columns.index(letter), []).append(letter)
        for index, part in parts.items():
            cells[index].append(part)
    return cells


def _crosses(line: Line, columns: Columns) -> bool:
    return any(piece[0].left < lane < piece[-1].right for piece in pieces_of(line) for lane in columns.lanes)
