"""Appeals against a step of the ladder (rule LA9)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from luoshi.domain.supervision import errors
from luoshi.domain.supervision.rules.matters import Appeal
from luoshi.domain.supervision.terms import AppealDeed, AppealState
from luoshi.foundation.refusals import Refusal
from luoshi.foundation.working_days import NATIONAL, WorkCalendar, add_working_days

APPEAL_STEPS: Mapping[tuple[AppealState, AppealDeed], AppealState] = MappingProxyType(
    {
        (AppealState.FILED, AppealDeed.UPHOLD): AppealState.UPHELD,
        (AppealState.FILED, AppealDeed.REJECT): AppealState.REJECTED,
        (AppealState.FILED, AppealDeed.TAKE_BACK): AppealState.TAKEN_BACK,
    }
)


def appeal_open_until(step_on: date, working_days: int, calendar: WorkCalendar = NATIONAL) -> date:
    """Give the last day for an appeal against a step that went out on a day (LA9)."""
    return step_on if working_days == 0 else add_working_days(step_on, working_days, calendar)


def filing_problem(
    existing: Appeal | None, *, step_on: date, today: date, working_days: int, calendar: WorkCalendar = NATIONAL
) -> Refusal | None:
    """Say why an appeal cannot be filed; None where it can (LA9). ``working_days``: the ladder's."""
    if existing is not None:
        return errors.AppealAlreadyFiled()
    until = appeal_open_until(step_on, working_days, calendar)
    return errors.AppealTooLate(until=until) if today > until else None


def appeal_after(appeal: Appeal, deed: AppealDeed, *, on: date) -> Appeal:
    """Give the appeal after a deed; raises ``AppealNotOpen`` where its state does not allow it (LA9)."""
    state = APPEAL_STEPS.get((appeal.state, deed))
    if state is None:
        raise errors.AppealNotOpen(state=appeal.state, deed=deed)
    return Appeal(state, appeal.filed_on, on)
