"""Take over returns of past periods from elsewhere, whole and at once: what they state is history and goes nowhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.reporting import permissions, rules
from luoshi.domain.reporting.actions.saving import marks_of
from luoshi.domain.reporting.actions.tallies import keep_tally
from luoshi.domain.reporting.models import Line, Period, Return
from luoshi.domain.reporting.queries import window_of
from luoshi.domain.reporting.terms import Figure, ReturnDeed, ReturnLineState, ReturnState


@dataclass(frozen=True, slots=True)
class StoredLine:
    """One line of a past return; figures by the value of ``Figure``."""

    task_id: int | None = None
    project_id: int | None = None
    known: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    is_unchanged: bool = False
    declared: Mapping[str, Decimal | int | None] = field(default_factory=dict)
    verified: Mapping[str, Decimal | int | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoredReturn:
    """One unit's past return; ``approved_at`` None was never handed in, ``verified_at`` None never verified."""

    unit_id: int
    lines: Sequence[StoredLine]
    approved_by: Account | None = None
    approved_at: datetime | None = None
    verified_at: datetime | None = None
    times_returned: int = 0
    seconds_spent: int = 0
    duplicates_avoided: int = 0


def store_returns(*, actor: Account, now: datetime, period: Period, returns: Sequence[StoredReturn]) -> int:
    """Store the returns of a past period as the office; give how many. Units that have a return already keep it."""
    permissions.require(permissions.may_keep(standing_of(actor), period.scheme.jurisdiction))
    with transaction.atomic():
        present = set(Return.objects.filter(period=period).values_list("unit_id", flat=True))
        wanted = [one for one in returns if one.unit_id not in present]
        sheets = Return.objects.bulk_create(_sheet(one, period, actor) for one in wanted)
        lines = [_line(line, sheet, one) for sheet, one in zip(sheets, wanted, strict=True) for line in one.lines]
        Line.objects.bulk_create(lines, batch_size=500)
        for sheet in sheets:
            keep_tally(sheet)
        record_event(
            actor=actor, now=now, verb=ReturnDeed.UPLOAD.value, subject_type="period", subject_id=period.pk,
            after={"returns": len(sheets), "lines": len(lines)},
        )  # fmt: skip
    return len(sheets)


def _sheet(one: StoredReturn, period: Period, officer: Account) -> Return:
    state = ReturnState.DRAFT
    if one.approved_at is not None:
        state = ReturnState.VERIFIED if one.verified_at is not None else ReturnState.APPROVED
    return Return(
        period=period,
        unit_id=one.unit_id,
        state=state,
        submitted_by=one.approved_by,
        submitted_at=one.approved_at,
        approved_by=one.approved_by,
        approved_at=one.approved_at,
        first_approved_at=one.approved_at,
        is_on_time=None if one.approved_at is None else rules.is_on_time(window_of(period), one.approved_at, None),
        verified_by=officer if one.verified_at else None,
        verified_at=one.verified_at,
        times_returned=one.times_returned,
        seconds_spent=one.seconds_spent,
        fields_asked=sum(4 if line.project_id else 2 for line in one.lines),
        fields_filled_in=sum(len(line.known) for line in one.lines),
        duplicates_avoided=one.duplicates_avoided,
    )


def _line(stored: StoredLine, sheet: Return, one: StoredReturn) -> Line:
    line = Line(
        sheet=sheet,
        task_id=stored.task_id,
        project_id=stored.project_id,
        known=dict(stored.known),
        note=stored.note,
        is_unchanged=stored.is_unchanged,
        is_touched=one.approved_at is not None,
        touched_by=one.approved_by,
        touched_at=one.approved_at,
        went_out_at=one.approved_at,
        state=ReturnLineState.VERIFIED if one.verified_at is not None else ReturnLineState.OPEN,
    )
    if one.approved_at is not None:
        for figure in Figure:
            setattr(line, f"declared_{figure.value}", stored.declared.get(figure.value))
            if one.verified_at is not None:
                setattr(line, f"verified_{figure.value}", stored.verified.get(figure.value))
        line.marks = marks_of(line, files=0)
    return line
