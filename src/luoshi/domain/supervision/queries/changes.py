"""Lights that changed, as a page lists them by day, and those of one thing."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from luoshi.domain.organizations.rules import Standing
from luoshi.domain.projects.models import Project
from luoshi.domain.projects.queries import visible_projects
from luoshi.domain.supervision.models import LightChange
from luoshi.domain.supervision.rules import way_of
from luoshi.domain.supervision.terms import LightWay, Tone
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.queries import visible_tasks

CHANGES_SHOWN = 12  # of one thing's history


def changes_of_day(standing: Standing, day: date, way: LightWay) -> QuerySet[LightChange]:
    """Give the lights that changed one way on a day and that the account may see, by unit (LI10)."""
    seen = Q(task__in=visible_tasks(standing).values("pk")) | Q(project__in=visible_projects(standing).values("pk"))
    related = ("task__lead_unit", "project__lead_unit")
    rows = LightChange.objects.filter(_pairs(way), seen, changed_on=day).select_related(*related)
    return rows.order_by("task__lead_unit__path", "project__lead_unit__path", "id")


def changes_of(thing: Task | Project, limit: int = CHANGES_SHOWN) -> list[LightChange]:
    """Give the last changes of a thing's light, the newest first."""
    key = {"task": thing} if isinstance(thing, Task) else {"project": thing}
    return list(LightChange.objects.filter(**key).order_by("-changed_on", "-id")[:limit])


def _pairs(way: LightWay) -> Q:
    condition = Q(pk__in=[])
    for former in Tone:
        if tones := [tone for tone in Tone if way_of(former, tone) is way]:
            condition |= Q(former_tone=former, tone__in=tones)
    return condition
