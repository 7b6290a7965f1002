"""Read from tasks, projects, lights, problems and returns what a bulletin counts, as of a day (rule BU1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Max, Q, Sum

from luoshi.domain.bulletins.rules import (
    GROUPS,
    Items,
    ProblemItem,
    ProjectItem,
    ReturnItem,
    TaskItem,
    UnitItem,
    last_span,
)
from luoshi.domain.bulletins.terms import PeerGroup
from luoshi.domain.organizations.models import Unit
from luoshi.domain.projects.models import MonthlyProgress, Problem, Project, ProjectYear
from luoshi.domain.projects.rules.entry import LEAST_WAN_YUAN, entry_day
from luoshi.domain.projects.terms import Level, LibraryState, LifecycleStage
from luoshi.domain.reporting.models import Return
from luoshi.domain.supervision.models import LightChange
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.terms import TaskState
from luoshi.foundation.clock import local_date
from luoshi.foundation.periods import ReportingPeriod


@dataclass(frozen=True, slots=True)
class _Lit:
    """The light of one thing on a day."""

    tone: str
    since: date
    chinese: str
    english: str


_DARK = _Lit("", date.min, "", "")


def items_of(jurisdiction: Unit, span: ReportingPeriod, day: date | None = None) -> Items:
    """Give what is counted of a jurisdiction's span, up to its last day or to ``day``. Twelve queries at any size."""
    day = min(span.end, day) if day else span.end
    before = last_span(span).end
    tasks = tuple(_tasks(jurisdiction, day, before))
    projects = tuple(_projects(jurisdiction, day, before))
    problems = tuple(_problems(jurisdiction, span.start, day))
    returns = tuple(_returns(jurisdiction, span.start, span.end))
    used = {item.unit_id for some in (tasks, projects, problems, returns) for item in some}
    return Items(day, tasks, projects, problems, returns, tuple(_units(used, jurisdiction)))


def _tasks(jurisdiction: Unit, day: date, before: date) -> Iterable[TaskItem]:
    now, former = (_lights("task", jurisdiction, on) for on in (day, before))
    rows = (
        Task.objects.filter(jurisdiction=jurisdiction, year=day.year, issued_at__date__lte=day)
        .exclude(state__in=(TaskState.DRAFT, TaskState.WITHDRAWN))
        .exclude(lead_unit=None)
        .order_by("lead_unit__path", "deadline", "pk")
        .values_list("pk", "title", "lead_unit_id", "deadline", "closed_at")
    )
    for pk, title, unit_id, deadline, closed_at in rows:
        lit = now.get(pk, _DARK)
        assert unit_id is not None  # excluded above
        yield TaskItem(
            pk,
            title,
            unit_id,
            deadline=deadline,
            closed_on=_until(local_date(closed_at) if closed_at else None, day),
            tone=lit.tone,
            former_tone=former.get(pk, _DARK).tone,
            tone_since=lit.since if lit.tone else None,
            reason_chinese=lit.chinese,
            reason_english=lit.english,
        )


def _projects(jurisdiction: Unit, day: date, before: date) -> Iterable[ProjectItem]:
    now, former = (_lights("project", jurisdiction, on) for on in (day, before))
    sums = {
        row["project"]: row
        for row in MonthlyProgress.objects.filter(
            project__jurisdiction=jurisdiction, month__gte=date(day.year, 1, 1), month__lte=day
        )
        .values("project")
        .annotate(verified=Sum("verified_wan_yuan"), declared=Sum("declared_wan_yuan"))
        .order_by()
    }
    years = (
        ProjectYear.objects.filter(
            project__jurisdiction=jurisdiction, project__library_state=LibraryState.ISSUED, year=day.year
        )
        .exclude(project__lifecycle_stage=LifecycleStage.STOPPED)
        .select_related("project")
        .order_by("project__lead_unit__path", "project__number")
    )
    records_entries = Project.objects.filter(jurisdiction=jurisdiction, entered_on__lte=day).exists()
    for year in years:
        project = year.project
        lit = now.get(project.pk, _DARK)
        done: dict[str, Any] = dict(sums.get(project.pk, {}))
        yield ProjectItem(
            project.pk,
            project.name,
            project.lead_unit_id,
            is_key=project.level != Level.ORDINARY,
            annual_class=year.annual_class,
            planned=year.planned_wan_yuan or Decimal(0),
            verified=done.get("verified") or Decimal(0),
            declared=done.get("declared") or Decimal(0),
            start_month=year.planned_start_month,
            finish_month=year.planned_finish_month,
            started_on=_until(project.actual_start, day),
            finished_on=_until(project.actual_finish, day),
            must_enter=records_entries and (project.total_wan_yuan is None or project.total_wan_yuan >= LEAST_WAN_YUAN),
            entered_on=_until(entry_day(declared=project.entered_on, verified=project.entry_verified_on), day),
            tone=lit.tone,
            former_tone=former.get(project.pk, _DARK).tone,
            tone_since=lit.since if lit.tone else None,
            reason_chinese=lit.chinese,
            reason_english=lit.english,
        )


def _lights(thing: str, jurisdiction: Unit, day: date) -> dict[int, _Lit]:
    """Give the lights of a day by thing: the last change until then."""
    place = {f"{thing}__jurisdiction": jurisdiction, "changed_on__lte": day}
    last = LightChange.objects.filter(**place).values(thing).annotate(last=Max("pk")).order_by().values("last")
    rows = LightChange.objects.filter(pk__in=last).values_list(
        f"{thing}_id", "tone", "changed_on", "reason_chinese", "reason_english"
    )
    return {row[0]: _Lit(*row[1:]) for row in rows}


def _problems(jurisdiction: Unit, first: date, day: date) -> Iterable[ProblemItem]:
    rows = (
        Problem.objects.filter(project__jurisdiction=jurisdiction, raised_at__date__lte=day)
        .filter(Q(closed_at=None) | Q(closed_at__date__gte=first))
        .select_related("project")
        .order_by("pk")
    )
    for row in rows:
        closed_on = _until(local_date(row.closed_at) if row.closed_at else None, day)
        yield ProblemItem(
            row.pk,
            row.text,
            row.responsible_unit_id or row.project.lead_unit_id,
            project=row.project.name,
            raised_on=local_date(row.raised_at),
            deadline=row.deadline,
            closed_on=closed_on,
        )


def _returns(jurisdiction: Unit, first: date, last: date) -> Iterable[ReturnItem]:
    rows = (
        Return.objects.filter(
            period__scheme__jurisdiction=jurisdiction, period__ends_on__gte=first, period__ends_on__lte=last
        )
        .select_related("period")
        .order_by("unit__path", "pk")
    )
    for row in rows:
        yield ReturnItem(
            row.pk, row.period.label_chinese, row.unit_id, row.first_approved_at is not None, bool(row.is_on_time)
        )


def _units(keys: Iterable[int], jurisdiction: Unit) -> Iterable[UnitItem]:
    """Name the units, departments by their short names and territories in full.

    The jurisdiction itself is nobody's peer, nor is what lies outside it.
    """
    for unit in Unit.objects.filter(pk__in=keys).order_by("path"):
        is_within = unit.path.startswith(jurisdiction.path) and unit.pk != jurisdiction.pk
        group = GROUPS.get(unit.kind, "") if is_within else ""
        yield UnitItem(unit.pk, unit.label if group == PeerGroup.DEPARTMENT else unit.name, group)


def _until(day: date | None, last: date) -> date | None:
    return day if day is not None and day <= last else None
