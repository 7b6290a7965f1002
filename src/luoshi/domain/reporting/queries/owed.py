"""What units owe in a period, and what is known of it before they write: one set of queries (RP3, RP4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from luoshi.domain.projects.models import MonthlyProgress, Project, ProjectYear
from luoshi.domain.projects.terms import LibraryState, LifecycleStage
from luoshi.domain.reporting.models import Line, Period
from luoshi.domain.tasks.models import Report, Task
from luoshi.domain.tasks.terms import Instrument, ReportKind, ReportState, TaskState
from luoshi.foundation.clock import local_date
from luoshi.foundation.kept_queries import kept_query
from luoshi.foundation.shares import elapsed_share_by_days, rounded_percent, year_progress

OWED_STATES = (TaskState.HANDLING, TaskState.COMPLETION_REPORTED)
CHUNK = 500


def midnight(day: date) -> datetime:
    """Give the first moment of a local day."""
    return timezone.make_aware(datetime.combine(day, time()))


def midnight_after(day: date) -> datetime:
    """Give the first moment at which a local day is over."""
    return midnight(day + timedelta(days=1))


def owed_tasks(period: Period) -> QuerySet[Task]:
    """The tasks that are reported in a period, those aside whose project is (RP3)."""
    scheme = period.scheme
    if not scheme.covers_tasks:
        return Task.objects.none()
    tasks = _tasks(scheme.jurisdiction_id, midnight_after(period.ends_on))
    if scheme.covers_projects:
        tasks = _beside(tasks, owed_projects(period))
    return tasks


def owed_by_unit(period: Period, unit_id: int) -> tuple[set[int], set[int]]:
    """Give the keys of the tasks and of the projects that one unit reports in a period."""
    scheme, until = period.scheme, midnight_after(period.ends_on)
    if not scheme.covers_projects:
        return set(_task_ids(scheme.jurisdiction_id, until, unit_id)) if scheme.covers_tasks else set(), set()
    projects = set(_project_ids(scheme.jurisdiction_id, period.starts_on, unit_id))
    if not scheme.covers_tasks:
        return set(), projects
    return set(_task_ids_beside_projects(scheme.jurisdiction_id, until, period.starts_on, unit_id)), projects


def owed_projects(period: Period) -> QuerySet[Project]:
    """The projects that are reported in a period (RP3)."""
    scheme = period.scheme
    if not scheme.covers_projects:
        return Project.objects.none()
    return _projects(scheme.jurisdiction_id, period.starts_on)


def _tasks(jurisdiction_id: int, until: datetime) -> QuerySet[Task]:
    return Task.objects.filter(
        jurisdiction_id=jurisdiction_id, state__in=OWED_STATES, issued_at__lt=until, lead_unit__isnull=False
    )


def _projects(jurisdiction_id: int, starts_on: date) -> QuerySet[Project]:
    unfinished = Q(actual_finish__isnull=True) | Q(actual_finish__gte=starts_on)
    return Project.objects.filter(
        unfinished, jurisdiction_id=jurisdiction_id, library_state=LibraryState.ISSUED
    ).exclude(lifecycle_stage=LifecycleStage.STOPPED)


def _beside(tasks: QuerySet[Task], projects: QuerySet[Project]) -> QuerySet[Task]:
    """Leave out the tasks whose project is reported."""
    return tasks.exclude(instrument=Instrument.PROJECT, project__in=projects)


@kept_query
def _task_ids(jurisdiction_id: int, until: datetime, unit_id: int) -> QuerySet[Task, int]:
    return _tasks(jurisdiction_id, until).filter(lead_unit=unit_id).values_list("pk", flat=True)


@kept_query
def _task_ids_beside_projects(
    jurisdiction_id: int, until: datetime, starts_on: date, unit_id: int
) -> QuerySet[Task, int]:
    tasks = _beside(_tasks(jurisdiction_id, until), _projects(jurisdiction_id, starts_on))
    return tasks.filter(lead_unit=unit_id).values_list("pk", flat=True)


@kept_query
def _project_ids(jurisdiction_id: int, starts_on: date, unit_id: int) -> QuerySet[Project, int]:
    return _projects(jurisdiction_id, starts_on).filter(lead_unit=unit_id).values_list("pk", flat=True)


def ordinary_reports(period: Period, task_ids: Sequence[int]) -> dict[int, Report]:
    """Give the last report that a unit gave of each task since the period began and that fills no other line (RP4)."""
    return {report.task_id: report for report in _ordinary(task_ids, midnight(period.starts_on))}


@kept_query
def _ordinary(task_ids: Sequence[int], since: datetime) -> QuerySet[Report]:
    return (
        Report.objects.filter(task__in=task_ids, reported_at__gte=since, line__isnull=True)
        .exclude(kind=ReportKind.NOTE)
        .exclude(state__in=[ReportState.SENT_BACK, ReportState.SET_ASIDE])
        .order_by("reported_at", "pk")
    )


def known_of_tasks(tasks: Sequence[Task], period: Period) -> dict[int, dict[str, Any]]:
    """Give what is known of tasks: last figures and words, the deadline, the share of the time that is over (RP4)."""
    last: dict[int, Report] = {}
    keys = [task.pk for task in tasks]
    for start in range(0, len(keys), CHUNK):
        rows = (
            Report.objects.filter(task__in=keys[start : start + CHUNK], reported_at__lt=midnight(period.starts_on))
            .exclude(kind=ReportKind.NOTE)
            .exclude(state__in=[ReportState.SENT_BACK])
            .only("task_id", "percent", "value", "note", "reported_at", "verified_percent", "verified_value")
            .order_by("reported_at", "pk")
        )
        last |= {report.task_id: report for report in rows}
    return {task.pk: _known_of_task(task, last.get(task.pk), period) for task in tasks}


def _known_of_task(task: Task, report: Report | None, period: Period) -> dict[str, Any]:
    known: dict[str, Any] = {}
    if report is not None:
        known |= {"percent": report.percent, "note": report.note, "on": local_date(report.reported_at).isoformat()}
        if report.value is not None:
            known["value"] = str(report.value)
        if report.verified_percent is not None:
            known["verified_percent"] = report.verified_percent
    if task.deadline is not None:
        known["deadline"] = task.deadline.isoformat()
        issued = local_date(task.issued_at) if task.issued_at else None
        if issued is not None and issued < task.deadline:
            as_of = min(max(period.ends_on, issued), task.deadline)
            known["expected"] = str(rounded_percent(elapsed_share_by_days(issued, task.deadline, as_of)))
    return known


def known_of_projects(projects: Sequence[Project], period: Period) -> dict[int, dict[str, Any]]:
    """Give what is known of projects: the year's sums before the period, the plan, the last words (RP4)."""
    keys = [project.pk for project in projects]
    month, year = period.ends_on.replace(day=1), period.ends_on.year
    known: dict[int, dict[str, Any]] = {pk: {} for pk in keys}
    for start in range(0, len(keys), CHUNK):
        some = keys[start : start + CHUNK]
        before = Q(month__gte=date(year, 1, 1), month__lt=month)
        sums = MonthlyProgress.objects.filter(before, project__in=some).values("project").annotate(
            year=Sum(Coalesce("verified_wan_yuan", "declared_wan_yuan")),
            funds=Sum(Coalesce("verified_funds_wan_yuan", "declared_funds_wan_yuan")),
            paid=Sum(Coalesce("verified_paid_wan_yuan", "declared_paid_wan_yuan")),
        )  # fmt: skip
        parts = parts_of_month(period, some)
        found = {row["project"]: row for row in sums}
        plans = dict(
            ProjectYear.objects.filter(project__in=some, year=year).values_list("project_id", "planned_wan_yuan")
        )
        words = dict(
            MonthlyProgress.objects.filter(project__in=some, month__lt=month)
            .order_by("month")
            .values_list("project_id", "narrative")
        )
        for pk in some:
            row: Mapping[str, Any] = found.get(pk, {})
            for name, figure in (("year_wan_yuan", "year"), ("funds_year", "funds"), ("paid_year", "paid")):
                amount = (row.get(figure) or Decimal(0)) + parts[pk][figure]
                known[pk][name] = f"{amount:f}"
            if plans.get(pk) is not None:
                known[pk]["plan"] = f"{plans[pk]:f}"
            if words.get(pk):
                known[pk]["note"] = words[pk]
            known[pk]["expected"] = str(rounded_percent(year_progress(period.ends_on)))
    return known


def parts_of_month(period: Period, project_ids: Sequence[int]) -> dict[int, dict[str, Decimal]]:
    """Add up what went out of the earlier periods of the same month, by project (RP8)."""
    sums: dict[int, dict[str, Decimal]] = defaultdict(lambda: {name: Decimal(0) for name in ("year", "funds", "paid")})
    if period.starts_on.day == 1:
        return sums
    rows = Line.objects.filter(
        project__in=project_ids,
        went_out_at__isnull=False,
        sheet__period__scheme_id=period.scheme_id,
        sheet__period__ends_on__gte=period.ends_on.replace(day=1),
        sheet__period__ends_on__lt=period.starts_on,
    ).values_list("project_id", "declared_wan_yuan", "declared_funds_wan_yuan", "declared_paid_wan_yuan")
    for pk, done, funds, paid in rows:
        for name, amount in (("year", done), ("funds", funds), ("paid", paid)):
            sums[pk][name] += amount or Decimal(0)
    return sums
