"""Raise problems, give them to a unit, take the evidence, and close them at the raiser's word (PB1–PB5)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of, within
from luoshi.domain.projects import errors, permissions
from luoshi.domain.projects.actions.files import FileDraft, digest_of, keep_file, refuse_file
from luoshi.domain.projects.actions.problem_notices import tell_of_closing, tell_of_problem, tell_of_solution
from luoshi.domain.projects.actions.recording import record, record_setting
from luoshi.domain.projects.errors.reserve import (
    ClassInUse,
    ClassTwice,
    ClassUnfit,
    DeadlinePast,
    EvidenceMissing,
    NeedStale,
    ProblemStepNotOpen,
)
from luoshi.domain.projects.models import Problem, ProblemClass, Project, ProjectFile
from luoshi.domain.projects.permissions import require_problem_deed
from luoshi.domain.projects.queries.visibility import visible_projects
from luoshi.domain.projects.rules.problems import (
    RESULT_LIMIT,
    Assignment,
    ProblemDraft,
    problems_in_assignment,
    problems_in_problem,
    state_after_deed,
    tidied_problem,
)
from luoshi.domain.projects.terms import ProblemDeed, ProblemState, ReserveDeed
from luoshi.domain.tasks.rules import attachment_name
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import NotAllowed, refuse_all

CLASS_NAME_LIMIT = 30


def raise_problem(
    *,
    actor: Account,
    now: datetime,
    project: Project,
    raised_by_unit: Unit,
    draft: ProblemDraft,
    submission_key: uuid.UUID | None = None,
) -> Problem:
    """Raise a problem of a project that the account sees, for a unit it writes for; the office for any of its units."""
    draft = tidied_problem(draft)
    refuse_all(problems_in_problem(draft, today=local_date(now)))
    standing = standing_of(actor)
    with transaction.atomic():
        seen = visible_projects(standing).select_related("jurisdiction", "lead_unit").filter(pk=project.pk).first()
        if seen is None or not permissions.may_raise_for(standing, raised_by_unit, seen):
            raise NotAllowed
        _refuse_class(draft.class_id, seen.jurisdiction)
        if submission_key and (earlier := Problem.objects.filter(submission_key=submission_key).first()):
            return earlier
        problem = Problem.objects.create(
            project=seen,
            problem_class_id=draft.class_id,
            text=draft.text,
            raised_by_unit=raised_by_unit,
            raised_by=actor,
            raised_at=now,
            responsible_person=draft.responsible_person,
            deadline=draft.deadline,
            submission_key=submission_key,
        )
        record("problem", problem, ProblemDeed.RAISE, actor, now, {}, {"text": draft.text, "unit": raised_by_unit.name})
        tell_of_problem(problem, actor=actor, now=now)
    return problem


def assign_problem(
    *, actor: Account, now: datetime, problem: Problem, given: Assignment, version: int | None = None
) -> Problem:
    """Give a problem to the unit that is to solve it, with leader and deadline; again where that changes (PB3)."""
    with transaction.atomic():
        current = _open(actor, ProblemDeed.ASSIGN, problem, version)
        refuse_all(problems_in_assignment(given, former_deadline=current.deadline, today=local_date(now)))
        unit = Unit.objects.filter(
            within([current.project.jurisdiction.path[: Unit.steplen]]), pk=given.responsible_unit_id, is_active=True
        ).first()
        if unit is None:
            raise errors.UnitOutsideLibrary(at="responsible_unit", unit="", jurisdiction=current.project.jurisdiction)
        before = _assignment_of(current)
        current.responsible_unit = unit
        current.deadline = given.deadline
        current.responsible_leader = " ".join(given.responsible_leader.split())
        current.responsible_person = " ".join(given.responsible_person.split())
        _close(current, ProblemDeed.ASSIGN, actor, now, before, _assignment_of(current))
        tell_of_problem(current, actor=actor, now=now)
    return current


def solve_problem(
    *,
    actor: Account,
    now: datetime,
    problem: Problem,
    result: str,
    evidence: Sequence[FileDraft] = (),
    version: int | None = None,
) -> Problem:
    """Report a problem solved, with words or files that show it; the raiser has the last word (PB4)."""
    result = result.strip()
    if not result and not evidence:
        raise EvidenceMissing
    if len(result) > RESULT_LIMIT:
        raise errors.TextTooLong(
            at="result", limit=RESULT_LIMIT, length=len(result), label_zh="解决情况", label_en="How it was solved"
        )
    named = [(attachment_name(draft.name), draft) for draft in evidence]
    for name, draft in named:
        refuse_file(name, draft, now)
    with transaction.atomic():
        current = _open(actor, ProblemDeed.SOLVE, problem, version)
        current.result, current.solved_at = result, now
        for name, draft in named:
            _keep(current, name, draft, actor, now)
        after = {"result": result} | ({"files": [name for name, _ in named]} if named else {})
        _close(current, ProblemDeed.SOLVE, actor, now, {}, after)
        tell_of_solution(current, actor=actor, now=now)
    return current


def close_problem(*, actor: Account, now: datetime, problem: Problem, words: str = "") -> Problem:
    """Close a solved problem: whoever raised it, or the people of that unit, say that it is gone (PB5)."""
    with transaction.atomic():
        current = _open(actor, ProblemDeed.CLOSE, problem, None)
        current.closed_at = now
        _close(current, ProblemDeed.CLOSE, actor, now, {}, {}, note=words.strip())
        tell_of_closing(current, actor=actor, now=now)
    return current


def send_back_problem(*, actor: Account, now: datetime, problem: Problem, reason: str) -> Problem:
    """Say that a problem is not solved, with the reason; it is under way again (PB5)."""
    if not reason.strip():
        raise errors.ReasonMissing
    with transaction.atomic():
        current = _open(actor, ProblemDeed.SEND_BACK, problem, None)
        current.solved_at = None
        _close(current, ProblemDeed.SEND_BACK, actor, now, {"result": current.result}, {}, note=reason.strip())
        tell_of_problem(current, actor=actor, now=now, reason=reason.strip())
    return current


def reopen_problem(
    *, actor: Account, now: datetime, problem: Problem, reason: str, deadline: date | None = None
) -> Problem:
    """Take a closed problem up again because it returned; it counts how often (PB5). ``deadline`` None keeps none."""
    if not reason.strip():
        raise errors.ReasonMissing
    if deadline is not None and deadline < local_date(now):
        raise DeadlinePast(day=deadline.isoformat())
    with transaction.atomic():
        current = _open(actor, ProblemDeed.REOPEN, problem, None)
        before = {"deadline": _day(current.deadline), "result": current.result}
        current.times_reopened += 1
        current.deadline = deadline
        current.solved_at = current.closed_at = None
        after = {"deadline": _day(deadline), "times_reopened": current.times_reopened}
        _close(current, ProblemDeed.REOPEN, actor, now, before, after, note=reason.strip())
        tell_of_problem(current, actor=actor, now=now, reason=reason.strip())
    return current


def put_problem_class(
    *, actor: Account, now: datetime, jurisdiction: Unit, name: str, class_id: int | None = None, order: int = 0
) -> ProblemClass:
    """Add a class to a jurisdiction's list, or rename the one named (PB1)."""
    permissions.require_review(standing_of(actor), jurisdiction)
    name = " ".join(name.split())
    if not name:
        raise errors.FieldMissing(at="name", label_zh="类别名称", label_en="Name of the class")
    if len(name) > CLASS_NAME_LIMIT:
        raise errors.TextTooLong(
            at="name", limit=CLASS_NAME_LIMIT, length=len(name), label_zh="类别名称", label_en="Name of the class"
        )
    if ProblemClass.objects.filter(jurisdiction=jurisdiction, name=name).exclude(pk=class_id or 0).exists():
        raise ClassTwice(name=name)
    with transaction.atomic():
        row = ProblemClass(jurisdiction=jurisdiction)
        if class_id is not None:
            row = ProblemClass.objects.select_for_update().get(jurisdiction=jurisdiction, pk=class_id)
        before = {"name": row.name} if row.pk else {}
        row.name, row.order = name, order
        row.save()
        record_setting(jurisdiction, ReserveDeed.SET_CLASS, actor, now, before, {"name": name})
    return row


def remove_problem_class(*, actor: Account, now: datetime, jurisdiction: Unit, class_id: int) -> None:
    """Take a class from the list; one that problems have stays (PB1)."""
    permissions.require_review(standing_of(actor), jurisdiction)
    with transaction.atomic():
        row = ProblemClass.objects.select_for_update().filter(jurisdiction=jurisdiction, pk=class_id).first()
        if row is None:
            raise errors.RowGone
        if count := row.problems.count():
            raise ClassInUse(name=row.name, count=count)
        name = row.name
        row.delete()
        record_setting(jurisdiction, ReserveDeed.SET_CLASS, actor, now, {"name": name}, {})


def _open(actor: Account, deed: ProblemDeed, problem: Problem, version: int | None) -> Problem:
    """Lock a problem and refuse unless the account may do the deed and the state allows it (PB1, PB2)."""
    current = (
        Problem.objects.select_for_update(of=("self",))
        .select_related("project__jurisdiction", "project__lead_unit", "raised_by_unit", "responsible_unit")
        .get(pk=problem.pk)
    )
    require_problem_deed(standing_of(actor), deed, current)
    if version is not None and current.version != version:
        raise NeedStale
    if state_after_deed(ProblemState(current.state), deed) is None:
        raise ProblemStepNotOpen(state=ProblemState(current.state), deed=deed)
    return current


def _close(
    problem: Problem,
    deed: ProblemDeed,
    actor: Account,
    now: datetime,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    note: str = "",
) -> None:
    former = ProblemState(problem.state)
    becomes = state_after_deed(former, deed) or former
    problem.state = becomes
    problem.version += 1
    problem.save()
    was, now_is = dict(before), dict(after)
    if becomes is not former:
        was["problem_state"], now_is["problem_state"] = former.value, becomes.value
    record("problem", problem, deed, actor, now, was, now_is, note=note)


def _assignment_of(problem: Problem) -> dict[str, str]:
    return {
        "responsible_unit": problem.responsible_unit.name if problem.responsible_unit else "",
        "responsible_leader": problem.responsible_leader,
        "responsible_person": problem.responsible_person,
        "deadline": _day(problem.deadline),
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _refuse_class(class_id: int | None, jurisdiction: Unit) -> None:
    if class_id is not None and not ProblemClass.objects.filter(jurisdiction=jurisdiction, pk=class_id).exists():
        raise ClassUnfit


def _keep(problem: Problem, name: str, draft: FileDraft, actor: Account, now: datetime) -> None:
    """Keep one piece of evidence; the same bytes twice are one file."""
    if not ProjectFile.objects.filter(problem=problem, sha256=digest_of(draft)).exists():
        keep_file(ProjectFile(project=problem.project, problem=problem), name, draft, actor, now)
