"""The leader's thirty seconds: the lights, the year's projects, what stands gravest, which problems wait.

The number of queries is constant: it depends on what there is (tasks, projects), never on how much.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import QuerySet

from luoshi.domain.bulletins.models import Bulletin
from luoshi.domain.bulletins.queries import visible_bulletins
from luoshi.domain.bulletins.terms import BulletinState
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.projects.models import Problem, Project
from luoshi.domain.projects.queries import LibraryRates, rates_of, visible_projects
from luoshi.domain.projects.queries.problems import ProblemFilters, filtered_problems
from luoshi.domain.supervision.models import Matter
from luoshi.domain.supervision.queries.tones import (
    WORST_FIRST,
    ToneCounts,
    gravest_matters,
    tones_of_projects,
    tones_of_tasks,
)
from luoshi.domain.supervision.terms import Tone
from luoshi.domain.tasks.queries import visible_tasks
from luoshi.foundation.money import MoneyUnit, page_unit
from luoshi.foundation.shares import year_progress

SHOWN = 5
BAR = 1000  # width of a bar of lights, in its own units


@dataclass(frozen=True, slots=True)
class LitPart:
    """The things of one tone in a bar of lights; ``change`` against the end of the last month, None: not known."""

    tone: Tone
    count: int
    change: int | None
    start: float
    width: float

    @property
    def change_text(self) -> str:
        """The change with its sign; empty where there is none."""
        return f"{self.change:+d}".replace("-", "−") if self.change else ""


@dataclass(frozen=True, slots=True)
class LightBar:
    """How many tasks, or projects, stand in which light."""

    kind: str  # task, project
    total: int
    month_end: date
    parts: list[LitPart]

    @property
    def is_compared(self) -> bool:
        """Whether any light stands differently from the end of the last month."""
        return any(part.change for part in self.parts)


@dataclass(frozen=True, slots=True)
class ProjectYear:
    """The year's investment and starts of all projects, beside time-proportional progress (MO8)."""

    rates: LibraryRates
    unit: MoneyUnit
    elapsed: Fraction

    @property
    def points_ahead(self) -> float:
        """Percentage points of verified investment beyond time-proportional progress; negative where behind."""
        return round(100 * float((self.rates.investment.verified or 0) - self.elapsed), 1)

    @property
    def points_behind(self) -> float:
        """Percentage points short of time-proportional progress; negative where ahead."""
        return -self.points_ahead


@dataclass(frozen=True, slots=True)
class Situation:
    """What one sees before one reads."""

    bars: list[LightBar]
    projects: ProjectYear | None
    matters: list[Matter]
    problems: list[Problem]
    late_problems: int
    bulletin: Bulletin | None


def situation_for(standing: Standing, today: date) -> Situation:
    """Gather how everything stands that the person sees."""
    projects = visible_projects(standing)
    bars = [_bar("task", tones_of_tasks(visible_tasks(standing), today))]
    bars.append(_bar("project", tones_of_projects(projects, today)))
    late = filtered_problems(standing, ProblemFilters(is_late=True), today)
    problems = list(late[:SHOWN])
    return Situation(
        bars=[bar for bar in bars if bar.total],
        projects=_project_year(projects, today),
        matters=gravest_matters(standing, limit=SHOWN),
        problems=problems,
        late_problems=len(problems) if len(problems) < SHOWN else late.count(),
        bulletin=visible_bulletins(standing).filter(state=BulletinState.PUBLISHED).order_by("-published_at").first(),
    )


def _bar(kind: str, counts: ToneCounts) -> LightBar:
    parts, start = [], 0.0
    for tone in WORST_FIRST:
        count = counts.now.get(tone, 0)
        change = counts.change(tone)
        if not count and not change:
            continue
        width = BAR * count / counts.total if counts.total else 0.0
        parts.append(LitPart(tone, count, change, round(start, 1), round(width, 1)))
        start += width
    return LightBar(kind, counts.total, counts.month_end, parts)


def _project_year(projects: QuerySet[Project], today: date) -> ProjectYear | None:
    rates = rates_of(projects, today)
    if not rates.year_plan:
        return None
    sums: list[Decimal | None] = [rates.year_plan, rates.this_year.declared, rates.this_year.verified]
    return ProjectYear(rates, page_unit(sums), year_progress(today))
