"""Wishes for a later date: which dates judge a thing, those asked for, and those that wait for the office (LA8)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet

from luoshi.domain.organizations.queries import within
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.organizations.terms import Role
from luoshi.domain.projects.models import Project, ProjectYear
from luoshi.domain.projects.queries import visible_projects
from luoshi.domain.projects.rules.years import start_in_force
from luoshi.domain.supervision.models import Extension
from luoshi.domain.supervision.rules import extension_problem
from luoshi.domain.supervision.terms import ExtendedDate, ExtensionState
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.queries import visible_tasks


def dates_that_judge(thing: Task | Project, today: date) -> Mapping[ExtendedDate, date]:
    """Give the dates of a thing by which lights and ladder judge it; a project's start until it has begun."""
    if isinstance(thing, Task):
        found = {ExtendedDate.DEADLINE: thing.deadline}
    else:
        found = {ExtendedDate.FINISH: thing.planned_finish, ExtendedDate.START: _start(thing, today)}
    return {which: day for which, day in found.items() if day is not None}


def dates_to_ask_for(thing: Task | Project, today: date) -> Mapping[ExtendedDate, date]:
    """Give the dates of a thing for which a later one can be asked today: not reached, and no wish for it waits."""
    dates = dates_that_judge(thing, today)
    waiting = set(extensions_of(thing).filter(state=ExtensionState.WAITING).values_list("extended", flat=True))
    return {
        which: day
        for which, day in dates.items()
        if which not in waiting and extension_problem(day, wanted=None, asked_on=today) is None
    }


def extensions_of(thing: Task | Project) -> QuerySet[Extension]:
    """The wishes for a later date of a thing, the newest first."""
    rows = Extension.objects.filter(task=thing) if isinstance(thing, Task) else Extension.objects.filter(project=thing)
    return rows.order_by("-id")


def extensions_waiting(standing: Standing) -> QuerySet[Extension]:
    """The wishes that wait for the office, the oldest first."""
    offices = standing.scopes(Role.OFFICER)
    place = within(offices, field="task__jurisdiction__path") | within(offices, field="project__jurisdiction__path")
    rows = Extension.objects.filter(place, state=ExtensionState.WAITING).order_by("asked_at", "id")
    return rows.select_related("task__lead_unit", "project__lead_unit")


def visible_extensions(standing: Standing) -> QuerySet[Extension]:
    """The wishes for things that the account may see."""
    tasks, projects = visible_tasks(standing).values("pk"), visible_projects(standing).values("pk")
    return Extension.objects.filter(task__in=tasks) | Extension.objects.filter(project__in=projects)


def _start(project: Project, today: date) -> date | None:
    if project.actual_start is not None:
        return None
    rows = ProjectYear.objects.filter(project=project, year=today.year)
    return start_in_force(project.planned_start, today.year, rows.values_list("planned_start_month", flat=True).first())
