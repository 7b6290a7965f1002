"""Months of many projects at once, as returns bring them: the rules of single ones, in a constant number of queries.

Called by the actions of reporting, in their transaction. Projects that take no months any more are left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q, Sum

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import SubjectChange, record_events
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.projects import permissions, rules
from luoshi.domain.projects.actions.progress import DECLARED, VERIFIED, first_day, said
from luoshi.domain.projects.actions.steps import difference
from luoshi.domain.projects.models import MonthlyProgress, Project, ProjectYear
from luoshi.domain.projects.rules import MonthVerdict
from luoshi.domain.projects.terms import LibraryState, ProjectDeed
from luoshi.foundation.refusals import refuse_all
from luoshi.foundation.rows import save_rows


@dataclass(frozen=True, slots=True)
class PeriodicMonth:
    """What a unit declares of a project's month in 万元, and its words; None where nothing is declared.

    A correction may lower what months before declared too high: then the month's sum is negative, with its reason.
    """

    project_id: int
    invested_wan_yuan: Decimal | None
    funds_wan_yuan: Decimal | None = None
    paid_wan_yuan: Decimal | None = None
    narrative: str = ""
    correction_reason: str = ""


def record_months(*, actor: Account, now: datetime, month: date, months: Sequence[PeriodicMonth]) -> frozenset[int]:
    """Keep what is declared of one month of many projects (PJ11); give the projects that took it."""
    month = first_day(month, now)
    for one in months:
        is_correction = bool(one.correction_reason.strip()) and (one.invested_wan_yuan or 0) < 0
        refuse_all(rules.problems_in_sums(MonthVerdict(
            invested_wan_yuan=abs(one.invested_wan_yuan) if is_correction and one.invested_wan_yuan is not None
            else one.invested_wan_yuan,
            funds_wan_yuan=one.funds_wan_yuan,
            paid_wan_yuan=one.paid_wan_yuan,
        )))  # fmt: skip
    with transaction.atomic():
        projects = _locked(actor, ProjectDeed.RECORD_MONTH, [one.project_id for one in months])
        rows = _rows(month, projects)
        fresh: list[MonthlyProgress] = []
        changed: list[MonthlyProgress] = []
        changes = []
        for one in months:
            project = projects.get(one.project_id)
            if project is None:
                continue
            row = rows.get(project.pk) or MonthlyProgress(project=project, month=month)
            becomes = {name: getattr(one, name) for name in DECLARED}
            was = {name: getattr(row, column) for name, column in DECLARED.items()}
            before, after = difference(
                said(was | {"narrative": row.narrative}), said(becomes | {"narrative": one.narrative})
            )
            for name, column in DECLARED.items():
                setattr(row, column, becomes[name])
            row.narrative = one.narrative
            row.recorded_at = now
            (changed if row.pk else fresh).append(row)
            project.last_month = max(filter(None, (project.last_month, month)))
            if one.correction_reason:
                after["correction_reason"] = one.correction_reason
            changes.append(_stepped(project, now, month, before, after))
        MonthlyProgress.objects.bulk_create(fresh)
        save_rows(changed, [*DECLARED.values(), "narrative", "recorded_at"])
        _close(actor, now, ProjectDeed.RECORD_MONTH, month.year, projects, changes)
    return frozenset(projects)


def verify_months(*, actor: Account, now: datetime, month: date, verdicts: Mapping[int, MonthVerdict]) -> None:
    """Verify one month of many projects, by project (PJ11); figures left None are taken over as declared."""
    month = first_day(month, now)
    with transaction.atomic():
        projects = _locked(actor, ProjectDeed.VERIFY_MONTH, list(verdicts))
        rows = _rows(month, projects)
        changed, changes = [], []
        for pk, row in rows.items():
            becomes = {
                name: getattr(row, DECLARED[name]) if (given := getattr(verdicts[pk], name)) is None else given
                for name in VERIFIED
            }
            was = {name: getattr(row, column) for name, column in VERIFIED.items()}
            before, after = difference(said(was), said(becomes))
            if not before and not after:
                continue
            for name, column in VERIFIED.items():
                setattr(row, column, becomes[name])
            changed.append(row)
            changes.append(_stepped(projects[pk], now, month, before, after))
        save_rows(changed, list(VERIFIED.values()))
        touched = {row.project_id: projects[row.project_id] for row in changed}
        _close(actor, now, ProjectDeed.VERIFY_MONTH, month.year, touched, changes)


def _locked(actor: Account, deed: ProjectDeed, project_ids: Sequence[int]) -> dict[int, Project]:
    """Lock the projects that take the deed, in one order for everybody (PJ2, PJ3)."""
    standing = standing_of(actor)
    found = {}
    rows = (
        Project.objects.select_for_update(of=("self",))
        .select_related("jurisdiction", "lead_unit")
        .filter(pk__in=project_ids)
        .order_by("pk")
    )
    for project in rows:
        permissions.require(standing, deed, project)
        if rules.step_is_open(LibraryState(project.library_state), deed, is_locked=project.is_locked):
            found[project.pk] = project
    return found


def _rows(month: date, projects: Mapping[int, Project]) -> dict[int, MonthlyProgress]:
    rows = MonthlyProgress.objects.select_for_update().filter(project__in=list(projects), month=month)
    return {row.project_id: row for row in rows}


def _stepped(
    project: Project, now: datetime, month: date, before: Mapping[str, Any], after: Mapping[str, Any]
) -> SubjectChange:
    project.version += 1
    project.changed_at = now
    return SubjectChange(
        project.pk, dict(before), dict(after) | {"month": f"{month:%Y-%m}", "version": project.version}
    )


def _close(
    actor: Account,
    now: datetime,
    deed: ProjectDeed,
    year: int,
    projects: Mapping[int, Project],
    changes: Sequence[SubjectChange],
) -> None:
    """Save the projects one version on, with the sums of their year and the events."""
    save_rows(projects.values(), ["last_month", "version", "changed_at"])
    keys = list(projects)
    sums: dict[int, Mapping[str, Any]] = {
        row["project"]: row
        for row in MonthlyProgress.objects.filter(
            Q(month__gte=date(year, 1, 1)) & Q(month__lte=date(year, 12, 31)), project__in=keys
        )
        .values("project")
        .annotate(declared=Sum("declared_wan_yuan"), verified=Sum("verified_wan_yuan"))
    }
    years = {row.project_id: row for row in ProjectYear.objects.filter(project__in=keys, year=year)}
    missing = ProjectYear.objects.bulk_create(
        ProjectYear(project=projects[pk], year=year) for pk in keys if pk not in years
    )
    years |= {row.project_id: row for row in missing}
    for pk, row in years.items():
        row.declared_wan_yuan = sums.get(pk, {}).get("declared") or Decimal(0)
        row.verified_wan_yuan = sums.get(pk, {}).get("verified") or Decimal(0)
    save_rows(years.values(), ["declared_wan_yuan", "verified_wan_yuan"])
    record_events(actor=actor, now=now, verb=deed.value, subject_type="project", changes=changes)
