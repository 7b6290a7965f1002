"""Rates, each with its base named, and the things that each is counted from (rule BU2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from luoshi.domain.bulletins.rules.items import Item, Items, ProjectItem, TaskItem
from luoshi.domain.bulletins.terms import Base, RateKey
from luoshi.foundation.shares import share_of, year_progress

NEW_START, COMPLETING = "new_start", "completing"  # projects.terms.AnnualClass
BASES: dict[RateKey, tuple[Base, Base]] = {
    RateKey.TASKS_CLOSED: (Base.DUE, Base.FULL_YEAR),
    RateKey.INVESTMENT: (Base.YEAR_PLAN, Base.TIME_PLAN),
    RateKey.KEY_INVESTMENT: (Base.YEAR_PLAN, Base.TIME_PLAN),
    RateKey.STARTS: (Base.DUE, Base.FULL_YEAR),
    RateKey.ENTRIES: (Base.TO_ENTER, Base.FULL_YEAR),
    RateKey.COMPLETIONS: (Base.DUE, Base.FULL_YEAR),
    RateKey.REPORTS_ON_TIME: (Base.EXPECTED, Base.RECEIVED),
}
MONEY = frozenset({RateKey.INVESTMENT, RateKey.KEY_INVESTMENT})


@dataclass(frozen=True, slots=True)
class Counted:
    """A thing in a rate: what it adds to the part and to the whole, 1 or 万元."""

    item: Item
    part: Decimal
    whole: Decimal | Fraction


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate on one base. ``part`` and ``whole`` are things, or 万元 where ``is_money``."""

    key: RateKey
    base: Base
    part: Decimal | Fraction
    whole: Decimal | Fraction
    is_money: bool = False

    @property
    def share(self) -> Fraction | None:
        """The exact share; None where nothing is due."""
        return share_of(self.part, self.whole)


def rates_of(items: Items) -> list[Rate]:
    """Give every rate that has a denominator on one of its bases, both bases of it together (BU2)."""
    has_others = any(not project.is_key for project in items.projects)  # else key projects are all projects
    pairs = [
        [rate_of(key, base, items) for base in bases]
        for key, bases in BASES.items()
        if key is not RateKey.KEY_INVESTMENT or has_others
    ]
    return [rate for pair in pairs if any(one.whole for one in pair) for rate in pair]


def rate_of(key: RateKey, base: Base, items: Items) -> Rate:
    """Give one rate on one of its bases."""
    rows = counted_in(key, base, items)
    part = sum((row.part for row in rows), Decimal(0))
    if base is Base.TIME_PLAN:
        return Rate(key, base, part, sum((Fraction(row.whole) for row in rows), Fraction(0)), True)
    whole = sum((row.whole for row in rows if isinstance(row.whole, Decimal)), Decimal(0))
    return Rate(key, base, part, whole, key in MONEY)


def counted_in(key: RateKey, base: Base, items: Items) -> list[Counted]:
    """Give the things that a rate is counted from; their parts and wholes add up to it."""
    if key is RateKey.TASKS_CLOSED:
        tasks = [task for task in items.tasks if base is Base.FULL_YEAR or is_due(task, items)]
        return [_one(task, task.closed_on is not None) for task in tasks]
    if key is RateKey.REPORTS_ON_TIME:
        returns = [sheet for sheet in items.returns if base is Base.EXPECTED or sheet.received]
        return [_one(sheet, sheet.on_time) for sheet in returns]
    if key in MONEY:
        return _money(key, base, items)
    if key is RateKey.ENTRIES:
        return _entries(base, items)
    if key is RateKey.STARTS:
        planned = [project for project in items.projects if project.annual_class == NEW_START]
        months = ((project, project.start_month, project.started_on) for project in planned)
    else:
        planned = [project for project in items.projects if project.annual_class == COMPLETING]
        months = ((project, project.finish_month, project.finished_on) for project in planned)
    return [
        _one(project, day is not None)
        for project, month, day in months
        if base is Base.FULL_YEAR or (month is not None and month <= items.day.month)
    ]


def is_due(task: TaskItem, items: Items) -> bool:
    """Tell whether a task's deadline has come."""
    return task.deadline is not None and task.deadline <= items.day


def _one(item: Item, is_done: bool) -> Counted:
    return Counted(item, Decimal(is_done), Decimal(1))


def _entries(base: Base, items: Items) -> list[Counted]:
    """Count new starts that belong in the statistics: those that have begun, or all of the year's plan."""
    return [
        _one(project, project.entered_on is not None)
        for project in items.projects
        if project.annual_class == NEW_START
        and project.must_enter
        and (base is Base.FULL_YEAR or project.started_on is not None)
    ]


def _money(key: RateKey, base: Base, items: Items) -> list[Counted]:
    """Count verified sums of the year's plan, or of the plan times the share of the year that is over."""
    some: Iterable[ProjectItem] = (
        project for project in items.projects if project.planned and (key is RateKey.INVESTMENT or project.is_key)
    )
    if base is Base.YEAR_PLAN:
        return [Counted(project, project.verified, project.planned) for project in some]
    progress = year_progress(items.day)  # a twelfth has no exact decimal
    return [Counted(project, project.verified, Fraction(project.planned) * progress) for project in some]
