"""The rows below the headings, cell by cell under their fields; what no row can be read over is named (IM6, IM7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from luoshi.domain.exchange.rules import column_letters
from luoshi.domain.exchange.terms import ImportKind
from luoshi.foundation.money import (
    MoneyRefused,
    MoneyUnit,
    UnitMissing,
    UnitsMixed,
    read_money,
    unit_in_heading,
)
from luoshi.foundation.refusals import Refusal
from luoshi.foundation.terms import Term
from luoshi.workflows.import_sheet import cells
from luoshi.workflows.import_sheet.faults import Fault, FaultList, Option, Remedy, Severity
from luoshi.workflows.import_sheet.fields import Field, field_of
from luoshi.workflows.import_sheet.sheets import Sheet, Value

MAX_ROWS = 20_000
EXAMPLE = "示例行，导入时跳过"
"""Stands in the first column of a template's example row; such a row is passed over."""

_SUMS = frozenset({"合计", "总计", "小计", "共计", "total"})
T = TypeVar("T")


class TooManyRows(Refusal):
    """More rows than one import takes."""

    chinese = "共有 {count} 行，超过一次导入的上限 {limit} 行。请分成几个文件导入。"
    english = "There are {count} rows; one import takes {limit}. Divide the file."


class NoRows(Refusal):
    """Nothing stands below the headings."""

    chinese = "表头下面没有内容。请检查工作表和表头行是否选对。"
    english = "Nothing stands below the headings. Check the sheet and the header row."


class FormulaWithoutResult(Refusal):
    """A formula that was never computed."""

    chinese = "这里是公式，但文件中没有计算结果。请用 Excel 或 WPS 打开并保存一次，或把公式粘贴为数值。"
    english = "A formula without a stored result. Open and save the file in Excel or WPS, or paste values."


class FormulaUsed(Refusal):
    """A formula's stored result is taken."""

    chinese = "这里是公式，已采用文件中保存的计算结果“{text}”。"
    english = "A formula; its stored result “{text}” is taken."


class ErrorValue(Refusal):
    """A cell that shows an error."""

    chinese = "单元格显示错误“{text}”。请改正公式或直接填写数值。"
    english = "The cell shows the error “{text}”. Correct the formula or enter the value."


class MergedCells(Refusal):
    """Merged cells below the headings."""

    chinese = "{place} 是合并单元格，无法判断每一行的内容。请取消合并后逐行填写，或选择“逐行填充”。"
    english = "{place} are merged, so that it is unclear what each row holds. Unmerge them or choose to fill them."


class HiddenRow(Refusal):
    """A hidden row is read like any other."""

    chinese = "第 {row} 行在表格中是隐藏的，导入时仍会读取。如不需要，请删除这一行。"
    english = "Row {row} is hidden in the sheet but read like any other. Delete it if it is not wanted."


class SumRow(Refusal):
    """A row of sums is passed over."""

    chinese = "第 {row} 行是“{text}”行，已跳过。"
    english = "Row {row} is a row of sums (“{text}”) and is passed over."


class EmptyRows(Refusal):
    """Empty rows are passed over."""

    chinese = "有 {count} 个空行已跳过（第 {first} 行起）。"
    english = "{count} empty rows are passed over (from row {first})."


class Missing(Refusal):
    """A cell that must not be empty."""

    chinese = "“{label_zh}”不能为空。请填写。"
    english = "“{label_en}” must not be empty."


@dataclass(frozen=True, slots=True)
class Choices:
    """The remedies chosen for a sheet (IM8)."""

    money_unit: MoneyUnit | None = None
    fill_merged: bool = False
    convert_units: bool = False
    replace: Mapping[str, Mapping[str, str]] = None  # type: ignore[assignment]

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Choices:
        """Read what a run keeps."""
        unit = plain.get("money_unit")
        return cls(
            MoneyUnit(unit) if unit in set(MoneyUnit) else None,
            bool(plain.get("fill_merged")),
            bool(plain.get("convert_units")),
            plain.get("replace", {}),
        )

    def instead(self, field: str, written: str) -> str | None:
        """Give what is to be taken for what was written; None where nothing was chosen."""
        return (self.replace or {}).get(field, {}).get(written)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet, its values by field; ``number`` counts from 0."""

    number: int
    values: Mapping[str, Value]

    @property
    def place(self) -> str:
        """The row as the sheet numbers it."""
        return str(self.number + 1)


class Table:
    """A sheet's rows under the fields chosen for its columns. Faults are gathered, never raised."""

    def __init__(
        self,
        sheet: Sheet,
        *,
        kind: ImportKind,
        first_row: int,
        headings: Mapping[int, str],
        matching: Mapping[int, str],
        choices: Choices,
    ) -> None:
        """``first_row`` is the first below the headings, from 0; ``matching`` gives fields' keys by column."""
        self.sheet = sheet
        self.kind = kind
        self.choices = choices
        self.faults = FaultList()
        self.fields: dict[int, Field] = {
            column: field for column, key in matching.items() if (field := field_of(kind, key)) is not None
        }
        self.columns = {field.key: column for column, field in self.fields.items()}
        self.units = {column: unit_in_heading(headings.get(column, "")) for column in self.fields}
        self._first = first_row
        self._filled: dict[tuple[int, int], Value] = {}

    def rows(self) -> list[Row]:
        """Give the rows that hold something, and note what stands in the way."""
        self._judge_merged()
        found = list(self._rows())
        if not found and not self.faults.errors:
            self.faults.add(Fault(self._first, None, NoRows()))
        if len(found) > MAX_ROWS:
            self.faults.add(Fault(self._first, None, TooManyRows(count=len(found), limit=MAX_ROWS)))
            return []
        return found

    def _rows(self) -> Iterator[Row]:
        marks = self.sheet.marks
        empty: list[int] = []
        last = self._first
        self._judge_marks()
        columns = sorted(self.fields)
        keys = [self.fields[column].key for column in columns]
        for number in range(self._first, len(self.sheet.rows)):
            line = self.sheet.rows[number]
            first = next((cell for cell in line if cell != ""), None)
            if first is None:
                empty.append(number)
                continue
            if isinstance(first, str) and (first.startswith(EXAMPLE) or self._is_sum(number, first)):
                continue
            last = number
            values: dict[str, Value] = {}
            for column, key in zip(columns, keys, strict=True):
                value = self._filled.get((number, column)) if self._filled else None
                if value is None and column < len(line):
                    value = line[column]
                if value is None or value == "" or (isinstance(value, str) and cells.is_empty(value)):
                    continue
                values[key] = value
            if values:
                if number in marks.hidden_rows:
                    self.note(number, None, HiddenRow(row=number + 1))
                yield Row(number, values)
        between = [number for number in empty if number < last]
        if between:
            self.note(between[0], None, EmptyRows(count=len(between), first=between[0] + 1))

    def _is_sum(self, number: int, first: str) -> bool:
        text = "".join(first.split()).strip("：:")
        if text.casefold() not in _SUMS:
            return False
        self.note(number, None, SumRow(row=number + 1, text=text))
        return True

    def _judge_marks(self) -> None:
        marks = self.sheet.marks
        for row, column in sorted(marks.formulas):
            if row < self._first or column not in self.fields or (row, column) in marks.errors:
                continue
            if (row, column) in marks.without_result:
                self.refuse(row, column, FormulaWithoutResult())
            else:
                text = cells.text_of(self.sheet.value(row, column))
                self.note(row, column, FormulaUsed(text=text))
        for (row, column), text in sorted(marks.errors.items()):
            if row >= self._first and column in self.fields:
                self.refuse(row, column, ErrorValue(text=text))

    def _judge_merged(self) -> None:
        for top, left, bottom, right in self.sheet.marks.merged:
            touched = [column for column in range(left, right + 1) if column in self.fields]
            if bottom < self._first or not touched:
                continue
            if self.choices.fill_merged and left == right:
                value = self.sheet.value(top, left)
                if value is not None:
                    self._filled.update({(row, left): value for row in range(top, bottom + 1)})
                continue
            place = f"{column_letters(left)}{top + 1}:{column_letters(right)}{bottom + 1}"
            self.faults.add(
                Fault(
                    top,
                    left,
                    MergedCells(place=place),
                    at=place,
                    remedy=Remedy.FILL_MERGED if left == right else None,
                )
            )

    def refuse(self, row: int, column: int | None, refusal: Refusal, **more: Any) -> None:
        """Note an error at a cell."""
        self.faults.add(Fault(row, column, refusal, **more))

    def note(self, row: int, column: int | None, refusal: Refusal) -> None:
        """Note what is worth knowing and stands in nobody's way."""
        self.faults.add(Fault(row, column, refusal, Severity.NOTE))

    def refuse_field(self, row: Row, key: str, refusal: Refusal, **more: Any) -> None:
        """Note an error in a row's field, at the row where the field has no column."""
        self.refuse(row.number, self.columns.get(key), refusal, field=key, **more)

    def needs(self, row: Row) -> bool:
        """Note the fields that the row must fill and does not; tell whether it fills all."""
        lacks = [f for f in self.fields.values() if f.is_needed and f.key not in row.values]
        for field in lacks:
            self.refuse_field(row, field.key, Missing(label_zh=field.chinese, label_en=field.english))
        return not lacks

    def read(self, row: Row, key: str, reader: Callable[[Value], T]) -> T | None:
        """Read a row's field; note why it cannot be read. None where it is empty or unreadable."""
        value = row.values.get(key)
        if value is None:
            return None
        try:
            return reader(value)
        except Refusal as refusal:
            self.refuse_field(row, key, refusal, written=cells.text_of(value))
            return None

    def text(self, row: Row, key: str) -> str:
        """Give a row's field as text."""
        return cells.text_of(row.values.get(key))

    def day(self, row: Row, key: str, *, is_end: bool = False) -> date | None:
        """Read a day."""
        return self.read(row, key, lambda value: cells.read_day(value, is_end=is_end))

    def number(self, row: Row, key: str) -> Decimal | None:
        """Read a number."""
        return self.read(row, key, cells.read_number)

    def money(self, row: Row, key: str) -> Decimal | None:
        """Read a sum in 万元 by its column's unit; a cell's own where the heading has none or so chosen (MO4)."""
        value = row.values.get(key)
        if value is None:
            return None
        heading = self.units.get(self.columns[key])
        if isinstance(value, date):
            self.refuse_field(row, key, cells.NotANumber(text=cells.text_of(value)))
            return None
        try:
            reading = read_money(
                value,
                unit=heading or self.choices.money_unit,
                is_unit_fixed=heading is not None and not self.choices.convert_units,
            )
        except UnitsMixed as refusal:
            self.refuse_field(row, key, refusal, written=cells.text_of(value), remedy=Remedy.CONVERT_UNITS)
        except UnitMissing as refusal:
            self.refuse_field(
                row, key, refusal, written=cells.text_of(value), remedy=Remedy.MONEY_UNIT, options=_MONEY_OPTIONS
            )
        except MoneyRefused as refusal:
            self.refuse_field(row, key, refusal, written=cells.text_of(value))
        else:
            return reading.wan_yuan if reading else None
        return None

    def term(self, row: Row, key: str, terms: type[Term]) -> Term | None:
        """Read a word of a closed list; an unknown one may be replaced in all cells."""
        value = row.values.get(key)
        if value is None:
            return None
        written = cells.text_of(value)
        chosen = self.choices.instead(key, written)
        if chosen is not None and chosen in set(terms):
            return terms(chosen)
        try:
            return cells.read_term(value, terms)
        except cells.WordUnknown as refusal:
            options = tuple(Option(t.value, t.chinese, t.english) for t in cells.nearest_terms(value, terms))
            self.refuse_field(row, key, refusal, written=written, remedy=Remedy.REPLACE, options=options)
            return None


_MONEY_OPTIONS = tuple(Option(unit.value, unit.chinese, unit.english) for unit in MoneyUnit)
