"""Move a project to another stage of its life through its gate, or correct a stage recorded wrongly (PJ5, PJ6)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.projects import errors, rules
from luoshi.domain.projects.actions.steps import close_step, open_step
from luoshi.domain.projects.models import Project, StageChange
from luoshi.domain.projects.queries.gates import facts_of, gates_of
from luoshi.domain.projects.terms import LifecycleStage, ProjectDeed
from luoshi.foundation.clock import local_date


def advance_stage(
    *,
    actor: Account,
    now: datetime,
    project: Project,
    stage: LifecycleStage,
    changed_on: date | None = None,
    reason: str = "",
    version: int | None = None,
) -> Project:
    """Move a project to the next stage, or stop it with a reason; ``changed_on`` None is today.

    Raises GateClosed, which names everything missing.
    """
    with transaction.atomic():
        current = open_step(actor=actor, deed=ProjectDeed.ADVANCE, project_id=project.pk, version=version)
        former = LifecycleStage(current.lifecycle_stage)
        following = rules.next_stage(former)
        if stage is LifecycleStage.STOPPED:
            if former is LifecycleStage.STOPPED:
                raise errors.StageSame(stage=former)
            if not reason.strip():
                raise errors.ReasonMissing
        elif stage is not following:
            raise errors.StageNotNext(former=former, following=following or LifecycleStage.STOPPED)
        day = changed_on or local_date(now)
        _refuse_day(current, day, now)
        if missing := rules.missing_for(stage, facts_of(current), gates_of(current.jurisdiction)):
            raise errors.GateClosed(
                stage=stage,
                missing_zh="、".join(m.label("zh-hans") for m in missing),
                missing_en=", ".join(m.label("en") for m in missing),
            )
        _change(current, stage, day, actor, now, ProjectDeed.ADVANCE, reason)
    return current


def correct_stage(
    *,
    actor: Account,
    now: datetime,
    project: Project,
    stage: LifecycleStage,
    reason: str,
    changed_on: date | None = None,
) -> Project:
    """Put a project into the stage it is really in, with a reason; no gate is asked (PJ5)."""
    if not reason.strip():
        raise errors.ReasonMissing
    with transaction.atomic():
        current = open_step(actor=actor, deed=ProjectDeed.CORRECT_STAGE, project_id=project.pk)
        if stage == current.lifecycle_stage:
            raise errors.StageSame(stage=stage)
        day = changed_on or local_date(now)
        if day > local_date(now):
            raise errors.DateAhead(at="changed_on", day=day.isoformat(), label_zh="转入日期", label_en="Date")
        _change(current, stage, day, actor, now, ProjectDeed.CORRECT_STAGE, reason)
    return current


def _refuse_day(project: Project, day: date, now: datetime) -> None:
    if day > local_date(now):
        raise errors.DateAhead(at="changed_on", day=day.isoformat(), label_zh="转入日期", label_en="Date")
    if day < project.stage_since:
        raise errors.StageBeforeLast(day=day.isoformat(), since=project.stage_since.isoformat())


def _change(
    project: Project,
    stage: LifecycleStage,
    day: date,
    actor: Account,
    now: datetime,
    deed: ProjectDeed,
    reason: str,
) -> None:
    former = project.lifecycle_stage
    project.lifecycle_stage = stage
    project.stage_since = day
    StageChange.objects.create(
        project=project,
        former=former,
        stage=stage,
        changed_on=day,
        recorded_at=now,
        reason=reason.strip()[:300],
        is_correction=deed is ProjectDeed.CORRECT_STAGE,
    )
    close_step(
        project,
        deed=deed,
        actor=actor,
        now=now,
        before={"lifecycle_stage": former},
        after={"lifecycle_stage": stage.value, "changed_on": day.isoformat()},
        note=reason.strip(),
    )
