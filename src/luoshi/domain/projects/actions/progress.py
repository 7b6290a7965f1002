"""Write years and months of a project: what is planned, what the unit declares, what the office verifies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.projects import errors, permissions, rules
from luoshi.domain.projects.actions.steps import close_step, difference, open_step, plain
from luoshi.domain.projects.models import MonthlyProgress, Project, ProjectYear
from luoshi.domain.projects.rules import MonthDraft, MonthVerdict, YearDraft
from luoshi.domain.projects.rules.years import is_put_off, start_in_force
from luoshi.domain.projects.terms import LibraryState, ProjectDeed
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import refuse_all

# Which column of a month's record holds which figure.
DECLARED: Mapping[str, str] = {
    "invested_wan_yuan": "declared_wan_yuan",
    "funds_wan_yuan": "declared_funds_wan_yuan",
    "paid_wan_yuan": "declared_paid_wan_yuan",
}
VERIFIED: Mapping[str, str] = {name: column.replace("declared", "verified") for name, column in DECLARED.items()}
WORDS = ("image_stage", "narrative", "problems_and_advice", "next_month_plan")


def set_year(
    *,
    actor: Account,
    now: datetime,
    project: Project,
    draft: YearDraft,
    reason: str = "",
    version: int | None = None,
) -> Project:
    """Set a project's line in one year's plan (PJ10); after issue the office only, with a reason."""
    draft = rules.tidied_row(draft)
    refuse_all(rules.problems_in_row(draft, today=local_date(now)))
    with transaction.atomic():
        current = open_step(actor=actor, deed=ProjectDeed.SET_YEAR, project_id=project.pk, version=version)
        row, _ = (
            ProjectYear.objects.select_for_update(of=("self",))
            .select_related("batch")
            .get_or_create(project=current, year=draft.year)
        )
        former = {f.name: getattr(row, f.name) for f in fields(draft)}
        before, after = difference(said(former), said({f.name: getattr(draft, f.name) for f in fields(draft)}))
        if not before and not after:
            return current
        if row.batch is not None and not (
            reason.strip() and permissions.may_review(standing_of(actor), current.jurisdiction)
        ):
            raise errors.PlanFixed(year=draft.year, batch=row.batch.name)
        if not permissions.may_review(standing_of(actor), current.jurisdiction):
            _refuse_put_off(current, draft, former["planned_start_month"])
        for name in former:
            setattr(row, name, getattr(draft, name))
        row.save()
        close_step(
            current,
            deed=ProjectDeed.SET_YEAR,
            actor=actor,
            now=now,
            before=before,
            after=after | {"year": draft.year},
            note=reason.strip(),
        )
    return current


def _refuse_put_off(project: Project, draft: YearDraft, former_month: int | None) -> None:
    """Refuse a unit that would put off an issued project's start by the month of its year's plan (PJ23)."""
    if project.library_state != LibraryState.ISSUED or project.actual_start is not None:
        return
    former = start_in_force(project.planned_start, draft.year, former_month)
    becomes = start_in_force(project.planned_start, draft.year, draft.planned_start_month)
    if former is not None and is_put_off(former, becomes):
        label_zh, label_en = rules.WORDS["planned_start_month"]
        raise errors.PutOffByUnit(
            at="planned_start_month", former=former.isoformat(), label_zh=label_zh, label_en=label_en
        )


def record_month(
    *,
    actor: Account,
    now: datetime,
    project: Project,
    month: date,
    draft: MonthDraft,
    version: int | None = None,
) -> MonthlyProgress:
    """Keep what a unit declares of a month (PJ11); figures that were verified stay as they are."""
    draft = rules.tidied_row(draft)
    month = first_day(month, now)
    refuse_all(rules.problems_in_row(draft, today=local_date(now)))
    with transaction.atomic():
        current = open_step(actor=actor, deed=ProjectDeed.RECORD_MONTH, project_id=project.pk, version=version)
        row = MonthlyProgress.objects.filter(project=current, month=month).first()
        row = row or MonthlyProgress(project=current, month=month)
        columns = {**DECLARED, **{name: name for name in WORDS}}
        before, after = difference(
            said({name: getattr(row, column) for name, column in columns.items()}),
            said({name: getattr(draft, name) for name in columns}),
        )
        if row.pk and not before and not after:
            return row
        for name, column in columns.items():
            setattr(row, column, getattr(draft, name))
        row.recorded_at = now
        row.save()
        current.last_month = max(filter(None, (current.last_month, month)))
        keep_tally(current, month.year)
        _close_month(current, ProjectDeed.RECORD_MONTH, actor, now, month, before, after)
    return row


def verify_month(
    *, actor: Account, now: datetime, project: Project, month: date, verdict: MonthVerdict | None = None
) -> MonthlyProgress:
    """Verify a declared month (PJ11); figures that ``verdict`` leaves None are taken over as declared."""
    verdict = verdict or MonthVerdict()
    month = first_day(month, now)
    refuse_all(rules.problems_in_sums(verdict))
    with transaction.atomic():
        current = open_step(actor=actor, deed=ProjectDeed.VERIFY_MONTH, project_id=project.pk)
        row = MonthlyProgress.objects.select_for_update().filter(project=current, month=month).first()
        if row is None:
            raise errors.MonthNotDeclared(month=f"{month:%Y-%m}")
        becomes = {
            name: getattr(row, DECLARED[name]) if getattr(verdict, name) is None else getattr(verdict, name)
            for name in VERIFIED
        }
        before, after = difference(
            said({name: getattr(row, column) for name, column in VERIFIED.items()}), said(becomes)
        )
        if not before and not after:
            return row
        for name, column in VERIFIED.items():
            setattr(row, column, becomes[name])
        row.save()
        keep_tally(current, month.year)
        _close_month(current, ProjectDeed.VERIFY_MONTH, actor, now, month, before, after)
    return row


def first_day(month: date, now: datetime) -> date:
    """Give the month's first day; raises MonthUnfit for one that has not begun."""
    month = month.replace(day=1)
    if month > local_date(now):
        raise errors.MonthUnfit(month=f"{month:%Y-%m}")
    return month


def keep_tally(project: Project, year: int) -> None:
    """Make the sums of a project's year those of its months; a year without a plan gets its row."""
    sums = MonthlyProgress.objects.filter(project=project, month__year=year).aggregate(
        declared=Sum("declared_wan_yuan"), verified=Sum("verified_wan_yuan")
    )
    row, _ = ProjectYear.objects.get_or_create(project=project, year=year)
    row.declared_wan_yuan = sums["declared"] or Decimal(0)
    row.verified_wan_yuan = sums["verified"] or Decimal(0)
    row.save(update_fields=["declared_wan_yuan", "verified_wan_yuan"])


def said(values: Mapping[str, Any]) -> dict[str, str]:
    """Say values as the history keeps them; empty ones are left out."""
    return {
        name: plain(value) if isinstance(value, Decimal) else str(value)
        for name, value in values.items()
        if value not in (None, "")
    }


def _close_month(
    project: Project,
    deed: ProjectDeed,
    actor: Account,
    now: datetime,
    month: date,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> None:
    named = {"month": f"{month:%Y-%m}"}
    close_step(project, deed=deed, actor=actor, now=now, before=dict(before), after=dict(after) | named)
