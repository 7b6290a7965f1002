"""The office's verdict on a return: line by line, all unmarked at once, or back with reasons (RP6, RP9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.projects.actions.periodic import verify_months
from luoshi.domain.projects.rules import MonthVerdict
from luoshi.domain.reporting import errors, rules
from luoshi.domain.reporting.actions.handing_in import HandedIn, month_of
from luoshi.domain.reporting.actions.steps import close_step, moment_of, open_step
from luoshi.domain.reporting.actions.tallies import keep_tally
from luoshi.domain.reporting.actions.telling import tell_of_sent_back, tell_of_verified
from luoshi.domain.reporting.errors import LineProblem
from luoshi.domain.reporting.models import Line, Return
from luoshi.domain.reporting.queries import calendar_of
from luoshi.domain.reporting.queries.owed import midnight_after, parts_of_month
from luoshi.domain.reporting.terms import Figure, ReturnDeed, ReturnLineState, ReturnState
from luoshi.domain.tasks.actions.periodic import PeriodicVerdict, send_back_many, verify_many
from luoshi.foundation.clock import local_date
from luoshi.foundation.rows import save_rows

JUDGED = tuple(f"verified_{figure.value}" for figure in Figure)


@dataclass(frozen=True, slots=True)
class LineVerdict:
    """What the office makes of a line; figures left None are taken over as declared (RP9)."""

    percent: int | None = None
    value: Decimal | None = None
    wan_yuan: Decimal | None = None
    funds_wan_yuan: Decimal | None = None
    paid_wan_yuan: Decimal | None = None


AS_DECLARED = LineVerdict()


def verify_lines(*, actor: Account, now: datetime, sheet: Return, verdicts: Mapping[int, LineVerdict]) -> HandedIn:
    """Verify lines; figures stand beside the declared ones, never over them (RP9). All verified: the return is."""
    with transaction.atomic():
        current = open_step(standing_of(actor), ReturnDeed.VERIFY, sheet.pk, now)
        lines = _waiting(current, list(verdicts))
        return _verify(actor, now, current, {line: verdicts[line.pk] for line in lines})


def verify_unmarked(*, actor: Account, now: datetime, sheet: Return) -> HandedIn:
    """Verify as declared all lines that no rule of suspicion marks and no one has judged."""
    with transaction.atomic():
        current = open_step(standing_of(actor), ReturnDeed.VERIFY, sheet.pk, now)
        lines = [line for line in _waiting(current, None) if not line.marks]
        return _verify(actor, now, current, dict.fromkeys(lines, AS_DECLARED))


def send_back_return(*, actor: Account, now: datetime, sheet: Return, reasons: Mapping[int, str]) -> HandedIn:
    """Send lines back with their reasons, by line; the others stay (RP6). The unit has three working days (RP7)."""
    said = {pk: reason.strip()[:300] for pk, reason in reasons.items() if reason.strip()}
    if not said:
        raise errors.ReasonsMissing
    with transaction.atomic():
        current = open_step(standing_of(actor), ReturnDeed.SEND_BACK, sheet.pk, now)
        lines = _waiting(current, list(said))
        reports = {line.report_id: said[line.pk] for line in lines if line.report_id is not None}
        send_back_many(actor=actor, now=now, remarks=reports)
        for line in lines:
            line.state = ReturnLineState.RETURNED
            line.return_reason = said[line.pk]
            line.is_touched = False
            line.is_unchanged = False
            line.went_out_at = None
            line.report = None
            line.version += 1
        fields = ["state", "return_reason", "is_touched", "is_unchanged", "went_out_at", "report", "version"]
        save_rows(lines, fields)
        current.times_returned += 1
        last_day = rules.reopened_until(local_date(now), calendar_of(current.period.scheme.jurisdiction))
        current.reopened_until = max(midnight_after(last_day), current.period.locks_at)
        keep_tally(current)
        after = {"lines_returned": {str(line.pk): line.return_reason for line in lines}}
        close_step(current, deed=ReturnDeed.SEND_BACK, actor=actor, now=now, after=after)
        tell_of_sent_back(current, actor=actor, now=now, count=len(lines))
    return _went(current, lines)


def _waiting(sheet: Return, line_ids: Sequence[int] | None) -> list[Line]:
    rows = Line.objects.select_for_update(of=("self",)).filter(sheet=sheet, state=ReturnLineState.OPEN).order_by("pk")
    lines = list(rows if line_ids is None else rows.filter(pk__in=line_ids))
    if not lines:
        raise errors.NothingToVerify
    return lines


def _verify(actor: Account, now: datetime, sheet: Return, verdicts: Mapping[Line, LineVerdict]) -> HandedIn:
    if not verdicts:
        raise errors.NothingToVerify
    problems = [
        LineProblem(line.pk, wrong)
        for line, verdict in verdicts.items()
        for wrong in rules.problems_in_verdict(
            percent=verdict.percent, sums=[verdict.wan_yuan, verdict.funds_wan_yuan, verdict.paid_wan_yuan]
        )
    ]
    if problems:
        raise problems[0].refusal if len(problems) == 1 else errors.LinesRefused(problems)
    for line, verdict in verdicts.items():
        judge(line, verdict)
        line.state = ReturnLineState.VERIFIED
    lines = list(verdicts)
    save_rows(lines, [*JUDGED, "state"])
    verify_many(
        actor=actor,
        now=now,
        verdicts=[
            PeriodicVerdict(line.report_id, line.verified_percent, line.verified_value)
            for line in lines
            if line.report_id is not None
        ],
    )
    send_months(actor, now, sheet, [line for line in lines if line.project_id])
    keep_tally(sheet)
    is_done = not Line.objects.filter(sheet=sheet).exclude(state=ReturnLineState.VERIFIED).exists()
    after = {"lines_verified": len(lines)}
    if is_done:
        sheet.verified_by, sheet.verified_at = actor, moment_of(sheet, now)
    close_step(sheet, deed=ReturnDeed.VERIFY, actor=actor, now=now, after=after)
    if is_done:
        sheet.state = ReturnState.VERIFIED
        sheet.save(update_fields=["state"])
        tell_of_verified(sheet, actor=actor, now=now)
    return _went(sheet, lines)


def judge(line: Line, verdict: LineVerdict) -> None:
    """Put verified figures beside the declared ones; the year's sum follows the period's (RP9)."""
    for figure in Figure:
        if figure is not Figure.YEAR:
            given = getattr(verdict, figure.value)
            declared = getattr(line, f"declared_{figure.value}")
            setattr(line, f"verified_{figure.value}", declared if given is None else given)
    if line.verified_wan_yuan is not None:
        line.verified_year_wan_yuan = Decimal(line.known.get("year_wan_yuan") or 0) + line.verified_wan_yuan


def send_months(actor: Account, now: datetime, sheet: Return, lines: Sequence[Line]) -> None:
    """Make verified figures those of the projects' months, earlier parts of the month added (RP8)."""
    if not lines:
        return
    earlier = parts_of_month(sheet.period, [int(line.project_id or 0) for line in lines])
    verdicts = {}
    for line in lines:
        part = earlier[int(line.project_id or 0)]
        pairs = (
            (part["year"], line.verified_wan_yuan),
            (part["funds"], line.verified_funds_wan_yuan),
            (part["paid"], line.verified_paid_wan_yuan),
        )
        verdicts[int(line.project_id or 0)] = MonthVerdict(
            **dict(
                zip(
                    ("invested_wan_yuan", "funds_wan_yuan", "paid_wan_yuan"),
                    (None if amount is None else before + amount for before, amount in pairs),
                    strict=True,
                )
            )
        )
    verify_months(actor=actor, now=now, month=month_of(sheet), verdicts=verdicts)


def _went(sheet: Return, lines: Sequence[Line]) -> HandedIn:
    return HandedIn(
        sheet,
        tuple(line.task_id for line in lines if line.task_id is not None),
        tuple(line.project_id for line in lines if line.project_id is not None),
    )
