"""Keep the record of an interview (约谈) with what was promised; the record answers its step (LA4, LA15)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.supervision import errors
from luoshi.domain.supervision.actions.planning import plan_matter
from luoshi.domain.supervision.actions.recording import record
from luoshi.domain.supervision.models import Interview, InterviewPromise, Matter, StepRun
from luoshi.domain.supervision.permissions import require_officer
from luoshi.domain.supervision.queries.climbing import WENT_OUT
from luoshi.domain.supervision.terms import StepKind, SupervisionVerb
from luoshi.domain.tasks.models import Task
from luoshi.foundation.clock import local_date


@dataclass(frozen=True, slots=True)
class PromiseDraft:
    """What was promised, by when."""

    text: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class InterviewDraft:
    """An interview as the office writes it down; people stand in it by their public roles."""

    trigger: str
    interviewer: str
    interviewees: str
    held_at: datetime
    problems: str
    place: str = ""
    promises: tuple[PromiseDraft, ...] = ()


def record_interview(*, actor: Account, now: datetime, matter: Matter, draft: InterviewDraft) -> Interview:
    """Keep the record of an interview on a matter, and make it the answer of the step that called it."""
    if not (draft.interviewer.strip() and draft.interviewees.strip() and draft.problems.strip()):
        raise errors.InterviewIncomplete
    held_on = local_date(draft.held_at)
    if any(not p.text.strip() or p.due_on is None or p.due_on < held_on for p in draft.promises):
        raise errors.PromiseWithoutDay
    with transaction.atomic():
        rows = Matter.objects.select_for_update(of=("self",)).select_related("jurisdiction", "task", "project")
        current = rows.get(pk=matter.pk)
        require_officer(standing_of(actor), current.jurisdiction)
        interview = Interview.objects.create(
            matter=current,
            step=_called_by(current),
            trigger=draft.trigger.strip(),
            interviewer=draft.interviewer.strip()[:120],
            interviewees=draft.interviewees.strip()[:300],
            held_at=draft.held_at,
            place=draft.place.strip()[:120],
            problems=draft.problems.strip(),
            recorded_by=actor,
            recorded_at=now,
        )
        promises = [
            InterviewPromise(interview=interview, text=p.text.strip()[:300], due_on=p.due_on)
            for p in draft.promises
            if p.due_on is not None
        ]
        InterviewPromise.objects.bulk_create(promises)
        current.version += 1
        current.save(update_fields=["version"])
        after = {"promises": [f"{p.due_on}：{p.text}" for p in promises]}
        record(actor, now, current, SupervisionVerb.RECORD_INTERVIEW, after=after, note=interview.problems)
        plan_matter(now=now, matter=current)
    return interview


def set_promise_task(*, promise: InterviewPromise, task: Task) -> None:
    """Say which task keeps a promise; in the caller's transaction."""
    promise.task = task
    promise.save(update_fields=["task"])


def promises_without_task(interview: Interview) -> Sequence[InterviewPromise]:
    """Give the promises that are no task yet, locked."""
    return list(InterviewPromise.objects.select_for_update().filter(interview=interview, task__isnull=True))


def _called_by(matter: Matter) -> StepRun | None:
    """Give the matter's last interview step that has no record yet."""
    called = StepRun.objects.filter(matter=matter, kind=StepKind.INTERVIEW, state__in=WENT_OUT, interview__isnull=True)
    return called.order_by("-id").first()
