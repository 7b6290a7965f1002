"""Disputes about verified figures: both stand side by side, with the answer (RP12)."""

from __future__ import annotations

import uuid
from datetime import datetime
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.reporting import errors, permissions, rules
from luoshi.domain.reporting.actions.handing_in import HandedIn
from luoshi.domain.reporting.actions.tallies import keep_tally
from luoshi.domain.reporting.actions.telling import tell_of_answer, tell_of_dispute
from luoshi.domain.reporting.actions.verifying import JUDGED, send_months
from luoshi.domain.reporting.models import Dispute, Line, Return
from luoshi.domain.reporting.terms import DisputeState, Figure, ReturnDeed
from luoshi.domain.tasks import rules as task_rules
from luoshi.domain.tasks.actions.periodic import correct_verified

DISPUTABLE = (Figure.PERCENT, Figure.VALUE, Figure.PERIOD, Figure.FUNDS, Figure.PAID)


def dispute_value(
    *,
    actor: Account,
    now: datetime,
    line: Line,
    figure: Figure,
    claimed: Decimal,
    reason: str,
    evidence: tuple[str, File[bytes]] | None = None,
) -> Dispute:
    """Contest a verified figure with a reason, and evidence where there is some (RP12)."""
    if not reason.strip():
        raise errors.ReasonMissing
    if evidence is not None and (wrong := task_rules.problems_with_attachments([(evidence[0], evidence[1].size)])):
        raise wrong[0]
    with transaction.atomic():
        sheet, current = _locked(line.pk)
        permissions.require(permissions.may_fill(standing_of(actor), sheet.unit))
        verified = getattr(current, f"verified_{figure.value}") if figure in DISPUTABLE else None
        if verified is None:
            raise errors.NothingVerified
        _refuse_claim(figure, claimed, Decimal(verified))
        if Dispute.objects.filter(line=current, figure=figure, state=DisputeState.OPEN).exists():
            raise errors.DisputeWaiting
        dispute = Dispute(
            line=current, figure=figure, verified=verified, claimed=claimed, reason=reason.strip(),
            raised_by=actor, raised_at=now,
        )  # fmt: skip
        if evidence is not None:
            dispute.file_name = task_rules.attachment_name(evidence[0])
            dispute.file.save(
                f"{uuid.uuid4().hex}{PurePath(dispute.file_name).suffix.lower()}", evidence[1], save=False
            )
        dispute.save()
        keep_tally(sheet)
        figures = {"figure": figure.value, "verified": _plain(Decimal(verified)), "claimed": _plain(claimed)}
        _record(actor, now, ReturnDeed.DISPUTE, sheet, after=figures, note=reason.strip())
        tell_of_dispute(dispute, sheet, actor=actor, now=now)
    return dispute


def answer_dispute(
    *,
    actor: Account,
    now: datetime,
    dispute: Dispute,
    is_upheld: bool,
    answer: str,
    corrected: Decimal | None = None,
) -> HandedIn:
    """Answer a dispute; upheld, the verified figure becomes ``corrected``, or what was claimed (RP12)."""
    if not answer.strip():
        raise errors.ReasonMissing
    with transaction.atomic():
        sheet, line = _locked(dispute.line_id)
        permissions.require(permissions.may_keep(standing_of(actor), sheet.period.scheme.jurisdiction))
        current = _open(dispute)
        figure = Figure(current.figure)
        before: dict[str, Any] = {}
        after: dict[str, Any] = {"figure": figure.value}
        if is_upheld:
            becomes = current.claimed if corrected is None else corrected
            _refuse_claim(figure, becomes, None)
            before["verified"] = _plain(Decimal(getattr(line, f"verified_{figure.value}") or 0))
            after["verified"] = _plain(becomes)
            _correct(actor, now, sheet, line, figure, becomes)
        current.state = DisputeState.UPHELD if is_upheld else DisputeState.REJECTED
        current.answer = answer.strip()
        current.answered_by, current.answered_at = actor, now
        current.save()
        keep_tally(sheet)
        after["dispute_state"] = DisputeState(current.state).value
        _record(actor, now, ReturnDeed.ANSWER, sheet, before=before, after=after, note=answer.strip())
        tell_of_answer(current, sheet, actor=actor, now=now)
    return HandedIn(
        sheet,
        (line.task_id,) if line.task_id is not None else (),
        (line.project_id,) if line.project_id is not None else (),
    )


def withdraw_dispute(*, actor: Account, now: datetime, dispute: Dispute) -> Dispute:
    """Withdraw a dispute that was not answered; the verified figure stands."""
    with transaction.atomic():
        sheet, _ = _locked(dispute.line_id)
        permissions.require(permissions.may_fill(standing_of(actor), sheet.unit))
        current = _open(dispute)
        current.state = DisputeState.WITHDRAWN
        current.answered_by, current.answered_at = actor, now
        current.save()
        keep_tally(sheet)
        _record(actor, now, ReturnDeed.WITHDRAW, sheet, after={"figure": current.figure})
    return current


def _locked(line_id: int) -> tuple[Return, Line]:
    """Lock the line's return, then the line, as every deed does."""
    sheet_id = Line.objects.values_list("sheet_id", flat=True).get(pk=line_id)
    sheet = (
        Return.objects.select_for_update(of=("self",))
        .select_related("unit", "period__scheme__jurisdiction")
        .get(pk=sheet_id)
    )
    return sheet, Line.objects.select_for_update(of=("self",)).select_related("report").get(pk=line_id)


def _open(dispute: Dispute) -> Dispute:
    current = Dispute.objects.select_for_update().get(pk=dispute.pk)
    if current.state != DisputeState.OPEN:
        raise errors.DisputeNotOpen(state=DisputeState(current.state))
    return current


def _refuse_claim(figure: Figure, claimed: Decimal, verified: Decimal | None) -> None:
    if figure is Figure.PERCENT and (claimed % 1 != 0 or not 0 <= claimed <= 100):
        raise errors.PercentOutOfRange
    if figure not in {Figure.PERCENT, Figure.VALUE}:
        sums = {Figure.PERIOD: 0, Figure.FUNDS: 1, Figure.PAID: 2}
        given: list[Decimal | None] = [None, None, None]
        given[sums[figure]] = claimed
        if rules.problems_in_verdict(percent=None, sums=given):
            raise errors.ClaimOutOfRange
    if figure is Figure.VALUE and not rules.is_value(claimed):
        raise errors.ClaimOutOfRange
    if claimed == verified:
        raise errors.SameFigure


def _correct(actor: Account, now: datetime, sheet: Return, line: Line, figure: Figure, becomes: Decimal) -> None:
    """Put the corrected figure where the verified one stood, here and at the task or project."""
    setattr(line, f"verified_{figure.value}", int(becomes) if figure is Figure.PERCENT else becomes)
    if figure is Figure.PERIOD:
        line.verified_year_wan_yuan = Decimal(line.known.get("year_wan_yuan") or 0) + becomes
    line.version += 1
    line.save(update_fields=[*JUDGED, "version"])
    if line.report is not None:
        correct_verified(
            actor=actor, now=now, report=line.report, percent=line.verified_percent, value=line.verified_value
        )
    if line.project_id is not None:
        send_months(actor, now, sheet, [line])


def _record(
    actor: Account,
    now: datetime,
    deed: ReturnDeed,
    sheet: Return,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any],
    note: str = "",
) -> None:
    record_event(
        actor=actor, now=now, verb=deed.value, subject_type="return", subject_id=sheet.pk,
        before=before, after=after, note=note,
    )  # fmt: skip


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():f}" if amount else "0"
