"""What is found wrong in a sheet: at which cell, in both languages, and how it can be put right for all such cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from luoshi.domain.exchange.rules import column_letters
from luoshi.foundation.refusals import Refusal
from luoshi.foundation.terms import Term

MOST_KEPT = 2000


class Severity(Term):
    """Whether something found stands in the way."""

    ERROR = "error", "错误", "Error"
    NOTE = "note", "提示", "Note"


class Remedy(Term):
    """What can be chosen once for all cells of a kind (rule IM8)."""

    REPLACE = "replace", "统一替换", "Replace in all cells"
    FILL_MERGED = "fill_merged", "合并单元格逐行填充", "Fill merged cells row by row"
    CONVERT_UNITS = "convert_units", "按单元格所写单位换算", "Convert by the unit each cell states"
    MONEY_UNIT = "money_unit", "指定金额单位", "State the unit of sums"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: its value as the form sends it, and its words."""

    value: str
    chinese: str
    english: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something found at a cell; ``row`` and ``column`` count from 0, ``column`` None means the whole row."""

    row: int
    column: int | None
    refusal: Refusal
    severity: Severity = Severity.ERROR
    field: str = ""
    written: str = ""
    remedy: Remedy | None = None
    options: tuple[Option, ...] = ()
    at: str = ""  # a place of its own, such as C5:C8

    @property
    def cell(self) -> str:
        """Name the place as the sheet does: C12, or 12 for a whole row."""
        if self.at:
            return self.at
        return f"{column_letters(self.column)}{self.row + 1}" if self.column is not None else f"{self.row + 1}"

    def as_plain(self, sheet: str) -> dict[str, Any]:
        """Give the fault as JSON values."""
        return {
            "sheet": sheet,
            "cell": self.cell,
            "row": self.row,
            "column": self.column,
            "zh": self.refusal.message("zh-hans"),
            "en": self.refusal.message("en"),
            "severity": self.severity.value,
            "field": self.field,
            "written": self.written,
            "remedy": self.remedy.value if self.remedy else "",
            "options": [[o.value, o.chinese, o.english] for o in self.options],
        }


@dataclass(slots=True)
class FaultList:
    """Everything found in one sheet."""

    faults: list[Fault] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        """Note a fault."""
        self.faults.append(fault)

    @property
    def errors(self) -> int:
        """How many stand in the way."""
        return sum(fault.severity is Severity.ERROR for fault in self.faults)

    def as_plain(self, sheet: str) -> list[dict[str, Any]]:
        """Give the first of them by severity and place, as JSON values; all are counted elsewhere."""
        ordered = sorted(
            self.faults, key=lambda f: (f.severity is not Severity.ERROR, f.row, -1 if f.column is None else f.column)
        )
        return [fault.as_plain(sheet) for fault in ordered[:MOST_KEPT]]


def grouped(plain: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Group faults that one choice puts right, most cells first (IM8)."""
    groups: dict[tuple[str, str, str], dict[str, Any]] = {}
    counts: Counter[tuple[str, str, str]] = Counter()
    for fault in plain:
        if not fault["remedy"] or (fault["remedy"] == Remedy.REPLACE and not fault["options"]):
            continue
        is_replacement = fault["remedy"] == Remedy.REPLACE
        key = (fault["remedy"], fault["field"] if is_replacement else "", fault["written"] if is_replacement else "")
        group = groups.setdefault(key, {**fault, "cells": []})
        counts[key] += 1
        if len(group["cells"]) < 6:
            group["cells"].append(fault["cell"])
    return [{**groups[key], "count": count} for key, count in counts.most_common()]


def options_of(pairs: Iterable[tuple[object, str]]) -> tuple[Option, ...]:
    """Make options whose words are the same in both languages, such as names."""
    return tuple(Option(str(value), name, name) for value, name in pairs)
