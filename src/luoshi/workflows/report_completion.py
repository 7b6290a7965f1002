"""Report a task complete: what a linked project still lacks is judged here, the rest by the task's own rules (IN5)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from luoshi.domain.accounts.models import Account
from luoshi.domain.projects.models import Project, ProjectYear
from luoshi.domain.projects.terms import AnnualClass, LifecycleStage
from luoshi.domain.tasks import actions
from luoshi.domain.tasks.actions import AttachmentDraft
from luoshi.domain.tasks.errors.instruments import CompletionNotReady
from luoshi.domain.tasks.models import Report, Task
from luoshi.domain.tasks.terms import Instrument, Outstanding

STARTED = frozenset(
    {
        LifecycleStage.BUILDING,
        LifecycleStage.COMPLETED,
        LifecycleStage.PRODUCING,
        LifecycleStage.AT_DESIGN_EFFECT,
    }
)
COMPLETED = STARTED - {LifecycleStage.BUILDING}


def report_completion(
    *,
    actor: Account,
    now: datetime,
    task: Task,
    note: str,
    submission_key: uuid.UUID,
    value: Decimal | None = None,
    attachments: Sequence[AttachmentDraft] = (),
) -> Report:
    """Report a task complete (T7, IN6); raises CompletionNotReady where its project has not come so far."""
    is_new = not Report.objects.filter(submission_key=submission_key).exists()
    if is_new and (outstanding := lacks_of_project(task)):
        raise CompletionNotReady(outstanding)
    return actions.report_completion(
        actor=actor,
        now=now,
        task=task,
        note=note,
        submission_key=submission_key,
        value=value,
        attachments=attachments,
    )


def lacks_of_project(task: Task) -> tuple[Outstanding, ...]:
    """Name what the task's project lacks by its class of the task's year (IN6); nothing where none is linked."""
    if task.instrument != Instrument.PROJECT:
        return ()
    project = Project.objects.filter(task=task).first()
    year = ProjectYear.objects.filter(project=project, year=task.year).first() if project else None
    if project is None or year is None:
        return ()
    if year.annual_class == AnnualClass.COMPLETING and project.lifecycle_stage not in COMPLETED:
        return (Outstanding.PROJECT_COMPLETED,)
    if year.annual_class == AnnualClass.NEW_START and project.lifecycle_stage not in STARTED:
        return (Outstanding.PROJECT_STARTED,)
    return ()
