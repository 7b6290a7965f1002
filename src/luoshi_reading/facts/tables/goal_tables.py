"""Tables of a plan's indicators: what each is to be in the last year of the plan. Rule R84."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi_reading.facts.deadlines.deadlines import Deadline
from luoshi_reading.facts.numerals import number
from luoshi_reading.facts.targets.targets import Target, target_finding
from luoshi_reading.knowledge.table_headings import is_sum
from luoshi_reading.model import Finding
from luoshi_reading.structure.tables import Column, Row, Table

YEAR = re.compile(r"20\d\d(?=年|$)")
_PLANNED = re.compile("目标|规划|预期|计划|任务|约束性|“?十[四五六七]五”?")
_VALUE = re.compile(
    r"(?P<least>[>＞≥]|不低于|不少于|大于|超过)?(?P<most>[<＜≤]|不高于|不超过|小于|低于)?[\[［〔]?(?P<value>-?\d[\d,，]{0,11}(?:\.\d{1,4})?)"
    r"(?P<unit>[%％]|[万亿]{0,2}[一-鿿]{0,3}?)?[\]］〕]?(?P<tail>以上|左右|以内|以下)?"
)
# 用水总量（亿立方米）
_UNIT_BEHIND = re.compile(r"[（(](?P<unit>[%％‰]|[一-鿿/／a-zA-Z³²^\d]{1,12})[）)]$")
_ASIDE_BEHIND = re.compile(r"(?:[（(][^（）()]{1,24}[）)]|\*|[①-⑩])$")
_CHINESE = re.compile("[一-鿿]{2}")
_LEAST, _MOST = ("以上",), ("以内", "以下")


def settle_values(text: str, table: Table) -> None:
    """2026年目标任务 beside 考核指标, and nothing but numbers below it: its value."""
    if table.column("indicator") is None or table.column("target_value") is not None:
        return
    for index, column in table.columns.items():
        if column.role in ("task", "goal"):
            cells = [cell for row in table.rows if (cell := row.cells.get(index))]
            if cells and all(_VALUE.fullmatch("".join(text[c.start : c.end].split())) for c in cells):
                table.columns[index] = Column("target_value", column.heading, column.unit)
                return


def goal_column(text: str, table: Table, year: int | None) -> tuple[int, str] | None:
    """Return the column of the last year to come, and that year; None where the table tells what was (R84).

    ``year`` is the one the document speaks from. Without it the headings must say that something is planned.
    """
    dated = [
        (m[0], i) for i, column in table.columns.items() if (m := YEAR.search(column.heading)) and _is_value(table, i)
    ]
    if table.column("indicator") is None or not dated:
        return None
    last, index = max(dated)
    caption = text[table.caption.start : table.caption.end] if table.caption else ""
    said = " ".join((caption, table.columns[index].heading, *(c.heading for c in table.columns.values())))
    planned = _PLANNED.search(said) is not None or table.column("nature") is not None
    ahead = year is None or int(last) > year or (int(last) == year and len(dated) == 1)
    return (index, last) if planned and ahead else None


def _is_value(table: Table, index: int) -> bool:
    return table.columns[index].role in ("year_value", "target_value")


def goal_rows(text: str, table: Table, column: tuple[int, str]) -> Iterator[Finding]:
    """Yield the target of every row."""
    index, year = column
    deadline = Deadline(year, f"{year}年", 0, 0, "written")
    for row in table.rows:
        if target := _target(text, table, row, index, deadline):
            yield target_finding(text, target, deadline, "row")


def _target(text: str, table: Table, row: Row, index: int, deadline: Deadline) -> Target | None:
    named = table.column("indicator")
    cell, name = row.cells.get(index), row.cells.get(named) if named is not None else None
    if cell is None or name is None or index in row.repeated:
        return None
    indicator = text[name.start : name.end]
    found = _VALUE.fullmatch("".join(text[cell.start : cell.end].split()))
    if found is None or is_sum(indicator) or not _CHINESE.search(indicator):
        return None
    indicator, told = without_unit(indicator)
    unit = _unit(text, table, row) or told or found["unit"] or None
    value = number(found["value"].replace("，", "").replace(",", ""))
    return Target(indicator, _comparator(found), value, unit, deadline, False, cell.start, cell.end)


def without_unit(indicator: str) -> tuple[str, str]:
    """Part an indicator from the unit in the bracket behind it (用水总量（亿立方米）)."""
    unit = ""
    if behind := _UNIT_BEHIND.search(indicator):
        unit, indicator = behind["unit"], indicator[: behind.start()]
    return _ASIDE_BEHIND.sub("", indicator), unit


def _unit(text: str, table: Table, row: Row) -> str | None:
    column = table.column("measure_unit")
    cell = row.cells.get(column) if column is not None else None
    return text[cell.start : cell.end] if cell and cell.end > cell.start else None


def _comparator(found: re.Match[str]) -> str:
    if found["tail"] == "左右":
        return "~"
    if found["least"] or found["tail"] in _LEAST:
        return ">="
    return "<=" if found["most"] or found["tail"] in _MOST else "="
