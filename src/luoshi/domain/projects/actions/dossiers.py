"""Write dossiers: make projects and change them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.projects import errors, permissions
from luoshi.domain.projects.actions.steps import (
    Library,
    apply_dossier,
    close_step,
    described,
    difference,
    library_for,
    open_step,
    search_text_of,
    take_numbers,
    tidied_for,
)
from luoshi.domain.projects.models import Project, ProjectCitation, StageChange, YearlyInvestment
from luoshi.domain.projects.queries.dossiers import stored_dossier
from luoshi.domain.projects.rules import Dossier, dates_put_off
from luoshi.domain.projects.terms import LibraryState, LifecycleStage, ProjectDeed
from luoshi.domain.tasks.rules import CitationDraft
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import NotAllowed, Refusal, refuse_all


def create_project(
    *,
    actor: Account,
    now: datetime,
    jurisdiction: Unit,
    lead_unit: Unit | None,
    dossier: Dossier,
    stage: LifecycleStage = LifecycleStage.CONCEIVED,
    stage_since: date | None = None,
    citations: Sequence[CitationDraft] = (),
    submission_key: uuid.UUID | None = None,
) -> Project:
    """Make a draft of a project (PJ2, PJ8); ``stage_since`` None is today.

    A second call with the same ``submission_key`` gives the project of the first. Raises NotAllowed, or what is wrong.
    """
    standing = standing_of(actor)
    if not permissions.may_review(standing, jurisdiction) and not (
        lead_unit is not None and permissions.may_write_for(standing, lead_unit)
    ):
        raise NotAllowed
    today = local_date(now)
    library = library_for(jurisdiction, [dossier], [lead_unit.pk if lead_unit else None])
    dossier = tidied_for(library, dossier)
    refuse_all(library.problems(dossier, lead_unit.pk if lead_unit else None, today=today))
    if lead_unit is None:
        raise errors.LeadUnitMissing
    try:
        with transaction.atomic():
            if (earlier := _submitted(submission_key, jurisdiction)) is not None:
                return earlier
            since = min(stage_since or today, today)
            return _create(actor, now, library, lead_unit, dossier, stage, since, citations, submission_key)
    except IntegrityError:
        if (earlier := _submitted(submission_key, jurisdiction)) is not None:
            return earlier
        raise


def _submitted(key: uuid.UUID | None, jurisdiction: Unit) -> Project | None:
    return Project.objects.filter(submission_key=key, jurisdiction=jurisdiction).first() if key else None


def _create(
    actor: Account,
    now: datetime,
    library: Library,
    lead_unit: Unit,
    dossier: Dossier,
    stage: LifecycleStage,
    since: date,
    citations: Sequence[CitationDraft],
    submission_key: uuid.UUID | None,
) -> Project:
    [number] = take_numbers(library.jurisdiction, 1)
    project = Project(
        jurisdiction=library.jurisdiction,
        number=number,
        lead_unit=lead_unit,
        lifecycle_stage=stage,
        stage_since=since,
        created_at=now,
        changed_at=now,
        submission_key=submission_key,
    )
    apply_dossier(project, dossier)
    project.search_text = search_text_of(
        project, library.units[lead_unit.pk], library.units.get(dossier.owner_unit_id or 0)
    )
    project.save()
    store_years(project, dossier)
    StageChange.objects.create(project=project, stage=stage, changed_on=since, recorded_at=now)
    for draft in citations:
        cite(project, draft)
    record_event(
        actor=actor,
        now=now,
        verb=ProjectDeed.CREATE.value,
        subject_type="project",
        subject_id=project.pk,
        after=described(dossier, library)
        | {
            "lead_unit": lead_unit.name,
            "lifecycle_stage": LifecycleStage(stage).value,
            "library_state": LibraryState.DRAFT.value,
            "citations": [draft.quote for draft in citations],
            "version": project.version,
        },
    )
    return project


def store_years(project: Project, dossier: Dossier) -> None:
    """Make the yearly rows those of the dossier."""
    YearlyInvestment.objects.filter(project=project).delete()
    YearlyInvestment.objects.bulk_create(
        YearlyInvestment(project=project, year=year, planned_wan_yuan=amount)
        for year, amount in dossier.investment_by_year
    )


def cite(project: Project, draft: CitationDraft) -> bool:
    """Add a passage to a project; False where it stands there already (PJ17)."""
    _, is_new = ProjectCitation.objects.get_or_create(
        project=project,
        document_id=draft.document_id,
        start=draft.start,
        end=draft.end,
        defaults={"quote": draft.quote, "finding_id": draft.finding_id},
    )
    return is_new


def edit_project(
    *,
    actor: Account,
    now: datetime,
    project: Project,
    version: int,
    dossier: Dossier,
    lead_unit: Unit | None = None,
    reason: str = "",
) -> Project:
    """Change a project that was opened at ``version`` (PJ8, PJ13); what did not change makes no version.

    ``lead_unit`` None keeps the unit; another one is taken in drafts only, later by transfer. Raises Stale with who
    and when, or what is wrong, each problem with its field.
    """
    with transaction.atomic():
        current = open_step(actor=actor, deed=ProjectDeed.EDIT, project_id=project.pk, version=version)
        lead = lead_unit or current.lead_unit
        is_new_lead = lead.pk != current.lead_unit_id
        if is_new_lead and current.library_state != LibraryState.DRAFT:
            raise errors.LeadUnitUnchangeable
        former = stored_dossier(current)
        library = library_for(current.jurisdiction, [former, dossier], [lead.pk, current.lead_unit_id])
        dossier = tidied_for(library, dossier)
        standing = standing_of(actor)
        if is_new_lead and not (
            permissions.may_review(standing, current.jurisdiction) or permissions.may_write_for(standing, lead)
        ):
            raise NotAllowed
        refuse_all(
            library.problems(dossier, lead.pk, today=local_date(now), project_id=current.pk)
            + _put_off_by_unit(current, former, dossier, standing)
        )
        before, after = difference(
            described(former, library) | {"lead_unit": current.lead_unit.name},
            described(dossier, library) | {"lead_unit": lead.name},
        )
        if not after:
            return current
        apply_dossier(current, dossier)
        current.lead_unit = lead
        current.search_text = search_text_of(
            current, library.units[lead.pk], library.units.get(dossier.owner_unit_id or 0)
        )
        if former.investment_by_year != dossier.investment_by_year:
            store_years(current, dossier)
        close_step(
            current, deed=ProjectDeed.EDIT, actor=actor, now=now, before=before, after=after, note=reason.strip()
        )
    return current


def _put_off_by_unit(project: Project, former: Dossier, becomes: Dossier, standing: Standing) -> list[Refusal]:
    if project.library_state != LibraryState.ISSUED or permissions.may_review(standing, project.jurisdiction):
        return []
    return dates_put_off(former, becomes)


def cite_project(*, actor: Account, now: datetime, project: Project, citation: CitationDraft) -> Project:
    """Add a passage that names the project (PJ17); one that stands there already changes nothing."""
    with transaction.atomic():
        current = open_step(actor=actor, deed=ProjectDeed.UPDATE, project_id=project.pk)
        if cite(current, citation):
            close_step(current, deed=ProjectDeed.UPDATE, actor=actor, now=now, after={"citations": [citation.quote]})
    return current
