"""Tables of web pages whose headings are known: cells over several rows and columns keep their columns apart."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from luoshi_reading.knowledge.table_headings import DITTO, are_headings

CELL_END = "\x1f"
"""Marks the end of a cell until the line is finished; no page holds it."""

_CELLS = frozenset(("td", "th"))
_ROWS_LOOKED_AT = 3
_CELLS_LOOKED_AT = 40
_MOST_COLUMNS = 40
_MOST_ROWS = 300
_MOST_DITTOS = 100_000


def has_headings(table: LexborNode) -> bool:
    """Tell a table of which one of the first rows holds known headings."""
    rows = 0
    parts = [table]
    while parts:
        part = parts.pop(0)
        node = part.child
        while node is not None and rows < _ROWS_LOOKED_AT:
            if node.tag in ("thead", "tbody"):
                parts.append(node)
            elif node.tag == "tr":
                rows += 1
                if are_headings(_words(node)):
                    return True
            node = node.next
    return False


def _words(row: LexborNode) -> list[str]:
    words: list[str] = []
    cell = row.child
    while cell is not None and len(words) < _CELLS_LOOKED_AT:
        if cell.tag in _CELLS:
            words.append(" ".join((cell.text(deep=True) or "").split()))
        cell = cell.next
    return words


class Spanning:
    """Which columns of the row being read are filled by a cell that began in a row above."""

    def __init__(self) -> None:
        self._left: dict[int, int] = {}  # rows that the cell of a column still reaches over
        self._begins: set[int] = set()  # the first column of each such cell
        self._column = 0
        self._cell = (1, 1)  # columns and rows of the open cell
        self._written = 0

    def before_cell(self) -> str:
        """Give the cells that stand before the one that opens now."""
        out = []
        while self._left.get(self._column, 0) > 0:
            out.append(self._take())
        return "".join(out)

    def enter(self, cell: LexborNode) -> None:
        """Open a cell."""
        self._cell = (
            _reach(cell, "colspan", _MOST_COLUMNS),
            _reach(cell, "rowspan", _MOST_ROWS) if (cell.text(deep=True) or "").strip() else 1,
        )

    def after_cell(self) -> str:
        """Close the open cell; give the empty cells that it reaches over to its right."""
        columns, rows = self._cell
        if rows > 1 and self._column + columns <= _MOST_COLUMNS:
            self._begins.add(self._column)
            for column in range(self._column, self._column + columns):
                self._left[column] = rows  # this row counts, too, and is taken off at its end
        self._column += columns
        return CELL_END * (columns - 1)

    def end_row(self) -> str:
        """End the row; give the cells from above that stand after its last one."""
        out = []
        last = max((column for column, rows in self._left.items() if rows > 0), default=-1)
        while self._column <= last:
            out.append(self._take() if self._left.get(self._column, 0) > 0 else self._skip())
        self._left = {column: rows - 1 for column, rows in self._left.items() if rows > 1}
        self._begins &= self._left.keys()
        self._column = 0
        return "".join(out)

    def _take(self) -> str:
        self._written += 1
        words = DITTO if self._column in self._begins and self._written < _MOST_DITTOS else ""
        self._column += 1
        return words + CELL_END

    def _skip(self) -> str:
        self._column += 1
        return CELL_END


def _reach(cell: LexborNode, name: str, most: int) -> int:
    value = (cell.attributes.get(name) or "").strip()
    return max(1, min(int(value), most)) if value.isdigit() and len(value) < 6 else 1
