"""What figures are counted from: one small value for each task, project, problem and return (rule BU1).

Items are kept with a frozen bulletin, so that a later difference can be traced to the thing that was corrected.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from luoshi.domain.bulletins.terms import ItemKind


@dataclass(frozen=True, slots=True)
class UnitsItem:
    """What every figure is counted from: something that one unit answers for."""

    kind: ClassVar[ItemKind]
    pk: int
    name: str
    unit_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LitItem(UnitsItem):
    """Something with a light: how it stood on the last day, and before."""

    tone: str = ""
    former_tone: str = ""
    tone_since: date | None = None
    reason_chinese: str = ""
    reason_english: str = ""


@dataclass(frozen=True, slots=True)
class TaskItem(LitItem):
    """A task as it stood on the last day: ``closed_on`` only where that lies within the time spoken of."""

    kind: ClassVar[ItemKind] = ItemKind.TASK
    deadline: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class ProjectItem(LitItem):
    """A project of the year's plan; sums in 万元 since the year's start; dates only up to the last day."""

    kind: ClassVar[ItemKind] = ItemKind.PROJECT
    is_key: bool = False
    annual_class: str = ""
    planned: Decimal = Decimal(0)
    verified: Decimal = Decimal(0)
    declared: Decimal = Decimal(0)
    start_month: int | None = None
    finish_month: int | None = None
    started_on: date | None = None
    finished_on: date | None = None
    must_enter: bool = False  # belongs in the statistics once begun, where the jurisdiction records entries (PJ22)
    entered_on: date | None = None


@dataclass(frozen=True, slots=True)
class ProblemItem(UnitsItem):
    """A problem raised until the last day and not closed before the first."""

    kind: ClassVar[ItemKind] = ItemKind.PROBLEM
    project: str = ""
    raised_on: date | None = None
    deadline: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReturnItem(UnitsItem):
    """One unit's return of one reporting period within the time."""

    kind: ClassVar[ItemKind] = ItemKind.RETURN
    received: bool = False
    on_time: bool = False


Item = TaskItem | ProjectItem | ProblemItem | ReturnItem
CLASSES: dict[ItemKind, type[Any]] = {
    cls.kind: cls for cls in (TaskItem, ProjectItem, ProblemItem, ReturnItem)
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnitItem:
    """A unit as it was called then. ``group`` is a ``PeerGroup``."""

    pk: int
    name: str
    group: str


@dataclass(frozen=True, slots=True)
class Items:
    """Everything of one jurisdiction and one span, up to its last day."""

    day: date
    tasks: tuple[TaskItem, ...] = ()
    projects: tuple[ProjectItem, ...] = ()
    problems: tuple[ProblemItem, ...] = ()
    returns: tuple[ReturnItem, ...] = ()
    units: tuple[UnitItem, ...] = ()

    @property
    def lit(self) -> tuple[TaskItem | ProjectItem, ...]:
        """Everything that may have a light."""
        return (*self.tasks, *self.projects)

    def by_unit(self) -> dict[int, Items]:
        """Give every unit's own."""
        parts: dict[int, dict[ItemKind, list[Any]]] = {unit.pk: {kind: [] for kind in ItemKind} for unit in self.units}
        for item in self.by_key().values():
            if item.unit_id in parts:
                parts[item.unit_id][item.kind].append(item)
        return {
            pk: Items(
                self.day,
                tuple(own[ItemKind.TASK]),
                tuple(own[ItemKind.PROJECT]),
                tuple(own[ItemKind.PROBLEM]),
                tuple(own[ItemKind.RETURN]),
                self.units,
            )
            for pk, own in parts.items()
        }

    def of_unit(self, unit_id: int) -> Items:
        """Give what is one unit's own."""
        return self.by_unit().get(unit_id, Items(self.day, units=self.units))

    def by_key(self) -> dict[tuple[ItemKind, int], Item]:
        """Give every item by kind and key."""
        everything: tuple[Item, ...] = (*self.tasks, *self.projects, *self.problems, *self.returns)
        return {(item.kind, item.pk): item for item in everything}


def items_as_plain(items: Items) -> dict[str, Any]:
    """Write items as plain values that ``read_items`` reads back."""
    return {
        "day": items.day.isoformat(),
        "units": [[unit.pk, unit.name, unit.group] for unit in items.units],
        "items": [
            [item.kind.value, {name: _plain(value) for name, value in asdict(item).items() if value not in ("", None)}]
            for item in items.by_key().values()
        ],
    }


def read_items(plain: Mapping[str, Any]) -> Items:
    """Read items from the plain values of a bulletin."""
    found: dict[ItemKind, list[Any]] = {kind: [] for kind in ItemKind}
    for word, values in plain["items"]:
        kind = ItemKind(word)
        found[kind].append(CLASSES[kind](**_typed(CLASSES[kind], values)))
    return Items(
        date.fromisoformat(plain["day"]),
        tuple(found[ItemKind.TASK]),
        tuple(found[ItemKind.PROJECT]),
        tuple(found[ItemKind.PROBLEM]),
        tuple(found[ItemKind.RETURN]),
        tuple(UnitItem(*unit) for unit in plain["units"]),
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else value


def _typed(cls: type[Any], values: Mapping[str, Any]) -> dict[str, Any]:
    kinds = {field.name: str(field.type) for field in fields(cls)}
    return {name: _value(kinds[name], value) for name, value in values.items() if name in kinds}


def _value(kind: str, value: Any) -> Any:
    if kind.startswith("Decimal"):
        return Decimal(value)
    return date.fromisoformat(value) if kind.startswith("date") else value
