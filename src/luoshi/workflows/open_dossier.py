"""Open a dossier for a task carried out as a project: a draft with the task's words, source and goals (PJ21)."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.projects.actions import create_project, link_task
from luoshi.domain.projects.errors import NotAProjectTask
from luoshi.domain.projects.models import Project, ProjectGoal
from luoshi.domain.projects.rules import Dossier
from luoshi.domain.tasks.models import Citation, Task, TaskGoal
from luoshi.domain.tasks.rules import UNFINISHED, CitationDraft
from luoshi.domain.tasks.terms import Instrument
from luoshi.foundation.clock import local_date
from luoshi.workflows.accept_projects import name_of_project, total_in
from luoshi.workflows.lit_deeds import lit

_KEYS = uuid.UUID("5d0f7c52-6f58-4d0b-8f7c-3a8f1f0f2b6e")
NAME_LIMIT = 200


@lit
def open_dossier(*, actor: Account, now: datetime, task: Task) -> Project:
    """Make the project of a task, or tie the one that cites the same passage already; asked again, the same one.

    The lead unit answers for it. Raises NotAProjectTask for another instrument or a task that is over, LeadUnitMissing
    where nobody leads it, NotAllowed.
    """
    with transaction.atomic():
        current = (
            Task.objects.select_for_update(of=("self",)).select_related("jurisdiction", "lead_unit").get(pk=task.pk)
        )
        if (linked := Project.objects.filter(task=current).first()) is not None:
            return linked
        if current.instrument != Instrument.PROJECT or current.state not in UNFINISHED:
            raise NotAProjectTask(task=current.number_text)
        citations = list(Citation.objects.filter(task=current).select_related("finding").order_by("pk"))
        project = _cited_by(current, citations) or _made(actor, now, current, citations)
        _carry_goals(current, project, now)
        return link_task(actor=actor, now=now, project=project, task=current)


def _cited_by(task: Task, citations: list[Citation]) -> Project | None:
    """Find the one project of the library that was taken from the same finding and has no task."""
    cited = [citation.finding_id for citation in citations if citation.finding_id is not None]
    found = Project.objects.filter(
        jurisdiction=task.jurisdiction_id,
        lead_unit=task.lead_unit_id,
        task__isnull=True,
        citations__finding__in=cited,
    ).distinct()[:2]
    return found[0] if len(found) == 1 else None


def _made(actor: Account, now: datetime, task: Task, citations: list[Citation]) -> Project:
    words = task.measures or (citations[0].quote if citations else "")
    ahead = task.deadline if task.deadline and task.deadline >= local_date(now) else None
    return create_project(
        actor=actor,
        now=now,
        jurisdiction=task.jurisdiction,
        lead_unit=task.lead_unit,
        dossier=Dossier(
            name=(_named(citations) or task.title)[:NAME_LIMIT],
            scale=words,
            total_wan_yuan=total_in(citations[0].quote) if citations else None,
            planned_finish=ahead,
            sponsor_leader=task.responsible_leader,
            responsible_person=task.responsible_person,
        ),
        citations=[CitationDraft(c.document_id, c.start, c.end, c.quote, c.finding_id) for c in citations],
        submission_key=uuid.uuid5(_KEYS, str(task.pk)),
    )


def _named(citations: list[Citation]) -> str:
    """Give the name of the list entry that ordered the task; empty where the finding stands under none."""
    finding = next((c.finding for c in citations if c.finding is not None), None)
    return name_of_project(finding) if finding is not None and finding.heading else ""


def _carry_goals(task: Task, project: Project, now: datetime) -> None:
    kept = set(ProjectGoal.objects.filter(project=project, removed_on__isnull=True).values_list("goal_id", flat=True))
    served = TaskGoal.objects.filter(task=task, removed_on__isnull=True).values_list("goal_id", flat=True)
    ProjectGoal.objects.bulk_create(
        ProjectGoal(project=project, goal_id=goal, added_on=local_date(now)) for goal in served if goal not in kept
    )
