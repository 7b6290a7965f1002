"""Lay out what units owe in a period, and keep it up with what is issued and closed meanwhile (RP3, RP4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet

from luoshi.domain.audit.actions import SubjectChange, record_events
from luoshi.domain.projects.models import Project
from luoshi.domain.reporting import rules
from luoshi.domain.reporting.actions.tallies import keep_tally
from luoshi.domain.reporting.models import Line, Period, Return, Tally
from luoshi.domain.reporting.queries.owed import (
    known_of_projects,
    known_of_tasks,
    ordinary_reports,
    owed_by_unit,
    owed_projects,
    owed_tasks,
)
from luoshi.domain.reporting.terms import ReturnDeed, ReturnState
from luoshi.domain.tasks.models import Report, Task
from luoshi.foundation.kept_queries import kept_query
from luoshi.foundation.rows import save_rows

UNITS_AT_ONCE = 200
FIELDS_OF_TASK = 2  # per cent and words
FIELDS_OF_PROJECT = 4  # done, funds, paid, words
_KNOWN_FIELDS = ("percent", "value", "deadline", "expected", "year_wan_yuan", "plan")


def open_period(*, now: datetime, period: Period) -> int:
    """Make the returns and lines of all units that owe any; give how many returns are new. May run any number of times.

    The system acts: nobody's permission is asked. Units are taken in parts, each in a transaction of its own.
    """
    if now < period.opens_at or now >= period.locks_at:
        return 0
    tasks, projects = _by_unit(owed_tasks(period)), _by_unit(owed_projects(period))
    present = set(Return.objects.filter(period=period).values_list("unit_id", flat=True))
    missing = sorted((tasks.keys() | projects.keys()) - present)
    made = 0
    for start in range(0, len(missing), UNITS_AT_ONCE):
        units = missing[start : start + UNITS_AT_ONCE]
        made += _open(
            now,
            period,
            units,
            [task for unit in units for task in tasks.get(unit, ())],
            [project for unit in units for project in projects.get(unit, ())],
        )
    return made


def open_return(*, now: datetime, period: Period, unit_id: int) -> Return | None:
    """Give a unit's return of an open period, made where it is missing; None where the unit owes nothing."""
    sheet = Return.objects.filter(period=period, unit_id=unit_id).first()
    if sheet is None and period.opens_at <= now < period.locks_at:
        tasks = list(owed_tasks(period).filter(lead_unit=unit_id))
        projects = list(owed_projects(period).filter(lead_unit=unit_id))
        if tasks or projects:
            _open(now, period, [unit_id], tasks, projects)
            sheet = Return.objects.filter(period=period, unit_id=unit_id).first()
    return sheet


def refresh_return(*, now: datetime, sheet: Return) -> bool:
    """Add lines for what was issued since, take untouched lines of what is closed; tell whether anything changed (RP3).

    A report given meanwhile on the task's own page fills its line, so that nothing is asked twice (RP4).
    """
    period = sheet.period
    if rules.has_changed_hands(_state(sheet)) or now < period.opens_at:
        return False
    lines = _things(sheet.pk)
    tasks, projects = owed_by_unit(period, sheet.unit_id)
    gone = [line.pk for line in lines if not line.is_touched and not _is_owed(line, tasks, projects)]
    missing_tasks = tasks - {line.task_id for line in lines}
    missing_projects = projects - {line.project_id for line in lines}
    untouched = [line for line in lines if line.task_id in tasks and not line.is_touched]
    task_ids = [line.task_id for line in untouched if line.task_id]
    waiting = ordinary_reports(period, task_ids) if task_ids else {}
    if not (gone or missing_tasks or missing_projects or waiting):
        return False
    new_tasks = list(Task.objects.filter(pk__in=missing_tasks).order_by("pk"))
    new_projects = list(Project.objects.filter(pk__in=missing_projects).order_by("pk"))
    with transaction.atomic():
        locked = Return.objects.select_for_update().get(pk=sheet.pk)
        if rules.has_changed_hands(_state(locked)):
            return False
        Line.objects.filter(pk__in=gone, is_touched=False).delete()
        fresh = _lines(period, {sheet.unit_id: locked}, new_tasks, new_projects)
        Line.objects.bulk_create(fresh, ignore_conflicts=True)
        free = Line.objects.select_for_update().filter(pk__in=[line.pk for line in untouched], is_touched=False)
        filled = [_fill(line, waiting[line.task_id]) for line in free if line.task_id in waiting]
        save_rows(filled, [*_FILLED, "version"])
        _count_fields(locked, list(Line.objects.filter(sheet=locked).select_related("task")))
        locked.save()
        keep_tally(locked)
        after = {"lines_added": len(fresh), "lines_taken": len(gone), "lines_filled": len(filled)}
        record_events(
            actor=None,
            now=now,
            verb=ReturnDeed.REFRESH.value,
            subject_type="return",
            changes=[SubjectChange(sheet.pk, {}, {name: n for name, n in after.items() if n})],
        )
    sheet.refresh_from_db(
        fields=["fields_asked", "fields_filled_in", "duplicates_avoided", "version", "state", "times_returned"]
    )
    return True


@kept_query
def _things(sheet_id: int) -> QuerySet[Line]:
    return Line.objects.filter(sheet=sheet_id).only("sheet", "task", "project", "is_touched")


_FILLED = (
    "is_touched",
    "declared_percent",
    "declared_value",
    "note",
    "report",
    "touched_by",
    "touched_at",
    "went_out_at",
)


def _open(
    now: datetime, period: Period, units: Sequence[int], tasks: Sequence[Task], projects: Sequence[Project]
) -> int:
    with transaction.atomic():
        last = Return.objects.aggregate(last=Max("pk"))["last"] or 0
        Return.objects.bulk_create((Return(period=period, unit_id=unit) for unit in units), ignore_conflicts=True)
        sheets = {sheet.unit_id: sheet for sheet in Return.objects.filter(period=period, unit__in=units, pk__gt=last)}
        tasks = [task for task in tasks if task.lead_unit_id in sheets]
        projects = [project for project in projects if project.lead_unit_id in sheets]
        lines = _lines(period, sheets, tasks, projects)
        reports = ordinary_reports(period, [task.pk for task in tasks])
        for line in lines:
            if line.task_id in reports:
                _fill(line, reports[line.task_id])
        Line.objects.bulk_create(lines, batch_size=500, ignore_conflicts=True)
        by_sheet: dict[int, list[Line]] = {sheet.pk: [] for sheet in sheets.values()}
        for line in lines:
            by_sheet[line.sheet_id].append(line)
        for sheet in sheets.values():
            _count_fields(sheet, by_sheet[sheet.pk])
        save_rows(sheets.values(), ["fields_asked", "fields_filled_in", "duplicates_avoided"])
        Tally.objects.bulk_create(
            (_first_tally(sheet, by_sheet[sheet.pk]) for sheet in sheets.values()), ignore_conflicts=True
        )
        record_events(
            actor=None,
            now=now,
            verb=ReturnDeed.OPEN.value,
            subject_type="return",
            changes=[SubjectChange(s.pk, {}, {"lines_added": len(by_sheet[s.pk])}) for s in sheets.values()],
        )
    return len(sheets)


def _first_tally(sheet: Return, lines: Sequence[Line]) -> Tally:
    return Tally(
        period_id=sheet.period_id,
        unit_id=sheet.unit_id,
        lines=len(lines),
        touched=sum(line.is_touched for line in lines),
        marked=0,
        percent_sum=sum(line.declared_percent or 0 for line in lines),
        declared_wan_yuan=Decimal(0),
    )


def _lines(period: Period, sheets: dict[int, Return], tasks: Sequence[Task], projects: Sequence[Project]) -> list[Line]:
    known_tasks, known_projects = known_of_tasks(tasks, period), known_of_projects(projects, period)
    lines = [Line(sheet=sheets[_unit(task)], task=task, known=known_tasks[task.pk]) for task in tasks]
    return lines + [
        Line(sheet=sheets[_unit(project)], project=project, known=known_projects[project.pk]) for project in projects
    ]


def _fill(line: Line, report: Report) -> Line:
    """Take over what the unit already reported on the task's own page; it is out already (RP4)."""
    line.is_touched = True
    line.declared_percent = report.percent
    line.declared_value = report.value
    line.note = report.note
    line.report = report
    line.touched_by_id = report.reported_by_id
    line.touched_at = report.reported_at
    line.went_out_at = report.reported_at
    line.version += 1
    return line


def _count_fields(sheet: Return, lines: Sequence[Line]) -> None:
    """Keep the burden ledger of a return (RP15)."""
    own = len(sheet.period.scheme.own_fields)
    asked = filled = avoided = 0
    for line in lines:
        fields = FIELDS_OF_PROJECT if line.project_id else FIELDS_OF_TASK
        if line.task_id and line.task is not None and line.task.target_value is not None:
            fields += 1
        if line.report_id and line.went_out_at and line.task_id:
            avoided += fields
            fields = 0
        asked += fields + own
        filled += sum(name in line.known for name in _KNOWN_FIELDS)
        if line.project_id:
            avoided += FIELDS_OF_TASK * _has_task(line)
    sheet.fields_asked, sheet.fields_filled_in, sheet.duplicates_avoided = asked, filled, avoided


def _has_task(line: Line) -> int:
    """Tell whether the project was issued as a task of its own, which is not asked beside it (RP3)."""
    return int(line.project is not None and line.project.task_id is not None)


def _is_owed(line: Line, tasks: set[int], projects: set[int]) -> bool:
    return line.task_id in tasks or line.project_id in projects


def _by_unit(things: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for thing in things:
        found.setdefault(_unit(thing), []).append(thing)
    return found


def _unit(thing: Task | Project) -> int:
    return int(thing.lead_unit_id or 0)


def _state(sheet: Return) -> ReturnState:
    return ReturnState(sheet.state)
