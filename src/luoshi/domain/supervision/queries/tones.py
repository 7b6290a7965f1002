"""How many things stand in which light, now and at the end of the last month, and what is gravest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, QuerySet, Value, When

from luoshi.domain.organizations.rules import Standing
from luoshi.domain.projects.models import Project
from luoshi.domain.supervision.models import Light, Matter, MonthEndLight
from luoshi.domain.supervision.queries.matters import visible_matters
from luoshi.domain.supervision.terms import MatterState, StepKind, Tone
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.rules import OPEN

# The worst first: what a leader looks for. What is not lit is no light.
WORST_FIRST = (Tone.RED, Tone.ORANGE, Tone.YELLOW, Tone.BLUE, Tone.GREEN)


@dataclass(frozen=True, slots=True)
class ToneCounts:
    """Things by the tone of their light; ``former`` is the end of the last month, empty where none was kept."""

    now: Mapping[str, int]
    former: Mapping[str, int]
    month_end: date

    @property
    def total(self) -> int:
        """All that are lit now."""
        return sum(self.now.values())

    def change(self, tone: Tone) -> int | None:
        """How many more of a tone than at the end of the last month; None where that is not known."""
        return self.now.get(tone, 0) - self.former.get(tone, 0) if self.former else None


def tones_of_tasks(tasks: QuerySet[Task], today: date) -> ToneCounts:
    """Count open tasks by light; the former counts are of all that were open then. Two queries."""
    return _counts("task", tasks.filter(state__in=OPEN), tasks, today)


def tones_of_projects(projects: QuerySet[Project], today: date) -> ToneCounts:
    """Count projects by light, now and at the end of the last month. Two queries."""
    return _counts("project", projects, projects, today)


def _counts(kind: str, lit: QuerySet[Any], once_lit: QuerySet[Any], today: date) -> ToneCounts:
    month_end = today.replace(day=1) - timedelta(days=1)
    now = Light.objects.filter(**{f"{kind}__in": lit.order_by().values("pk")}, tone__in=WORST_FIRST)
    kept = {f"{kind}__in": once_lit.order_by().values("pk"), "month_end": month_end}
    former = MonthEndLight.objects.filter(**kept, tone__in=WORST_FIRST)
    return ToneCounts(_by_tone(now), _by_tone(former), month_end)


def _by_tone(lights: QuerySet[Any]) -> dict[str, int]:
    return dict(lights.order_by().values_list("tone").annotate(n=Count("pk")))


def gravest_matters(standing: Standing, *, limit: int) -> list[Matter]:
    """Give the open matters on the highest rungs, the longest open first, with light, thing and unit. One query."""
    place = Case(*(When(rung=kind, then=Value(n)) for n, kind in enumerate(StepKind)), default=Value(-1))
    rows = visible_matters(standing).filter(state=MatterState.OPEN).exclude(rung="")
    shown = rows.select_related("unit", "task__light", "project__light")
    return list(shown.order_by(place.desc(), "opened_on", "id")[:limit])
