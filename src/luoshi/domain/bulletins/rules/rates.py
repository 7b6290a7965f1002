"""Rates, each with its base named, and whole numbers of what lies behind them (rule BU2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from luoshi.domain.bulletins.rules.items import Items, ProjectItem, TaskItem
from luoshi.domain.bulletins.terms import Base, RateKey
from luoshi.foundation.shares import share_of, year_progress

NEW_START, COMPLETING = "new_start", "completing"  # projects.terms.AnnualClass


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
    keys = [project for project in items.projects if project.is_key]
    pairs = (
        task_rates(items),
        money_rates(RateKey.INVESTMENT, items, items.projects),
        money_rates(RateKey.KEY_INVESTMENT, items, keys) if len(keys) < len(items.projects) else [],
        start_rates(items),
        completion_rates(items),
        return_rates(items),
    )
    return [rate for pair in pairs if any(one.whole for one in pair) for rate in pair]


def is_due(task: TaskItem, items: Items) -> bool:
    """Tell whether a task's deadline has come."""
    return task.deadline is not None and task.deadline <= items.day


def task_rates(items: Items) -> list[Rate]:
    """Give 任务办结率 of all the year's tasks, and of those due by now; the second counts the due ones only."""
    due = [task for task in items.tasks if is_due(task, items)]
    return [
        _counted(RateKey.TASKS_CLOSED, Base.DUE, (task.closed_on for task in due)),
        _counted(RateKey.TASKS_CLOSED, Base.FULL_YEAR, (task.closed_on for task in items.tasks)),
    ]


def money_rates(key: RateKey, items: Items, projects: Iterable[ProjectItem]) -> list[Rate]:
    """Give 投资完成率 by verified sums, of the year's plan and of the plan times the share of the year that is over."""
    some = [project for project in projects if project.planned]
    done = sum((project.verified for project in some), Decimal(0))
    plan = sum((project.planned for project in some), Decimal(0))
    due = Fraction(plan) * year_progress(items.day)  # a twelfth has no exact decimal
    return [Rate(key, Base.YEAR_PLAN, done, plan, True), Rate(key, Base.TIME_PLAN, done, due, True)]


def start_rates(items: Items) -> list[Rate]:
    """Give 开工率 of the year's planned new starts, and of those due by now."""
    planned = [project for project in items.projects if project.annual_class == NEW_START]
    due = [project for project in planned if _month_is_over(project.start_month, items)]
    return [
        _counted(RateKey.STARTS, Base.DUE, (project.started_on for project in due)),
        _counted(RateKey.STARTS, Base.FULL_YEAR, (project.started_on for project in planned)),
    ]


def completion_rates(items: Items) -> list[Rate]:
    """Give 竣工率 of the year's planned completions, and of those due by now."""
    planned = [project for project in items.projects if project.annual_class == COMPLETING]
    due = [project for project in planned if _month_is_over(project.finish_month, items)]
    return [
        _counted(RateKey.COMPLETIONS, Base.DUE, (project.finished_on for project in due)),
        _counted(RateKey.COMPLETIONS, Base.FULL_YEAR, (project.finished_on for project in planned)),
    ]


def return_rates(items: Items) -> list[Rate]:
    """Give 按时报送率 of the returns expected, and of those received."""
    on_time = [item.on_time for item in items.returns]
    return [
        _counted(RateKey.REPORTS_ON_TIME, Base.EXPECTED, on_time),
        _counted(RateKey.REPORTS_ON_TIME, Base.RECEIVED, (item.on_time for item in items.returns if item.received)),
    ]


def _counted(key: RateKey, base: Base, done: Iterable[object]) -> Rate:
    marks = [bool(mark) for mark in done]
    return Rate(key, base, Decimal(sum(marks)), Decimal(len(marks)))


def _month_is_over(month: int | None, items: Items) -> bool:
    return month is not None and month <= items.day.month
