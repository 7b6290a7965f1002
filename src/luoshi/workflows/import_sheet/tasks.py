"""Bring tasks in: each row a draft, or a change of the task with its number or its words and lead unit (IM7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.models import Unit
from luoshi.domain.tasks import rules
from luoshi.domain.tasks.actions import create_task, edit_task
from luoshi.domain.tasks.models import Participation, Task
from luoshi.domain.tasks.rules import LIMITS, TaskText, UnitPlace, folded
from luoshi.domain.tasks.terms import Comparator, Instrument, Part
from luoshi.foundation.refusals import Refusal
from luoshi.workflows.import_sheet.checked import FieldChange, Plan, Progress, RowChange, RowDeed
from luoshi.workflows.import_sheet.table import Row, Table
from luoshi.workflows.import_sheet.unit_names import UnitNames

WORDS = (
    "title", "measures", "heading", "no_deadline_reason", "indicator", "target_unit", "responsible_leader",
    "responsible_person",
)  # fmt: skip
FIELD_WORDS = {name: (chinese, english) for name, (_, chinese, english) in LIMITS.items()} | {
    "instrument": ("落实方式", "Instrument"),
    "deadline": ("办结时限", "Deadline"),
    "comparator": ("比较", "Comparison"),
    "target_value": ("目标值", "Target"),
}


class TaskTwice(Refusal):
    """Two rows of a sheet are one task."""

    chinese = "与第 {row} 行是同一项任务（内容和牵头单位相同）。请删去其中一行。"
    english = "This is the same task as row {row} (same words and lead unit). Remove one of them."


class TaskNumberUnknown(Refusal):
    """No task bears the number."""

    chinese = "没有编号为“{text}”的任务。新任务请不要填写编号；更新请核对编号。"
    english = "There is no task “{text}”. Leave the number empty for a new task; check it to change one."


class TaskEnded(Refusal):
    """A task that is closed, withdrawn or carried over takes no change."""

    chinese = "任务 {number} 已办结、撤销或结转，不能用表格修改。"
    english = "Task {number} is closed, withdrawn or carried over; a sheet does not change it."


class TaskImport:
    """The rows of a sheet as tasks."""

    def __init__(self, table: Table, jurisdiction: Unit, today: date) -> None:
        """``today`` tells the year of new numbers."""
        self.table, self.jurisdiction, self.today = table, jurisdiction, today
        self.plan = Plan()
        self._todo: list[tuple[Row, TaskText, int | None, list[int], Task | None, bool]] = []

    def check(self, rows: Sequence[Row], progress: Progress) -> None:
        """Read, judge and plan."""
        self.units = UnitNames.of(self.jurisdiction, rows, ("lead_unit", "supporting_units"))
        self._load()
        seen: dict[tuple[str, int | None], Row] = {}
        for count, row in enumerate(rows):
            if count % 100 == 0:
                progress(count / len(rows))
            is_whole = self.table.needs(row)
            given = self._values(row)
            lead = self.units.one(self.table, row, "lead_unit")
            supporting = self.units.several(self.table, row, "supporting_units")
            if not is_whole:
                continue
            key = (folded(given["title"]), lead)
            if key in seen:
                self.table.refuse_field(row, "title", TaskTwice(row=seen[key].place))
                continue
            seen[key] = row
            self._plan(row, given, lead, supporting)
        progress(1.0)

    def prepare(self, rows: Sequence[Row], progress: Progress) -> None:
        """Read and plan again before storing."""
        self.check(rows, progress)

    def store(self, *, actor: Account, now: datetime, source: str) -> None:
        """Make and change the tasks one by one."""
        units = self.units.units
        for row, text, lead, supporting, task, is_changed in self._todo:
            lead_unit = units[lead] if lead is not None else None
            others = [units[pk] for pk in supporting if pk in units]
            try:
                if task is None:
                    words = {name: getattr(text, name) for name in TaskText.__slots__}
                    create_task(
                        actor=actor,
                        now=now,
                        jurisdiction=self.jurisdiction,
                        lead_unit=lead_unit,
                        supporting_units=others,
                        **words,
                    )
                elif is_changed:
                    edit_task(
                        actor=actor,
                        now=now,
                        task=task,
                        version=task.version,
                        text=text,
                        lead_unit=lead_unit,
                        supporting_units=others,
                        reason=source,
                    )
            except Refusal as refusal:
                self._note(row, refusal)

    def _load(self) -> None:
        tasks = list(Task.objects.filter(jurisdiction=self.jurisdiction).select_related("lead_unit").order_by("id"))
        self._by_number = {task.number_text: task for task in tasks}
        self._by_title: dict[tuple[str, int | None], Task] = {}
        for task in tasks:
            if task.state in rules.UNFINISHED:
                self._by_title[folded(task.title), task.lead_unit_id] = task
        rows = Participation.objects.filter(task__jurisdiction=self.jurisdiction, part=Part.SUPPORT)
        self._supporting: dict[int, list[int]] = {}
        for task_id, unit_id in rows.order_by("unit__path").values_list("task_id", "unit_id"):
            self._supporting.setdefault(task_id, []).append(unit_id)

    def _values(self, row: Row) -> dict[str, Any]:
        table = self.table
        given: dict[str, Any] = {name: table.text(row, name) for name in WORDS if name in row.values}
        given["title"] = " ".join(table.text(row, "title").split())
        if (instrument := table.term(row, "instrument", Instrument)) is not None:
            given["instrument"] = instrument.value
        if (deadline := table.day(row, "deadline", is_end=True)) is not None:
            given["deadline"] = deadline
        if (target := table.number(row, "target_value")) is not None:
            given |= {"target_value": target, "comparator": Comparator.AT_LEAST.value}
        return given

    def _plan(self, row: Row, given: dict[str, Any], lead: int | None, supporting: list[int]) -> None:
        number = self.table.text(row, "number")
        task = self._by_number.get(number) if number else self._by_title.get((folded(given["title"]), lead))
        if number and task is None:
            self.table.refuse_field(row, "number", TaskNumberUnknown(text=number))
            return
        if task is not None and task.state in rules.ENDED:
            self.table.refuse_field(row, "number", TaskEnded(number=task.number_text))
            return
        if task is None:
            text = TaskText(**{"instrument": Instrument.ITEM.value} | given)
            was_supporting: list[int] = []
        else:
            former = TaskText(**{name: getattr(task, name) for name in TaskText.__slots__})
            if former.comparator:
                given.pop("comparator", None)
            text = replace(former, **given)
            was_supporting = self._supporting.get(task.pk, [])
            lead = lead if "lead_unit" in row.values else task.lead_unit_id
            supporting = supporting if "supporting_units" in row.values else was_supporting
        text = rules.tidied(text)
        self._judge(row, text, lead, supporting)
        fields = self._changes(task, text, lead, was_supporting, supporting) if task else ()
        deed = RowDeed.CREATE if task is None else RowDeed.CHANGE if fields else RowDeed.SAME
        self.plan.changes.append(RowChange(row.place, deed, text.title, task.pk if task else None, fields))
        self._todo.append((row, text, lead, supporting, task, bool(fields)))

    def _judge(self, row: Row, text: TaskText, lead: int | None, supporting: Sequence[int]) -> None:
        units = self.units.units

        def place(pk: int) -> UnitPlace:
            unit = units[pk]
            return UnitPlace(unit.pk, unit.name, unit.path, unit.is_active)

        home = UnitPlace(self.jurisdiction.pk, self.jurisdiction.name, self.jurisdiction.path, True)
        problems = rules.problems_in_text(text) + rules.problems_with_units(
            home, place(lead) if lead in units else None, [place(pk) for pk in supporting if pk in units]
        )
        for refusal in problems:
            self._note(row, refusal)

    def _note(self, row: Row, refusal: Refusal) -> None:
        key = str(refusal.params.get("name") or refusal.field or "title")
        if key not in self.table.columns:
            key = refusal.field or "title"
        self.table.refuse_field(row, key, refusal, written=self.table.text(row, key))

    def _changes(
        self, task: Task, text: TaskText, lead: int | None, was: Sequence[int], supporting: Sequence[int]
    ) -> tuple[FieldChange, ...]:
        changes = []
        for name in TaskText.__slots__:
            before, after = getattr(task, name), getattr(text, name)
            if before != after and name in FIELD_WORDS:
                changes.append(FieldChange(*FIELD_WORDS[name], _said(name, before), _said(name, after)))
        units = self.units.units
        if lead != task.lead_unit_id:
            before = task.lead_unit.name if task.lead_unit else ""
            changes.append(FieldChange("牵头单位", "Lead unit", before, units[lead].name if lead in units else ""))
        if set(was) != set(supporting):
            names = ["、".join(units[pk].name for pk in keys if pk in units) for keys in (was, supporting)]
            changes.append(FieldChange("配合单位", "Supporting units", *names))
        return tuple(changes)


def _said(name: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if name == "instrument":
        return Instrument(value).chinese
    return f"{value.normalize():f}" if name == "target_value" else str(value)
