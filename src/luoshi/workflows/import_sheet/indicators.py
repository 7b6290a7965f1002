"""Bring indicators in: rows of one name are one indicator with its targets by unit and year (IM7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from luoshi.domain.accounts.models import Account
from luoshi.domain.indicators import rules
from luoshi.domain.indicators.actions import IndicatorRow, store_indicators
from luoshi.domain.indicators.models import Indicator, IndicatorYear
from luoshi.domain.indicators.rules import IndicatorText, Target
from luoshi.domain.indicators.terms import Direction
from luoshi.domain.organizations.models import Unit
from luoshi.foundation.refusals import Refusal
from luoshi.workflows.import_sheet import cells
from luoshi.workflows.import_sheet.checked import FieldChange, Plan, Progress, RowChange, RowDeed
from luoshi.workflows.import_sheet.table import Row, Table
from luoshi.workflows.import_sheet.unit_names import UnitNames

FIELD_WORDS = {
    "measured_in": ("计量单位", "Unit of measure"),
    "direction": ("指标方向", "Direction"),
    "definition": ("口径说明", "Definition"),
    "lead_unit": ("牵头单位", "Lead unit"),
}


class TargetTwice(Refusal):
    """One unit's target of one year stands twice."""

    chinese = "“{unit}”{year} 年的目标与第 {row} 行重复。请删去其中一个。"
    english = "The target of “{unit}” for {year} stands in row {row} too. Remove one of them."


class SaidDifferently(Refusal):
    """Rows of one indicator contradict one another."""

    chinese = "“{name}”的“{label_zh}”在第 {row} 行是“{other}”，这里是“{text}”。同一指标请保持一致。"
    english = "“{label_en}” of “{name}” is “{other}” in row {row} and “{text}” here. Let them agree."


class YearMissing(Refusal):
    """A target without its year."""

    chinese = "有目标值但没有年份。请填写“年份”列，或把列名写成“2026年目标值”。"
    english = "A target without a year. Fill in the year, or name the column 2026年目标值."


@dataclass(slots=True)
class _Wanted:
    row: Row
    text: IndicatorText
    lead: int | None
    targets: dict[tuple[int, int], tuple[Decimal, Row]] = field(default_factory=dict)


class IndicatorImport:
    """The rows of a sheet as indicators."""

    def __init__(self, table: Table, jurisdiction: Unit, today: date) -> None:
        """``today`` plays no part."""
        self.table, self.jurisdiction = table, jurisdiction
        self.plan = Plan()
        self._wanted: dict[str, _Wanted] = {}
        self.years = {f.year: f.key for f in table.fields.values() if f.year is not None}

    def check(self, rows: Sequence[Row], progress: Progress) -> None:
        """Read, judge and plan."""
        self.units = UnitNames.of(self.jurisdiction, rows, ("unit", "lead_unit"))
        known = {
            indicator.name: indicator
            for indicator in Indicator.objects.filter(jurisdiction=self.jurisdiction).select_related("lead_unit")
        }
        for count, row in enumerate(rows):
            if count % 100 == 0:
                progress(count / len(rows))
            self._read(row, known)
        former = self._targets(list(known.values()))
        for wanted in self._wanted.values():
            indicator = known.get(wanted.text.name)
            self._plan(wanted, indicator, former.get(indicator.pk, {}) if indicator else {})
        progress(1.0)

    def prepare(self, rows: Sequence[Row], progress: Progress) -> None:
        """Read and plan again before storing."""
        self.check(rows, progress)

    def store(self, *, actor: Account, now: datetime, source: str) -> None:
        """Store all indicators with their targets."""
        store_indicators(
            actor=actor,
            now=now,
            jurisdiction=self.jurisdiction,
            rows=[
                IndicatorRow(
                    text=wanted.text,
                    lead_unit_id=wanted.lead,
                    targets=tuple(Target(unit, year, value) for (unit, year), (value, _) in wanted.targets.items()),
                )
                for wanted in self._wanted.values()
            ],
            source=source,
        )

    def _read(self, row: Row, known: dict[str, Indicator]) -> None:
        table = self.table
        name = " ".join(table.text(row, "name").split())
        first = self._wanted.get(name)
        if first is None and not table.needs(row):
            return
        direction = table.term(row, "direction", Direction)
        lead = self.units.one(table, row, "lead_unit")
        former = known.get(name)
        given = {key: table.text(row, key) for key in ("measured_in", "definition") if key in row.values}
        if direction is not None:
            given["direction"] = direction.value
        if first is None:
            usual = {
                "measured_in": former.measured_in if former else "",
                "definition": former.definition if former else "",
                "direction": former.direction if former else Direction.HIGHER.value,
            }
            text = rules.tidied(IndicatorText(name=name, **usual | given))
            if lead is None and "lead_unit" not in row.values and former:
                lead = former.lead_unit_id
            first = self._wanted[name] = _Wanted(row, text, lead)
            for refusal in rules.problems_in_text(text):
                table.refuse_field(row, refusal.field or "name", refusal)
        else:
            self._refuse_difference(row, first, given)
        self._read_targets(row, first)

    def _refuse_difference(self, row: Row, first: _Wanted, given: dict[str, str]) -> None:
        for key, text in given.items():
            other = getattr(first.text, key)
            if text and "".join(text.split()) != "".join(other.split()):
                chinese, english = FIELD_WORDS[key]
                words = {"name": first.text.name, "label_zh": chinese, "label_en": english}
                refusal = SaidDifferently(**words, row=first.row.place, other=other, text=text)
                self.table.refuse_field(row, key, refusal)

    def _read_targets(self, row: Row, wanted: _Wanted) -> None:
        table = self.table
        unit = self.units.one(table, row, "unit") if "unit" in row.values else self.jurisdiction.pk
        found: list[tuple[int, str, Decimal]] = []
        for year, key in self.years.items():
            if (value := table.number(row, key)) is not None:
                found.append((year, key, value))
        value = table.number(row, "target")
        if value is not None:
            stated = table.read(row, "year", cells.read_year)
            if stated is not None:
                found.append((stated, "target", value))
            elif "year" not in row.values:
                table.refuse_field(row, "target", YearMissing())
        for year, key, value in found:
            if unit is None:
                continue
            refusal = rules.problem_with_target(Target(unit, year, value))
            earlier = wanted.targets.get((unit, year))
            if refusal is None and earlier is not None:
                name = self.units.units[unit].name if unit in self.units.units else self.jurisdiction.name
                refusal = TargetTwice(unit=name, year=year, row=earlier[1].place)
            if refusal is not None:
                table.refuse_field(row, key, refusal)
            else:
                wanted.targets[unit, year] = (value, row)

    def _targets(self, indicators: Sequence[Indicator]) -> dict[int, dict[tuple[int, int], Decimal | None]]:
        found: dict[int, dict[tuple[int, int], Decimal | None]] = {}
        rows = IndicatorYear.objects.filter(indicator__in=indicators)
        for pk, unit, year, value in rows.values_list("indicator_id", "unit_id", "year", "target"):
            found.setdefault(pk, {})[unit, year] = value
        return found

    def _plan(
        self, wanted: _Wanted, indicator: Indicator | None, former: dict[tuple[int, int], Decimal | None]
    ) -> None:
        fields: list[FieldChange] = []
        units = self.units.units
        if indicator is not None:
            for key in ("measured_in", "direction", "definition"):
                before, after = getattr(indicator, key), getattr(wanted.text, key)
                if before != after:
                    fields.append(FieldChange(*FIELD_WORDS[key], _said(key, before), _said(key, after)))
            if indicator.lead_unit_id != wanted.lead:
                before = indicator.lead_unit.name if indicator.lead_unit else ""
                after = units[wanted.lead].name if wanted.lead in units else ""
                fields.append(FieldChange(*FIELD_WORDS["lead_unit"], before, after))
            for (unit, year), (value, _) in wanted.targets.items():
                was = former.get((unit, year))
                if was != value:
                    name = units[unit].label if unit in units else self.jurisdiction.label
                    before = "" if was is None else f"{was.normalize():f}"
                    words = (f"{name} {year}年目标值", f"Target of {name} for {year}")
                    fields.append(FieldChange(*words, before, f"{value.normalize():f}"))
        deed = RowDeed.CREATE if indicator is None else RowDeed.CHANGE if fields else RowDeed.SAME
        pk = indicator.pk if indicator else None
        self.plan.changes.append(RowChange(wanted.row.place, deed, wanted.text.name, pk, tuple(fields)))


def _said(key: str, value: str) -> str:
    return Direction(value).chinese if key == "direction" else value
