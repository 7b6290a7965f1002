"""Which units the names in a sheet mean; names that are unclear come with near ones to choose (IM6, IM8)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import match_units, within
from luoshi.domain.organizations.rules import UnitMatch
from luoshi.foundation.refusals import Refusal
from luoshi.workflows.import_sheet.cells import text_of
from luoshi.workflows.import_sheet.faults import Remedy, options_of
from luoshi.workflows.import_sheet.table import Row, Table


class UnitNotThere(Refusal):
    """A name that no unit of the jurisdiction bears."""

    chinese = "没有名为“{text}”的单位。{hint_zh}"
    english = "There is no unit “{text}”. {hint_en}"


class UnitUnclear(Refusal):
    """A name that several units bear."""

    chinese = "“{text}”可能指多个单位：{names}。请写全称，或选择其中一个。"
    english = "“{text}” may mean several units: {names}. Write the full name, or choose one."


class SeveralUnits(Refusal):
    """Several units where one belongs."""

    chinese = "“{text}”含有多个单位，此处只能填写一个。请只保留牵头的一个，其余填入“配合单位”。"
    english = "“{text}” names several units where one belongs. Keep the leading one and list the others as supporting."


class UnitNames:
    """The units of a jurisdiction by the names that a sheet uses."""

    def __init__(self, jurisdiction: Unit, names: Iterable[str]) -> None:
        """Match all names at once. Two queries."""
        units = Unit.objects.filter(within([jurisdiction.path]), is_active=True)
        self.units: dict[int, Unit] = {unit.pk: unit for unit in units}
        self._matches: dict[str, UnitMatch] = match_units(names, jurisdiction)

    @classmethod
    def of(cls, jurisdiction: Unit, rows: Sequence[Row], keys: Sequence[str]) -> UnitNames:
        """Collect the names that rows hold in some fields."""
        return cls(jurisdiction, (text_of(row.values[key]) for row in rows for key in keys if key in row.values))

    def exact(self, name: str) -> int | None:
        """Give the unit that a name clearly means."""
        match = self._matches.get(name)
        return match.exact if match else None

    def one(self, table: Table, row: Row, key: str) -> int | None:
        """Read a field that names one unit; note why it cannot be read."""
        name = table.text(row, key)
        if not name:
            return None
        found = self._chosen(table, key, name) or self.exact(name)
        if found is not None:
            return found
        match = self._matches.get(name) or UnitMatch(name)
        near = [(s.unit_id, s.label) for s in match.suggestions]
        if match.members:
            refusal: Refusal = SeveralUnits(text=name)
            near = [(pk, self.units[pk].label) for pk in match.members if pk in self.units]
        elif match.suggestions and match.suggestions[0].score_percent == 100:
            refusal = UnitUnclear(text=name, names="、".join(label for _, label in near))
        else:
            refusal = self._unknown(name, near)
        table.refuse_field(row, key, refusal, written=name, remedy=Remedy.REPLACE, options=options_of(near))
        return None

    def several(self, table: Table, row: Row, key: str) -> list[int]:
        """Read a field that names units one after another."""
        name = table.text(row, key)
        if not name:
            return []
        chosen = self._chosen(table, key, name)
        if chosen is not None:
            return [chosen]
        match = self._matches.get(name) or UnitMatch(name)
        if match.exact is not None:
            return [match.exact]
        if match.members:
            return list(match.members)
        near = [(s.unit_id, s.label) for s in match.suggestions]
        refusal = self._unknown(name, near)
        table.refuse_field(row, key, refusal, written=name, remedy=Remedy.REPLACE, options=options_of(near))
        return []

    def _chosen(self, table: Table, key: str, name: str) -> int | None:
        chosen = table.choices.instead(key, name)
        return int(chosen) if chosen and chosen.isdecimal() and int(chosen) in self.units else None

    def _unknown(self, name: str, near: Sequence[tuple[int, str]]) -> UnitNotThere:
        if near:
            names = "、".join(label for _, label in near[:3])
            return UnitNotThere(text=name, hint_zh=f"名称相近的有：{names}。", hint_en=f"Names that are near: {names}.")
        return UnitNotThere(
            text=name,
            hint_zh="请核对名称，或先在“单位”中建立。",
            hint_en="Check the name, or make the unit first.",
        )
