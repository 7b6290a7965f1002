"""Let projects follow the batch in which their tasks stand: submitted with it, sent back, taken out, issued (PJ20).

Called by the workflows that move the batch, in their transaction. Whoever may move the batch moves its projects.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.queries import history_of
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.projects.actions.moving import proposed_for
from luoshi.domain.projects.actions.steps import close_step, plain, refuse_closed
from luoshi.domain.projects.models import Project, ProjectYear
from luoshi.domain.projects.terms import LibraryState, ProjectDeed
from luoshi.domain.tasks.models import Batch
from luoshi.domain.tasks.permissions import may_approve, may_supervise
from luoshi.domain.tasks.terms import BatchState
from luoshi.foundation.refusals import NotAllowed

_GOES_ON = (LibraryState.COMPILING, LibraryState.PLAN_SUBMITTED, LibraryState.ISSUED)


def submit_projects_with(*, actor: Account, now: datetime, batch: Batch) -> int:
    """Close the compiled projects of a checked or approved batch with its plan; give how many. Names the batch."""
    return _move_all(actor, now, batch, ProjectDeed.SUBMIT_PLAN, (LibraryState.COMPILING,), named=batch.name)


def return_projects_with(*, actor: Account, now: datetime, batch: Batch, reason: str) -> int:
    """Open the projects of a batch that was sent back to compiling; give how many."""
    return _move_all(actor, now, batch, ProjectDeed.RETURN_PLAN, (LibraryState.PLAN_SUBMITTED,), note=reason.strip())


def issue_projects_with(*, actor: Account, now: datetime, batch: Batch) -> int:
    """Issue the projects of an issued batch; one that an earlier batch issued is promoted by this one (PJ10).

    Projects whose record has not come into the plan stay where they are. Gives how many were issued.
    """
    if batch.state != BatchState.ISSUED:
        return 0
    with transaction.atomic():
        projects = _locked(actor, batch, _GOES_ON)
        rows = {row.project_id: row for row in _rows(batch, projects)}
        for project in projects:
            if project.library_state == LibraryState.COMPILING:  # a batch that nobody checks is its own paper
                refuse_closed(project, ProjectDeed.SUBMIT_PLAN)
                after = {"document": batch.document_number or batch.name}
                close_step(project, deed=ProjectDeed.SUBMIT_PLAN, actor=actor, now=now, after=after)
            refuse_closed(project, ProjectDeed.ISSUE)
            row = rows.get(project.pk) or ProjectYear(project=project, year=batch.year)
            before = {"batch": row.batch.name if row.batch else "", "annual_class": row.annual_class}
            row.batch = batch
            row.annual_class = row.annual_class or proposed_for(project, batch.year)
            row.save()
            became = {"batch": batch.name, "annual_class": row.annual_class, "year": batch.year}
            close_step(project, deed=ProjectDeed.ISSUE, actor=actor, now=now, before=before, after=became)
    return len(projects)


def take_back_promotion(*, actor: Account, now: datetime, project: Project, batch: Batch) -> None:
    """Give a project's year the class, batch and plan that it had before an unissued batch promoted it (AP8)."""
    with transaction.atomic():
        if not may_supervise(standing_of(actor), batch.jurisdiction):
            raise NotAllowed
        current = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
        row = ProjectYear.objects.select_for_update(of=("self",)).filter(project=current, year=batch.year).first()
        promoted = next(
            (
                event
                for event in history_of("project", current.pk)
                if event.verb == ProjectDeed.SET_YEAR and event.after.get("batch") == batch.name
            ),
            None,
        )
        if row is None or row.batch_id != batch.pk or promoted is None:
            return
        was = promoted.before
        before = {"annual_class": row.annual_class, "batch": batch.name}
        row.annual_class = was.get("annual_class", "")
        row.batch = Batch.objects.filter(
            jurisdiction=batch.jurisdiction, name=was.get("batch", ""), state=BatchState.ISSUED
        ).first()
        row.planned_wan_yuan = was.get("planned_wan_yuan") or None
        row.planned_start_month = was.get("planned_start_month") or None
        row.save()
        row.refresh_from_db()
        after = {
            "year": row.year,
            "annual_class": row.annual_class,
            "batch": row.batch.name if row.batch else "",
            "planned_wan_yuan": "" if row.planned_wan_yuan is None else plain(row.planned_wan_yuan),
        }
        close_step(current, deed=ProjectDeed.SET_YEAR, actor=actor, now=now, before=before, after=after)


def _move_all(
    actor: Account,
    now: datetime,
    batch: Batch,
    deed: ProjectDeed,
    states: Iterable[LibraryState],
    *,
    named: str = "",
    note: str = "",
) -> int:
    with transaction.atomic():
        projects = _locked(actor, batch, states)
        for project in projects:
            refuse_closed(project, deed)
            after = {"document": named} if named else {}
            close_step(project, deed=deed, actor=actor, now=now, after=after, note=note)
    return len(projects)


def _locked(actor: Account, batch: Batch, states: Iterable[LibraryState]) -> list[Project]:
    standing = standing_of(actor)
    if not may_supervise(standing, batch.jurisdiction) and not may_approve(standing, batch):
        raise NotAllowed
    return list(
        Project.objects.select_for_update(of=("self",))
        .filter(task__batch=batch, library_state__in=list(states))
        .select_related("jurisdiction", "lead_unit")
        .order_by("pk")
    )


def _rows(batch: Batch, projects: list[Project]) -> list[ProjectYear]:
    rows = ProjectYear.objects.select_for_update(of=("self",)).select_related("batch")
    return list(rows.filter(project__in=projects, year=batch.year))
