"""Move a record through the library: submit, return, admit, plan, issue, withdraw, lock, give on (PJ2, PJ3)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.models import Unit
from luoshi.domain.projects import errors, rules
from luoshi.domain.projects.actions.steps import (
    close_step,
    library_for,
    open_step,
    search_text_of,
    tidied_for,
)
from luoshi.domain.projects.models import Project, ProjectYear
from luoshi.domain.projects.queries.dossiers import stored_dossier
from luoshi.domain.projects.terms import LifecycleStage, ProjectDeed
from luoshi.domain.tasks.models import Batch, Task
from luoshi.domain.tasks.terms import BatchState, TaskState
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import refuse_all


def submit_project(*, actor: Account, now: datetime, project: Project, version: int | None = None) -> Project:
    """Hand a draft in for review; refuse it with everything that is missing (PJ9)."""
    with transaction.atomic():
        current = open_step(actor=actor, deed=ProjectDeed.SUBMIT, project_id=project.pk, version=version)
        _refuse_incomplete(current, now)
        close_step(current, deed=ProjectDeed.SUBMIT, actor=actor, now=now)
    return current


def return_project(*, actor: Account, now: datetime, project: Project, reason: str) -> Project:
    """Give a submitted record back with a reason; it is open again (PJ3)."""
    return _move(actor, now, project, ProjectDeed.RETURN, reason=reason, is_reason_needed=True)


def admit_project(*, actor: Account, now: datetime, project: Project) -> Project:
    """Take a submitted record into the reserve (PJ9)."""
    with transaction.atomic():
        current = open_step(actor=actor, deed=ProjectDeed.ADMIT, project_id=project.pk)
        _refuse_incomplete(current, now)
        current.admitted_on = local_date(now)
        after = {"admitted_on": current.admitted_on.isoformat()}
        close_step(current, deed=ProjectDeed.ADMIT, actor=actor, now=now, after=after)
    return current


def put_in_rolling_plan(*, actor: Account, now: datetime, project: Project) -> Project:
    """Put a reserved project into the three-year rolling plan."""
    return _move(actor, now, project, ProjectDeed.TO_ROLLING)


def take_out_of_rolling_plan(*, actor: Account, now: datetime, project: Project, reason: str = "") -> Project:
    """Take a project out of the rolling plan, back to the reserve."""
    return _move(actor, now, project, ProjectDeed.OUT_OF_ROLLING, reason=reason)


def put_in_annual_plan(*, actor: Account, now: datetime, project: Project) -> Project:
    """Put a project of the rolling plan into the annual plan that is being compiled."""
    return _move(actor, now, project, ProjectDeed.TO_COMPILE)


def take_out_of_annual_plan(*, actor: Account, now: datetime, project: Project, reason: str = "") -> Project:
    """Take a project out of the annual plan, back to the rolling plan; not while its task stands in a batch (PJ20)."""
    with transaction.atomic():
        _refuse_in_batch(project)
        return _move(actor, now, project, ProjectDeed.OUT_OF_COMPILE, reason=reason)


def submit_plan(*, actor: Account, now: datetime, project: Project, document: str) -> Project:
    """Submit a compiled project with the annual plan; ``document`` is the paper's title or number."""
    if not document.strip():
        raise errors.DocumentOfPlanMissing
    return _move(actor, now, project, ProjectDeed.SUBMIT_PLAN, after={"document": document.strip()[:200]})


def return_plan(*, actor: Account, now: datetime, project: Project, reason: str) -> Project:
    """Send a submitted plan's project back to compiling, with a reason."""
    return _move(actor, now, project, ProjectDeed.RETURN_PLAN, reason=reason, is_reason_needed=True)


def issue_project(*, actor: Account, now: datetime, project: Project, batch: Batch) -> Project:
    """Issue a project with an issued batch of its jurisdiction (PJ10); a later batch promotes it.

    Its row of the batch's year keeps the batch; where the row has no class, the proposed one is set. A project whose
    task stands in a batch that is not issued yet is issued with that one (PJ20).
    """
    with transaction.atomic():
        _refuse_in_batch(project)
        current = open_step(actor=actor, deed=ProjectDeed.ISSUE, project_id=project.pk)
        if batch.jurisdiction_id != current.jurisdiction_id:
            raise errors.BatchOfOtherLibrary(batch=batch.name, jurisdiction=current.jurisdiction.name)
        if batch.state != BatchState.ISSUED:
            raise errors.BatchNotIssued(batch=batch.name)
        row, _ = ProjectYear.objects.select_for_update().get_or_create(project=current, year=batch.year)
        before = {"batch": row.batch.name if row.batch else "", "annual_class": row.annual_class}
        row.batch = batch
        row.annual_class = row.annual_class or proposed_for(current, batch.year)
        row.save()
        after = {"batch": batch.name, "annual_class": row.annual_class, "year": batch.year}
        close_step(current, deed=ProjectDeed.ISSUE, actor=actor, now=now, before=before, after=after)
    return current


def withdraw_project(*, actor: Account, now: datetime, project: Project, reason: str) -> Project:
    """Withdraw a draft or a reserved project with a reason; not while it is in a plan being compiled (PJ3)."""
    return _move(actor, now, project, ProjectDeed.WITHDRAW, reason=reason, is_reason_needed=True)


def restore_project(*, actor: Account, now: datetime, project: Project) -> Project:
    """Take a withdrawn project up again (PJ2)."""
    return _move(actor, now, project, ProjectDeed.RESTORE)


def lock_project(*, actor: Account, now: datetime, project: Project, reason: str = "") -> Project:
    """Lock a record against every change (PJ3)."""
    return _move(actor, now, project, ProjectDeed.LOCK, reason=reason, is_locked=True)


def unlock_project(*, actor: Account, now: datetime, project: Project, reason: str = "") -> Project:
    """Unlock a record."""
    return _move(actor, now, project, ProjectDeed.UNLOCK, reason=reason, is_locked=False)


def transfer_project(*, actor: Account, now: datetime, project: Project, lead_unit: Unit, reason: str) -> Project:
    """Give a project to another department, with a reason (转办)."""
    if not reason.strip():
        raise errors.ReasonMissing
    with transaction.atomic():
        current = open_step(actor=actor, deed=ProjectDeed.TRANSFER, project_id=project.pk)
        dossier = stored_dossier(current)
        library = library_for(current.jurisdiction, [dossier], [lead_unit.pk])
        refuse_all(library.unit_problems(lead_unit.pk))
        before, after = {"lead_unit": current.lead_unit.name}, {"lead_unit": lead_unit.name}
        if lead_unit.pk != current.lead_unit_id:
            current.lead_unit = lead_unit
            owner = library.units.get(current.owner_unit_id or 0)
            current.search_text = search_text_of(current, library.units[lead_unit.pk], owner)
            close_step(
                current,
                deed=ProjectDeed.TRANSFER,
                actor=actor,
                now=now,
                before=before,
                after=after,
                note=reason.strip(),
            )
    return current


def proposed_for(project: Project, year: int) -> str:
    """Propose a project's class in a year as it is stored; empty where it has none (PJ7)."""
    proposed = rules.proposed_class(
        year,
        stage=LifecycleStage(project.lifecycle_stage),
        planned_start=project.planned_start,
        planned_finish=project.planned_finish,
        actual_start=project.actual_start,
        actual_finish=project.actual_finish,
    )
    return proposed.value if proposed else ""


def _move(
    actor: Account,
    now: datetime,
    project: Project,
    deed: ProjectDeed,
    *,
    reason: str = "",
    is_reason_needed: bool = False,
    is_locked: bool | None = None,
    after: dict[str, Any] | None = None,
) -> Project:
    if is_reason_needed and not reason.strip():
        raise errors.ReasonMissing
    with transaction.atomic():
        current = open_step(actor=actor, deed=deed, project_id=project.pk)
        if is_locked is not None:
            current.is_locked = is_locked
        close_step(current, deed=deed, actor=actor, now=now, after=after, note=reason.strip())
    return current


def _refuse_in_batch(project: Project) -> None:
    task = Task.objects.filter(project=project, state=TaskState.DRAFT, batch__isnull=False).first()
    if task is not None and task.batch is not None:
        raise errors.StandsInBatch(number=project.number, batch=task.batch.name)


def _refuse_incomplete(project: Project, now: datetime) -> None:
    dossier = stored_dossier(project)
    library = library_for(project.jurisdiction, [dossier], [project.lead_unit_id])
    dossier = tidied_for(library, dossier)
    problems = library.problems(dossier, project.lead_unit_id, today=local_date(now), project_id=project.pk)
    refuse_all(problems + rules.lacks_for_submission(dossier, library.sector_of(dossier)))
