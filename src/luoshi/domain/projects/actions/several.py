"""Deeds on a selection of projects: each stands or falls alone, and the answer tells which (PJ16)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from luoshi.domain.accounts.models import Account
from luoshi.domain.projects.actions.moving import (
    admit_project,
    issue_project,
    put_in_annual_plan,
    put_in_rolling_plan,
    return_project,
    submit_plan,
    submit_project,
    take_out_of_annual_plan,
)
from luoshi.domain.projects.models import Project
from luoshi.domain.projects.terms import ProjectDeed
from luoshi.domain.tasks.models import Batch
from luoshi.foundation.refusals import NotAllowed, Refusal


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one project; ``refusal`` None means it was done."""

    project: Project
    refusal: Refusal | None


def move_projects(
    *,
    actor: Account,
    now: datetime,
    deed: ProjectDeed,
    projects: Iterable[Project],
    words: str = "",
    batch: Batch | None = None,
) -> list[Outcome]:
    """Do one deed to each project; ``words`` is the reason or the plan's paper, ``batch`` what issues them.

    Raises NotAllowed for a deed that is not done to many at once.
    """
    outcomes = []
    for project in projects:
        try:
            outcomes.append(Outcome(_do(actor, now, deed, project, words, batch), None))
        except Refusal as refusal:
            outcomes.append(Outcome(project, refusal))
    return outcomes


def _do(actor: Account, now: datetime, deed: ProjectDeed, project: Project, words: str, batch: Batch | None) -> Project:
    simple: dict[ProjectDeed, Callable[..., Project]] = {
        ProjectDeed.SUBMIT: submit_project,
        ProjectDeed.ADMIT: admit_project,
        ProjectDeed.TO_ROLLING: put_in_rolling_plan,
        ProjectDeed.TO_COMPILE: put_in_annual_plan,
        ProjectDeed.OUT_OF_COMPILE: take_out_of_annual_plan,
    }
    if deed in simple:
        return simple[deed](actor=actor, now=now, project=project)
    if deed is ProjectDeed.RETURN:
        return return_project(actor=actor, now=now, project=project, reason=words)
    if deed is ProjectDeed.SUBMIT_PLAN:
        return submit_plan(actor=actor, now=now, project=project, document=words)
    if deed is ProjectDeed.ISSUE and batch is not None:
        return issue_project(actor=actor, now=now, project=project, batch=batch)
    raise NotAllowed
