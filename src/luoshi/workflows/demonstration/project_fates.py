"""The demonstration's projects as they are drawn: each one's words, dates and money from a hash of its name.

The same words give the same projects on every machine.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import product
from typing import Any

from luoshi.domain.projects.terms import LifecycleStage

STAGES = (
    *[LifecycleStage.BUILDING] * 10,
    *[LifecycleStage.PRELIMINARY] * 8,
    *[LifecycleStage.CONCEIVED] * 5,
    *[LifecycleStage.COMPLETED] * 3,
    *[LifecycleStage.PRODUCING] * 2,
    LifecycleStage.AT_DESIGN_EFFECT,
    LifecycleStage.STOPPED,
)


@cache
def word_lists() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "projects.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Fate:
    """One project's words, dates and money, drawn by its own dice."""

    name: str
    sector: dict[str, Any]
    dice: random.Random
    stage: LifecycleStage
    today: date
    total: int  # 万元
    start: date  # planned
    finish: date  # planned
    began: date | None
    ended: date | None
    is_stalled: bool
    is_late: bool

    @property
    def last_working_month(self) -> date:
        """Give the first day of the last month in which money was spent."""
        last = self.ended or self.today.replace(day=1) - timedelta(days=1)
        return months_before(last.replace(day=1), 5) if self.is_stalled else last.replace(day=1)


def named() -> Iterator[tuple[str, dict[str, Any]]]:
    """Name projects sector by sector in turn, so that every sector and place has some."""
    words = word_lists()
    lists = []
    for sector in words["sectors"]:
        named = [pattern.format(p=place) for place, pattern in product(words["places"], sector["names"])]
        random.Random(sector["name"]).shuffle(named)
        lists.append([(name, sector) for name in named])
    for place in range(max(map(len, lists))):
        yield from (named[place] for named in lists if place < len(named))


def draw(name: str, sector: dict[str, Any], place: int, today: date) -> Fate:
    dice = random.Random(sha256(name.encode()).digest())
    stage = STAGES[place * 7 % len(STAGES)]
    low, high = sector["range"]
    total = round(low * (high / low) ** (dice.random() ** 1.6) / 100) * 100
    length = dice.randrange(14, 34)  # months
    is_late = dice.random() < 0.25
    if stage in (LifecycleStage.CONCEIVED, LifecycleStage.PRELIMINARY, LifecycleStage.STOPPED):
        start = months_before(today.replace(day=1), dice.randrange(-15, 3 if is_late else 0))
        return Fate(
            name, sector, dice, stage, today, total, start, month_after(start, length), None, None, False, is_late
        )
    if stage is LifecycleStage.BUILDING:
        start = months_before(today.replace(day=1), dice.randrange(2, 19))
        ended = None
    else:
        ended = months_before(today.replace(day=1), dice.randrange(1, 10)) + timedelta(days=dice.randrange(0, 27))
        ended = min(ended, today - timedelta(days=1))
        start = months_before(ended.replace(day=1), length)
    began = month_after(start, 2 if is_late else 0) + timedelta(days=dice.randrange(0, 20))
    began = min(began, today - timedelta(days=25))
    finish = month_after(start, length)
    is_stalled = stage is LifecycleStage.BUILDING and dice.random() < 0.12
    return Fate(name, sector, dice, stage, today, total, start, finish, began, ended, is_stalled, is_late)


def by_year(fate: Fate) -> Iterator[tuple[int, Decimal]]:
    """Spread the total over the years of the plan by their months; what rounding leaves goes to the last year."""
    first, last = fate.start, fate.finish - timedelta(days=1)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    left = fate.total
    for year in range(first.year, last.year + 1):
        begins = first.month if year == first.year else 1
        ends = last.month if year == last.year else 12
        part = left if year == last.year else round(fate.total * (ends - begins + 1) / months / 10) * 10
        left -= part
        yield year, Decimal(part)


def months_before(month: date, count: int) -> date:
    """Give the first day of the month that many months before."""
    number = month.year * 12 + month.month - 1 - count
    return date(number // 12, number % 12 + 1, 1)


def month_after(start: date, months: int) -> date:
    return months_before(start, -months)


def months_apart(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month
