"""Store months and rows of many projects in one deed, where a library is taken over (PJ19)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max, Sum
from django.db.models.functions import ExtractYear

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import SubjectChange, record_event, record_events
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.projects import errors, permissions, rules
from luoshi.domain.projects.actions.progress import DECLARED, VERIFIED, WORDS, first_day
from luoshi.domain.projects.actions.rows import TABLES
from luoshi.domain.projects.actions.steps import CHUNK
from luoshi.domain.projects.errors import RowProblem
from luoshi.domain.projects.models import MonthlyProgress, Project, ProjectYear
from luoshi.domain.projects.rules import MonthDraft, MonthVerdict, RowDraft
from luoshi.domain.projects.terms import ProjectDeed, SettingDeed
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import Refusal

BATCH = 500


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One month of one project; ``verdict`` None leaves it unverified."""

    project_id: int
    month: date
    draft: MonthDraft
    verdict: MonthVerdict | None = None


def store_progress(
    *,
    actor: Account,
    now: datetime,
    jurisdiction: Unit,
    months: Sequence[MonthRow] = (),
    rows: Sequence[tuple[int, RowDraft]] = (),
    source: str,
) -> int:
    """Store months that are not there yet, and rows given as (project's key, draft); give how many were stored.

    All or none. Raises NotAllowed, or RowsInvalid with every problem at its project's number.
    """
    permissions.require_review(standing_of(actor), jurisdiction)
    keys = sorted({m.project_id for m in months} | {pk for pk, _ in rows})
    with transaction.atomic():
        numbers = _numbers(jurisdiction, keys)
        _refuse_wrong(numbers, months, rows, now)
        stored = _store_months(months, now)
        _store_rows(rows)
        _keep_tallies(sorted({m.project_id for m in months}))
        counts: dict[int, int] = {}
        for pk in [m.project_id for m in stored] + [pk for pk, _ in rows]:
            counts[pk] = counts.get(pk, 0) + 1
        record_events(
            actor=actor,
            now=now,
            verb=ProjectDeed.IMPORT.value,
            subject_type="project",
            changes=(SubjectChange(pk, after={"rows": count}) for pk, count in counts.items()),
            note=source,
        )
        total = sum(counts.values())
        record_event(
            actor=actor,
            now=now,
            verb=SettingDeed.STORE.value,
            subject_type="library",
            subject_id=jurisdiction.pk,
            after={"rows": total, "projects": len(counts)},
            note=source,
        )
    return total


def _numbers(jurisdiction: Unit, keys: Sequence[int]) -> dict[int, int]:
    return {
        pk: number
        for start in range(0, len(keys), CHUNK)
        for pk, number in Project.objects.filter(jurisdiction=jurisdiction, pk__in=keys[start : start + CHUNK])
        .order_by()
        .values_list("pk", "number")
    }


def _refuse_wrong(
    numbers: dict[int, int], months: Sequence[MonthRow], rows: Sequence[tuple[int, RowDraft]], now: datetime
) -> None:
    today = local_date(now)
    problems: list[RowProblem] = []

    def note(pk: int, found: Iterable[Refusal]) -> None:
        problems.extend(RowProblem(str(numbers.get(pk, pk)), refusal.field or "", refusal) for refusal in found)

    for pk in {m.project_id for m in months} | {pk for pk, _ in rows}:
        note(pk, [] if pk in numbers else [errors.RowGone()])
    for entry in months:
        found = rules.problems_in_row(rules.tidied_row(entry.draft), today=today)
        found += rules.problems_in_sums(entry.verdict) if entry.verdict else []
        if entry.month > today:
            found.append(errors.MonthUnfit(month=f"{entry.month:%Y-%m}"))
        note(entry.project_id, found)
    for pk, draft in rows:
        note(pk, rules.problems_in_row(rules.tidied_row(draft), today=today))
    if problems:
        raise errors.RowsInvalid(problems)


def _store_months(months: Sequence[MonthRow], now: datetime) -> list[MonthlyProgress]:
    """Write months that no project has yet."""
    keys = sorted({m.project_id for m in months})
    present = {
        pair
        for start in range(0, len(keys), CHUNK)
        for pair in MonthlyProgress.objects.filter(project__in=keys[start : start + CHUNK]).values_list(
            "project_id", "month"
        )
    }
    new: dict[tuple[int, date], MonthlyProgress] = {}
    for entry in months:
        month = first_day(entry.month, now)
        if (entry.project_id, month) in present:
            continue
        draft = rules.tidied_row(entry.draft)
        row = MonthlyProgress(project_id=entry.project_id, month=month, recorded_at=now)
        for name in WORDS:
            setattr(row, name, getattr(draft, name))
        for name, column in DECLARED.items():
            setattr(row, column, getattr(draft, name))
        if entry.verdict is not None:
            for name, column in VERIFIED.items():
                judged = getattr(entry.verdict, name)
                setattr(row, column, getattr(draft, name) if judged is None else judged)
        new[entry.project_id, month] = row
    return MonthlyProgress.objects.bulk_create(new.values(), batch_size=BATCH)


def _store_rows(rows: Sequence[tuple[int, RowDraft]]) -> None:
    for kind, table in TABLES.items():
        made: list[Any] = [
            table(project_id=pk, **{f.name: getattr(tidy, f.name) for f in fields(tidy)})
            for pk, draft in rows
            if type(draft) is kind
            for tidy in (rules.tidied_row(draft),)
        ]
        table.objects.bulk_create(made, batch_size=BATCH)


def _keep_tallies(keys: Sequence[int]) -> None:
    """Make the sums of all years of the projects those of their months, and keep their last month."""
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        months = MonthlyProgress.objects.filter(project__in=chunk).order_by()
        sums = {
            (pk, year): (declared or Decimal(0), verified or Decimal(0))
            for pk, year, declared, verified in months.annotate(year=ExtractYear("month"))
            .values("project_id", "year")
            .annotate(declared=Sum("declared_wan_yuan"), verified=Sum("verified_wan_yuan"))
            .values_list("project_id", "year", "declared", "verified")
        }
        present = {(row.project_id, row.year): row for row in ProjectYear.objects.filter(project__in=chunk)}
        new = [ProjectYear(project_id=pk, year=year) for pk, year in sums if (pk, year) not in present]
        for row in [*present.values(), *new]:
            zero = (Decimal(0), Decimal(0))
            row.declared_wan_yuan, row.verified_wan_yuan = sums.get((row.project_id, row.year), zero)
        ProjectYear.objects.bulk_update(present.values(), ["declared_wan_yuan", "verified_wan_yuan"], batch_size=100)
        ProjectYear.objects.bulk_create(new)
        lasts = dict(months.values("project_id").annotate(last=Max("month")).values_list("project_id", "last"))
        projects = list(Project.objects.filter(pk__in=lasts).only("pk", "last_month"))
        for project in projects:
            project.last_month = lasts[project.pk]
        Project.objects.bulk_update(projects, ["last_month"], batch_size=200)
