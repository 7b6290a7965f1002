"""Working days of the Chinese calendar, with a jurisdiction's own days (docs/rules/working_days.md).

The yearly arrangements of holidays come from the package chinesecalendar (MIT), which ships them as tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from chinese_calendar import constants  # type: ignore[import-untyped]

_DAY = timedelta(days=1)
_HOLIDAYS: frozenset[date] = frozenset(constants.holidays)
_WORKED_WEEKENDS: frozenset[date] = frozenset(constants.workdays)
KNOWN_YEARS: frozenset[int] = frozenset(range(min(_HOLIDAYS).year, max(_HOLIDAYS).year + 1))
"""Years whose arrangement of holidays is known (WD1). The package names every holiday of every year between."""

MOST_DAYS = 20_000
"""Working days counted at once, some eighty years: beyond it a number was mistyped."""


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """A jurisdiction's calendar: its own days before the country's (WD1), and the years it has entered whole (WD2)."""

    is_working: Mapping[date, bool] = field(default_factory=lambda: MappingProxyType({}))
    entered_years: frozenset[int] = frozenset()

    def knows(self, year: int) -> bool:
        """Tell whether the arrangement of a year is known."""
        return year in KNOWN_YEARS or year in self.entered_years


NATIONAL = WorkCalendar()


def is_working_day(day: date, calendar: WorkCalendar = NATIONAL) -> bool:
    """Tell whether people work on a day (WD1, WD2)."""
    own = calendar.is_working.get(day)
    if own is not None:
        return own
    if day in _WORKED_WEEKENDS:
        return True
    return day.weekday() < 5 and day not in _HOLIDAYS


def add_working_days(start: date, days: int, calendar: WorkCalendar = NATIONAL) -> date:
    """Give the n-th working day after a day, before it where ``days`` is negative (WD3).

    0 gives the day itself, or the next working day where it is none. Raises ``ValueError`` beyond ``MOST_DAYS``.
    """
    if abs(days) > MOST_DAYS:
        raise ValueError(f"more than {MOST_DAYS} working days: {days}")
    step = _DAY if days >= 0 else -_DAY
    day, left = start, abs(days)
    if left == 0:
        while not is_working_day(day, calendar):
            day += _DAY
        return day
    while left:
        day += step
        left -= is_working_day(day, calendar)
    return day


def working_days_between(earlier: date, later: date, calendar: WorkCalendar = NATIONAL) -> int:
    """Count working days after one day up to and with another (WD3).

    Negative where ``later`` lies before ``earlier``: then the days from ``later`` up to the day before ``earlier``.
    """
    if later >= earlier:
        return sum(is_working_day(earlier + _DAY * n, calendar) for n in range(1, (later - earlier).days + 1))
    return -sum(is_working_day(later + _DAY * n, calendar) for n in range((earlier - later).days))


def working_day_after_period(period_end: date, nth: int, calendar: WorkCalendar = NATIONAL) -> date:
    """Give the n-th working day after a period's last day, ``nth`` from 1 (WD3)."""
    if nth < 1:
        raise ValueError(f"the working day after a period is counted from 1: {nth}")
    return add_working_days(period_end, nth, calendar)


def unknown_years(days: Iterable[date], calendar: WorkCalendar = NATIONAL) -> tuple[int, ...]:
    """Give the years between the first and the last of the days whose arrangement is not known (WD2)."""
    years = {day.year for day in days}
    return tuple(year for year in _span(years) if not calendar.knows(year)) if years else ()


def note_on_unknown_years(days: Iterable[date], language: str, calendar: WorkCalendar = NATIONAL) -> str:
    """Say that weekends stand in for the holidays of unknown years; empty where all years are known (WD2)."""
    years = unknown_years(days, calendar)
    if not years:
        return ""
    if language.startswith("zh"):
        named = "、".join(str(year) for year in years)
        return f"{named}年节假日安排尚未录入，暂按周一至周五为工作日计算。"
    named = ", ".join(str(year) for year in years)
    return f"The holidays of {named} are not entered yet; Monday to Friday are counted as working days."


def _span(years: set[int]) -> Iterator[int]:
    return iter(range(min(years), max(years) + 1))
