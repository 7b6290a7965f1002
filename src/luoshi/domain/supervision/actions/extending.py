"""Ask for a later date and answer the wish (LA8): asked before the deadline; unapproved, the old date judges."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.supervision import errors
from luoshi.domain.supervision.actions.lighting import light_tasks
from luoshi.domain.supervision.actions.planning import plan_matter
from luoshi.domain.supervision.models import Matter
from luoshi.domain.supervision.permissions import may_answer, require_officer
from luoshi.domain.supervision.rules import extension_problem
from luoshi.domain.tasks.actions.extending import keep_answer, keep_wish
from luoshi.domain.tasks.models import Extension, Task
from luoshi.domain.tasks.rules import OPEN
from luoshi.domain.tasks.terms import ExtensionState
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import NotAllowed


def ask_extension(*, actor: Account, now: datetime, task: Task, wanted: date, reason: str) -> Extension:
    """Ask for a later date for the lead unit, before the deadline (LA8)."""
    if not reason.strip():
        raise errors.ReasonMissing
    with transaction.atomic():
        rows = Task.objects.select_for_update(of=("self",)).select_related("jurisdiction", "lead_unit")
        current = rows.get(pk=task.pk)
        if current.lead_unit is None or not may_answer(standing_of(actor), current.lead_unit):
            raise NotAllowed
        if current.state not in OPEN:
            raise errors.NoDeadlineToExtend
        problem = extension_problem(current.deadline, wanted=wanted, asked_on=local_date(now))
        if problem is not None:
            raise problem
        if Extension.objects.filter(task=current, state=ExtensionState.WAITING).exists():
            raise errors.ExtensionWaits
        return keep_wish(actor=actor, now=now, task=current, wanted=wanted, reason=reason.strip())


def answer_extension(
    *, actor: Account, now: datetime, extension: Extension, is_approved: bool, answer: str
) -> Extension:
    """Approve or refuse a wish, with words where it is refused; approved, the task is judged by the new date (LA8)."""
    if not is_approved and not answer.strip():
        raise errors.ReasonMissing
    with transaction.atomic():
        rows = Extension.objects.select_for_update(of=("self",)).select_related("task__jurisdiction", "task__lead_unit")
        current = rows.get(pk=extension.pk)
        require_officer(standing_of(actor), current.task.jurisdiction)
        if current.state != ExtensionState.WAITING:
            raise errors.ExtensionNotWaiting
        keep_answer(actor=actor, now=now, extension=current, is_approved=is_approved, answer=answer.strip())
        light_tasks(now=now, tasks=[current.task], actor=actor)
        matter = Matter.objects.select_related("ladder__jurisdiction", "task", "project").filter(task=current.task)
        if (found := matter.first()) is not None:
            plan_matter(now=now, matter=found)
    return current
