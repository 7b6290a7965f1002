"""The ladder: which steps are due, why, and never twice (docs/rules/ladder.md)."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.domain.supervision.rules import (
    Answer,
    Appeal,
    DueStep,
    Ladder,
    MatterFacts,
    StepTaken,
    due_steps,
    is_back_in_order,
    ladder_as_plain,
    read_ladder,
    shipped_packs,
)
from luoshi.domain.supervision.terms import (
    AnswerKind,
    AppealState,
    Complexity,
    StepKind,
    StepState,
    TriggerKind,
    Urgency,
)

OURS, CLOCKS, HUAINAN, SANYA, YINCHUAN, DENGZHOU = (
    shipped_packs()[name].ladder
    for name in ("luoshi_default", "shanxi_13710", "huainan", "sanya_2022", "yinchuan_2025", "dengzhou_three_orders")
)
DEADLINE = date(2026, 3, 2)  # a Monday
LATE = MatterFacts("task:31", started_on=date(2026, 1, 5), deadline=DEADLINE, overdue_times=1)
DAY = timedelta(1)


def ids(steps: tuple[DueStep, ...]) -> list[str]:
    """Give the steps' identifiers."""
    return [due.step.id for due in steps]


def walk(
    ladder: Ladder, facts: MatterFacts, first: date, last: date, answers: dict[str, Answer] | None = None
) -> list[tuple[date, str]]:
    """Ask every night and take what is due; give when each step went out. ``answers``: by step."""
    history: list[StepTaken] = []
    today = first
    while today <= last:
        for due in due_steps(ladder, facts, history, today):
            answer = (answers or {}).get(due.step.id)
            history.append(replace(due.taken(today), answers=(answer,) if answer else ()))
        today += DAY
    return [(entry.on, entry.step) for entry in history]


def test_an_unanswered_matter_climbs_rung_by_rung_on_working_days() -> None:
    assert walk(OURS, LATE, date(2026, 2, 20), date(2026, 4, 30)) == [
        (date(2026, 2, 23), "reminder"),
        (date(2026, 3, 3), "chase"),
        (date(2026, 3, 7), "letter"),
        (date(2026, 3, 14), "bulletin"),
        (date(2026, 3, 21), "interview"),
    ]


def test_an_answer_in_time_stops_the_climb_and_a_late_one_does_not() -> None:
    for day, steps in ((date(2026, 3, 6), ["chase"]), (date(2026, 3, 7), ["chase", "letter"])):
        answers = {"chase": Answer(AnswerKind.REPORT, day), "letter": Answer(AnswerKind.PLAN, date(2026, 3, 9))}
        taken = walk(OURS, LATE, date(2026, 3, 3), date(2026, 4, 30), answers)
        assert [step for _, step in taken] == steps


def test_what_does_not_count_as_an_answer_does_not_stop_the_climb() -> None:
    answers = {"chase": Answer(AnswerKind.SIGNED, date(2026, 3, 4))}
    assert [step for _, step in walk(OURS, LATE, date(2026, 3, 3), date(2026, 3, 8), answers)] == ["chase", "letter"]


def test_a_step_says_why_and_by_when() -> None:
    [chase] = due_steps(OURS, LATE, [], date(2026, 3, 5))
    assert chase.key == "task:31/r1/e1/chase/1"
    assert chase.trigger is TriggerKind.OVERDUE
    assert (chase.due_on, chase.answer_by) == (date(2026, 3, 3), date(2026, 3, 10))
    assert chase.reason("zh-hans") == "期限2026-03-02，已逾期3天。"
    assert "3 days late" in chase.reason("en")


def test_the_highest_due_rung_takes_the_place_of_those_below() -> None:
    red = replace(LATE, light="red", light_since=date(2026, 3, 4))
    [letter] = due_steps(OURS, red, [], date(2026, 3, 5))
    assert (letter.step.id, letter.passed_over) == ("letter", ("chase",))
    assert due_steps(OURS, replace(red, light="yellow"), [letter.taken(date(2026, 3, 5))], date(2026, 3, 6)) == ()


def test_three_red_periods_lead_to_the_interview() -> None:
    red = replace(LATE, light="red", recent_lights=("red", "red", "red"))
    [interview] = due_steps(OURS, red, [], date(2026, 3, 5))
    assert interview.step.kind is StepKind.INTERVIEW
    assert ids(due_steps(OURS, replace(red, recent_lights=("red", "green", "red")), [], date(2026, 3, 5))) == ["letter"]


def test_sanya_two_yellows_bring_the_vice_mayor() -> None:
    facts = MatterFacts("project:1", light="yellow", recent_lights=("yellow",))
    [first] = due_steps(SANYA, facts, [], date(2026, 3, 31))
    assert first.step.id == "interview_head"
    twice = replace(facts, recent_lights=("yellow", "yellow"))
    [second] = due_steps(SANYA, twice, [first.taken(date(2026, 3, 31))], date(2026, 4, 30))
    assert second.step.id == "interview_owner"
    assert ids(due_steps(SANYA, replace(facts, light="red", recent_lights=("red",)), [], date(2026, 3, 31))) == [
        "interview_top"
    ]


def test_yinchuan_repeats_its_letter_monthly_while_the_light_is_bad() -> None:
    facts = MatterFacts("project:1", light="yellow", light_since=date(2026, 1, 31))
    taken = walk(YINCHUAN, facts, date(2026, 1, 31), date(2026, 4, 30))
    assert taken == [
        (date(2026, 1, 31), "letter"),
        (date(2026, 2, 28), "letter"),
        (date(2026, 3, 28), "letter"),
        (date(2026, 4, 28), "letter"),
    ]
    history = [StepTaken(f"k{n}", "letter", 1, 1, n, day) for n, (day, _) in enumerate(taken, start=1)]
    assert due_steps(YINCHUAN, replace(facts, light="green"), history, date(2026, 6, 30)) == ()


@pytest.mark.parametrize(
    "day, nodes, complexity, step",
    [
        (date(2026, 3, 3), (), Complexity.SIMPLE, None),
        (date(2026, 3, 4), (), Complexity.SIMPLE, "not_arranged"),
        (date(2026, 3, 5), ("arranged",), Complexity.SIMPLE, None),
        (date(2026, 3, 6), ("arranged",), Complexity.SIMPLE, "not_reported"),
        (date(2026, 3, 9), ("arranged", "reported"), Complexity.SIMPLE, None),
        (date(2026, 3, 10), ("arranged", "reported"), Complexity.SIMPLE, "not_settled"),
        (date(2026, 4, 2), ("arranged", "reported"), Complexity.COMPLEX, None),
        (date(2026, 4, 3), ("arranged", "reported"), Complexity.COMPLEX, "not_settled"),
        (date(2026, 4, 3), ("arranged", "reported", "settled"), Complexity.COMPLEX, None),
    ],
)
def test_13710(day: date, nodes: tuple[str, ...], complexity: Complexity, step: str | None) -> None:
    facts = MatterFacts(
        "task:1", started_on=date(2026, 3, 2), nodes=dict.fromkeys(nodes, date(2026, 3, 3)), complexity=complexity
    )
    assert ids(due_steps(CLOCKS, facts, [], day)) == ([step] if step else [])


def test_huainan_criticises_once_and_takes_honours_from_the_second_time() -> None:
    assert ids(due_steps(HUAINAN, LATE, [], date(2026, 3, 5))) == ["bulletin"]
    assert ids(due_steps(HUAINAN, replace(LATE, overdue_times=2), [], date(2026, 3, 5))) == ["bulletin", "no_honours"]
    assert due_steps(HUAINAN, replace(LATE, overdue_times=2), [], DEADLINE) == ()


def test_dengzhou_has_three_orders_and_a_bulletin() -> None:
    steps = [step for _, step in walk(DENGZHOU, replace(LATE, deadline=None), date(2026, 1, 5), date(2026, 2, 28))]
    assert steps == ["order", "chase", "notice", "bulletin"]


@pytest.mark.parametrize(
    "urgency, step", [(Urgency.ORDINARY, "chase"), (Urgency.MAJOR, "chase"), (Urgency.URGENT, "letter")]
)
def test_urgent_matters_begin_higher(urgency: Urgency, step: str) -> None:
    facts = replace(LATE, urgency=urgency)
    [due] = due_steps(OURS, facts, [], date(2026, 3, 5))
    assert due.step.id == step
    assert ("紧急事项从督办函开始" in due.chinese) is (urgency is Urgency.URGENT)
    assert ids(due_steps(OURS, facts, [], date(2026, 3, 1))) == ["reminder"]
    assert due_steps(OURS, facts, [due.taken(date(2026, 3, 5))], date(2026, 3, 6)) == ()


def test_work_sent_back_twice_brings_the_letter() -> None:
    facts = MatterFacts("task:1", sent_back_times=2)
    assert ids(due_steps(OURS, facts, [], date(2026, 3, 5))) == ["letter"]


def test_a_completed_exempt_or_timely_matter_climbs_no_rung() -> None:
    for facts in (
        replace(LATE, completed_on=date(2026, 3, 3)),
        replace(LATE, is_exempt=True),
        replace(LATE, deadline=None),
    ):
        assert due_steps(OURS, facts, [], date(2026, 3, 20)) == ()


def taken_chase(**changes: Any) -> StepTaken:
    """Give the history's chase of 3 March."""
    return replace(StepTaken("task:31/r1/e1/chase/1", "chase", 1, 1, 1, date(2026, 3, 3)), **changes)


def test_closing_comes_once_and_only_after_a_step() -> None:
    closed = replace(LATE, closed_on=date(2026, 3, 6))
    assert due_steps(OURS, closed, [], date(2026, 3, 6)) == ()
    [closing] = due_steps(OURS, closed, [taken_chase()], date(2026, 3, 6))
    assert closing.step.kind is StepKind.CLOSING
    history = [taken_chase(), closing.taken(date(2026, 3, 6))]
    assert due_steps(OURS, closed, history, date(2026, 3, 7)) == ()
    reopened = replace(LATE, round=2)
    [again] = due_steps(OURS, reopened, history, date(2026, 3, 9))
    assert again.key == "task:31/r2/e1/chase/1"


def test_a_held_step_waits_and_comes_back_under_its_own_key() -> None:
    held = taken_chase(state=StepState.HELD, held_until=date(2026, 3, 10))
    assert due_steps(OURS, LATE, [held], date(2026, 3, 10)) == ()
    [back] = due_steps(OURS, LATE, [held], date(2026, 3, 11))
    assert back.key == held.key
    for for_good in (replace(held, held_until=None), replace(held, state=StepState.DROPPED, held_until=None)):
        assert due_steps(OURS, LATE, [for_good], date(2026, 5, 11)) == ()


@pytest.mark.parametrize("state, repeated", [(AppealState.REJECTED, ["letter"]), (AppealState.UPHELD, [])])
def test_a_step_withdrawn_on_appeal_is_not_repeated(state: AppealState, repeated: list[str]) -> None:
    facts = MatterFacts("project:1", light="yellow")
    letter = StepTaken(
        "k", "letter", 1, 1, 1, date(2026, 1, 31), appeal=Appeal(state, date(2026, 2, 2), date(2026, 2, 4))
    )
    assert ids(due_steps(YINCHUAN, facts, [letter], date(2026, 3, 5))) == repeated


@pytest.mark.parametrize(
    "state, decided_on, day, steps",
    [
        (AppealState.FILED, None, date(2026, 3, 30), []),
        (AppealState.UPHELD, date(2026, 3, 10), date(2026, 3, 30), []),
        (AppealState.REJECTED, date(2026, 3, 10), date(2026, 3, 13), []),
        (AppealState.REJECTED, date(2026, 3, 10), date(2026, 3, 14), ["letter"]),
        (AppealState.TAKEN_BACK, date(2026, 3, 10), date(2026, 3, 14), ["letter"]),
    ],
)
def test_an_appeal_stops_the_clock(state: AppealState, decided_on: date | None, day: date, steps: list[str]) -> None:
    appealed = taken_chase(appeal=Appeal(state, date(2026, 3, 4), decided_on))
    assert ids(due_steps(OURS, LATE, [appealed], day)) == steps


def test_the_clock_jumping_back_brings_nothing() -> None:
    assert due_steps(OURS, LATE, [taken_chase(on=date(2026, 4, 1))], date(2026, 3, 31)) == ()
    assert due_steps(OURS, LATE, [], date(2026, 3, 5), last_run=date(2026, 3, 6)) == ()
    red = replace(LATE, light="red")
    assert ids(due_steps(OURS, red, [taken_chase()], date(2026, 3, 3))) == ["letter"]
    assert due_steps(OURS, red, [taken_chase()], date(2026, 3, 2)) == ()


def test_the_clock_jumping_forward_waits_for_release() -> None:
    [usual] = due_steps(OURS, LATE, [], date(2026, 3, 12), last_run=date(2026, 3, 5))
    [jumped] = due_steps(OURS, LATE, [], date(2026, 3, 13), last_run=date(2026, 3, 5))
    assert (usual.needs_release, jumped.needs_release) == (False, True)
    assert usual.key == jumped.key
    assert "确认" in jumped.chinese


def test_an_episode_is_over_when_nothing_stands_any_more() -> None:
    history = [taken_chase()]
    green = replace(LATE, deadline=date(2026, 6, 1), light="green")
    assert not is_back_in_order(OURS, LATE, history, date(2026, 3, 20))
    assert is_back_in_order(OURS, green, history, date(2026, 3, 20))
    assert not is_back_in_order(OURS, green, [], date(2026, 3, 20))
    relapsed = replace(LATE, episode=2)
    assert [due.key for due in due_steps(OURS, relapsed, history, date(2026, 3, 20))] == ["task:31/r1/e2/chase/1"]


LADDERS = st.sampled_from([shipped.ladder for shipped in shipped_packs().values()])
LIGHTS = st.sampled_from(["none", "green", "blue", "yellow", "red"])
SOON = st.dates(date(2026, 2, 1), date(2026, 5, 31))
MATTERS = st.builds(
    MatterFacts,
    matter=st.just("task:7"),
    started_on=st.one_of(st.none(), SOON),
    deadline=st.one_of(st.none(), SOON),
    light=LIGHTS,
    recent_lights=st.lists(LIGHTS, max_size=4).map(tuple),
    overdue_times=st.integers(0, 3),
    sent_back_times=st.integers(0, 3),
    urgency=st.sampled_from(Urgency),
    complexity=st.sampled_from(Complexity),
)


@settings(deadline=None)
@given(LADDERS, MATTERS, SOON, st.lists(st.tuples(st.integers(0, 20), st.booleans()), min_size=1, max_size=12))
def test_nothing_goes_out_twice_however_the_work_breaks_off(
    ladder: Ladder, facts: MatterFacts, day: date, nights: list[tuple[int, bool]]
) -> None:
    """Each night may break off after its first step; asked again it gives exactly the rest, and no key ever twice."""
    history: list[StepTaken] = []
    for days, breaks_off in nights:
        day += timedelta(days)
        due = due_steps(ladder, facts, history, day)
        if breaks_off and due:
            history.append(due[0].taken(day))
            assert due_steps(ladder, facts, history, day) == due[1:]
        history += [step.taken(day) for step in due[1 if breaks_off else 0 :]]
        assert due_steps(ladder, facts, history, day) == ()
    keys = [entry.key for entry in history]
    assert len(keys) == len(set(keys))


@settings(deadline=None)
@given(LADDERS, MATTERS, SOON, st.integers(1, 40))
def test_the_day_a_step_was_due_does_not_move_with_the_day_asked(
    ladder: Ladder, facts: MatterFacts, day: date, later: int
) -> None:
    early = {due.key: due for due in due_steps(ladder, facts, [], day)}
    late = {due.key: due for due in due_steps(ladder, facts, [], day + timedelta(later))}
    for key in early.keys() & late.keys():
        if early[key].trigger is late[key].trigger and early[key].trigger in {
            TriggerKind.OVERDUE,
            TriggerKind.NOT_DONE,
        }:
            assert early[key].due_on == late[key].due_on


@pytest.mark.parametrize("name", list(shipped_packs()))
def test_every_shipped_ladder_is_read_back_as_written_and_has_a_source(name: str) -> None:
    ladder = shipped_packs()[name].ladder
    assert read_ladder(ladder_as_plain(ladder)) == (ladder, [])
    assert ladder.sources
    assert ladder.steps[-1].kind is StepKind.CLOSING


PLAIN = ladder_as_plain(OURS)


@pytest.mark.parametrize(
    "change, place, says",
    [
        ({"steps": []}, "steps", "至少"),
        ({"id": "我们"}, "id", "小写字母"),
        ({"starts": {"urgent": "nowhere"}}, "starts.urgent", "没有名为“nowhere”的步骤"),
        ({"largest_gap_days": 0}, "largest_gap_days", "1至366"),
        ({1: {"clock": None}}, "steps[1].clock", "答复时限"),
        ({1: {"triggers": []}}, "steps[1].triggers", "何时启动"),
        ({1: {"id": "reminder"}}, "steps[1]", "重复"),
        ({1: {"triggers": [{"when": "light", "lights": ["pink"]}]}}, "steps[1].triggers[0].lights[0]", "pink"),
        ({1: {"triggers": [{"when": "light"}]}}, "steps[1].triggers[0].lights", "哪些灯"),
        ({1: {"triggers": [{"when": "overdue"}]}}, "steps[1].triggers[0].clock", "时限"),
        ({1: {"triggers": [{"when": "unanswered", "step": "letter"}]}}, "steps[1].triggers[0].step", "前面要求答复"),
        ({1: {"triggers": [{"when": "sometimes"}]}}, "steps[1].triggers[0].when", "sometimes"),
        ({1: {"repeats": {"amount": 0}}}, "steps[1].repeats.amount", "至少为1"),
        ({1: {"colour": "red"}}, "steps[1].colour", "没有名为“colour”的设置"),
    ],
)
def test_a_faulty_ladder_names_each_place(change: dict[Any, Any], place: str, says: str) -> None:
    plain = deepcopy(PLAIN)
    for name, value in change.items():
        if isinstance(name, int):
            plain["steps"][name] |= value
        else:
            plain[name] = value
    _, faults = read_ladder(plain, lights=frozenset({"green", "blue", "yellow", "red"}))
    assert [says in fault.chinese for fault in faults if fault.place == place] == [True]


@pytest.mark.parametrize("plain", [None, 3, [], {"steps": 1}, {"steps": [None]}, {"steps": [{"triggers": [[]]}]}])
def test_anything_else_is_refused_without_breaking(plain: object) -> None:
    assert read_ladder(plain)[1]
