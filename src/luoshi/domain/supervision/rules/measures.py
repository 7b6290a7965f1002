"""What the rules of lights measure (rule LI2): from a matter's figures to one exact number."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from luoshi.domain.supervision.terms import Measure
from luoshi.foundation.shares import TimeBasis, elapsed_share, points_between, share_of

Value = Fraction | int

WHOLE_MEASURES = frozenset({Measure.DAYS_LATE, Measure.MONTHS_NOT_STARTED, Measure.PERIODS_BEHIND})
"""Measures that take whole numbers only."""

UNITS: Mapping[Measure, tuple[str, str]] = MappingProxyType(
    {
        Measure.PP_GAP: ("个百分点", "percentage points"),
        Measure.RELATIVE_SHORTFALL: ("%", "%"),
        Measure.PLAN_RATIO: ("%", "%"),
        Measure.PERIOD_RATIO: ("%", "%"),
        Measure.DAYS_LATE: ("天", "days"),
        Measure.MONTHS_NOT_STARTED: ("个月", "months"),
        Measure.MONTHS_WITHOUT_ENTRY: ("个月", "months"),
        Measure.PERIODS_BEHIND: ("期", "periods"),
    }
)


@dataclass(frozen=True, slots=True)
class Exemption:
    """An accepted reason for not being judged: its kind in the pack, its words, its last day."""

    kind: str
    words: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class LightFacts:
    """What is known of a matter at the end of a day. Sums in 万元 (or the unit of the target); None: not known.

    ``plan`` and ``done`` are of the span, by default the year of ``as_of``; ``due_now`` is the matter's own plan to
    date. ``progress`` is the share done where there are no sums. ``earlier_lights``: by rule, as the intervals gave
    them in the periods before, the newest last.
    """

    as_of: date
    kind: str = ""
    plan: Decimal | None = None
    done: Decimal | None = None
    due_now: Decimal | None = None
    progress: Fraction | None = None
    span_start: date | None = None
    span_end: date | None = None
    period_plan: Decimal | None = None
    period_done: Decimal | None = None
    planned_start: date | None = None
    started_on: date | None = None
    entered_on: date | None = None
    is_entry_followed: bool = True  # False where nobody records statistical entries: rules about them are silent
    deadline: date | None = None
    completed_on: date | None = None
    periods_behind: int | None = None
    earlier_lights: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    exemption: Exemption | None = None

    @property
    def rate(self) -> Fraction | None:
        """Done divided by the plan, else the share declared; None where neither is known."""
        if self.plan:
            return None if self.done is None else share_of(self.done, self.plan)
        return self.progress

    def due_share(self, basis: TimeBasis) -> Fraction | None:
        """The share that was due by now: by the matter's own plan to date, else by time."""
        if self.plan and self.due_now is not None:
            return share_of(self.due_now, self.plan)
        start = self.span_start or date(self.as_of.year, 1, 1)
        end = self.span_end or date(self.as_of.year, 12, 31)
        return elapsed_share(basis, start, end, self.as_of) if start <= end else None


def measured(measure: Measure, facts: LightFacts, basis: TimeBasis = TimeBasis.MONTHS) -> Value | None:
    """Measure a matter (LI2); None where the figures for it are not there."""
    return _MEASURING[measure](facts, basis)


def months_between(earlier: date, later: date) -> Fraction:
    """Count months from a day to a later one; days past the last whole month as parts of that month (LI2).

    The same day of the month, or the month's last day where it has no such day, makes a month whole.
    """
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    if _same_day(earlier, months) > later:
        months -= 1
    whole_until, next_until = _same_day(earlier, months), _same_day(earlier, months + 1)
    return months + Fraction((later - whole_until).days, (next_until - whole_until).days)


def month_ends_since(day: date, as_of: date) -> int:
    """Count the ends of months from a day's own month up to and with ``as_of`` (LI2)."""
    over = as_of.day == monthrange(as_of.year, as_of.month)[1]
    return max((as_of.year - day.year) * 12 + as_of.month - day.month + over, 0)


def _pp_gap(facts: LightFacts, basis: TimeBasis) -> Value | None:
    rate, due = facts.rate, facts.due_share(basis)
    return None if rate is None or due is None else points_between(due, rate)


def _relative_shortfall(facts: LightFacts, basis: TimeBasis) -> Value | None:
    rate, due = facts.rate, facts.due_share(basis)
    return None if rate is None or not due else (due - rate) / due * 100


def _plan_ratio(facts: LightFacts, basis: TimeBasis) -> Value | None:
    rate = facts.rate
    return None if rate is None else rate * 100


def _period_ratio(facts: LightFacts, basis: TimeBasis) -> Value | None:
    if facts.period_done is None:
        return None
    share = share_of(facts.period_done, facts.period_plan)
    return None if share is None else share * 100


def _days_late(facts: LightFacts, basis: TimeBasis) -> Value | None:
    if facts.deadline is None:
        return None
    return ((facts.completed_on or facts.as_of) - facts.deadline).days


def _months_not_started(facts: LightFacts, basis: TimeBasis) -> Value | None:
    if facts.planned_start is None:
        return None
    if facts.started_on is not None and facts.started_on <= facts.as_of:
        return 0
    return month_ends_since(facts.planned_start, facts.as_of)


def _months_without_entry(facts: LightFacts, basis: TimeBasis) -> Value | None:
    if not facts.is_entry_followed or facts.started_on is None or facts.started_on > facts.as_of:
        return None
    if facts.entered_on is not None and facts.entered_on <= facts.as_of:
        return Fraction(0)
    return months_between(facts.started_on, facts.as_of)


def _periods_behind(facts: LightFacts, basis: TimeBasis) -> Value | None:
    return facts.periods_behind


_MEASURING: Mapping[Measure, Callable[[LightFacts, TimeBasis], Value | None]] = MappingProxyType(
    {
        Measure.PP_GAP: _pp_gap,
        Measure.RELATIVE_SHORTFALL: _relative_shortfall,
        Measure.PLAN_RATIO: _plan_ratio,
        Measure.PERIOD_RATIO: _period_ratio,
        Measure.DAYS_LATE: _days_late,
        Measure.MONTHS_NOT_STARTED: _months_not_started,
        Measure.MONTHS_WITHOUT_ENTRY: _months_without_entry,
        Measure.PERIODS_BEHIND: _periods_behind,
    }
)


def _same_day(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
