"""Exempt a task or project from its light, with a reason and an end."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.projects.models import Project
from luoshi.domain.supervision.actions.lighting import light_projects, light_tasks
from luoshi.domain.supervision.errors import EndBeforeStart, ReasonMissing
from luoshi.domain.supervision.models import LightExemption
from luoshi.domain.supervision.permissions import require_officer
from luoshi.domain.supervision.terms import SupervisionVerb
from luoshi.domain.tasks.models import Task
from luoshi.foundation.clock import local_date


def exempt_from_light(
    *, actor: Account, now: datetime, thing: Task | Project, kind: str, words: str, ends_on: date | None
) -> LightExemption:
    """Exempt a thing from today until a day, None without end (LI5); its light changes at once."""
    require_officer(standing_of(actor), thing.jurisdiction)
    if not words.strip():
        raise ReasonMissing
    day = local_date(now)
    if ends_on is not None and ends_on < day:
        raise EndBeforeStart
    with transaction.atomic():
        exemption = LightExemption.objects.create(
            task=thing if isinstance(thing, Task) else None,
            project=thing if isinstance(thing, Project) else None,
            kind=kind,
            words=words.strip()[:300],
            starts_on=day,
            ends_on=ends_on,
            granted_by=actor,
            granted_at=now,
        )
        _record(actor, now, exemption, SupervisionVerb.EXEMPT, words.strip())
        _relight(actor, now, thing)
    return exemption


def end_exemption(*, actor: Account, now: datetime, exemption: LightExemption) -> LightExemption:
    """End an exemption yesterday: today the thing is judged again."""
    thing = exemption.task or exemption.project
    assert thing is not None  # one of both is kept
    require_officer(standing_of(actor), thing.jurisdiction)
    with transaction.atomic():
        current = LightExemption.objects.select_for_update().get(pk=exemption.pk)
        current.ends_on = local_date(now) - timedelta(days=1)
        current.save(update_fields=["ends_on"])
        _record(actor, now, current, SupervisionVerb.END_EXEMPTION, "")
        _relight(actor, now, thing)
    return current


def _relight(actor: Account, now: datetime, thing: Task | Project) -> None:
    if isinstance(thing, Task):
        light_tasks(now=now, tasks=[thing], actor=actor)
    else:
        light_projects(now=now, projects=[thing], actor=actor)


def _record(actor: Account, now: datetime, exemption: LightExemption, verb: SupervisionVerb, note: str) -> None:
    is_task = exemption.task_id is not None
    record_event(
        actor=actor,
        now=now,
        verb=verb.value,
        subject_type="task" if is_task else "project",
        subject_id=exemption.task_id if is_task else exemption.project_id,  # type: ignore[arg-type]
        after={"kind": exemption.kind, "ends_on": exemption.ends_on.isoformat() if exemption.ends_on else None},
        note=note,
    )
