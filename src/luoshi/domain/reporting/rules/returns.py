"""Where a return stands, and whether it is taken (RP6, RP7). Pure: moments and states in, verdict out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from luoshi.domain.reporting import errors
from luoshi.domain.reporting.terms import ReturnDeed, ReturnState
from luoshi.foundation.periods import PeriodPhase
from luoshi.foundation.refusals import Refusal
from luoshi.foundation.working_days import NATIONAL, WorkCalendar, add_working_days

DAYS_FOR_CORRECTION = 3  # working days after the office sent a return back (RP7)

_S, _D = ReturnState, ReturnDeed
STEPS: Mapping[tuple[ReturnState, ReturnDeed], ReturnState] = MappingProxyType(
    {
        (_S.DRAFT, _D.SAVE): _S.DRAFT,
        (_S.DRAFT, _D.SUBMIT): _S.SUBMITTED,
        (_S.DRAFT, _D.APPROVE): _S.APPROVED,
        (_S.RETURNED, _D.SAVE): _S.RETURNED,
        (_S.RETURNED, _D.SUBMIT): _S.SUBMITTED,
        (_S.RETURNED, _D.APPROVE): _S.APPROVED,
        (_S.SUBMITTED, _D.APPROVE): _S.APPROVED,
        (_S.SUBMITTED, _D.GIVE_BACK): _S.DRAFT,
        (_S.APPROVED, _D.VERIFY): _S.APPROVED,
        (_S.APPROVED, _D.SEND_BACK): _S.RETURNED,
    }
)
EDITABLE = frozenset({_S.DRAFT, _S.RETURNED})
HANDED_IN = frozenset({_S.APPROVED, _S.VERIFIED})
_FOR_UNITS = frozenset({_D.SAVE, _D.SUBMIT, _D.APPROVE})


@dataclass(frozen=True, slots=True)
class Window:
    """When a period takes returns. Each is the first moment at which it is over; ``opens_at`` the first of all."""

    opens_at: datetime
    due_at: datetime
    grace_until: datetime
    locks_at: datetime


@dataclass(frozen=True, slots=True)
class Standstill:
    """What moves a unit's own end: an exception, or a return that the office sent back."""

    excepted_until: datetime | None = None
    reopened_until: datetime | None = None


NOTHING_MOVED = Standstill()


def step_after(state: ReturnState, deed: ReturnDeed, *, was_returned: bool = False) -> ReturnState | None:
    """Give the state a deed leads to, None where it is not open (RP6). Given back, a corrected return stays one."""
    if (state, deed) == (_S.SUBMITTED, _D.GIVE_BACK) and was_returned:
        return _S.RETURNED
    return STEPS.get((state, deed))


def phase_at(window: Window, now: datetime, moved: Standstill = NOTHING_MOVED) -> PeriodPhase:
    """Tell where a moment stands in a period for one unit (RP7)."""
    if now < window.opens_at:
        return PeriodPhase.AHEAD
    if moved.excepted_until is not None and moved.excepted_until > window.due_at:
        if now < moved.excepted_until:
            return PeriodPhase.OPEN
    elif now < window.due_at:
        return PeriodPhase.OPEN
    elif now < window.grace_until:
        return PeriodPhase.GRACE
    elif now < window.locks_at:
        return PeriodPhase.LATE
    if moved.reopened_until is not None and now < moved.reopened_until:
        return PeriodPhase.LATE
    return PeriodPhase.LOCKED


def is_on_time(window: Window, approved_at: datetime, excepted_until: datetime | None) -> bool:
    """Tell whether what the leader first approved at a moment came on time (RP7)."""
    return approved_at < max(window.grace_until, excepted_until or window.grace_until)


def window_problem(phase: PeriodPhase, deed: ReturnDeed, *, period: str, opens: str, locked: str) -> Refusal | None:
    """Name why the unit's deed is not taken now; None where it is (RP7)."""
    if deed not in _FOR_UNITS:
        return None
    if phase is PeriodPhase.AHEAD:
        return errors.PeriodNotOpen(period=period, opens=opens)
    if phase is PeriodPhase.LOCKED:
        return errors.PeriodLocked(period=period, locked=locked)
    return None


def reopened_until(sent_back_on: date, calendar: WorkCalendar = NATIONAL) -> date:
    """Give the last day on which what was sent back is taken (RP7)."""
    return add_working_days(sent_back_on, DAYS_FOR_CORRECTION, calendar)


def has_changed_hands(state: ReturnState) -> bool:
    """Tell whether the unit's reporter no longer writes on the return (RP6)."""
    return state not in EDITABLE
