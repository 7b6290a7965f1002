"""Give a project its task in a batch that is being compiled: lead unit, words, deadline, source and goals (PJ20)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.models import Unit
from luoshi.domain.projects.actions import link_task
from luoshi.domain.projects.models import Project, ProjectCitation, ProjectGoal, ProjectYear
from luoshi.domain.tasks.actions import add_to_batch, carry_task, create_task
from luoshi.domain.tasks.models import Batch, Task, TaskGoal
from luoshi.domain.tasks.rules import UNFINISHED, CitationDraft
from luoshi.domain.tasks.terms import Instrument, TaskState
from luoshi.foundation.clock import local_date
from luoshi.foundation.money import MoneyUnit, money_text
from luoshi.workflows.lit_deeds import lit
from luoshi.workflows.roll_forward import move_project


@lit
def task_for_project(*, actor: Account, now: datetime, project: Project, batch: Batch, reason: str = "") -> Task:
    """Give the project's task in the batch, made or carried where it has none there; asked again, the same one.

    A draft that stands in no batch goes in. An issued task goes on as a new draft and ends when the batch is issued
    (AP8). Raises InAnotherBatch, BatchFixed, NotAllowed.
    """
    with transaction.atomic():
        current = (
            Project.objects.select_for_update(of=("self",))
            .select_related("jurisdiction", "lead_unit", "owner_unit", "task")
            .get(pk=project.pk)
        )
        task = current.task
        if task is None or task.state not in UNFINISHED:
            task = _made(actor, now, current, batch)
        elif task.state != TaskState.DRAFT:
            if task.batch_id == batch.pk:
                return task
            former, task = task, carry_task(actor=actor, now=now, task=task, batch=batch, reason=reason, ends_now=False)
            move_project(actor=actor, now=now, task=former, successor=task)
        add_to_batch(actor=actor, now=now, batch=batch, tasks=[task])
    return Task.objects.get(pk=task.pk)


def _made(actor: Account, now: datetime, project: Project, batch: Batch) -> Task:
    year = ProjectYear.objects.filter(project=project, year=batch.year).first()
    task = create_task(
        actor=actor,
        now=now,
        jurisdiction=project.jurisdiction,
        title=project.name,
        instrument=Instrument.PROJECT,
        lead_unit=project.lead_unit,
        supporting_units=_supporting(project),
        deadline=_deadline(project, batch, local_date(now)),
        measures=_measures(project, year),
        responsible_leader=project.sponsor_leader,
        responsible_person=project.responsible_person,
        citations=[
            CitationDraft(c.document_id, c.start, c.end, c.quote, c.finding_id)
            for c in ProjectCitation.objects.filter(project=project).order_by("pk")
        ],
    )
    served = ProjectGoal.objects.filter(project=project, removed_on__isnull=True).values_list("goal_id", flat=True)
    TaskGoal.objects.bulk_create(TaskGoal(task=task, goal_id=goal, added_on=local_date(now)) for goal in served)
    link_task(actor=actor, now=now, project=project, task=task)
    return task


def _supporting(project: Project) -> list[Unit]:
    owner = project.owner_unit
    is_another = owner is not None and owner.is_active and owner.pk != project.lead_unit_id
    return [owner] if owner is not None and is_another else []


def _deadline(project: Project, batch: Batch, today: date) -> date:
    """Give the planned finish where it lies ahead, else the end of the batch's year."""
    finish, year_end = project.planned_finish, date(batch.year, 12, 31)
    return finish if finish is not None and finish >= max(today, date(batch.year, 1, 1)) else year_end


def _measures(project: Project, year: ProjectYear | None) -> str:
    lines = [project.scale]
    if year is not None:
        lines.append(year.objective)
        if year.planned_wan_yuan:
            lines.append(f"{year.year}年计划投资{money_text(year.planned_wan_yuan, MoneyUnit.WAN_YUAN)}万元。")
    return "\n".join(filter(None, (line.strip() for line in lines)))[:4000]
