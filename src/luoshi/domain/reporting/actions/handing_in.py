"""Submit, approve, give back, and how a unit's figures become those of tasks and projects (RP6, RP8)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet, prefetch_related_objects

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.projects.actions.periodic import PeriodicMonth, record_months
from luoshi.domain.reporting import errors, permissions, rules
from luoshi.domain.reporting.actions.steps import close_step, moment_of, open_step
from luoshi.domain.reporting.actions.tallies import keep_tally
from luoshi.domain.reporting.actions.telling import tell_of_approval, tell_of_hand_in
from luoshi.domain.reporting.errors import LineProblem
from luoshi.domain.reporting.models import Line, Return
from luoshi.domain.reporting.queries import exception_until, window_of
from luoshi.domain.reporting.queries.owed import parts_of_month
from luoshi.domain.reporting.queries.returns import files_of, name_of
from luoshi.domain.reporting.terms import LineWord, ReturnDeed, ReturnLineState
from luoshi.domain.tasks.actions.periodic import PeriodicReport, report_many
from luoshi.domain.tasks.actions.storing import StoredFile
from luoshi.domain.tasks.models import Report
from luoshi.foundation.kept_queries import kept_query
from luoshi.foundation.refusals import Refusal
from luoshi.foundation.rows import save_rows

KEYS = uuid.UUID(
    "5f0c3a52-7d0f-4a0e-9f6f-3b8b6a1f2c11"
)  # names reports by line and version, so that none is made twice


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A return with what its figures went to: the tasks and projects whose lights may change."""

    sheet: Return
    task_ids: tuple[int, ...] = ()
    project_ids: tuple[int, ...] = ()


def submit_return(*, actor: Account, now: datetime, sheet: Return) -> HandedIn:
    """Submit a return to the unit's leader; a leader who submits approves in the same act (RP6)."""
    standing = standing_of(actor)
    if permissions.may_approve(standing, sheet.unit):
        return approve_return(actor=actor, now=now, sheet=sheet)
    with transaction.atomic():
        current = open_step(standing, ReturnDeed.SUBMIT, sheet.pk, now)
        _refuse_unready(current, _lines(current))
        current.submitted_by = actor
        current.submitted_at = moment_of(current, now)
        close_step(current, deed=ReturnDeed.SUBMIT, actor=actor, now=now)
        tell_of_approval(current, actor=actor, now=now)
    return HandedIn(current)


def approve_return(*, actor: Account, now: datetime, sheet: Return) -> HandedIn:
    """Approve a return as the unit's leader: its figures become those of tasks and projects, all or none (RP8)."""
    standing = standing_of(actor)
    with transaction.atomic():
        current = open_step(standing, ReturnDeed.APPROVE, sheet.pk, now)
        lines = _lines(current)
        _refuse_unready(current, lines)
        going = [line for line in lines if line.went_out_at is None]
        task_ids = _send_to_tasks(actor, now, current, [line for line in going if line.task_id])
        project_ids = _send_to_projects(actor, now, current, [line for line in going if line.project_id])
        moment = moment_of(current, now)
        for line in going:
            line.went_out_at = moment
            line.state = ReturnLineState.OPEN
            line.return_reason = ""
        save_rows(going, ["went_out_at", "state", "return_reason", "report"])
        current.approved_by = actor
        current.approved_at = moment
        if current.submitted_by is None:
            current.submitted_by, current.submitted_at = actor, moment
        if current.first_approved_at is None:
            current.first_approved_at = moment
            excepted = exception_until(current.period, current.unit_id)
            current.is_on_time = rules.is_on_time(window_of(current.period), moment, excepted)
        keep_tally(current)
        close_step(current, deed=ReturnDeed.APPROVE, actor=actor, now=now, after={"lines": len(going)})
        tell_of_hand_in(current, actor=actor, now=now)
    return HandedIn(current, task_ids, project_ids)


def give_back_return(*, actor: Account, now: datetime, sheet: Return, reason: str) -> Return:
    """Give a submitted return back to the reporter, as the unit's leader (RP6)."""
    if not reason.strip():
        raise errors.ReasonMissing
    with transaction.atomic():
        current = open_step(standing_of(actor), ReturnDeed.GIVE_BACK, sheet.pk, now)
        current.return_reason = reason.strip()
        close_step(current, deed=ReturnDeed.GIVE_BACK, actor=actor, now=now, note=reason.strip())
    return current


def _lines(sheet: Return) -> list[Line]:
    return _locked(sheet.pk)


@kept_query
def _locked(sheet_id: int) -> QuerySet[Line]:
    return Line.objects.select_for_update(of=("self",)).filter(sheet=sheet_id).order_by("pk")


def _refuse_unready(sheet: Return, lines: Sequence[Line]) -> None:
    """Name every line that cannot be handed in yet (RP6)."""
    if not lines:
        raise errors.NothingOwed
    left = [line for line in lines if not line.is_touched]
    if left:
        raise errors.LinesLeft(count=len(left), first=name_of(left[0]))
    own = rules.own_fields(sheet.period.scheme.own_fields)
    missing = [(line, one) for line in lines for one in _missing(line, own)]
    if missing:
        prefetch_related_objects([line for line, _ in missing], "task", "project")  # only a refusal names them
        raise errors.LinesRefused([LineProblem(line.pk, one, name_of(line)) for line, one in missing])


def _missing(line: Line, own: Sequence[rules.OwnField]) -> list[Refusal]:
    if line.went_out_at is not None:
        return []
    missing: list[Refusal] = []
    if line.task_id and line.declared_percent is None:
        missing.append(errors.PercentMissing())
    if line.task_id and not line.note and not line.is_unchanged:
        missing.append(errors.NoteMissing())
    if line.project_id and line.declared_wan_yuan is None:
        missing.append(errors.SumMissing())
    missing += [
        errors.OwnValueMissing(at=f"own_{one.key}", name=one.name) for one in own if not line.own_values.get(one.key)
    ]
    return missing


def _send_to_tasks(actor: Account, now: datetime, sheet: Return, lines: Sequence[Line]) -> tuple[int, ...]:
    """Make each line a report of its task, with its files; tasks closed meanwhile take none."""
    if not lines:
        return ()
    files = files_of(sheet)
    made = report_many(
        actor=actor,
        now=now,
        reports=[
            PeriodicReport(
                task_id=int(line.task_id or 0),
                percent=line.declared_percent or 0,
                note=line.note or LineWord.UNCHANGED.chinese,
                key=uuid.uuid5(KEYS, f"{line.pk}-{line.version}"),
                value=line.declared_value,
                files=[StoredFile(f.file_name, str(f.file.name), f.size, f.sha256) for f in files.get(line.pk, ())],
            )
            for line in lines
        ],
    )
    for line in lines:
        report: Report | None = made.get(int(line.task_id or 0))
        line.report = report
    return tuple(made)


def _send_to_projects(actor: Account, now: datetime, sheet: Return, lines: Sequence[Line]) -> tuple[int, ...]:
    """Make each line its project's month; the parts of one month are added up (RP8)."""
    if not lines:
        return ()
    earlier = parts_of_month(sheet.period, [int(line.project_id or 0) for line in lines])
    months = []
    for line in lines:
        part = earlier[int(line.project_id or 0)]
        months.append(
            PeriodicMonth(
                project_id=int(line.project_id or 0),
                invested_wan_yuan=_with(part["year"], line.declared_wan_yuan),
                funds_wan_yuan=_with(part["funds"], line.declared_funds_wan_yuan),
                paid_wan_yuan=_with(part["paid"], line.declared_paid_wan_yuan),
                narrative=line.note or (LineWord.UNCHANGED.chinese if line.is_unchanged else ""),
                correction_reason=line.correction_reason,
            )
        )
    return tuple(record_months(actor=actor, now=now, month=month_of(sheet), months=months))


def month_of(sheet: Return) -> date:
    """Give the month that a return's projects are recorded in."""
    return sheet.period.ends_on.replace(day=1)


def _with(earlier: Decimal, amount: Decimal | None) -> Decimal | None:
    return amount if amount is None else earlier + amount
