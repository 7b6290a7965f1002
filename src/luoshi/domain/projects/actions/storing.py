"""Store many projects at once: all or none, each row judged as a single one would be (PJ16, PJ19)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import SubjectChange, record_event, record_events
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.projects import errors, permissions, rules
from luoshi.domain.projects.actions.steps import (
    CHUNK,
    Library,
    apply_dossier,
    described,
    difference,
    library_for,
    refuse_closed,
    search_text_of,
    take_numbers,
    tidied_for,
)
from luoshi.domain.projects.errors import RowProblem
from luoshi.domain.projects.models import Project, ProjectCitation, ProjectYear, StageChange, YearlyInvestment
from luoshi.domain.projects.queries.dossiers import dossier_of
from luoshi.domain.projects.rules import Dossier, YearDraft
from luoshi.domain.projects.terms import LibraryState, LifecycleStage, ProjectDeed, SettingDeed
from luoshi.domain.tasks.rules import CitationDraft
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import Refusal

BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectRow:
    """One project to store. ``place`` is where it stands as the sender sees it, such as a sheet's row.

    ``project_id`` names the project to change, None makes a new one. What follows ``dossier`` is for new ones:
    ``stages`` is the way so far, oldest first, with the day each began; empty means conceived today.
    """

    place: str
    dossier: Dossier
    lead_unit_id: int | None
    project_id: int | None = None
    stages: tuple[tuple[LifecycleStage, date], ...] = ()
    library_state: LibraryState = LibraryState.DRAFT
    admitted_on: date | None = None
    years: tuple[YearDraft, ...] = ()
    citations: tuple[CitationDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class Stored:
    """Keys of the projects that were made, changed and left as they are, in the order of the rows."""

    created: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    unchanged: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Judged:
    row: ProjectRow
    former: Project | None
    was: Dossier | None


def store_projects(
    *, actor: Account, now: datetime, jurisdiction: Unit, rows: Sequence[ProjectRow], source: str
) -> Stored:
    """Store projects, all or none (PJ16). ``source`` says where they come from, such as a sheet's name.

    What a row does not change stays untouched. Raises NotAllowed, or RowsInvalid with every problem at its place.
    """
    permissions.require_review(standing_of(actor), jurisdiction)
    with transaction.atomic():
        library = library_for(
            jurisdiction,
            [row.dossier for row in rows],
            [row.lead_unit_id for row in rows],
        )
        judged, problems = _judge(library, rows, local_date(now))
        if problems:
            raise errors.RowsInvalid(problems)
        created = _create(actor, now, library, [j.row for j in judged if j.former is None], source)
        changed, unchanged = _change(actor, now, library, [j for j in judged if j.former is not None], source)
        stored = Stored(created, changed, unchanged)
        if created or changed:
            record_event(
                actor=actor,
                now=now,
                verb=SettingDeed.STORE.value,
                subject_type="library",
                subject_id=jurisdiction.pk,
                after={"created": len(created), "changed": len(changed), "unchanged": len(unchanged)},
                note=source,
            )
    return stored


def problems_in_rows(*, jurisdiction: Unit, rows: Sequence[ProjectRow], today: date) -> list[RowProblem]:
    """Name everything wrong with rows without storing any: the dry run of ``store_projects``."""
    library = library_for(jurisdiction, [row.dossier for row in rows], [row.lead_unit_id for row in rows])
    return _judge(library, rows, today)[1]


def _judge(library: Library, rows: Sequence[ProjectRow], today: date) -> tuple[list[_Judged], list[RowProblem]]:
    former = _former(library.jurisdiction, [row.project_id for row in rows if row.project_id is not None])
    judged: list[_Judged] = []
    problems: list[RowProblem] = []
    codes: dict[str, str] = {}
    for row in rows:
        dossier = tidied_for(library, row.dossier)
        found: list[Refusal] = library.problems(dossier, row.lead_unit_id, today=today, project_id=row.project_id)
        if row.library_state != LibraryState.DRAFT:
            found += rules.lacks_for_submission(dossier, library.sector_of(dossier))
        for year in row.years:
            found += rules.problems_in_row(rules.tidied_row(year), today=today)
        if dossier.national_code and dossier.national_code in codes:
            found.append(errors.CodeTwice(code=dossier.national_code, place=codes[dossier.national_code]))
        codes.setdefault(dossier.national_code, row.place)
        project, was = former.get(row.project_id or 0, (None, None))
        found += _closed(row, project)
        problems += [RowProblem(row.place, refusal.field or "", refusal) for refusal in found]
        judged.append(_Judged(replace(row, dossier=dossier), project, was))
    return judged, problems


def _closed(row: ProjectRow, project: Project | None) -> list[Refusal]:
    """Name why an existing project takes no change."""
    if row.project_id is None:
        return []
    if project is None:
        return [errors.RowGone()]
    try:
        refuse_closed(project, ProjectDeed.IMPORT)
    except Refusal as refusal:
        return [refusal]
    if row.lead_unit_id != project.lead_unit_id and project.library_state != LibraryState.DRAFT:
        return [errors.LeadUnitUnchangeable()]
    return []


def _former(jurisdiction: Unit, keys: Sequence[int]) -> dict[int, tuple[Project, Dossier]]:
    """Lock the projects of the library that rows change, with their dossiers."""
    found: dict[int, tuple[Project, Dossier]] = {}
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        by_year: dict[int, list[tuple[int, Any]]] = {}
        for pk, year, amount in (
            YearlyInvestment.objects.filter(project__in=chunk)
            .order_by("year")
            .values_list("project_id", "year", "planned_wan_yuan")
        ):
            by_year.setdefault(pk, []).append((year, amount))
        projects = Project.objects.filter(jurisdiction=jurisdiction, pk__in=chunk).select_related("lead_unit")
        for project in projects:
            found[project.pk] = (project, dossier_of(project, by_year.get(project.pk, ())))
    return found


def _create(actor: Account, now: datetime, library: Library, rows: Sequence[ProjectRow], source: str) -> list[int]:
    if not rows:
        return []
    today = local_date(now)
    numbers = take_numbers(library.jurisdiction, len(rows))
    projects = [_new(library, row, number, now) for row, number in zip(rows, numbers, strict=True)]
    Project.objects.bulk_create(projects, batch_size=BATCH)
    pairs = list(zip(projects, rows, strict=True))
    YearlyInvestment.objects.bulk_create(
        (
            YearlyInvestment(project=project, year=year, planned_wan_yuan=amount)
            for project, row in pairs
            for year, amount in row.dossier.investment_by_year
        ),
        batch_size=BATCH,
    )
    StageChange.objects.bulk_create(
        (
            StageChange(project=project, former=former, stage=stage, changed_on=day, recorded_at=now)
            for project, row in pairs
            for former, stage, day in _steps(row, today)
        ),
        batch_size=BATCH,
    )
    ProjectYear.objects.bulk_create(
        (
            ProjectYear(project=project, **{name: getattr(year, name) for name in YearDraft.__slots__})
            for project, row in pairs
            for year in row.years
        ),
        batch_size=BATCH,
    )
    ProjectCitation.objects.bulk_create(
        (
            ProjectCitation(
                project=project,
                document_id=draft.document_id,
                finding_id=draft.finding_id,
                start=draft.start,
                end=draft.end,
                quote=draft.quote,
            )
            for project, row in pairs
            for draft in row.citations
        ),
        batch_size=BATCH,
    )
    record_events(
        actor=actor,
        now=now,
        verb=ProjectDeed.IMPORT.value,
        subject_type="project",
        changes=(SubjectChange(project.pk, after=_told(library, project, row)) for project, row in pairs),
        note=source,
    )
    return [project.pk for project in projects]


def _new(library: Library, row: ProjectRow, number: int, now: datetime) -> Project:
    today = local_date(now)
    steps = _steps(row, today)
    project = Project(
        jurisdiction=library.jurisdiction,
        number=number,
        lead_unit_id=row.lead_unit_id or 0,
        lifecycle_stage=steps[-1][1],
        stage_since=steps[-1][2],
        library_state=row.library_state,
        admitted_on=(row.admitted_on or today) if row.library_state in rules.ADMITTED else row.admitted_on,
        created_at=now,
        changed_at=now,
    )
    apply_dossier(project, row.dossier)
    lead = library.units[row.lead_unit_id or 0]
    project.search_text = search_text_of(project, lead, library.units.get(row.dossier.owner_unit_id or 0))
    return project


def _steps(row: ProjectRow, today: date) -> list[tuple[str, LifecycleStage, date]]:
    """Give former stage, stage and day of each step of the way so far."""
    stages = row.stages or ((LifecycleStage.CONCEIVED, today),)
    formers = ["", *(stage.value for stage, _ in stages)]
    return [(former, stage, day) for former, (stage, day) in zip(formers, stages, strict=False)]


def _told(library: Library, project: Project, row: ProjectRow) -> dict[str, Any]:
    return described(row.dossier, library) | {
        "lead_unit": library.units[row.lead_unit_id or 0].name,
        "lifecycle_stage": str(project.lifecycle_stage),
        "library_state": str(project.library_state),
        "version": project.version,
    }


def _change(
    actor: Account, now: datetime, library: Library, judged: Sequence[_Judged], source: str
) -> tuple[list[int], list[int]]:
    changes: list[SubjectChange] = []
    unchanged: list[int] = []
    years: list[tuple[Project, Dossier]] = []
    for entry in judged:
        project, was, row = entry.former, entry.was, entry.row
        if project is None or was is None:
            continue
        before, after = _difference(library, project, was, row)
        if not before and not after:
            unchanged.append(project.pk)
            continue
        apply_dossier(project, row.dossier)
        lead = library.units[row.lead_unit_id or 0]
        project.lead_unit_id = lead.pk
        project.search_text = search_text_of(project, lead, library.units.get(row.dossier.owner_unit_id or 0))
        project.version += 1
        project.changed_at = now
        project.save()
        if was.investment_by_year != row.dossier.investment_by_year:
            years.append((project, row.dossier))
        changes.append(SubjectChange(project.pk, before, after | {"version": project.version}))
    _store_years(years)
    record_events(
        actor=actor, now=now, verb=ProjectDeed.IMPORT.value, subject_type="project", changes=changes, note=source
    )
    return [change.subject_id for change in changes], unchanged


def _difference(
    library: Library, project: Project, was: Dossier, row: ProjectRow
) -> tuple[Mapping[str, Any], dict[str, Any]]:
    if was == row.dossier and project.lead_unit_id == row.lead_unit_id:
        return {}, {}
    before, after = difference(
        described(was, library) | {"lead_unit": project.lead_unit.name},
        described(row.dossier, library) | {"lead_unit": library.units[row.lead_unit_id or 0].name},
    )
    return before, after


def _store_years(changed: Sequence[tuple[Project, Dossier]]) -> None:
    keys = [project.pk for project, _ in changed]
    for start in range(0, len(keys), CHUNK):
        YearlyInvestment.objects.filter(project__in=keys[start : start + CHUNK]).delete()
    YearlyInvestment.objects.bulk_create(
        (
            YearlyInvestment(project=project, year=year, planned_wan_yuan=amount)
            for project, dossier in changed
            for year, amount in dossier.investment_by_year
        ),
        batch_size=BATCH,
    )
