"""Clocks of the ladder in days, working days and months (rule LA3)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from luoshi.domain.supervision.terms import ClockUnit
from luoshi.foundation.working_days import NATIONAL, WorkCalendar, add_working_days


@dataclass(frozen=True, slots=True)
class Clock:
    """So many days, working days or months."""

    amount: int
    unit: ClockUnit = ClockUnit.DAYS

    def said(self, language: str) -> str:
        """Say the clock: 5个工作日, 5 working days."""
        return (
            f"{self.amount}{self.unit.chinese}" if language.startswith("zh") else f"{self.amount} {self.unit.english}"
        )


def clock_end(start: date, clock: Clock, calendar: WorkCalendar = NATIONAL) -> date:
    """Give the last day of a clock that begins on the day after ``start`` (LA3)."""
    match clock.unit:
        case ClockUnit.DAYS:
            return start + timedelta(days=clock.amount)
        case ClockUnit.WORKING_DAYS:
            return start if clock.amount == 0 else add_working_days(start, clock.amount, calendar)
        case ClockUnit.MONTHS:
            year, month = divmod(start.year * 12 + start.month - 1 + clock.amount, 12)
            return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def clock_start(end: date, clock: Clock, calendar: WorkCalendar = NATIONAL) -> date:
    """Give the day from which a clock still to run reaches ``end``: so long before it."""
    match clock.unit:
        case ClockUnit.DAYS:
            return end - timedelta(days=clock.amount)
        case ClockUnit.WORKING_DAYS:
            return end if clock.amount == 0 else add_working_days(end, -clock.amount, calendar)
        case ClockUnit.MONTHS:
            year, month = divmod(end.year * 12 + end.month - 1 - clock.amount, 12)
            return date(year, month + 1, min(end.day, monthrange(year, month + 1)[1]))
