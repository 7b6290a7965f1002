"""Where a schedule puts a year's periods, beside those that stand: read before anything is saved (RP2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef

from luoshi.domain.reporting.models import Period, PeriodException, Return, Scheme
from luoshi.domain.reporting.queries.owed import midnight, midnight_after
from luoshi.domain.reporting.terms import Placing
from luoshi.foundation.periods import ReportingPeriod, Rhythm, Schedule, periods_of_year
from luoshi.foundation.working_days import WorkCalendar, is_working_day, working_days_between

MOMENTS = ("label_chinese", "label_english", "opens_at", "due_at", "grace_until", "locks_at")


@dataclass(frozen=True, slots=True)
class Placement:
    """One period as the schedule puts it, and as it stands; ``placing`` tells what saving does to it.

    ``working_days`` are those from the opening day up to and with the due day: the time that units have.
    """

    placing: Placing
    placed: ReportingPeriod | None
    standing: Period | None
    working_days: int = 0
    is_due_on_day_off: bool = False


def moments_of(placed: ReportingPeriod) -> dict[str, Any]:
    """Turn a period's days into moments (RP2)."""
    return {
        "label_chinese": placed.chinese,
        "label_english": placed.english,
        "opens_at": midnight(placed.opens_on),
        "due_at": midnight_after(placed.due_on),
        "grace_until": midnight_after(placed.grace_until),
        "locks_at": midnight(placed.locks_on),
    }


def placements(
    schedule: Schedule,
    year: int,
    calendar: WorkCalendar,
    *,
    rhythm: Rhythm,
    now: datetime,
    scheme: Scheme | None = None,
) -> list[Placement]:
    """Give a year's periods in order, as the schedule puts them. One query. Raises ``ValueError`` beyond WD6."""
    standing = _standing(scheme, year)
    found = []
    for placed in periods_of_year(schedule, year, calendar):
        period = standing.pop((placed.start, placed.end), None)
        days = working_days_between(placed.opens_on - timedelta(days=1), placed.due_on, calendar)
        is_off = not is_working_day(placed.due_on, calendar)
        found.append(Placement(_placing(placed, period, now), placed, period, days, is_off))
    for period in standing.values():
        gone = Placing.DROPPED if _is_free(period, now) else Placing.STRAY
        found.append(Placement(gone if rhythm is Rhythm.OWN else Placing.STAYS, None, period))
    return sorted(found, key=lambda one: one.placed.end if one.placed else one.standing.ends_on)  # type: ignore[union-attr]


def _standing(scheme: Scheme | None, year: int) -> dict[tuple[Any, Any], Period]:
    if scheme is None:
        return {}
    used = Exists(Return.objects.filter(period=OuterRef("pk"))) | Exists(
        PeriodException.objects.filter(period=OuterRef("pk"))
    )
    rows = Period.objects.filter(scheme=scheme, ends_on__year=year).annotate(is_used=used).order_by("ends_on")
    return {(period.starts_on, period.ends_on): period for period in rows}


def _is_free(period: Any, now: datetime) -> bool:
    """Tell whether a period still follows its schedule: not open yet, and nothing hangs on it."""
    return period.opens_at > now and not period.is_used


def _placing(placed: ReportingPeriod, period: Period | None, now: datetime) -> Placing:
    if period is None:
        return Placing.NEW
    if all(getattr(period, name) == value for name, value in moments_of(placed).items()):
        return Placing.STAYS
    return Placing.MOVES if _is_free(period, now) else Placing.OPENED
