"""Tables that lost their headings: columns told by what their cells hold. Rule R86."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from luoshi_reading.knowledge.cell_kinds import is_deadline, is_person, is_row_number, is_units
from luoshi_reading.knowledge.table_headings import is_ditto, is_nothing
from luoshi_reading.structure.tables import Cell, Column, Line, Row, Table

LEAST_ROWS = 3
LEAST_SHARE = 0.7
"""Of the filled cells of a column, how many must be of its kind; one odd cell in a short table is forgiven."""
SHORTEST_TASK = 8
LEAST_REPEATED = 0.25
MOSTLY_REPEATED = 0.5
MANY_BELOW = 2
MOST_COLUMNS = 12


def table_without_headings(text: str, lines: Sequence[Line]) -> Table | None:
    """Read a block as a table of tasks by what its columns hold; None where they do not tell."""
    rows = [line for line in lines if len(line.cells) > 1]
    width = max((len(line.cells) for line in rows), default=0)
    if len(rows) < LEAST_ROWS or not 3 <= width <= MOST_COLUMNS:
        return None
    written = [_column(text, rows, i) for i in range(width)]
    roles: dict[int, str] = {}
    for role, is_kind in _KINDS:
        fits = [i for i in range(width) if i not in roles and _holds(written[i], is_kind, len(rows))]
        for i, name in zip(fits, (role, "supporting") if role == "lead" else (role,), strict=False):
            roles[i] = name
    tasks = [i for i in range(width) if i not in roles and _average(written[i], len(rows)) >= SHORTEST_TASK]
    section = _section(written, roles, tasks, len(rows))
    tasks = [i for i in tasks if i != section]
    if section is not None:
        roles[section] = "section"
    for i, role in zip(tasks, ("task", "measures"), strict=False):
        roles[i] = role
    found = set(roles.values())
    if not {"task", "lead"} <= found or not found & {"number", "deadline"}:
        return None
    columns = {i: Column(role, "", None) for i, role in sorted(roles.items())}
    table = Table(lines[0].start, lines[-1].end, columns, told_by_cells=True)
    lead = next(i for i, role in roles.items() if role == "lead")
    above: dict[int, Cell] = {}
    for line in rows:
        cells = {i: cell for i, cell in enumerate(line.cells) if cell.end > cell.start}
        dittos = {i for i, cell in cells.items() if is_ditto(text[cell.start : cell.end])}
        whole = {i: above[i] if i in dittos else cell for i, cell in cells.items() if i not in dittos or i in above}
        above = whole
        if lead in whole and is_units(text[whole[lead].start : whole[lead].end]):
            table.rows.append(Row(line.start, line.end, whole, frozenset(dittos & whole.keys()), None))
    return table if len(table.rows) >= LEAST_ROWS else None


def _column(text: str, rows: Sequence[Line], index: int) -> list[str]:
    cells = [text[c.start : c.end] for line in rows if index < len(line.cells) for c in [line.cells[index]]]
    return [cell for cell in cells if not is_nothing(cell) and not is_ditto(cell)]


def _holds(cells: Sequence[str], is_kind: Callable[[str], bool], rows: int) -> bool:
    kind = sum(map(is_kind, cells))
    return kind >= max(2, LEAST_SHARE * len(cells) - 0.5) and len(cells) * 2 >= rows


def _section(written: Sequence[Sequence[str]], roles: Mapping[int, str], tasks: Sequence[int], rows: int) -> int | None:
    """Give the column left of the tasks whose words stand over theirs; None where there is none."""
    for i in range(tasks[-1] if tasks else 0):
        below = next(task for task in tasks if task > i)
        if i not in roles and _stands_over(written[i], written[below], rows):
            return i
    return None


def _stands_over(names: Sequence[str], below: Sequence[str], rows: int) -> bool:
    """Tell a column whose words stand again in neighbouring rows, each time over other words: a heading above.

    It is shorter than what stands below it, or stands again in most rows over words that seldom do.
    """
    again = sum(upper == lower for upper, lower in pairwise(names))
    if again < LEAST_REPEATED * (len(names) - 1):
        return False
    return _average(names, rows) < _average(below, rows) or (
        again >= MOSTLY_REPEATED * (len(names) - 1) and len(set(below)) >= MANY_BELOW * len(set(names))
    )


def _average(cells: Sequence[str], rows: int) -> float:
    return sum(map(len, cells)) / len(cells) if len(cells) * 2 >= rows else 0.0


_KINDS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("number", is_row_number),
    ("deadline", is_deadline),
    ("lead", is_units),
    ("person", is_person),
)
