"""Commitments and targets that the rows of a table give: a row is one task or one project. Rules R78-R85."""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from luoshi_reading.facts.clauses.clause_heads import head_verb
from luoshi_reading.facts.clauses.levels import instrument_of
from luoshi_reading.facts.deadlines.deadlines import Deadline, find_deadline
from luoshi_reading.facts.numerals import number
from luoshi_reading.facts.tables.goal_tables import YEAR, goal_column, goal_rows, settle_values, without_unit
from luoshi_reading.facts.tables.steps_of_rows import steps_of
from luoshi_reading.facts.tables.units_of_cells import units_of
from luoshi_reading.facts.targets.targets import Target, find_targets, target_finding
from luoshi_reading.knowledge.table_headings import is_nothing, is_sum
from luoshi_reading.model import Finding
from luoshi_reading.structure.clauses import split_sentences
from luoshi_reading.structure.numbering import ENUMERATOR
from luoshi_reading.structure.table_search import find_tables
from luoshi_reading.structure.tables import Cell, Row, Table

CONFIDENT = 0.95
LESS_CONFIDENT = 0.85
LEAST_CONFIDENT = 0.7
DONE = re.compile(r"^(?:已|全部|均已)?(?:完成|办结|销号|竣工|完工|整改到位|落实到位)$|^√$|^100%$")
DUTY = ("lead", "supporting", "deadline", "leader", "person")
PROJECT_SIGNS = ("total_investment", "year_investment", "content", "period", "goal", "lead", "deadline", "quarter")
# Fields that a row simply carries over, by the role of their column.
CARRIED = {
    "measures": "measures", "content": "content", "goal": "goal", "place": "place", "nature": "nature",
    "period": "period", "leader": "responsible_leader", "person": "responsible_person", "remark": "remark",
    "number": "row_number", "problem": "problem",
}  # fmt: skip
_CELL_DAY = re.compile(
    r"^(?P<y>20\d\d)(?:[.\-/－年])(?P<m>\d{1,2})(?:[.\-/－月](?P<d>\d{1,2})?日?|月份?)?(?:底|末)?(?:之?前|以前)?$"
    r"|^(?P<ym>\d{1,2})月(?:份|(?P<yd>\d{1,2})日)?(?:底|末)?(?:之?前)?$|^(?P<yy>20\d\d)年?$"
)
_AMOUNT = re.compile(r"(?P<value>\d[\d,，]*(?:\.\d+)?)\s*(?P<unit>亿美元|万美元|亿元|万元|元|亿)?")
_FIRST_LEADS = re.compile(r"(?:列|排)(?:在)?第一(?:位|个)?的?(?:单位|部门)?为牵头")
ANSWERS = re.compile(r"(?<!协同)(?<!配合)(?<!参与)(?<!协办)(?:责任|承办|实施|落实)(?:单位|部门)")
_YEAR = re.compile(r"20\d\d(?=年)")
_CHINESE = re.compile("[一-鿿]")


@dataclass(frozen=True, slots=True)
class TableFacts:
    """What tables gave; ``covered`` are their stretches, of which prose is not to be read again, in order."""

    findings: tuple[Finding, ...]
    covered: tuple[tuple[int, int], ...]


def read_tables(text: str, year: int | None) -> TableFacts:
    """Read every table whose headings are known. ``year`` is the one the document speaks from."""
    findings: list[Finding] = []
    covered: list[tuple[int, int]] = []
    first_leads = _FIRST_LEADS.search(text) is not None if "\t" in text else False
    for table in find_tables(text):
        reader = _reader(text, table, year, first_leads)
        if reader is None and not table.others:
            if goals := goal_column(text, table, year):
                findings += goal_rows(text, table, goals)
                covered.append((table.caption.start if table.caption and not table.headed else table.start, table.end))
            continue
        captioned = table.caption is not None and reader is not None and not table.headed
        covered.append((table.caption.start if table.caption and captioned else table.start, table.end))
        if reader is not None:
            findings += reader.findings()
    return TableFacts(tuple(findings), tuple(covered))


def _reader(text: str, table: Table, year: int | None, first_leads: bool) -> _Rows | None:
    """Tell a table of tasks or of projects from every other (R79)."""
    if table.others:
        return None
    settle_values(text, table)
    roles = {column.role for column in table.columns.values()}
    tasks = roles & {"task", "measures"} and roles.intersection(DUTY) - {"person"}
    projects = "project" in roles and roles.intersection(PROJECT_SIGNS)
    indicators = {"indicator", "target_value"} <= roles and roles.intersection(DUTY)
    if not (tasks or projects or indicators):
        return None
    rows = _Rows(text, table, year, first_leads)
    return rows if not table.told_by_cells or rows.begin_with_verbs() else None


class _Rows:
    """Reads the rows of one table."""

    def __init__(self, text: str, table: Table, year: int | None, first_leads: bool) -> None:
        self.text = text
        self.table = table
        self.is_project = table.column("project") is not None and table.column("task") is None
        said = text[table.caption.start : table.caption.end] if table.caption else ""
        found = _YEAR.search(said)
        self.year = year or (int(found[0]) if found else None)
        self.first_leads = first_leads
        # Where one task reaches over several rows, each row is a measure of it, with its own citation (R82).
        task, measures = table.column("task"), table.column("measures")
        self.shared: set[Cell] = set()
        if task is not None and measures is not None:
            self.shared = {
                row.cells[task]
                for row in table.rows
                if task in row.repeated and measures in row.cells and measures not in row.repeated
            }

    def begin_with_verbs(self) -> bool:
        """Tell whether most of the cells that would be cited begin as orders do (R86)."""
        cited = [
            self.text[slice(*self._without_number(cell))] for row in self.table.rows if (cell := self._cited(row)[0])
        ]
        return sum(bool(head_verb(words)[0]) for words in cited) * 2 > len(cited)

    def findings(self) -> Iterator[Finding]:
        for row in self.table.rows:
            yield from self._row(row)

    def said(self, row: Row, *roles: str) -> str:
        """Give what a row says in the first of the columns; empty where it says nothing."""
        column = self.table.column(*roles)
        cell = row.cells.get(column) if column is not None else None
        found = self.text[cell.start : cell.end] if cell else ""
        return "" if is_nothing(found) else found

    def _row(self, row: Row) -> Iterator[Finding]:
        cell, role = self._cited(row)
        if cell is None or DONE.match(self.said(row, "status")):
            return
        start, end = self._without_number(cell)
        quote = self.text[start:end]
        if len(_CHINESE.findall(quote)) < 2 or self._is_sum(row, quote):
            return
        steps = self._steps(row)
        deadline, deadline_text = self._last_step(steps) if steps else self._deadline(row)
        lead, supporting = self._units(row)
        beside = [*self._row_targets(row, deadline), *self._measured(row, cell, deadline)]
        fields: dict[str, Any] = {
            "level": "actionable",
            "instrument": "project" if self.is_project else instrument_of(quote),
            "owner": lead[0] if lead else None,
            "lead": lead,
            "supporting": supporting,
            "deadline": deadline.value if deadline else None,
            "deadline_text": deadline_text or None,
            "deadline_basis": deadline.basis if deadline else ("as written" if deadline_text else None),
            "deadline_from": "row" if deadline_text else None,
            "under": self._under(row, role),
            "headings": self._headings(row, role),
            "is_head": False,
            "confidence": self._confidence(bool(lead and deadline_text)),
            "from_table": True,
        }
        fields |= self._carried(row, role)
        if beside:
            fields["targets"] = [finding.fields for finding in beside]
        yield Finding("commitment", quote, start, end, fields)
        yield from self._text_targets(Cell(start, end), deadline)
        yield from beside
        for step, due in steps:
            yield self._step_finding(step, due, fields, quote)
            yield from self._text_targets(step, due)

    def _steps(self, row: Row) -> list[tuple[Cell, Deadline | None]]:
        """The numbered steps of a schedule, each with its own day (R83)."""
        column = self.table.column("deadline")
        cell = row.cells.get(column) if column is not None and column not in row.repeated else None
        steps = steps_of(self.text, cell) if cell is not None else []
        return [(step, find_deadline(self.text[step.start : step.end], self.year)) for step in steps]

    def _last_step(self, steps: Sequence[tuple[Cell, Deadline | None]]) -> tuple[Deadline | None, str]:
        """A task is due with the last step of its schedule."""
        last = max((due for _, due in steps if due and due.value), key=lambda due: due.value or "", default=None)
        return last, last.text if last else ""

    def _step_finding(self, step: Cell, due: Deadline | None, task: dict[str, Any], under: str) -> Finding:
        """A step is an entry of its own under its task, whose units do it."""
        quote = self.text[step.start : step.end]
        fields: dict[str, Any] = {
            "level": "actionable",
            "instrument": instrument_of(quote),
            "owner": task["owner"],
            "lead": task["lead"],
            "supporting": task["supporting"],
            "deadline": due.value if due else None,
            "deadline_text": due.text if due else None,
            "deadline_basis": due.basis if due else None,
            "deadline_from": "own words" if due else None,
            "under": under.rstrip("。；"),
            "headings": [*task["headings"], under.rstrip("。；")],
            "is_head": False,
            "confidence": task["confidence"],
            "from_table": True,
        }
        return Finding("commitment", quote, step.start, step.end, fields)

    def _confidence(self, is_full: bool) -> float:
        if self.table.told_by_cells:
            return LEAST_CONFIDENT
        return CONFIDENT if is_full else LESS_CONFIDENT

    def _measured(self, row: Row, cited: Cell, deadline: Deadline | None) -> Iterator[Finding]:
        """Read the targets in the measures' own cell."""
        column = self.table.column("measures")
        cell = row.cells.get(column) if column is not None else None
        if cell is not None and cell != cited and column not in row.repeated:
            yield from self._text_targets(cell, deadline)

    def _cited(self, row: Row) -> tuple[Cell | None, str]:
        """Give the cell that a row is cited by, and the role of its column (R82)."""
        order = ("project", "task", "measures") if self.is_project else ("task", "measures", "indicator")
        for role in order:
            column = self.table.column(role)
            cell = row.cells.get(column) if column is not None else None
            if cell is None or is_nothing(self.text[cell.start : cell.end]):
                continue
            if role == "task" and cell in self.shared:
                continue
            if column in row.repeated:
                continue  # nothing of its own to cite
            return cell, role
        return None, ""

    def _without_number(self, cell: Cell) -> tuple[int, int]:
        found = ENUMERATOR.match(self.text, cell.start, cell.end)
        if found and found.end() < cell.end and found.lastgroup not in ("sequence", "is", "must"):
            return found.end(), cell.end
        return cell.start, cell.end

    def _is_sum(self, row: Row, quote: str) -> bool:
        first = row.cells[min(row.cells)]
        return is_sum(quote) or is_sum(self.text[first.start : first.end])

    def _under(self, row: Row, role: str) -> str | None:
        """Name what a row stands under: the shared task, the section row, the section's column, the caption (R80)."""
        task = self.table.column("task")
        if role == "measures" and task is not None and task in row.cells:
            return self.text[row.cells[task].start : row.cells[task].end]
        if row.section is not None:
            return self.text[row.section.start : row.section.end]
        return self.said(row, "section").rstrip("。；") or self._caption() or None

    def _caption(self) -> str:
        """The line that names the table; a numbered heading is told by the outline."""
        caption = self.table.caption
        return self.text[caption.start : caption.end] if caption and not self.table.headed else ""

    def _headings(self, row: Row, role: str) -> list[str]:
        """Name all that a row stands under in its table, highest first: caption, section, shared task."""
        section = self.text[row.section.start : row.section.end] if row.section else self.said(row, "section")
        above = [self._caption(), section.rstrip("。；")]
        return list(dict.fromkeys(filter(None, (*above, self._under(row, role)))))

    def _carried(self, row: Row, cited: str) -> dict[str, Any]:
        found: dict[str, Any] = {
            name: said for role, name in CARRIED.items() if role != cited and (said := self.said(row, role))
        }
        quarters = {
            column.heading: self.text[row.cells[i].start : row.cells[i].end]
            for i, column in self.table.columns.items()
            if column.role == "quarter" and i in row.cells
        }
        if quarters:
            found["milestones"] = quarters
        total = self._amount(row, "total_investment")
        if total is not None:
            found["total_investment"] = {"value": total[1], "unit": total[2]}
        return found

    def _deadline(self, row: Row) -> tuple[Deadline | None, str]:
        """Read the deadline's cell; the words stay where no day can be told (长期)."""
        said = self.said(row, "deadline")
        if said:
            return cell_deadline(said, self.year), said
        period = self.said(row, "period")
        ends = re.findall(r"20\d\d", period)
        if self.is_project and ends:
            return Deadline(ends[-1], period, 0, 0, "end of the period"), period
        cell, _ = self._cited(row)
        found = find_deadline(self.text[cell.start : cell.end], self.year) if cell else None
        return found, found.text if found else ""

    def _units(self, row: Row) -> tuple[list[str], list[str]]:
        first_leads = self.first_leads or any("第一" in c.heading for c in self.table.columns.values())
        lead, supporting = units_of(self.said(row, "lead"), first_leads)
        for i, column in self.table.columns.items():
            if column.role == "supporting" and i in row.cells:
                said = self.text[row.cells[i].start : row.cells[i].end]
                supporting += [] if is_nothing(said) else units_of(said)[0]
        if not lead and any(ANSWERS.search(c.heading) for c in self.table.columns.values() if c.role == "supporting"):
            # 牵头单位 / and 责任单位 市港航局: who answers leads where nobody else does.
            lead, supporting = supporting, []
        return lead, list(dict.fromkeys(name for name in supporting if name not in lead))

    def _amount(self, row: Row, role: str) -> tuple[Cell, float, str | None] | None:
        column = self.table.column(role)
        if column is None or column not in row.cells or column in row.repeated:
            return None
        cell = row.cells[column]
        found = _AMOUNT.search(self.text[cell.start : cell.end])
        if found is None:
            return None
        unit = found["unit"] or self.table.columns[column].unit or self.table.unit
        value = number(found["value"].replace("，", "").replace(",", ""))
        return (cell, value, "亿元" if unit == "亿" else unit) if value is not None else None

    def _row_targets(self, row: Row, deadline: Deadline | None) -> Iterator[Finding]:
        """Read the numbers that have a column of their own: the year's investment, the value of an indicator (R84)."""
        invested = self._amount(row, "year_investment")
        if invested is not None:
            column = self.table.column("year_investment")
            assert column is not None
            indicator = re.sub(r"[（(].*$", "", self.table.columns[column].heading).strip()
            yield self._target(invested[0], indicator, invested[1], invested[2], self._year_end(deadline))
        value = self._amount(row, "target_value")
        if value is not None:
            cited, _ = self._cited(row)
            named, told = without_unit(
                self.said(row, "indicator") or (self.text[cited.start : cited.end] if cited else "")
            )
            unit = self.said(row, "measure_unit") or value[2] or told or None
            yield self._target(value[0], named, value[1], unit, deadline or self._of_heading("target_value"))

    def _year_end(self, deadline: Deadline | None) -> Deadline | None:
        """A year's plan is due with the year, whenever the project itself is."""
        return Deadline(str(self.year), "", 0, 0, "the plan's year") if self.year else deadline

    def _of_heading(self, role: str) -> Deadline | None:
        """A value under 2026年目标任务 is that year's."""
        column = self.table.column(role)
        found = YEAR.search(self.table.columns[column].heading) if column is not None else None
        return Deadline(found[0], found[0] + "年", 0, 0, "written") if found else None

    def _target(
        self, cell: Cell, indicator: str, value: float | None, unit: str | None, deadline: Deadline | None
    ) -> Finding:
        target = Target(indicator, "=", value, unit, deadline, False, cell.start, cell.end)
        return target_finding(self.text, target, deadline, "row")

    def _text_targets(self, cell: Cell, deadline: Deadline | None) -> Iterator[Finding]:
        """Read the numbers in a cell's words; the row's deadline is theirs where they have none (R84)."""
        said = self.text[cell.start : cell.end]
        running = deadline
        dated = cell.end  # from where on the cell's own words say by when
        for sentence in split_sentences(said):
            clauses = []
            for clause in sentence.clauses:
                own = find_deadline(said[clause.start : clause.end], self.year)
                running = own or running
                dated = min(dated, cell.start + clause.start) if own else dated
                clauses.append((cell.start + clause.start, cell.start + clause.end, running))
            for target in find_targets(self.text, clauses):
                yield target_finding(self.text, target, target.deadline, "row" if target.start < dated else "own words")


def cell_deadline(said: str, year: int | None) -> Deadline | None:
    """Read a cell that holds nothing but a deadline: 2026.10, 10月, 2026年10月底前, 年底前 (R83).

    ``year`` fills in what the cell leaves out. The value is the last day of what is named; None for 长期 and the like.
    """
    bare = "".join(said.split()).rstrip("。；")
    found = _CELL_DAY.match(bare)
    if found is None:
        return find_deadline(said, year)
    if found["yy"]:
        return Deadline(found["yy"], said, 0, len(said), "written")
    month = int(found["m"] or found["ym"])
    own = int(found["y"]) if found["y"] else year
    if not 1 <= month <= 12:
        return None
    if own is None:
        return Deadline(None, said, 0, len(said), "the document's year is unknown")
    last = monthrange(own, month)[1]
    day = min(int(found["d"] or found["yd"] or last), last)
    basis = "written" if found["y"] else "the document's year"
    return Deadline(f"{own}-{month:02d}-{max(day, 1):02d}", said, 0, len(said), basis)


def covered_by(covered: Sequence[tuple[int, int]], position: int) -> bool:
    """Tell whether a place lies in one of the stretches, which are in order."""
    index = bisect_right(covered, (position, float("inf"))) - 1
    return index >= 0 and position < covered[index][1]
