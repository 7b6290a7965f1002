"""Take, hold and drop the ladder's steps (LA5, LA7, LA13): each in a transaction of its own with letter and notices.

What is asked again finds the step taken and does nothing: a run that broke off is simply run again.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.queries import refuse_stale
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.supervision import errors
from luoshi.domain.supervision.actions.letters import write_letter
from luoshi.domain.supervision.actions.recording import record
from luoshi.domain.supervision.actions.telling import tell_of_step
from luoshi.domain.supervision.models import Light, Matter, StepRun
from luoshi.domain.supervision.permissions import require_officer
from luoshi.domain.supervision.queries import ladder_in_force
from luoshi.domain.supervision.queries.climbing import (
    TO_GO_OUT,
    history_of_steps,
    interview_days,
    matter_facts,
    read_adopted,
    records_of,
    steps_of,
    supervised_place,
)
from luoshi.domain.supervision.rules import DueStep, clock_end, due_steps
from luoshi.domain.supervision.rules.letters import number_text
from luoshi.domain.supervision.terms import MatterState, StepKind, StepRunState, SupervisionVerb
from luoshi.foundation.clock import local_date
from luoshi.foundation.kept_queries import kept_query

logger = logging.getLogger(__name__)

_DAY = timedelta(days=1)


def take_due_steps(*, now: datetime, jurisdiction: Unit) -> int:
    """Let the steps planned up to today go out; give how many did. May run any number of times.

    What waits for the office's word, and every closing, stays. A step that fails stands in no other's way: it is tried
    at the next run, and the run ends with its error.
    """
    if ladder_in_force(jurisdiction) is None:
        return 0
    ready = StepRun.objects.filter(
        state=StepRunState.PLANNED,
        needs_release=False,
        due_on__lte=local_date(now),
        matter__in=Matter.objects.filter(supervised_place(jurisdiction), state=MatterState.OPEN).values("pk"),
    ).exclude(kind=StepKind.CLOSING)
    taken, failure = 0, None
    for pk in list(ready.order_by("due_on", "id").values_list("pk", flat=True)):
        try:
            taken += _take_planned(now, pk)
        except Exception as error:
            logger.exception("step %s", pk)
            failure = failure or error
    if failure is not None:
        raise failure
    return taken


def _take_planned(now: datetime, pk: int) -> bool:
    with transaction.atomic():
        run = _locked.first(pk)
        if run is None or run.state != StepRunState.PLANNED or run.needs_release:
            return False
        due = _due_now(run, run.matter, local_date(now), is_early=False)
        if due is None:
            run.delete()  # its cause is gone since the morning
            return False
        _go_out(now, run, due, None)
    return True


def let_go_step(*, actor: Account, now: datetime, step: StepRun, version: int) -> StepRun:
    """Let a planned or held step go out at once, also one of tomorrow (LA7). Raises StepNoLongerDue."""
    with transaction.atomic():
        run = _open(actor, step, version)
        if run.kind == StepKind.CLOSING:
            raise errors.ClosingIsDecided
        due = _due_now(run, run.matter, local_date(now), is_early=True)
        if due is None:
            raise errors.StepNoLongerDue
        run.decided_by = actor
        run.decided_at = now
        _go_out(now, run, due, actor)
    return run


def hold_step(
    *, actor: Account, now: datetime, step: StepRun, reason: str, held_until: date | None, version: int
) -> StepRun:
    """Hold a step with a reason, up to a day or, with None, until somebody lets it go (LA7)."""
    _want_reason(reason)
    if held_until is not None and held_until < local_date(now):
        raise errors.HoldEndsTooEarly
    with transaction.atomic():
        run = _open(actor, step, version)
        run.held_until = held_until
        _decide(actor, now, run, StepRunState.HELD, reason)
        after = {"step": run.kind, "held_until": held_until.isoformat() if held_until else None}
        record(actor, now, run.matter, SupervisionVerb.HOLD_STEP, after=after, note=reason.strip())
    return run


def drop_step(*, actor: Account, now: datetime, step: StepRun, reason: str, version: int) -> StepRun:
    """Drop a step for good, with a reason (LA7)."""
    _want_reason(reason)
    with transaction.atomic():
        run = _open(actor, step, version)
        _decide(actor, now, run, StepRunState.DROPPED, reason)
        record(actor, now, run.matter, SupervisionVerb.DROP_STEP, after={"step": run.kind}, note=reason.strip())
    return run


def close_step_out(*, actor: Account, now: datetime, matter: Matter) -> StepRun | None:
    """Let the planned closing step go out with the matter's closing, in its transaction; None where none stands."""
    found = StepRun.objects.filter(matter=matter, kind=StepKind.CLOSING, state__in=TO_GO_OUT).order_by("-id").first()
    run = _locked.first(found.pk) if found else None
    if run is None:
        return None
    run.matter = matter
    due = _due_now(run, matter, local_date(now), is_early=True)
    if due is None:
        return None
    run.decided_by, run.decided_at = actor, now
    _go_out(now, run, due, actor)
    return run


@kept_query
def _locked(pk: int) -> QuerySet[StepRun]:
    rows = StepRun.objects.select_for_update(of=("self",)).filter(pk=pk)
    return rows.select_related("matter__jurisdiction", "matter__unit", "matter__task", "matter__project")


def _open(actor: Account, step: StepRun, version: int) -> StepRun:
    run = _locked.first(step.pk)
    if run is None:  # its cause went, and with it the plan
        raise errors.StepNoLongerDue
    require_officer(standing_of(actor), run.matter.jurisdiction)
    if run.state not in TO_GO_OUT:
        raise errors.StepNotOpen(state=StepRunState(run.state))
    refuse_stale("matter", run.matter_id, version=run.version, opened_on=version)
    return run


def _due_now(run: StepRun, matter: Matter, day: date, *, is_early: bool) -> DueStep | None:
    """Ask the ladder again whether the step is due today or, where it may go early, tomorrow."""
    adopted = ladder_in_force(matter.ladder.jurisdiction)
    if adopted is None:
        return None
    ladder = read_adopted(adopted)
    thing = "task" if matter.task_id is not None else "project"
    known = records_of(thing, [matter.thing], day)[matter.thing.pk]
    others = [step for step in steps_of([matter])[matter.pk] if step.pk != run.pk]
    history = history_of_steps(others, known, interview_days([matter])[matter.pk])
    facts = matter_facts(matter.thing, matter, known, day)
    for asked in (day, day + _DAY) if is_early else (day,):
        for due in due_steps(ladder, facts, history, asked):
            if due.key == run.key:
                return _on(due, day)
    return None


def _on(due: DueStep, day: date) -> DueStep:
    """Let the clock of a step that goes out early run from the day it does."""
    clock = due.step.clock
    return due if clock is None else replace(due, answer_by=clock_end(day, clock))


def _go_out(now: datetime, run: StepRun, due: DueStep, actor: Account | None) -> None:
    matter = run.matter
    run.state = StepRunState.TAKEN
    run.taken_at = now
    run.answer_by = due.answer_by
    run.passed_over = list(due.passed_over)
    run.reason_chinese, run.reason_english = due.chinese, due.english
    run.needs_release = False
    run.held_until = None
    run.version += 1
    run.save()
    former = matter.rung
    if not due.step.is_beside:
        matter.rung = due.step.kind
    matter.version += 1
    matter.save()
    letter = None
    if due.step.makes_document:
        letter = write_letter(now=now, run=run, step=due.step, light=_light_words(matter))
    tell_of_step(run, due.step, actor=actor, now=now)
    after = {"step": run.kind, "rung": matter.rung, "reason": due.chinese}
    if letter is not None:
        after["letter"] = number_text(letter.number_word, letter.year, letter.number)
    record(actor, now, matter, SupervisionVerb.TAKE_STEP, before={"rung": former}, after=after)


def _light_words(matter: Matter) -> str:
    key = {"task": matter.task_id} if matter.task_id is not None else {"project": matter.project_id}
    light = Light.objects.filter(**key).first()
    return light.reason_chinese if light else ""


def _decide(actor: Account, now: datetime, run: StepRun, state: StepRunState, reason: str) -> None:
    run.state = state
    run.decided_by = actor
    run.decided_at = now
    run.decision_reason = reason.strip()[:300]
    run.version += 1
    run.save()
    run.matter.version += 1
    run.matter.save(update_fields=["version"])


def _want_reason(reason: str) -> None:
    if not reason.strip():
        raise errors.ReasonMissing
