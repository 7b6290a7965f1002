"""The instruments' rules as tables: steps, stages, meetings, what counts as done (IN1–IN6)."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.domain.tasks.rules import instruments as rules
from luoshi.domain.tasks.rules.instruments import InstrumentFacts, StepDraft
from luoshi.domain.tasks.terms import Instrument, MechanismState, MeetingRhythm, Outstanding, PolicyStage

P, M, Lack = PolicyStage, MechanismState, Outstanding
TODAY, DUE = date(2026, 11, 21), date(2026, 12, 31)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("steps", "problems"),
    [
        ([("摸排", "2026-11-30"), ("整治", "2026-12-31")], []),
        ([("摸排", "2026-11-30"), ("整治", "2026-11-30")], []),
        ([("", "2026-11-30")], ["StepWithoutWords"]),
        ([("摸排", None)], ["StepWithoutDay"]),
        ([("摸排", "2026-12-01"), ("整治", "2026-11-30"), ("总结", "2026-12-02")], ["StepsOutOfOrder"]),
        ([("摸排", "2027-01-01")], ["StepAfterDeadline"]),
        ([("长" * 201, "2026-12-01")], ["StepTooLong"]),
        ([("一步", "2026-12-01")] * 61, ["TooManySteps"]),
    ],
)
def test_steps(steps: list[tuple[str, str | None]], problems: list[str]) -> None:
    drafts = [StepDraft(title, day(due) if due else None) for title, due in steps]
    assert [type(p).__name__ for p in rules.problems_in_steps(drafts, DUE)] == problems


@pytest.mark.parametrize(("done", "total", "percent"), [(0, 0, None), (0, 3, 0), (1, 3, 33), (3, 3, 100)])
def test_the_share_of_done_steps_is_rounded_down(done: int, total: int, percent: int | None) -> None:
    assert rules.steps_percent(done, total) == percent


def test_stages_follow_one_another_and_go_back_until_issue() -> None:
    assert rules.stages_after(P.DRAFT) == (P.CONSULTATION,)
    assert rules.stages_after(P.LEGAL_REVIEW) == (P.DECIDED, P.DRAFT, P.CONSULTATION)
    assert rules.stages_after(P.ISSUED) == (P.IN_FORCE,)
    assert rules.stages_after(P.REVIEWED) == ()


@pytest.mark.parametrize(
    ("former", "stage", "on", "note", "number", "problems"),
    [
        (P.DRAFT, P.CONSULTATION, "2026-11-20", "征求十四个部门意见", "", []),
        (P.DRAFT, P.LEGAL_REVIEW, "2026-11-20", "已审", "", ["StageNotNext"]),
        (P.DRAFT, P.CONSULTATION, "2026-11-22", "征求意见", "", ["DayAhead"]),
        (P.DRAFT, P.CONSULTATION, "2026-11-09", "征求意见", "", ["StageTooEarly"]),
        (P.DRAFT, P.CONSULTATION, "2026-11-20", " ", "", ["StageWithoutWords"]),
        (P.DECIDED, P.LEGAL_REVIEW, "2026-11-20", "", "", ["ReasonMissing"]),
        (P.DECIDED, P.ISSUED, "2026-11-20", "已印发", "", ["PolicyNumberMissing"]),
        (P.DECIDED, P.ISSUED, "2026-11-20", "已印发", "云政规〔2026〕2号", []),
        (P.ISSUED, P.DECIDED, "2026-11-20", "撤回", "", ["StageNotNext"]),
    ],
)
def test_a_stage(former: P, stage: P, on: str, note: str, number: str, problems: list[str]) -> None:
    found = rules.problems_with_stage(
        former, stage, reached_on=day(on), since=day("2026-11-10"), today=TODAY, note=note, number=number
    )
    assert [type(p).__name__ for p in found] == problems


@pytest.mark.parametrize(
    ("held", "rhythm", "following"),
    [
        ("2026-11-21", MeetingRhythm.WEEKLY, "2026-11-28"),
        ("2026-11-21", MeetingRhythm.FORTNIGHTLY, "2026-12-05"),
        ("2026-01-31", MeetingRhythm.MONTHLY, "2026-02-28"),
        ("2027-12-31", MeetingRhythm.MONTHLY, "2028-01-31"),
        ("2026-11-30", MeetingRhythm.QUARTERLY, "2027-02-28"),
        ("2026-08-31", MeetingRhythm.HALF_YEARLY, "2027-02-28"),
        ("2028-02-29", MeetingRhythm.YEARLY, "2029-02-28"),
        ("2026-11-21", MeetingRhythm.AS_NEEDED, None),
    ],
)
def test_the_next_meeting_is_one_rhythm_later(held: str, rhythm: MeetingRhythm, following: str | None) -> None:
    assert rules.meeting_after(day(held), rhythm) == (day(following) if following else None)


@pytest.mark.parametrize(
    ("state", "next_on", "late"),
    [
        (M.RUNNING, TODAY, False),  # the day itself is not late
        (M.RUNNING, date(2026, 11, 20), True),
        (M.RUNNING, None, False),
        (M.SETTING_UP, date(2026, 11, 1), False),
        (M.ENDED, date(2026, 11, 1), False),
    ],
)
def test_a_mechanism_that_has_not_met_when_due_is_late(state: M, next_on: date | None, late: bool) -> None:
    assert rules.mechanism_is_late(state, next_on, TODAY) is late


def _mechanism(state: M | None, next_on: date | None = None, meetings: int = 1) -> InstrumentFacts:
    return InstrumentFacts(Instrument.MECHANISM, mechanism=state, next_meeting_on=next_on, meetings=meetings)


@pytest.mark.parametrize(
    ("facts", "deadline", "lacks"),
    [
        (InstrumentFacts(Instrument.ITEM), DUE, ()),
        (InstrumentFacts(Instrument.ITEM, steps_open=1), DUE, (Lack.STEPS,)),
        (InstrumentFacts(Instrument.PROJECT), DUE, ()),
        (InstrumentFacts(Instrument.POLICY), DUE, (Lack.POLICY_ISSUED,)),
        (InstrumentFacts(Instrument.POLICY, policy_stage=P.DECIDED), DUE, (Lack.POLICY_ISSUED,)),
        (InstrumentFacts(Instrument.POLICY, policy_stage=P.ISSUED), DUE, (Lack.POLICY_ISSUED,)),  # no number
        (InstrumentFacts(Instrument.POLICY, policy_stage=P.ISSUED, has_number=True), DUE, ()),
        (InstrumentFacts(Instrument.POLICY, policy_stage=P.REVIEWED, has_number=True), DUE, ()),
        (_mechanism(None), DUE, (Lack.MECHANISM_RUNNING,)),
        (_mechanism(M.SETTING_UP), DUE, (Lack.MECHANISM_RUNNING,)),
        (_mechanism(M.RUNNING, DUE), DUE, (Lack.MEETINGS,)),  # one more is due by the deadline
        (_mechanism(M.RUNNING, date(2027, 1, 1)), DUE, ()),
        (_mechanism(M.RUNNING, date(2027, 1, 1), meetings=0), DUE, (Lack.MEETINGS,)),
        (_mechanism(M.RUNNING, date(2026, 11, 20)), None, (Lack.MEETINGS,)),
        (_mechanism(M.RUNNING, TODAY), None, ()),
        (_mechanism(M.ENDED), DUE, ()),
    ],
)
def test_what_counts_as_done(facts: InstrumentFacts, deadline: date | None, lacks: tuple[Lack, ...]) -> None:
    assert rules.lacks_before_completion(facts, deadline, TODAY) == lacks
