"""Whether a trigger of the ladder holds on a day, since when, and why (rules LA2 to LA4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from luoshi.domain.supervision.rules.clocks import Clock, clock_end, clock_start
from luoshi.domain.supervision.rules.ladders import Ladder, LadderStep, Trigger
from luoshi.domain.supervision.rules.matters import MatterFacts, StepTaken
from luoshi.domain.supervision.terms import AppealState, StepState, Tone, TriggerKind
from luoshi.foundation.working_days import WorkCalendar

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Fired:
    """A trigger that holds: since when, and why in both languages."""

    kind: TriggerKind
    on: date
    chinese: str
    english: str


@dataclass(frozen=True, slots=True)
class Moment:
    """What a trigger is asked against."""

    facts: MatterFacts
    entries: Sequence[StepTaken]
    ladder: Ladder
    today: date
    calendar: WorkCalendar


Finding = tuple[date, str, str] | None


def fired(
    trigger: Trigger,
    facts: MatterFacts,
    entries: Sequence[StepTaken],
    ladder: Ladder,
    today: date,
    calendar: WorkCalendar,
) -> Fired | None:
    """Tell whether a trigger holds (LA2). ``entries``: the history of the matter's present episode."""
    if trigger.complexity is not None and trigger.complexity is not facts.complexity:
        return None
    found = _ASKING[trigger.kind](trigger, Moment(facts, entries, ladder, today, calendar))
    return None if found is None else Fired(trigger.kind, *found)


def answer_due(step: LadderStep, entry: StepTaken, calendar: WorkCalendar) -> date | None:
    """Give the last day for the answer to a step that went out; None where none is due (LA4, LA9)."""
    if step.clock is None or not step.answers or entry.state is not StepState.TAKEN:
        return None
    appeal = entry.appeal
    if appeal is None:
        return clock_end(entry.on, step.clock, calendar)
    if appeal.state in {AppealState.FILED, AppealState.UPHELD} or appeal.decided_on is None:
        return None
    return clock_end(appeal.decided_on, step.clock, calendar)


def is_answered(step: LadderStep, entry: StepTaken, by: date) -> bool:
    """Tell whether a step was answered from its own day to a last one (LA4)."""
    return any(answer.kind in step.answers and entry.on <= answer.on <= by for answer in entry.answers)


def _registered(trigger: Trigger, at: Moment) -> Finding:
    started = at.facts.started_on
    if started is None or started > at.today:
        return None
    return started, f"{started}立项交办。", f"Registered on {started}."


def _light(trigger: Trigger, at: Moment) -> Finding:
    if at.facts.light not in trigger.lights:
        return None
    since = at.facts.light_since or at.today
    chinese, english = _light_words(at.facts.light)
    return since, f"自{since}起亮{chinese}。", f"{english} light since {since}."


def _light_run(trigger: Trigger, at: Moment) -> Finding:
    recent = at.facts.recent_lights[-trigger.periods :]
    if len(recent) < trigger.periods or any(light not in trigger.lights for light in recent):
        return None
    words = [_light_words(light) for light in recent]
    shown_zh, shown_en = "、".join(zh for zh, _ in words), ", ".join(en.lower() for _, en in words)
    return at.today, f"连续{trigger.periods}期亮灯（{shown_zh}）。", f"{trigger.periods} periods running: {shown_en}."


def _due_within(trigger: Trigger, at: Moment) -> Finding:
    deadline = at.facts.deadline
    if deadline is None or at.facts.completed_on is not None or at.today > deadline:
        return None
    begins = clock_start(deadline, trigger.clock, at.calendar)
    if at.today < begins:
        return None
    left = (deadline - at.today).days
    return begins, f"期限{deadline}，还有{left}天。", f"Due {deadline}, {left} days to go."


def _overdue(trigger: Trigger, at: Moment) -> Finding:
    deadline = at.facts.deadline
    if deadline is None or at.facts.completed_on is not None or at.today <= deadline:
        return None
    since = max(clock_end(deadline, trigger.clock, at.calendar), deadline + _DAY)
    if at.today < since:
        return None
    days = (at.today - deadline).days
    return since, f"期限{deadline}，已逾期{days}天。", f"Due {deadline}, {days} days late."


def _overdue_times(trigger: Trigger, at: Moment) -> Finding:
    now = _overdue(Trigger(TriggerKind.OVERDUE, clock=Clock(1)), at)
    if now is None or at.facts.overdue_times < trigger.times:
        return None
    times = at.facts.overdue_times
    return now[0], f"本年度第{times}次逾期。", f"Times overdue this year, this one included: {times}."


def _unanswered(trigger: Trigger, at: Moment) -> Finding:
    step = at.ladder.step(trigger.step)
    sent = [entry for entry in at.entries if entry.step == trigger.step and entry.state is StepState.TAKEN]
    if step is None or not sent:
        return None
    last = max(sent, key=lambda entry: entry.number)
    by = answer_due(step, last, at.calendar)
    if by is None or at.today <= by or is_answered(step, last, by):
        return None
    return (
        by + _DAY,
        f"{last.on}的{step.chinese}应于{by}前答复，未按时答复。",
        f"{step.english} of {last.on} was to be answered by {by} and was not.",
    )


def _not_done(trigger: Trigger, at: Moment) -> Finding:
    node = trigger.node
    if node is None:
        return None
    started, reached = at.facts.started_on, at.facts.nodes.get(node)
    if started is None or at.facts.completed_on is not None or (reached is not None and reached <= at.today):
        return None
    by = clock_end(started, trigger.clock, at.calendar)
    if at.today <= by:
        return None
    return (
        by + _DAY,
        f"{started}交办，应于{by}前（{trigger.clock.said('zh')}内）完成“{node.chinese}”，尚未完成。",
        f"Given on {started}, “{node.english}” was due by {by} ({trigger.clock.said('en')}) and is not reached.",
    )


def _sent_back(trigger: Trigger, at: Moment) -> Finding:
    times = at.facts.sent_back_times
    if times < trigger.times:
        return None
    return at.today, f"办理质量不合格，已退回{times}次。", f"Work was sent back {times} times."


def _closed(trigger: Trigger, at: Moment) -> Finding:
    closed = at.facts.closed_on
    if closed is None or closed > at.today:
        return None
    return closed, f"{closed}办结。", f"Closed on {closed}."


def _light_words(key: str) -> tuple[str, str]:
    """Say a light; one that a pack named itself is said by its key."""
    tone = next((tone for tone in Tone if tone.value == key), None)
    return (f"“{key}”灯", f"“{key}”") if tone is None else (tone.chinese, tone.english)


_ASKING: Mapping[TriggerKind, Callable[[Trigger, Moment], Finding]] = MappingProxyType(
    {
        TriggerKind.REGISTERED: _registered,
        TriggerKind.LIGHT: _light,
        TriggerKind.LIGHT_RUN: _light_run,
        TriggerKind.DUE_WITHIN: _due_within,
        TriggerKind.OVERDUE: _overdue,
        TriggerKind.UNANSWERED: _unanswered,
        TriggerKind.NOT_DONE: _not_done,
        TriggerKind.OVERDUE_TIMES: _overdue_times,
        TriggerKind.SENT_BACK: _sent_back,
        TriggerKind.CLOSED: _closed,
    }
)
