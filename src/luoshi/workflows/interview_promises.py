"""Turn what was promised in an interview into tasks (LA15): interviews and tasks together."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.supervision.actions import InterviewDraft, record_interview
from luoshi.domain.supervision.actions.interviews import promises_without_task, set_promise_task
from luoshi.domain.supervision.models import Interview, Matter
from luoshi.domain.tasks.actions import create_task
from luoshi.foundation.clock import local_date


def record_with_promises(*, actor: Account, now: datetime, matter: Matter, draft: InterviewDraft) -> Interview:
    """Record an interview and make a draft task of each promise, led by the unit that promised; all of it or nothing.

    The office puts the drafts into a batch and issues them like any others.
    """
    with transaction.atomic():
        interview = record_interview(actor=actor, now=now, matter=matter, draft=draft)
        day = local_date(interview.held_at)
        for promise in promises_without_task(interview):
            task = create_task(
                actor=actor,
                now=now,
                jurisdiction=matter.jurisdiction,
                title=promise.text,
                lead_unit=matter.unit,
                deadline=promise.due_on,
                heading=f"{day.isoformat()}约谈整改承诺",
                measures=f"依据{day.isoformat()}就“{matter.title}”的约谈记录，{matter.unit.name}承诺：{promise.text}",
            )
            set_promise_task(promise=promise, task=task)
    return interview
