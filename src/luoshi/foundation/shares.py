"""Rates and time-proportional progress as exact fractions (docs/rules/money.md); only showing rounds.

A share is a ``Fraction``: 1 is the whole, 1.15 is 115 %. None means that there is nothing to divide by.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from luoshi.foundation.terms import Term

Number = Decimal | Fraction | int


class TimeBasis(Term):
    """How the share of time that is over is counted (rule MO8)."""

    MONTHS = "months", "按月", "by months"
    DAYS = "days", "按日", "by days"


class StartBase(Term):
    """What a start rate is divided by (rule MO10)."""

    FULL_YEAR = "full_year", "全年口径", "of the year's planned starts"
    DUE = "due", "应开工口径", "of the starts due by now"


@dataclass(frozen=True, slots=True)
class StartRates:
    """The start rate on both bases."""

    full_year: Fraction | None
    due: Fraction | None

    def on(self, base: StartBase) -> Fraction | None:
        """Give the rate on one base."""
        return self.full_year if base is StartBase.FULL_YEAR else self.due


def share_of(part: Number, whole: Number | None) -> Fraction | None:
    """Divide exactly, never clamped; None where the whole is zero or unknown (MO9)."""
    if not whole:
        return None
    if type(part) is int and type(whole) is int:
        return Fraction(part, whole)
    return Fraction(part) / Fraction(whole)


def elapsed_share_by_days(start: date, end: date, as_of: date) -> Fraction:
    """Give the share of a span's days that are over at the end of a day; both ends belong to the span (MO8)."""
    days = (end - start).days + 1
    if days < 1:
        raise ValueError(f"a span ends before it starts: {start} to {end}")
    return Fraction(min(max((as_of - start).days + 1, 0), days), days)


def elapsed_share_by_months(start: date, end: date, as_of: date) -> Fraction:
    """Give the share of a span's calendar months that are over at the end of a day (MO8): m/12 at month end.

    Months in which the span starts or ends count whole; a month is over on its last day.
    """
    months = _month_number(end) - _month_number(start) + 1
    if months < 1 or end < start:
        raise ValueError(f"a span ends before it starts: {start} to {end}")
    over = _months_over(as_of) - _month_number(start)
    return Fraction(min(max(over, 0), months), months)


def elapsed_share(basis: TimeBasis, start: date, end: date, as_of: date) -> Fraction:
    """Give the time-proportional progress of a span on a basis (MO8)."""
    counted = elapsed_share_by_months if basis is TimeBasis.MONTHS else elapsed_share_by_days
    return counted(start, end, as_of)


def year_progress(as_of: date, basis: TimeBasis = TimeBasis.MONTHS) -> Fraction:
    """Give the time-proportional progress of the calendar year of a day (MO8)."""
    return elapsed_share(basis, date(as_of.year, 1, 1), date(as_of.year, 12, 31), as_of)


def investment_rate(done: Number, annual_plan: Number | None) -> Fraction | None:
    """Give 投资完成率: completed since the year began, divided by the year's plan (MO9)."""
    return share_of(done, annual_plan)


def start_rates(*, started: int, planned: int, due: int, started_of_due: int | None = None) -> StartRates:
    """Give 开工率 on both bases (MO10). Without ``started_of_due``, every start counts as one that was due."""
    return StartRates(share_of(started, planned), share_of(started if started_of_due is None else started_of_due, due))


def completion_rate(completed: int, planned: int) -> Fraction | None:
    """Give 竣工率 or 投产率: completed, or in production, divided by planned (MO9)."""
    return share_of(completed, planned)


def funds_in_place_rate(in_place: Number, planned: Number | None) -> Fraction | None:
    """Give 资金到位率: funds in place divided by funds planned (MO9)."""
    return share_of(in_place, planned)


def payment_rate(paid: Number, issued: Number | None) -> Fraction | None:
    """Give 资金支付率: paid divided by issued (MO9)."""
    return share_of(paid, issued)


def points_between(share: Fraction, other: Fraction) -> Fraction:
    """Give how many percentage points a share lies above another."""
    return (share - other) * 100


def rounded(value: Fraction | Decimal | int, decimals: int = 1) -> Decimal:
    """Round half up, away from zero, to decimals."""
    # Decided on the exact fraction: a long decimal of it would be rounded already.
    numerator, denominator = value.as_integer_ratio()
    return _rounded(numerator, denominator, decimals)


def _rounded(numerator: int, denominator: int, decimals: int) -> Decimal:
    """Divide and round; in whole numbers, since a fraction reduces itself at every step."""
    whole = (2 * abs(numerator) * 10**decimals + denominator) // (2 * denominator)
    return Decimal(f"{'-' if numerator < 0 and whole else ''}{whole}e-{decimals}")


def rounded_percent(share: Fraction | None, decimals: int = 1) -> Decimal | None:
    """Give a share as a percentage rounded half up, None for None."""
    return None if share is None else _rounded(share.numerator * 100, share.denominator, decimals)


def percent_text(share: Fraction | None, decimals: int = 1) -> str:
    """Write a share for people: 97.2%; an em dash where there is none (MO9)."""
    percent = rounded_percent(share, decimals)
    return "—" if percent is None else f"{percent}%"


def points_text(points: Fraction | Decimal, decimals: int = 1) -> str:
    """Write a difference of percentage points with its sign: +7.3, −8.3, 0.0."""
    value = rounded(points, decimals)
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{abs(value)}"


def _month_number(day: date) -> int:
    return day.year * 12 + day.month


def _months_over(day: date) -> int:
    """Count months up to and with the day's own where the day is its last, as a month number one past the last over."""
    is_last = (day + timedelta(days=1)).month != day.month if day < date.max else True
    return _month_number(day) + (1 if is_last else 0)
