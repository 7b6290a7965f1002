"""What every deed on a task shares: lock, check, raise the version, keep the event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.tasks import permissions, rules
from luoshi.domain.tasks.errors import StepNotOpen
from luoshi.domain.tasks.errors.plans import BatchFixed
from luoshi.domain.tasks.models import Assignment, Batch, Citation, NumberSeries, Participation, Report, Task
from luoshi.domain.tasks.terms import AssignmentState, BatchState, Deed, Part, ReportState, TaskState


def open_step(*, standing: Standing, deed: Deed, task_id: int) -> Task:
    """Lock a task and refuse unless the account may do the deed and the state allows it."""
    task = (
        Task.objects.select_for_update(of=("self",))
        .select_related("jurisdiction", "lead_unit", "batch")
        .get(pk=task_id)
    )
    permissions.require(standing, deed, task)
    if not rules.step_is_open(task.state, deed, task.issued_at):
        raise StepNotOpen(number=task.number_text, state=TaskState(task.state), deed=deed)
    if task.state == TaskState.DRAFT and task.batch_id is not None and deed not in {Deed.ISSUE, Deed.CARRY}:
        # Read after the task is locked: whoever checks the batch locks its tasks too.
        batch = Batch.objects.get(pk=task.batch_id)
        if batch.state != BatchState.COMPILING:
            raise BatchFixed(batch=batch.name, state=BatchState(batch.state))
    return task


def close_step(
    task: Task,
    *,
    deed: Deed,
    actor: Account,
    now: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    note: str = "",
) -> None:
    """Save the task one version on, its state moved by the deed, and keep the event with what changed (T15)."""
    old_state = TaskState(task.state)
    task.state = rules.STEPS[old_state, deed]
    task.version += 1
    task.changed_at = now
    task.save()
    was: dict[str, Any] = dict(before or {})
    became: dict[str, Any] = dict(after or {})
    if task.state != old_state:
        was["state"], became["state"] = old_state.value, TaskState(task.state).value
    record_event(
        actor=actor,
        now=now,
        verb=deed.value,
        subject_type="task",
        subject_id=task.pk,
        before=was,
        after=became | {"version": task.version},
        note=note,
    )


def next_number(jurisdiction: Unit, name: str, year: int) -> int:
    """Take the next number of a yearly series; the row stays locked until the transaction ends."""
    NumberSeries.objects.get_or_create(jurisdiction=jurisdiction, name=name, year=year)
    series = NumberSeries.objects.select_for_update().get(jurisdiction=jurisdiction, name=name, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return series.last


def place_of(unit: Unit) -> rules.UnitPlace:
    """See a unit as the rules do."""
    return rules.UnitPlace(unit.pk, unit.name, unit.path, unit.is_active)


def set_units(task: Task, lead: Unit | None, supporting: Sequence[Unit]) -> None:
    """Make the participations those of the lead and the supporting units."""
    wanted = {unit.pk: Part.SUPPORT for unit in supporting} | ({lead.pk: Part.LEAD} if lead else {})
    for row in task.participations.all():
        if wanted.get(row.unit_id) == row.part:
            del wanted[row.unit_id]
        else:
            row.delete()
    Participation.objects.bulk_create(Participation(task=task, unit_id=pk, part=part) for pk, part in wanted.items())


def search_text_of(task: Task) -> str:
    """Put together what a search looks through, folded (T13). Parts stand on lines of their own."""
    names = Participation.objects.filter(task=task).values_list("unit__name", "unit__short_name")
    quotes = Citation.objects.filter(task=task).values_list("quote", flat=True)
    parts = [task.number_text, task.title, task.measures, task.heading, task.indicator]
    parts += [name for row in names for name in row] + list(quotes)
    return "\n".join(filter(None, map(rules.folded, parts)))


def set_aside_waiting(task: Task, actor: Account, now: datetime) -> None:
    """Set aside the task's waiting report, if any: something later took its place (T7)."""
    for report in Report.objects.select_for_update().filter(task=task, state=ReportState.WAITING):
        report.state = ReportState.SET_ASIDE
        report.decided_by = actor
        report.decided_at = now
        report.save(update_fields=["state", "decided_by", "decided_at"])


def replace_waiting(task: Task) -> None:
    """Mark the task's waiting assignment, if any, as replaced (T6)."""
    for assignment in Assignment.objects.select_for_update().filter(task=task, state=AssignmentState.WAITING):
        assignment.state = AssignmentState.REPLACED
        assignment.save(update_fields=["state"])
