"""What every deed on a task shares: lock, check, raise the version, keep the event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.tasks import permissions, rules
from luoshi.domain.tasks.errors import StepNotOpen
from luoshi.domain.tasks.errors.plans import BatchFixed
from luoshi.domain.tasks.models import Assignment, Batch, Citation, NumberSeries, Participation, Report, Task
from luoshi.domain.tasks.terms import AssignmentState, BatchState, Deed, Part, ReportState, TaskState
from luoshi.foundation.kept_queries import kept_query
from luoshi.foundation.rows import insert_rows, put_rows, save_row, save_rows


def open_step(*, standing: Standing, deed: Deed, task_id: int) -> Task:
    """Lock a task and refuse unless the account may do the deed and the state allows it."""
    task = _locked_task.first(task_id)
    if task is None:
        raise Task.DoesNotExist
    permissions.require(standing, deed, task)
    if not rules.step_is_open(task.state, deed, task.issued_at):
        raise StepNotOpen(number=task.number_text, state=TaskState(task.state), deed=deed)
    if task.state == TaskState.DRAFT and task.batch_id is not None and deed not in {Deed.ISSUE, Deed.CARRY}:
        # Read after the task is locked: whoever checks the batch locks its tasks too.
        batch = Batch.objects.get(pk=task.batch_id)
        if batch.state != BatchState.COMPILING:
            raise BatchFixed(batch=batch.name, state=BatchState(batch.state))
    return task


@kept_query
def _locked_task(task_id: int) -> QuerySet[Task]:
    of_all = Task.objects.select_for_update(of=("self",)).select_related("jurisdiction", "lead_unit", "batch")
    return of_all.filter(pk=task_id)


@kept_query
def _locked_key(task_id: int) -> QuerySet[Task, int]:
    return Task.objects.select_for_update().filter(pk=task_id).order_by().values_list("pk", flat=True)


def queue_at(task_id: int) -> None:
    """Lock a task and read nothing of it: whoever comes at the same moment waits until this deed is done."""
    _locked_key(task_id)


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
    save_row(task)
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
    series = _locked_series.first(jurisdiction.pk, name, year)
    if series is None:
        put_rows(
            [NumberSeries(jurisdiction=jurisdiction, name=name, year=year)],
            unique=["jurisdiction", "name", "year"],
            fields=[],  # somebody else may begin it at the same moment
        )
        [series] = _locked_series(jurisdiction.pk, name, year)
    series.last += 1
    save_rows([series], ["last"])
    return series.last


@kept_query
def _locked_series(jurisdiction_id: int, name: str, year: int) -> QuerySet[NumberSeries]:
    return NumberSeries.objects.select_for_update().filter(jurisdiction=jurisdiction_id, name=name, year=year)


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
    insert_rows(Participation(task=task, unit_id=pk, part=part) for pk, part in wanted.items())


def search_text_of(task: Task) -> str:
    """Put together what a search looks through, folded (T13). Parts stand on lines of their own."""
    names, quotes = _names_in(task.pk), _quotes_in(task.pk)
    parts = [task.number_text, task.title, task.measures, task.heading, task.indicator]
    parts += [name for row in names for name in row] + list(quotes)
    return "\n".join(filter(None, map(rules.folded, parts)))


@kept_query
def _names_in(task_id: int) -> QuerySet[Participation, tuple[str, str]]:
    return Participation.objects.filter(task=task_id).values_list("unit__name", "unit__short_name")


@kept_query
def _quotes_in(task_id: int) -> QuerySet[Citation, str]:
    return Citation.objects.filter(task=task_id).values_list("quote", flat=True)


def set_aside_waiting(task: Task, actor: Account, now: datetime) -> None:
    """Set aside the task's waiting report, if any: something later took its place (T7)."""
    waiting = _locked_reports(task.pk, ReportState.WAITING)
    for report in waiting:
        report.state = ReportState.SET_ASIDE
        report.decided_by = actor
        report.decided_at = now
    save_rows(waiting, ["state", "decided_by", "decided_at"])


@kept_query
def _locked_reports(task_id: int, state: str) -> QuerySet[Report]:
    return Report.objects.select_for_update().filter(task=task_id, state=state)


def replace_waiting(task: Task) -> None:
    """Mark the task's waiting assignment, if any, as replaced (T6)."""
    for assignment in Assignment.objects.select_for_update().filter(task=task, state=AssignmentState.WAITING):
        assignment.state = AssignmentState.REPLACED
        assignment.save(update_fields=["state"])
