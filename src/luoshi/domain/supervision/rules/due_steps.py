"""Which steps of the ladder are due on a day (docs/rules/ladder.md): pure, and safe to ask again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.domain.supervision.rules.clocks import clock_end
from luoshi.domain.supervision.rules.ladders import Ladder, LadderStep
from luoshi.domain.supervision.rules.matters import DueStep, MatterFacts, StepTaken, step_key
from luoshi.domain.supervision.rules.triggers import Fired, fired
from luoshi.domain.supervision.terms import AppealState, StepState, TriggerKind
from luoshi.foundation.working_days import NATIONAL, WorkCalendar

_STANDING = frozenset(
    {TriggerKind.LIGHT, TriggerKind.LIGHT_RUN, TriggerKind.OVERDUE, TriggerKind.NOT_DONE, TriggerKind.OVERDUE_TIMES}
)
"""Triggers that tell how a matter stands, not what was counted or answered."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    place: int
    step: LadderStep
    number: int
    fired: Fired
    is_lifted: bool = False


def due_steps(
    ladder: Ladder,
    facts: MatterFacts,
    history: Sequence[StepTaken],
    today: date,
    calendar: WorkCalendar = NATIONAL,
    *,
    last_run: date | None = None,
) -> tuple[DueStep, ...]:
    """Give the steps due for a matter on a day, the mildest first (LA1, LA5).

    ``history`` holds all steps of the matter. ``last_run`` is the day of the last complete run (LA11). For the steps of
    tomorrow, ask with tomorrow's date.
    """
    if any(entry.on > today for entry in history) or (last_run is not None and last_run > today):
        return ()
    if facts.closed_on is not None:
        steps = _closing(ladder, facts, history, today, calendar)
    elif facts.is_exempt:
        steps = []
    else:
        steps = _climbing(ladder, facts, history, today, calendar)
    jumped = last_run is not None and (today - last_run).days > ladder.largest_gap_days
    episode = _entries(facts, history)
    return tuple(_due(ladder, facts, candidate, episode, today, calendar, jumped) for candidate in steps)


def is_back_in_order(
    ladder: Ladder, facts: MatterFacts, history: Sequence[StepTaken], today: date, calendar: WorkCalendar = NATIONAL
) -> bool:
    """Tell whether an episode is over: a step went out, and nothing that set one off still stands (LA5)."""
    went_out = [entry for entry in _entries(facts, history) if entry.state is StepState.TAKEN]
    steps = [step for step in ladder.steps if not step.is_notice]
    if not any(entry.step == step.id for entry in went_out for step in steps):
        return False
    return not any(
        trigger.kind in _STANDING and fired(trigger, facts, (), ladder, today, calendar) is not None
        for step in steps
        for trigger in step.triggers
    )


def _climbing(
    ladder: Ladder, facts: MatterFacts, history: Sequence[StepTaken], today: date, calendar: WorkCalendar
) -> list[_Candidate]:
    """Give the highest rung that is due, and every step beside the ladder (LA1)."""
    entries = _entries(facts, history)
    reached = max(
        (ladder.place(e.step) for e in entries if e.state is StepState.TAKEN and not _is_beside(ladder, e)), default=-1
    )
    floor = ladder.place(ladder.starts.get(facts.urgency, ""))
    rungs: dict[int, _Candidate] = {}
    beside: list[_Candidate] = []
    for place, step in enumerate(ladder.steps):
        cause = _cause(step, facts, entries, ladder, today, calendar)
        if cause is None:
            continue
        is_lifted = place < floor and not step.is_notice and not step.is_beside
        target = floor if is_lifted else place
        number = _open_number(ladder.steps[target], entries, today, calendar)
        if number is None:
            continue
        candidate = _Candidate(target, ladder.steps[target], number, cause, is_lifted)
        if step.is_beside:
            beside.append(candidate)
        elif target >= reached and (target not in rungs or not is_lifted):
            rungs[target] = candidate
    chosen = [*beside, *([rungs[max(rungs)]] if rungs else [])]
    return sorted(chosen, key=lambda candidate: candidate.place)


def _closing(
    ladder: Ladder, facts: MatterFacts, history: Sequence[StepTaken], today: date, calendar: WorkCalendar
) -> list[_Candidate]:
    """Give the closing step of a matter for which a step went out in its round (LA12)."""
    if not any(entry.round == facts.round and entry.state is StepState.TAKEN for entry in history):
        return []
    of_round = [entry for entry in history if entry.round == facts.round]
    found = []
    for place, step in enumerate(ladder.steps):
        cause = _cause(step, facts, of_round, ladder, today, calendar, only=TriggerKind.CLOSED)
        number = _open_number(step, of_round, today, calendar)
        if cause is not None and number == 1:
            found.append(_Candidate(place, step, number, cause))
    return found


def _cause(
    step: LadderStep,
    facts: MatterFacts,
    entries: Sequence[StepTaken],
    ladder: Ladder,
    today: date,
    calendar: WorkCalendar,
    only: TriggerKind | None = None,
) -> Fired | None:
    """Give the trigger of a step that held first."""
    causes = [
        cause
        for trigger in step.triggers
        if only is None or trigger.kind is only
        if (cause := fired(trigger, facts, entries, ladder, today, calendar)) is not None
    ]
    return min(causes, key=lambda cause: cause.on, default=None)


def _open_number(step: LadderStep, entries: Sequence[StepTaken], today: date, calendar: WorkCalendar) -> int | None:
    """Give the number under which a step may go out now; None where it may not (LA5, LA7, LA9)."""
    own = [entry for entry in entries if entry.step == step.id]
    held = [entry for entry in own if entry.state is StepState.HELD]
    if held:
        until = held[-1].held_until
        return held[-1].number if until is not None and until < today else None
    if not own:
        return 1
    last = max(own, key=lambda entry: entry.number)
    is_over = last.state is StepState.DROPPED or (last.appeal is not None and last.appeal.state is AppealState.UPHELD)
    if step.repeats is None or is_over or clock_end(last.on, step.repeats, calendar) > today:
        return None
    return last.number + 1


def _due(
    ladder: Ladder,
    facts: MatterFacts,
    candidate: _Candidate,
    entries: Sequence[StepTaken],
    today: date,
    calendar: WorkCalendar,
    jumped: bool,
) -> DueStep:
    step, cause = candidate.step, candidate.fired
    chinese, english = cause.chinese, cause.english
    if candidate.is_lifted:
        chinese += f"{facts.urgency.chinese}事项从{step.chinese}开始。"
        english += f" {facts.urgency.english} matters begin with: {step.english}."
    if jumped:
        chinese += "距上次运行间隔过长，须经督查机构确认后发出。"
        english += " The last run lies too far back; the office releases this step."
    seen = {entry.step for entry in entries}
    passed = (
        ()
        if step.is_beside or cause.kind is TriggerKind.CLOSED
        else tuple(
            below.id
            for below in ladder.steps[: candidate.place]
            if not below.is_beside and not below.is_notice and below.id not in seen
        )
    )
    return DueStep(
        key=step_key(facts.matter, facts.round, facts.episode, step.id, candidate.number),
        step=step,
        round=facts.round,
        episode=facts.episode,
        number=candidate.number,
        due_on=min(cause.on, today),
        answer_by=None if step.clock is None else clock_end(today, step.clock, calendar),
        trigger=cause.kind,
        chinese=chinese,
        english=english,
        passed_over=passed,
        needs_release=jumped,
    )


def _entries(facts: MatterFacts, history: Sequence[StepTaken]) -> list[StepTaken]:
    """Give the history of the matter's present round and episode."""
    return [entry for entry in history if (entry.round, entry.episode) == (facts.round, facts.episode)]


def _is_beside(ladder: Ladder, entry: StepTaken) -> bool:
    step = ladder.step(entry.step)
    return step is not None and step.is_beside
