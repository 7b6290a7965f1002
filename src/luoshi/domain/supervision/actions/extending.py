"""Ask for a later date and answer the wish (LA8): asked before the date; unapproved, the old date judges."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.projects.actions import extending as projects
from luoshi.domain.projects.models import Project
from luoshi.domain.projects.terms import LibraryState
from luoshi.domain.supervision import errors
from luoshi.domain.supervision.actions.lighting import light_things
from luoshi.domain.supervision.actions.planning import plan_matter
from luoshi.domain.supervision.actions.recording import record
from luoshi.domain.supervision.actions.telling import tell_of_extension
from luoshi.domain.supervision.models import Extension, Matter
from luoshi.domain.supervision.permissions import may_answer, require_officer
from luoshi.domain.supervision.queries.extensions import dates_that_judge
from luoshi.domain.supervision.queries.facts import lit_projects
from luoshi.domain.supervision.rules import extension_problem
from luoshi.domain.supervision.terms import ExtendedDate, ExtensionState, SupervisionVerb
from luoshi.domain.tasks.actions.extending import keep_extension
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.rules import OPEN
from luoshi.domain.tasks.terms import ExtensionDeed
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import NotAllowed


def ask_extension(
    *,
    actor: Account,
    now: datetime,
    thing: Task | Project,
    wanted: date,
    reason: str,
    extended: ExtendedDate | None = None,
) -> Extension:
    """Ask for a later date for the lead unit, before the date that judges (LA8).

    ``extended`` None is a task's deadline or a project's planned finish.
    """
    which = extended or (ExtendedDate.DEADLINE if isinstance(thing, Task) else ExtendedDate.FINISH)
    if not reason.strip():
        raise errors.ReasonMissing
    with transaction.atomic():
        current = _locked(thing)
        if current.lead_unit is None or not may_answer(standing_of(actor), current.lead_unit):
            raise NotAllowed
        _refuse_unfit(current)
        former = dates_that_judge(current, local_date(now)).get(which)
        problem = extension_problem(former, wanted=wanted, asked_on=local_date(now))
        if problem is not None or former is None:
            raise problem or errors.NoDeadlineToExtend()
        _refuse_start_after_finish(current, which, wanted)
        key = {"task": current} if isinstance(current, Task) else {"project": current}
        if Extension.objects.filter(**key, extended=which, state=ExtensionState.WAITING).exists():
            raise errors.ExtensionWaits
        wish = Extension.objects.create(
            **key,
            extended=which,
            former_deadline=former,
            wanted_deadline=wanted,
            reason=reason.strip(),
            asked_by=actor,
            asked_at=now,
        )
        after = {"extended": which.value, "wanted_deadline": wanted.isoformat()}
        if isinstance(current, Task):
            keep_extension(actor=actor, now=now, task=current, deed=ExtensionDeed.ASK, after=after, note=wish.reason)
        else:
            projects.keep_wish(actor=actor, now=now, project=current, after=after, note=wish.reason)
        if (matter := _matter_of(current)) is not None:
            record(actor, now, matter, SupervisionVerb.ASK_EXTENSION, after=after, note=wish.reason)
        tell_of_extension(wish, actor=actor, now=now)
    return wish


def answer_extension(
    *, actor: Account, now: datetime, extension: Extension, is_approved: bool, answer: str
) -> Extension:
    """Approve or refuse a wish, with words where it is refused; approved, the new date judges at once (LA8, LI9)."""
    if not is_approved and not answer.strip():
        raise errors.ReasonMissing
    with transaction.atomic():
        row = Extension.objects.select_related("task", "project").get(pk=extension.pk)
        thing = _locked(row.thing)
        current = Extension.objects.select_for_update(of=("self",)).get(pk=extension.pk)
        require_officer(standing_of(actor), thing.jurisdiction)
        if current.state != ExtensionState.WAITING:
            raise errors.ExtensionNotWaiting
        if is_approved:
            _refuse_start_after_finish(thing, ExtendedDate(current.extended), current.wanted_deadline)
        current.state = ExtensionState.APPROVED if is_approved else ExtensionState.REFUSED
        current.answer, current.answered_by, current.answered_at = answer.strip(), actor, now
        current.save()
        after = {"extended": ExtendedDate(current.extended).value, "extension": ExtensionState(current.state).value}
        _keep_answer(actor, now, thing, current, after, is_approved=is_approved)
        if (matter := _matter_of(thing)) is not None:
            record(actor, now, matter, SupervisionVerb.ANSWER_EXTENSION, after=after, note=current.answer)
        tell_of_extension(current, actor=actor, now=now)
        if isinstance(thing, Task):
            light_things(now=now, task_ids=[thing.pk], actor=actor)
        else:
            light_things(now=now, project_ids=[thing.pk], actor=actor)
        if matter is not None:
            plan_matter(now=now, matter=matter)
    return current


def _matter_of(thing: Task | Project) -> Matter | None:
    rows = Matter.objects.select_related("ladder__jurisdiction", "task", "project")
    return rows.filter(task=thing).first() if isinstance(thing, Task) else rows.filter(project=thing).first()


def _locked(thing: Task | Project) -> Task | Project:
    """Lock the thing before its wish, so that two who ask and answer at once wait for each other."""
    if isinstance(thing, Task):
        tasks = Task.objects.select_for_update(of=("self",)).select_related("jurisdiction", "lead_unit")
        return tasks.get(pk=thing.pk)
    rows = Project.objects.select_for_update(of=("self",)).select_related("jurisdiction", "lead_unit")
    return rows.get(pk=thing.pk)


def _refuse_unfit(thing: Task | Project) -> None:
    """Refuse what is judged by no date of its own: not issued, finished, or judged as its project."""
    if isinstance(thing, Project):
        if thing.library_state != LibraryState.ISSUED:
            raise errors.DatesStillFree
        if not lit_projects().filter(pk=thing.pk).exists():
            raise errors.NoDeadlineToExtend
    elif thing.state not in OPEN:
        raise errors.NoDeadlineToExtend
    elif lit_projects().filter(task=thing).exists():
        raise errors.AskForTheProject


def _refuse_start_after_finish(thing: Task | Project, which: ExtendedDate, wanted: date) -> None:
    if which is not ExtendedDate.START or isinstance(thing, Task) or thing.planned_finish is None:
        return
    if wanted > thing.planned_finish:
        raise errors.StartAfterFinish(wanted=wanted, finish=thing.planned_finish)


def _keep_answer(
    actor: Account,
    now: datetime,
    thing: Task | Project,
    wish: Extension,
    after: Mapping[str, str],
    *,
    is_approved: bool,
) -> None:
    """Keep the answer in the thing's history, and move its date where it is approved."""
    moved = wish.wanted_deadline if is_approved else None
    if isinstance(thing, Task):
        keep_extension(
            actor=actor, now=now, task=thing, deed=ExtensionDeed.ANSWER, after=after, note=wish.answer, deadline=moved
        )
        return
    is_start = wish.extended == ExtendedDate.START
    projects.keep_answer(
        actor=actor,
        now=now,
        project=thing,
        after=after,
        note=wish.answer,
        start=moved if is_start else None,
        finish=None if is_start else moved,
    )
