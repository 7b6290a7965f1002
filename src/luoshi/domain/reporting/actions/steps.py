"""What every deed on a return shares: lock, check, judge the window, keep the tally, the moment and the event."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.reporting import errors, permissions, rules
from luoshi.domain.reporting.models import Return
from luoshi.domain.reporting.queries import moved_for, window_of
from luoshi.domain.reporting.terms import ReturnDeed, ReturnState
from luoshi.foundation.clock import local_text
from luoshi.foundation.kept_queries import kept_query
from luoshi.foundation.rows import save_rows

_OFFICE = frozenset({ReturnDeed.VERIFY, ReturnDeed.SEND_BACK})
_LEADER = frozenset({ReturnDeed.APPROVE, ReturnDeed.GIVE_BACK})
_KEPT = tuple(field.name for field in Return._meta.concrete_fields if not field.primary_key)


def require(standing: Standing, deed: ReturnDeed, sheet: Return) -> None:
    """Raise NotAllowed unless the account may do the deed (RP17). Wants unit and jurisdiction loaded."""
    if deed in _OFFICE:
        permissions.require(permissions.may_keep(standing, sheet.period.scheme.jurisdiction))
    elif deed in _LEADER:
        permissions.require(permissions.may_approve(standing, sheet.unit))
    else:
        permissions.require(permissions.may_fill(standing, sheet.unit))


def open_step(standing: Standing, deed: ReturnDeed, sheet_id: int, now: datetime) -> Return:
    """Lock a return and refuse unless account, state and window allow the deed (RP6, RP7)."""
    sheet = _locked.first(sheet_id)
    if sheet is None:
        raise Return.DoesNotExist
    require(standing, deed, sheet)
    was_returned = sheet.times_returned > 0
    if rules.step_after(ReturnState(sheet.state), deed, was_returned=was_returned) is None:
        raise errors.StepNotOpen(
            unit=sheet.unit.label, period=sheet.period.label_chinese, state=ReturnState(sheet.state), deed=deed
        )
    window, moved = window_of(sheet.period), moved_for(sheet)
    phase = rules.phase_at(window, now, moved)
    ends = max(filter(None, (window.locks_at, moved.excepted_until, moved.reopened_until)))
    problem = rules.window_problem(
        phase, deed, period=sheet.period.label_chinese, opens=local_text(window.opens_at), locked=local_text(ends)
    )
    if problem is not None:
        raise problem
    return sheet


@kept_query
def _locked(sheet_id: int) -> QuerySet[Return]:
    rows = Return.objects.select_for_update(of=("self",)).filter(pk=sheet_id)
    return rows.select_related("unit", "period__scheme__jurisdiction")


def moment_of(sheet: Return, now: datetime) -> datetime:
    """Give the moment of a deed: never before the deed before it, so that a clock set back changes no order (RP7)."""
    earlier = (sheet.submitted_at, sheet.approved_at, sheet.first_approved_at, sheet.verified_at)
    return max(now, *filter(None, earlier)) if any(earlier) else now


def close_step(
    sheet: Return,
    *,
    deed: ReturnDeed,
    actor: Account | None,
    now: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    note: str = "",
) -> None:
    """Save the return one version on, its state moved by the deed, and keep the event."""
    former = ReturnState(sheet.state)
    became = rules.step_after(former, deed, was_returned=sheet.times_returned > 0) or former
    sheet.state = became
    sheet.version += 1
    save_rows([sheet], _KEPT)
    was, now_is = dict(before or {}), dict(after or {})
    if became is not former:
        was["return_state"], now_is["return_state"] = former.value, became.value
    record_event(
        actor=actor, now=now, verb=deed.value, subject_type="return", subject_id=sheet.pk,
        before=was, after=now_is, note=note,
    )  # fmt: skip
