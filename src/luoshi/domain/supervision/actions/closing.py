"""Put things under supervision by hand, close matters with a grade, take closed ones up again (LA5, LA10, LA12)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.queries import refuse_stale
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.projects.models import Project
from luoshi.domain.supervision import errors
from luoshi.domain.supervision.actions.planning import plan_matter, reopen
from luoshi.domain.supervision.actions.recording import record
from luoshi.domain.supervision.actions.taking import close_step_out
from luoshi.domain.supervision.models import AdoptedLadder, Matter, StepRun
from luoshi.domain.supervision.permissions import require_officer
from luoshi.domain.supervision.queries import ladder_in_force
from luoshi.domain.supervision.queries.matters import is_finished
from luoshi.domain.supervision.queries.outlines import can_be_supervised
from luoshi.domain.supervision.terms import (
    ClosingGrade,
    Complexity,
    MatterState,
    StepRunState,
    SupervisionVerb,
    Urgency,
)
from luoshi.domain.tasks.models import Task
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import NotAllowed


def register_matter(
    *,
    actor: Account,
    now: datetime,
    thing: Task | Project,
    urgency: Urgency = Urgency.ORDINARY,
    complexity: Complexity = Complexity.SIMPLE,
    reason: str = "",
) -> Matter:
    """Put a task or project under supervision, or say anew how urgent and complex it is (LA2, LA6).

    What is under supervision already can be ranked anew though it is finished; raises NothingToSupervise otherwise.
    """
    require_officer(standing_of(actor), thing.jurisdiction)
    if thing.lead_unit is None:
        raise NotAllowed
    adopted = ladder_over(thing.jurisdiction)
    day = local_date(now)
    with transaction.atomic():
        key = {"task": thing} if isinstance(thing, Task) else {"project": thing}
        matter = Matter.objects.select_for_update(of=("self",)).filter(**key).first()
        if matter is None:
            if not can_be_supervised(thing):
                raise errors.NothingToSupervise
            matter = Matter(
                jurisdiction=thing.jurisdiction,
                unit=thing.lead_unit,
                ladder=adopted,
                opened_on=day,
                episode_since=day,
                version=0,
                **key,
            )
        elif matter.state != MatterState.OPEN:
            raise errors.MatterNotOpen(state=MatterState(matter.state))
        matter.urgency, matter.complexity = urgency, complexity
        matter.registered_on = matter.registered_on or day
        matter.version += 1
        matter.save()
        after = {"urgency": urgency.value, "complexity": complexity.value}
        record(actor, now, matter, SupervisionVerb.REGISTER, after=after, note=reason.strip())
        plan_matter(now=now, matter=matter)
    return matter


def close_matter(
    *, actor: Account, now: datetime, matter: Matter, grade: ClosingGrade, words: str, version: int
) -> Matter:
    """Close a matter whose task or project is finished, with the grade that the office decides (LA10, LA12)."""
    with transaction.atomic():
        current = _locked(actor, matter, version)
        if current.state != MatterState.OPEN:
            raise errors.MatterNotOpen(state=MatterState(current.state))
        if not is_finished(current):
            raise errors.MatterStillOpen
        plan_matter(now=now, matter=current)
        close_step_out(actor=actor, now=now, matter=current)
        StepRun.objects.filter(matter=current, state=StepRunState.PLANNED).delete()
        current.state = MatterState.CLOSED
        current.closed_on = local_date(now)
        current.grade = grade
        current.closing_words = words.strip()
        current.version += 1
        current.save()
        after = {"state": current.state, "grade": grade.value}
        record(actor, now, current, SupervisionVerb.CLOSE_MATTER, after=after, note=words.strip())
    return current


def reopen_matter(*, actor: Account, now: datetime, matter: Matter, reason: str, version: int) -> Matter:
    """Take a closed matter up again; its history stays, its steps begin a new round (LA5)."""
    if not reason.strip():
        raise errors.ReasonMissing
    with transaction.atomic():
        current = _locked(actor, matter, version)
        if current.state != MatterState.CLOSED:
            raise errors.MatterNotOpen(state=MatterState(current.state))
        reopen(now, current, actor, reason.strip())
    return current


def ladder_over(jurisdiction: Unit) -> AdoptedLadder:
    """Give the jurisdiction's ladder, else that of the nearest above it; raises NoLadder."""
    for unit in [jurisdiction, *reversed(list(Unit.objects.get_ancestors(jurisdiction)))]:
        if (adopted := ladder_in_force(unit)) is not None:
            return adopted
    raise errors.NoLadder


def _locked(actor: Account, matter: Matter, version: int) -> Matter:
    rows = Matter.objects.select_for_update(of=("self",)).select_related(
        "jurisdiction", "unit", "task", "project", "ladder__jurisdiction"
    )
    current = rows.get(pk=matter.pk)
    require_officer(standing_of(actor), current.jurisdiction)
    refuse_stale("matter", current.pk, version=current.version, opened_on=version)
    return current
