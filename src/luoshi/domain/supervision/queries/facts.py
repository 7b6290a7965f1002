"""What the rules of lights ask of tasks and projects, gathered for many at once: a constant number of queries.

Judged is the last report that was not sent back: its verified figure once the office has verified it, until then the
declared one (rule LI7).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from luoshi.domain.projects.models import MonthlyProgress, Project, ProjectYear
from luoshi.domain.projects.rules import belongs_in_statistics, entry_day
from luoshi.domain.projects.terms import LibraryState, LifecycleStage
from luoshi.domain.supervision.models import LightExemption, MonthEndLight
from luoshi.domain.supervision.rules import Exemption, LightFacts
from luoshi.domain.tasks.models import Report, Task
from luoshi.domain.tasks.rules import OPEN
from luoshi.domain.tasks.terms import Instrument, ReportKind, ReportState
from luoshi.foundation.clock import local_date
from luoshi.foundation.kept_queries import kept_query

MONTHS_REMEMBERED = 12  # of lights at month ends; the longest run that the shipped packs ask for is 3


def lit_tasks() -> QuerySet[Task]:
    """The tasks that have a light: open ones that are no project, whose project has the light (LI1)."""
    return Task.objects.filter(state__in=OPEN).exclude(instrument=Instrument.PROJECT, project__isnull=False)


def lit_projects() -> QuerySet[Project]:
    """The projects that have a light: issued ones, until they are completed (LI1)."""
    unfinished = Q(actual_finish__isnull=True) & ~Q(lifecycle_stage=LifecycleStage.STOPPED)
    return Project.objects.filter(unfinished, library_state=LibraryState.ISSUED)


def task_facts(tasks: Sequence[Task], as_of: date) -> dict[int, LightFacts]:
    """Give the facts of tasks at the end of a day, by task. Past days are read from the reports of then."""
    ids = [task.pk for task in tasks]
    reports = _reports_until(ids, as_of)
    earlier = _earlier_lights("task", ids, as_of)
    exempt = _exemptions("task", ids, as_of)
    facts = {}
    for task in tasks:
        report = reports.get(task.pk)
        completed = report is not None and report.kind == ReportKind.COMPLETION
        issued_on = local_date(task.issued_at) if task.issued_at else None
        has_span = issued_on is not None and task.deadline is not None and issued_on < task.deadline
        facts[task.pk] = LightFacts(
            as_of=as_of,
            kind=task.instrument,
            progress=Fraction(report.share_percent if report else 0, 100) if has_span else None,
            span_start=issued_on if has_span else None,
            span_end=task.deadline if has_span else None,
            deadline=task.deadline,
            completed_on=local_date(report.reported_at) if report is not None and completed else None,
            earlier_lights=earlier.get(task.pk, MappingProxyType({})),
            exemption=exempt.get(task.pk),
        )
    return facts


def project_facts(projects: Sequence[Project], as_of: date) -> dict[int, LightFacts]:
    """Give the facts of projects at the end of a day, by project."""
    ids = [project.pk for project in projects]
    years = {row.project_id: row for row in ProjectYear.objects.filter(project__in=ids, year=as_of.year)}
    done, last = _invested(ids, as_of)
    earlier = _earlier_lights("project", ids, as_of)
    exempt = _exemptions("project", ids, as_of)
    following = _following_entries({project.jurisdiction_id for project in projects})
    facts = {}
    for project in projects:
        year = years.get(project.pk)
        plan = year.planned_wan_yuan if year else None
        started = project.actual_start if project.actual_start and project.actual_start <= as_of else None
        finished = project.actual_finish if project.actual_finish and project.actual_finish <= as_of else None
        facts[project.pk] = LightFacts(
            as_of=_judged_on(last.get(project.pk), as_of),
            kind="project",
            plan=plan,
            done=done.get(project.pk, Decimal(0)) if plan is not None else None,
            planned_start=_planned_start(project, year),
            started_on=started,
            entered_on=entry_day(declared=project.entered_on, verified=project.entry_verified_on),
            is_entry_followed=project.jurisdiction_id in following
            and belongs_in_statistics(total_wan_yuan=project.total_wan_yuan, actual_start=started, as_of=as_of),
            deadline=project.planned_finish,
            completed_on=finished,
            earlier_lights=earlier.get(project.pk, MappingProxyType({})),
            exemption=exempt.get(project.pk),
        )
    return facts


def _following_entries(jurisdiction_ids: Collection[int]) -> frozenset[int]:
    """Give the jurisdictions whose projects record their statistical entry; elsewhere rules about it are silent."""
    rows = Project.objects.filter(jurisdiction__in=jurisdiction_ids, entered_on__isnull=False)
    return frozenset(rows.order_by().values_list("jurisdiction_id", flat=True).distinct())


def _judged_on(last_month: date | None, as_of: date) -> date:
    """Judge sums at the end of the last month that could be recorded: in mid-month nobody has this month's figure."""
    month_end = as_of.replace(day=1) - timedelta(days=1)
    if (as_of + timedelta(days=1)).day == 1:
        month_end = as_of
    if last_month is not None and last_month > month_end:
        return as_of
    return month_end if month_end.year == as_of.year else as_of


def _planned_start(project: Project, year: ProjectYear | None) -> date | None:
    if year is not None and year.planned_start_month:
        return date(year.year, year.planned_start_month, 1)
    return project.planned_start


@dataclass(frozen=True, slots=True)
class _Judged:
    """The report by which a task is judged on a day."""

    kind: str
    share_percent: int
    reported_at: datetime


def _reports_until(ids: Sequence[int], as_of: date) -> dict[int, _Judged]:
    """Give each task's last report of the days until then that was not sent back by then (LI7)."""
    end = timezone.make_aware(datetime.combine(as_of + timedelta(days=1), time()))
    rows = _reports_before(ids, end)
    last: dict[int, _Judged] = {}
    for task_id, kind, state, percent, verified, decided_at, reported_at in rows:
        is_verified = state == ReportState.VERIFIED and (decided_at is None or decided_at < end)  # as it stood that day
        share = verified if is_verified and verified is not None else percent
        last[task_id] = _Judged(kind, int(share or 0), reported_at)
    return last


@kept_query
def _reports_before(ids: Sequence[int], end: datetime) -> QuerySet[Report, tuple[Any, ...]]:
    return (
        Report.objects.filter(task__in=ids, reported_at__lt=end)
        .exclude(kind=ReportKind.NOTE)
        .exclude(state=ReportState.SENT_BACK, decided_at__lt=end)
        .order_by("reported_at", "id")
        .values_list("task_id", "kind", "state", "percent", "verified_percent", "decided_at", "reported_at")
    )


def _invested(ids: Sequence[int], as_of: date) -> tuple[dict[int, Decimal], dict[int, date]]:
    """Give what was invested since the year's start, verified where it was, and the last month recorded."""
    rows = MonthlyProgress.objects.filter(
        project__in=ids, month__gte=date(as_of.year, 1, 1), month__lte=as_of
    ).values_list("project_id", "month", "verified_wan_yuan", "declared_wan_yuan")
    done: dict[int, Decimal] = defaultdict(Decimal)
    last: dict[int, date] = {}
    for project_id, month, verified, declared in rows:
        done[project_id] += verified if verified is not None else declared or Decimal(0)
        last[project_id] = max(month, last.get(project_id, month))
    return done, last


def _earlier_lights(thing: str, ids: Sequence[int], as_of: date) -> dict[int, Mapping[str, tuple[str, ...]]]:
    """Give each rule's lights at the month ends before, the newest last (LI4)."""
    this_month = as_of.replace(day=1)
    since = date(this_month.year - 1, this_month.month, 1)
    lights_before = _lights_of_tasks if thing == "task" else _lights_of_projects
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for pk, by_rule in lights_before(ids, since, this_month):
        for rule, light in by_rule.items():
            found[pk][rule].append(light)
    return {pk: {rule: tuple(lights) for rule, lights in rules.items()} for pk, rules in found.items()}


def _exemptions(thing: str, ids: Sequence[int], as_of: date) -> dict[int, Exemption]:
    """Give the exemption that holds on the day, the newest where several do (LI5)."""
    rows = _exemptions_of_tasks(ids, as_of) if thing == "task" else _exemptions_of_projects(ids, as_of)
    return {getattr(row, f"{thing}_id"): Exemption(row.kind, row.words, row.ends_on) for row in rows}


def _month_ends(since: date, until: date) -> QuerySet[MonthEndLight]:
    return MonthEndLight.objects.filter(month_end__gte=since, month_end__lt=until).order_by("month_end")


@kept_query
def _lights_of_tasks(ids: Sequence[int], since: date, until: date) -> QuerySet[MonthEndLight, tuple[Any, ...]]:
    return _month_ends(since, until).filter(task__in=ids).values_list("task_id", "by_rule")


@kept_query
def _lights_of_projects(ids: Sequence[int], since: date, until: date) -> QuerySet[MonthEndLight, tuple[Any, ...]]:
    return _month_ends(since, until).filter(project__in=ids).values_list("project_id", "by_rule")


def _holding(as_of: date) -> QuerySet[LightExemption]:
    holding = Q(starts_on__lte=as_of) & (Q(ends_on__isnull=True) | Q(ends_on__gte=as_of))
    return LightExemption.objects.filter(holding).order_by("granted_at")


@kept_query
def _exemptions_of_tasks(ids: Sequence[int], as_of: date) -> QuerySet[LightExemption]:
    return _holding(as_of).filter(task__in=ids)


@kept_query
def _exemptions_of_projects(ids: Sequence[int], as_of: date) -> QuerySet[LightExemption]:
    return _holding(as_of).filter(project__in=ids)
