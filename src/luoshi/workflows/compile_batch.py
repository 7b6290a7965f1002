"""Compile a batch from the library: projects of the annual plan enter it as tasks, and leave it (PJ20)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.projects.actions import (
    link_task,
    put_in_annual_plan,
    return_plan,
    take_back_promotion,
    take_out_of_annual_plan,
)
from luoshi.domain.projects.errors import NotInThePlan
from luoshi.domain.projects.models import Project, ProjectYear
from luoshi.domain.projects.queries.for_batch import is_promoted_by
from luoshi.domain.projects.rules import IN_PLAN
from luoshi.domain.projects.terms import AnnualClass, LibraryState
from luoshi.domain.tasks import actions, permissions
from luoshi.domain.tasks.errors import BatchOfOtherJurisdiction
from luoshi.domain.tasks.errors.plans import BatchFixed
from luoshi.domain.tasks.models import Batch, Task
from luoshi.domain.tasks.terms import BatchState, TaskState
from luoshi.foundation.refusals import NotAllowed
from luoshi.workflows.lit_deeds import lit
from luoshi.workflows.promote_project import promote_project
from luoshi.workflows.task_for_project import task_for_project


@lit
def compile_projects(*, actor: Account, now: datetime, batch: Batch, projects: Iterable[Project]) -> list[Task]:
    """Put projects of the annual plan into a batch, each as its task; all or none (PJ20).

    One that a batch of the year issued already is promoted (AP8). Raises NotInThePlan for a project that is neither
    compiled nor issued, and what the batch refuses.
    """
    with transaction.atomic():
        if not permissions.may_supervise(standing_of(actor), batch.jurisdiction):
            raise NotAllowed
        keys = sorted({project.pk for project in projects})
        found = Project.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
        return [_enter(actor, now, batch, project) for project in found]


@lit
def compile_project(*, actor: Account, now: datetime, project: Project, batch: Batch | None) -> Project:
    """Put a project of the rolling plan into the annual plan, and at once into a batch where one is given."""
    with transaction.atomic():
        current = put_in_annual_plan(actor=actor, now=now, project=project)
        if batch is not None:
            compile_projects(actor=actor, now=now, batch=batch, projects=[current])
    return Project.objects.get(pk=project.pk)


@lit
def take_tasks_out(*, actor: Account, now: datetime, batch: Batch, tasks: Iterable[Task]) -> Batch:
    """Take drafts out of a batch. Their projects stay compiled; a promotion by this batch is taken back (AP8)."""
    keys = [task.pk for task in tasks]
    with transaction.atomic():
        current = actions.take_out_of_batch(
            actor=actor, now=now, batch=batch, tasks=Task.objects.filter(pk__in=keys, batch=batch)
        )
        for project in Project.objects.filter(task__in=keys, library_state=LibraryState.ISSUED).order_by("pk"):
            take_back_promotion(actor=actor, now=now, project=project, batch=current)
    return current


@lit
def take_project_out(*, actor: Account, now: datetime, project: Project, reason: str = "") -> Project:
    """Take a project out of the annual plan; the draft of its task leaves its batch and is withdrawn (PJ20).

    Raises BatchFixed while the batch is checked or approved.
    """
    with transaction.atomic():
        task = _draft_of(project)
        if task is not None and task.carried_from_id is None:
            if task.batch is not None:
                actions.take_out_of_batch(actor=actor, now=now, batch=task.batch, tasks=[task])
            actions.withdraw_task(actor=actor, now=now, task=task, reason=reason)
            link_task(actor=actor, now=now, project=project, task=None)
        elif task is not None and task.batch is not None:
            actions.take_out_of_batch(actor=actor, now=now, batch=task.batch, tasks=[task])
        return take_out_of_annual_plan(actor=actor, now=now, project=project, reason=reason)


def return_project_plan(*, actor: Account, now: datetime, project: Project, reason: str) -> Project:
    """Send a submitted plan's project back to compiling; in a checked batch only the batch as a whole goes back."""
    task = _draft_of(project)
    if task is not None and task.batch is not None and task.batch.state != BatchState.COMPILING:
        raise BatchFixed(batch=task.batch.name, state=BatchState(task.batch.state))
    return return_plan(actor=actor, now=now, project=project, reason=reason)


def _enter(actor: Account, now: datetime, batch: Batch, project: Project) -> Task:
    if project.jurisdiction_id != batch.jurisdiction_id:
        raise BatchOfOtherJurisdiction(number=project.name, jurisdiction=batch.jurisdiction.name)
    if project.library_state == LibraryState.ISSUED:
        if not is_promoted_by(project, batch):
            promote_project(actor=actor, now=now, project=project, batch=batch, annual_class=_class(project, batch))
        return task_for_project(actor=actor, now=now, project=project, batch=batch)
    if project.library_state not in IN_PLAN:
        raise NotInThePlan(name=project.name, state=LibraryState(project.library_state))
    return task_for_project(actor=actor, now=now, project=project, batch=batch)


def _class(project: Project, batch: Batch) -> AnnualClass:
    """Give the class that a later batch sets: a prepared project starts, any other keeps its class."""
    row = ProjectYear.objects.filter(project=project, year=batch.year).first()
    kept = row.annual_class if row is not None else ""
    return AnnualClass(kept) if kept and kept != AnnualClass.PROSPECTIVE else AnnualClass.NEW_START


def _draft_of(project: Project) -> Task | None:
    return Task.objects.select_related("batch").filter(project=project, state=TaskState.DRAFT).first()
