"""The rules of annual plans (docs/rules/annual_plans.md): a batch's steps, rolling forward, comparing. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from luoshi.domain.organizations.rules import Standing
from luoshi.domain.organizations.terms import Role
from luoshi.domain.tasks.errors import ReasonMissing
from luoshi.domain.tasks.errors import plans as errors
from luoshi.domain.tasks.terms import BatchDeed, BatchState, CheckPoint, LineState, RollForward, TaskState
from luoshi.foundation.refusals import Refusal


def next_batch_deeds(state: str, *, needs_check: bool, needs_approval: bool) -> tuple[BatchDeed, ...]:
    """Give what may be done next with a batch (AP2), forward first; steps that are switched off fall out."""
    forward = [BatchDeed.CHECK] * needs_check + [BatchDeed.APPROVE] * needs_approval + [BatchDeed.ISSUE]
    done = {BatchState.COMPILING: 0, BatchState.CHECKED: needs_check, BatchState.APPROVED: needs_check + needs_approval}
    if state not in done:
        return ()
    step = (forward[min(done[BatchState(state)], len(forward) - 1)],)
    return step if state == BatchState.COMPILING else (*step, BatchDeed.SEND_BACK)


def may_approve(standing: Standing, *, jurisdiction_id: int, approving_unit_id: int | None) -> bool:
    """Tell whether the account approves batches (AP3): a leader of the plan's approving unit or the jurisdiction."""
    wanted = {jurisdiction_id, approving_unit_id}
    return any(post.role is Role.LEADER and post.unit_id in wanted for post in standing.posts)


def problems_with_check(confirmed: Iterable[str], *, is_compiler: bool) -> list[Refusal]:
    """Refuse a check by the one who compiled the batch that leaves points of the list out (AP3)."""
    left = tuple(point for point in CheckPoint if point not in set(confirmed))
    return [errors.CheckIncomplete(left)] if is_compiler and left else []


def signed_share(signed: int, assigned: int) -> Fraction | None:
    """Give the share of assignments that were signed for; None where nothing was issued (AP5)."""
    return Fraction(signed, assigned) if assigned else None


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to become of one unfinished task."""

    choice: str
    new_deadline: date | None = None
    reason: str = ""


def choices_open(state: str, deadline: date | None, year: int) -> tuple[RollForward, ...]:
    """Give what may be chosen for an unfinished task of a year's plan (AP6)."""
    if state == TaskState.COMPLETION_REPORTED:
        return (RollForward.FINISHED,)
    keeps = deadline is None or deadline.year > year
    return (*([RollForward.CARRY] if keeps else []), RollForward.REDATE, RollForward.DROP)


def problems_with_choice(
    choice: Choice, *, number: str, state: str, deadline: date | None, year: int, is_draft: bool
) -> list[Refusal]:
    """Name everything wrong with a choice for one task (AP6)."""
    problems: list[Refusal] = []
    if choice.choice not in choices_open(state, deadline, year):
        return [errors.ChoiceNotOpen(number=number, state=TaskState(state))]
    if choice.choice == RollForward.REDATE:
        if choice.new_deadline is None or choice.new_deadline.year <= year:
            problems.append(errors.NewDeadlineMissing(number=number, year=year + 1))
        elif deadline is not None and choice.new_deadline <= deadline:
            problems.append(errors.NewDeadlineNotLater(number=number, deadline=deadline))
    needs_reason = choice.choice == RollForward.REDATE or (choice.choice == RollForward.DROP and not is_draft)
    if needs_reason and not choice.reason.strip():
        refusal = errors.ChoiceWithoutReason(number=number)
        problems.append(refusal)
    return problems


def require_reason(reason: str) -> None:
    """Raise ReasonMissing for an empty reason."""
    if not reason.strip():
        raise ReasonMissing


COMPARED = ("title", "instrument", "lead_unit", "deadline", "target", "batch", "state")


@dataclass(frozen=True, slots=True)
class Line:
    """A task as a version of a plan holds it; ``origin`` stays the same through carrying over."""

    origin: int
    task_id: int
    number: str
    title: str
    instrument: str
    lead_unit: str
    deadline: date | None
    target: str
    batch: str
    state: str


@dataclass(frozen=True, slots=True)
class LineChange:
    """One line of two versions side by side; ``fields`` names what differs."""

    state: LineState
    before: Line | None
    after: Line | None
    fields: tuple[str, ...] = ()


def compared(before: Iterable[Line], after: Iterable[Line]) -> list[LineChange]:
    """Compare two versions line by line (AP10), in the order of the later one, what fell out last.

    Where several tasks of one chain stand in a version, the last speaks.
    """
    old, new = _by_origin(before), _by_origin(after)
    changes = []
    for origin, line in new.items():
        was = old.get(origin)
        if was is None:
            changes.append(LineChange(LineState.ADDED, None, line))
            continue
        fields = tuple(name for name in COMPARED if getattr(was, name) != getattr(line, name))
        changes.append(LineChange(LineState.CHANGED if fields else LineState.SAME, was, line, fields))
    return changes + [LineChange(LineState.REMOVED, line, None) for origin, line in old.items() if origin not in new]


def _by_origin(lines: Iterable[Line]) -> Mapping[int, Line]:
    found: dict[int, Line] = {}
    for line in sorted(lines, key=lambda line: line.task_id):
        found[line.origin] = line
    return dict(sorted(found.items(), key=lambda pair: pair[1].number))
