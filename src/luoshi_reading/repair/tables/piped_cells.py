"""Tables whose cells stand apart by lines that hold nothing but a stroke: their rows get tabs, as other tables have.

Programs that take the words out of a page write a table so: 1 ⏎ | ⏎ 新建停车场 ⏎ | ⏎ 市住建局 ⏎ 市财政局 ⏎ | …. A cell
may have several lines, and nothing tells where a row ends but the next running number. A row that lost a cell because
one above reaches down into it gets 〃 where its other cells fit best (R79).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from luoshi_reading.knowledge.cell_kinds import kind_of
from luoshi_reading.repair.edits import Edit

KIND = "table_columns"
WHY = "stroke_lines"

_STROKE_LINE = re.compile(r"(?m)^[ \t\u3000]*[|｜│][ \t\u3000\r]*$")
_LEAST_STROKES = 8
_LEAST_ROWS = 2
_FEWEST_CELLS = 3
_MOST_CELLS = 12
_MOST_MISSING = 2
# Characters of a line that is a name; longer lines of a cell go on with one another.
_NAME = 16
_NEXT = "〃"
_NUMBER = re.compile(r"(\d{1,3})[.、]?")


class _Cell(NamedTuple):
    start: int
    end: int
    said: str


Row = list[_Cell]


def find(text: str) -> list[Edit]:
    """Find what stands between the cells of a row, and between its rows."""
    if text.count("|") + text.count("｜") < _LEAST_STROKES or text.count("\n|") + text.count("\n｜") < _LEAST_STROKES:
        return []
    strokes = list(_STROKE_LINE.finditer(text))
    if len(strokes) < _LEAST_STROKES:
        return []
    edits: list[Edit] = []
    for rows in _tables(_cells(text, strokes)):
        edits.extend(_laid_out(text, rows))
    return edits


def _cells(text: str, strokes: Sequence[re.Match[str]]) -> list[_Cell]:
    """What stands between the strokes. Before the first one only its last line is a cell."""
    cells = []
    at = text.rfind("\n", 0, max(strokes[0].start() - 1, 0)) + 1
    for stroke in strokes:
        said = text[at : stroke.start()]
        start = at + len(said) - len(said.lstrip())
        end = start + len(said.strip())
        cells.append(_Cell(start, max(start, end), said.strip()))
        at = stroke.end()
    # A last row without a stroke at its end has its last cell on one line.
    last = text[at : at + 1] == "\n" and text[at + 1 : (text.find("\n", at + 1) + 1 or len(text) + 1) - 1]
    if last and last.strip():
        start = at + 1 + len(last) - len(last.lstrip())
        cells.append(_Cell(start, start + len(last.strip()), last.strip()))
    return cells


def _tables(cells: Sequence[_Cell]) -> Iterator[list[Row]]:
    """The rows from one running number to the next; what stands before 1 are the headings, if as many as cells."""
    starts: list[int] = []
    wanted = 1
    for index, cell in enumerate(cells):
        number = _NUMBER.fullmatch(cell.said)
        if number and int(number[1]) == wanted and (not starts or index - starts[-1] >= _FEWEST_CELLS):
            starts.append(index)
            wanted += 1
    if len(starts) < _LEAST_ROWS:
        return
    count = Counter(b - a for a, b in pairwise(starts)).most_common(1)[0][0]
    widths = [b - a for a, b in pairwise(starts)]
    count = max((w for w in widths if w <= count + _MOST_MISSING), default=count)
    if not _FEWEST_CELLS <= count <= _MOST_CELLS:
        return
    rows = [list(cells[a:b]) for a, b in zip(starts, [*starts[1:], min(starts[-1] + count, len(cells))], strict=True)]
    rows = [row for row in rows if count - _MOST_MISSING <= len(row) <= count]
    if starts[0] >= count:
        rows.insert(0, list(cells[starts[0] - count : starts[0]]))
    if len(rows) >= _LEAST_ROWS:
        yield rows


def _laid_out(text: str, rows: Sequence[Row]) -> Iterator[Edit]:
    count = max(map(len, rows))
    kinds = [
        Counter(trait for row in rows if len(row) == count for trait in _traits(row[i].said)) for i in range(count)
    ]
    for index, row in enumerate(rows):
        for cell in row:
            yield from _joined_lines(text, cell)
        filled = _fitted(row, kinds)
        missing = [i for i, cell in enumerate(filled) if cell is None]
        cells = [cell for cell in filled if cell is not None]
        place = 0
        for left, right in pairwise(cells):
            place = filled.index(left) + 1
            gap = sum(1 for i in missing if place <= i < filled.index(right))
            yield Edit(left.end, right.start, "\t" + f"{_NEXT}\t" * gap, KIND, WHY)
        tail = "\t" + _NEXT if missing and missing[-1] == count - 1 else ""
        end = rows[index + 1][0].start if index + 1 < len(rows) else 0
        if (
            end
            and _STROKE_LINE.search(text, cells[-1].end, end)
            and not text[cells[-1].end : end].strip(" \t\u3000\r\n|｜│")
        ):
            yield Edit(cells[-1].end, end, tail + "\n", KIND, WHY)
        elif stroke := _STROKE_LINE.match(text, cells[-1].end + 1):
            yield Edit(cells[-1].end, stroke.end(), tail, KIND, WHY)


def _joined_lines(text: str, cell: _Cell) -> Iterator[Edit]:
    """Put the lines of a cell one behind the other: names with a mark between, words without."""
    lines = [line.strip() for line in cell.said.split("\n") if line.strip()]
    mark = "、" if all(len(line) <= _NAME for line in lines) else ""
    for gap in re.finditer(r"\s*\n\s*", text[cell.start : cell.end]):
        yield Edit(cell.start + gap.start(), cell.start + gap.end(), mark, KIND, WHY)


def _fitted(row: Row, kinds: Sequence[Counter[str]]) -> list[_Cell | None]:
    """Leave a place free for each cell a row lacks, where its other cells fit best; the number stays first."""
    filled: list[_Cell | None] = list(row)
    while len(filled) < len(kinds):
        best = max(range(1, len(filled) + 1), key=lambda at: _fit([*filled[:at], None, *filled[at:]], kinds))
        filled.insert(best, None)
    return filled


def _fit(filled: Sequence[_Cell | None], kinds: Sequence[Counter[str]]) -> float:
    return sum(
        sum(kinds[i][trait] for trait in _traits(cell.said)) / (sum(kinds[i].values()) or 1)
        for i, cell in enumerate(filled[: len(kinds)])
        if cell is not None
    )


def _traits(said: str) -> tuple[str, str, str]:
    """What a cell holds, whether it is a sentence, and how long it is."""
    length = sum(len(said.split("\n")[0]) > bound for bound in _LENGTHS)
    return kind_of(said), "sentence" if said.endswith(("。", "；")) else "no sentence", f"length {length}"


_LENGTHS = (4, 10, 24)
