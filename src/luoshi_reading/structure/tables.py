"""Tables: rows of cells apart by tabs, their headings, sections, merged cells and continuations. Rules R78-R83.

A table is read from the text alone, so a table of a web page, a Word file, a PDF and a plain text are read alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from luoshi_reading.knowledge.table_headings import are_headings, is_ditto, named, role_of

LONGEST_SECTION = 60
CAPTION_LINES = 4

_BLANK = " \u3000\xa0"
_ASIDE = re.compile(r"[（(〔\[【][^）)〕\]】]*[）)〕\]】]?")
_UNIT_LINE = re.compile(r"单位[：:][ \u3000]*(?P<unit>亿元|万元|元|亩|公里|个|项|%|％)")
_HEADING_UNIT = re.compile(r"亿美元|万美元|亿元|万元|元|万亩|亩|公里|％|%|万人|人|个|项|家|户|吨")
_NUMBER = re.compile(r"[（(]?\d{1,4}(?:[-－.]\d{1,3}){0,2}[）)]?[.．、]?|[①-⑳]")
_CHINESE_NUMBER = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．]?")
_NO_CAPTION = re.compile(r"^附(?:件|表)|单位[：:]|^[（(]|[。；：:，]$|^\d+$|^第?\d+页|年\d{1,2}月(?:\d{1,2}日)?$")
_HEADING = re.compile(r"(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、)[^。；：:，]+")
_NOTE_AFTER = re.compile(r"^(?:注|说明|备注)[：:]?")
_PART = re.compile(r"^(?:续表|（续）|\(续\)|接上页|接上表|表\d+(?:续|（续）))")


class Cell(NamedTuple):
    """What stands between two tabs without the white space round it, by its place in the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line as cells; one cell where it has no tab."""

    start: int
    end: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds (a key of ``table_headings.toml``), its heading as written, the unit the heading names."""

    role: str
    heading: str
    unit: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the body. ``cells`` by column; a cell that stands for the one above it is that one.

    ``repeated`` are the columns in which it is so; ``section`` is the row of a single cell that it stands under.
    """

    start: int
    end: int
    cells: dict[int, Cell]
    repeated: frozenset[int]
    section: Cell | None


@dataclass(slots=True)
class Table:
    """A table with headings that were recognised. ``start``/``end`` hold headings and body, not the caption."""

    start: int
    end: int
    columns: dict[int, Column]
    others: tuple[str, ...] = ()
    caption: Cell | None = None
    headed: bool = False  # the caption is a numbered heading of the document's own outline
    unit: str | None = None
    rows: list[Row] = field(default_factory=list)
    told_by_cells: bool = False  # without headings, columns by what they hold (R86)

    def column(self, *roles: str) -> int | None:
        """Give the first column that has one of the roles, the roles in order of preference."""
        for role in roles:
            for index, column in self.columns.items():
                if column.role == role:
                    return index
        return None


def headed_tables(text: str, block: Sequence[Line], before: Table | None) -> list[Table]:
    """Read the tables of a block by their headings; ``before`` is the last table before it, which may go on here."""
    return [table for table in _Block(text, block, before).read() if table.rows]


def blocks(text: str) -> Iterator[list[Line]]:
    """Yield the runs of lines that have cells, with the short lines that stand between them."""
    run: list[Line] = []
    waiting: list[Line] = []
    start = 0
    while start <= len(text):
        if not run:
            tab = text.find("\t", start)
            if tab < 0:
                return
            start = text.rfind("\n", 0, tab) + 1
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = Line(start, end, cells_of(text, start, end))
        start = end + 1
        if len(line.cells) > 1:
            run += waiting
            waiting.clear()
            run.append(line)
        elif run and line.cells and len(waiting) < 2 and _may_stand_between(text, line):
            waiting.append(line)
        elif run and line.cells:
            yield run
            run, waiting = [], []
    if run:
        yield run


def _may_stand_between(text: str, line: Line) -> bool:
    words_of = text[line.start : line.end].strip()
    return len(words_of) <= LONGEST_SECTION and words_of[-1] not in "。；" and not _NOTE_AFTER.match(words_of)


def cells_of(text: str, start: int, end: int) -> tuple[Cell, ...]:
    """Part a line at its tabs; none where it is blank, one where nothing but one cell at its head is filled."""
    cells: list[Cell] = []
    filled = False
    while start <= end:
        tab = text.find("\t", start, end)
        tab = end if tab < 0 else tab
        first, last = start, tab
        while first < last and text[first] in _BLANK:
            first += 1
        while last > first and text[last - 1] in _BLANK:
            last -= 1
        cells.append(Cell(first, last))
        filled = filled or last > first
        start = tab + 1
    while len(cells) > 1 and cells[-1].start == cells[-1].end:
        cells.pop()
    return tuple(cells) if filled else ()


class _Block:
    """Reads one run of lines: headings, body, sections, parts."""

    def __init__(self, text: str, lines: Sequence[Line], before: Table | None) -> None:
        self.text = text
        self.lines = lines
        self.before = before
        self.tables: list[Table] = []
        self.table: Table | None = None
        self.section: Cell | None = None
        self.above: dict[int, Cell] = {}

    def read(self) -> list[Table]:
        index = 0
        while index < len(self.lines):
            heading_lines = self._headings(index)
            if heading_lines:
                index += heading_lines
                continue
            if self.table is None and self.before is not None and self._continues(self.lines[index], self.before):
                self._begin(self.lines[index].start, dict(self.before.columns), self.before.others, self.before)
            if self.table is not None:
                self._row(self.table, self.lines[index], index)
            index += 1
        return self.tables

    def words(self, cell: Cell) -> str:
        return self.text[cell.start : cell.end]

    def _headings(self, index: int) -> int:
        """Begin a table where headings stand; return how many lines they take, 0 where there are none."""
        first = [self.words(cell) for cell in self.lines[index].cells]
        if len(first) < 2 or first[0][:1].isdigit() or not any(role_of(words) for words in first):
            return 0
        taken = 1
        second = [self.words(c) for c in self.lines[index + 1].cells] if index + 1 < len(self.lines) else []
        if second and _are_lower_headings(first, second):
            first, taken = _joined(first, second), 2
        if not are_headings(first):
            return 0
        known = named(first)
        columns = {
            i: Column(role, first[i], _unit_of(first[i])) for i, role in known if role not in ("other", "quarter")
        }
        columns |= {i: Column(role, first[i], None) for i, role in known if role == "quarter"}
        others = tuple(first[i] for i, role in known if role == "other")
        if self.table is not None and [c.role for c in self.table.columns.values()] == [
            c.role for c in columns.values()
        ]:
            heading = self.lines[index - 1]
            if len(heading.cells) > 1 or not _HEADING.fullmatch(self.words(heading.cells[0])):
                return taken  # the headings again at the head of a page
            # 三、其他任务 over the same headings again: another table, under a heading of the outline.
            self.table.end = max((row.end for row in self.table.rows), default=self.table.start)
        self._begin(self.lines[index].start, columns, others, None, index)
        return taken

    def _begin(
        self,
        start: int,
        columns: dict[int, Column],
        others: tuple[str, ...],
        part_of: Table | None,
        index: int = 0,
    ) -> None:
        caption, unit = (part_of.caption, part_of.unit) if part_of else self._caption(start, index)
        headed = caption is not None and _HEADING.match(self.text, *caption) is not None
        self.table = Table(start, start, columns, others, caption, headed, unit)
        self.tables.append(self.table)
        self.section = part_of.rows[-1].section if part_of and part_of.rows else None
        self.above = dict(part_of.rows[-1].cells) if part_of and part_of.rows else {}

    def _caption(self, start: int, index: int) -> tuple[Cell | None, str | None]:
        """Find the line that names the table, and the unit that a line above it gives."""
        unit = None
        end = start - 1
        for _ in range(CAPTION_LINES):
            if end <= 0:
                break
            begin = self.text.rfind("\n", 0, end) + 1
            cells = cells_of(self.text, begin, end)
            end = begin - 1
            if len(cells) != 1:
                if cells:
                    break
                continue
            line = self.words(cells[0])
            unit = unit or next((m["unit"] for m in [_UNIT_LINE.search(line)] if m), None)
            if len(line) <= LONGEST_SECTION and (not _NO_CAPTION.search(line) or _HEADING.fullmatch(line)):
                return cells[0], unit
            if len(line) > LONGEST_SECTION or line[-1] in "。；":
                break
        return None, unit

    def _continues(self, line: Line, before: Table) -> bool:
        """Tell a row that goes on with the numbers of the table before it."""
        number = before.column("number")
        if number is None or not before.rows or len(line.cells) > max(before.columns) + 1 or number >= len(line.cells):
            return False
        last = before.rows[-1].cells.get(number)
        here = self.words(line.cells[number])
        return last is not None and here.isdigit() and here == str(_as_int(self.words(last)) + 1)

    def _row(self, table: Table, line: Line, index: int) -> None:
        cells = self._placed(table, line)
        filled = [i for i, cell in cells.items() if not is_ditto(self.words(cell))]
        if not filled:
            return
        section = self._section_of(table, cells, filled)
        if section is not None:
            if not _PART.match(self.words(section)):
                self.section = section
                self.above = {}
            table.end = line.end
            return
        dittos = {i for i, cell in cells.items() if is_ditto(self.words(cell))}
        repeated = frozenset(dittos & self.above.keys())
        whole = {i: self.above[i] if i in repeated else cell for i, cell in cells.items() if i not in dittos - repeated}
        self.above = whole
        table.rows.append(Row(line.start, line.end, whole, repeated, self.section))
        table.end = line.end

    def _placed(self, table: Table, line: Line) -> dict[int, Cell]:
        """Put a line's cells under the headings; a row whose number was lost moves one to the right (R81)."""
        cells = line.cells
        number = table.column("number")
        shift = (
            number == 0
            and len(cells) == max(table.columns)
            and len(table.rows) > 0
            and all(self._is_number(row.cells.get(0)) for row in table.rows)
            and not self._is_number(cells[0])
            and not is_ditto(self.words(cells[0]))
            and cells[0].end > cells[0].start
        )
        return {i + shift: cell for i, cell in enumerate(cells) if cell.end > cell.start}

    def _is_number(self, cell: Cell | None) -> bool:
        return cell is not None and _NUMBER.fullmatch(self.words(cell)) is not None

    def _section_of(self, table: Table, cells: dict[int, Cell], filled: Sequence[int]) -> Cell | None:
        """Give the cell of a row that only names a section: one cell alone, or one with a Chinese number (R80)."""
        written = [cells[i] for i in filled]
        if len(written) == 2 and filled[0] == 0 and _CHINESE_NUMBER.fullmatch(self.words(written[0])):
            return written[1] if filled[1] == table.column("task", "project", "measures", "section") else None
        if len(written) != 1 or len(cells) != len(filled):
            return None
        alone = self.words(written[0])
        if _NUMBER.fullmatch(alone) or len(alone) > LONGEST_SECTION or (filled[0] > 0 and len(table.columns) < 3):
            return None
        return written[0]


def _as_int(number: str) -> int:
    return int(number) if number.isdigit() else -2


def _are_lower_headings(first: Sequence[str], second: Sequence[str]) -> bool:
    """Tell a second line of headings: under the first column nothing, and every cell a known heading."""
    filled = [words_of for words_of in second if words_of and not is_ditto(words_of)]
    return (
        bool(filled)
        and (not second[0] or is_ditto(second[0]) or role_of(second[0]) is None)
        and all(role_of(words_of) is not None for words_of in filled)
    )


def _joined(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """Join two lines of headings: the lower one where there is one, else the upper one."""
    out = []
    for i in range(max(len(first), len(second))):
        upper = first[i] if i < len(first) else ""
        lower = second[i] if i < len(second) and not is_ditto(second[i]) else ""
        out.append(lower or upper)
    return out


def _unit_of(heading: str) -> str | None:
    """Give the unit that a heading names in brackets: 总投资（万元）."""
    for aside in _ASIDE.findall(heading):
        found = _HEADING_UNIT.search(aside)
        if found:
            return found[0]
    return None
