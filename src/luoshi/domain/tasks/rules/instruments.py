"""The rules of the four instruments (docs/rules/instruments.md): steps, stages, meetings, what counts as done. Pure."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from luoshi.domain.tasks.errors import ReasonMissing
from luoshi.domain.tasks.errors import instruments as errors
from luoshi.domain.tasks.terms import Instrument, MechanismState, MeetingRhythm, Outstanding, PolicyStage
from luoshi.foundation.refusals import Refusal

MAX_STEPS = 60
STAGES = tuple(PolicyStage)
_DAYS: Mapping[MeetingRhythm, int] = MappingProxyType({MeetingRhythm.WEEKLY: 7, MeetingRhythm.FORTNIGHTLY: 14})
_MONTHS: Mapping[MeetingRhythm, int] = MappingProxyType(
    {MeetingRhythm.MONTHLY: 1, MeetingRhythm.QUARTERLY: 3, MeetingRhythm.HALF_YEARLY: 6, MeetingRhythm.YEARLY: 12}
)


@dataclass(frozen=True, slots=True)
class StepDraft:
    """A step as it is planned; ``pk`` None is a new one."""

    title: str
    due_on: date | None
    pk: int | None = None


def problems_in_steps(steps: Sequence[StepDraft], deadline: date | None) -> list[Refusal]:
    """Name everything wrong with planned steps (IN1): each has words and a day, in order, none after the deadline."""
    problems: list[Refusal] = []
    if len(steps) > MAX_STEPS:
        problems.append(errors.TooManySteps(limit=MAX_STEPS, count=len(steps)))
    latest: date | None = None
    for place, step in enumerate(steps, start=1):
        if not step.title.strip():
            problems.append(errors.StepWithoutWords(place=place))
        elif len(step.title) > 200:
            problems.append(errors.StepTooLong(place=place, limit=200, length=len(step.title)))
        if step.due_on is None:
            problems.append(errors.StepWithoutDay(place=place))
            continue
        if latest is not None and step.due_on < latest:
            problems.append(errors.StepsOutOfOrder(place=place, due=step.due_on, before=latest))
        if deadline is not None and step.due_on > deadline:
            problems.append(errors.StepAfterDeadline(place=place, due=step.due_on, deadline=deadline))
        latest = max(latest or step.due_on, step.due_on)
    return problems


def problems_with_done_day(done_on: date, today: date, earliest: date) -> list[Refusal]:
    """Refuse a day of doing that lies ahead or before the task was issued (IN1)."""
    if done_on > today:
        return [errors.DayAhead()]
    return [errors.DayTooEarly(earliest=earliest)] if done_on < earliest else []


def steps_percent(done: int, total: int) -> int | None:
    """Give the share of done steps, 0–100, rounded down; None without steps (IN1)."""
    return done * 100 // total if total else None


def stages_after(stage: PolicyStage) -> tuple[PolicyStage, ...]:
    """Give the stages that may follow (IN2): the next, and those before while the policy is not issued."""
    place = STAGES.index(stage)
    back = STAGES[:place] if place < STAGES.index(PolicyStage.ISSUED) else ()
    return (*STAGES[place + 1 : place + 2], *back)


def is_back(former: PolicyStage, stage: PolicyStage) -> bool:
    """Tell whether a stage lies before another."""
    return STAGES.index(stage) < STAGES.index(former)


def problems_with_stage(
    former: PolicyStage,
    stage: PolicyStage,
    *,
    reached_on: date,
    since: date | None,
    today: date,
    note: str,
    number: str,
) -> list[Refusal]:
    """Name everything wrong with a stage to be recorded (IN2); ``since`` is the day of the stage before."""
    problems: list[Refusal] = []
    if stage not in stages_after(former):
        problems.append(errors.StageNotNext(former=former, stage=stage))
    if reached_on > today:
        problems.append(errors.DayAhead())
    elif since is not None and reached_on < since:
        problems.append(errors.StageTooEarly(since=since))
    if not note.strip():
        problems.append(ReasonMissing() if is_back(former, stage) else errors.StageWithoutWords())
    if stage is PolicyStage.ISSUED and not number.strip():
        problems.append(errors.PolicyNumberMissing())
    return problems


def meeting_after(day: date, rhythm: MeetingRhythm) -> date | None:
    """Give the day by which a mechanism meets again; None where it meets as needed (IN3).

    The 31st becomes a shorter month's last day.
    """
    if rhythm in _DAYS:
        return day + timedelta(days=_DAYS[rhythm])
    if rhythm not in _MONTHS:
        return None
    month = day.month - 1 + _MONTHS[rhythm]
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def mechanism_is_late(state: str, next_meeting_on: date | None, today: date) -> bool:
    """Tell whether a running mechanism has not met when due (IN4): late from the day after."""
    return state == MechanismState.RUNNING and next_meeting_on is not None and next_meeting_on < today


@dataclass(frozen=True, slots=True)
class InstrumentFacts:
    """What decides whether an instrument is done."""

    instrument: Instrument
    steps_open: int = 0
    policy_stage: PolicyStage | None = None
    has_number: bool = False
    mechanism: MechanismState | None = None
    next_meeting_on: date | None = None
    meetings: int = 0


def lacks_before_completion(facts: InstrumentFacts, deadline: date | None, today: date) -> tuple[Outstanding, ...]:
    """Name what an instrument lacks before its completion can be reported (IN6); projects are judged above."""
    if facts.instrument is Instrument.ITEM:
        return (Outstanding.STEPS,) if facts.steps_open else ()
    if facts.instrument is Instrument.POLICY:
        stage = facts.policy_stage
        is_issued = stage is not None and not is_back(PolicyStage.ISSUED, stage) and facts.has_number
        return () if is_issued else (Outstanding.POLICY_ISSUED,)
    if facts.instrument is Instrument.MECHANISM:
        return _lacks_of_mechanism(facts, deadline, today)
    return ()


def _lacks_of_mechanism(facts: InstrumentFacts, deadline: date | None, today: date) -> tuple[Outstanding, ...]:
    if facts.mechanism is MechanismState.ENDED:
        return ()
    if facts.mechanism is not MechanismState.RUNNING:
        return (Outstanding.MECHANISM_RUNNING,)
    due = facts.next_meeting_on
    is_open = due is not None and (due <= deadline if deadline is not None else due < today)
    return (Outstanding.MEETINGS,) if is_open or not facts.meetings else ()
