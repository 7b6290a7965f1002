"""Steps planned, seen, taken, held, answered and appealed against over days (LA1–LA13)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from luoshi.domain.audit.models import Event
from luoshi.domain.notices.models import Notice
from luoshi.domain.supervision import actions, errors
from luoshi.domain.supervision.actions import taking
from luoshi.domain.supervision.models import Letter, Matter, StepRun
from luoshi.domain.supervision.rules.letters import addressee_of
from luoshi.domain.supervision.terms import (
    AnswerKind,
    AppealDeed,
    ClosingGrade,
    MatterState,
    StepKind,
    StepRunState,
)
from luoshi.domain.tasks import actions as tasks
from luoshi.domain.tasks.models import Task
from luoshi.foundation.refusals import NotAllowed, Stale
from luoshi.workflows.climb_ladder import climb_ladders, plan_ladders
from tests.cast import Cast
from tests.factories.supervision import ISSUED, adopted, at, kinds, matter_of, pass_days
from tests.factories.tasks import completion, fresh, handled, progress

pytestmark = pytest.mark.django_db
S = StepRunState


@pytest.fixture
def task(cast: Cast) -> Task:
    """A task due on 30 April whose ladder has run since January."""
    made = handled(cast, ISSUED, deadline=date(2026, 4, 30))
    adopted(cast)
    pass_days(date(2026, 1, 5), date(2026, 1, 6))
    return made


def yellow_day(task: Task) -> date:
    """Let days pass until the first step is planned, and give the day it goes out."""
    day = date(2026, 1, 7)
    while not StepRun.objects.filter(matter__task=task).exists():
        plan_ladders(now=at(day.month, day.day, 6))
        climb_ladders(now=at(day.month, day.day, 10))
        day += timedelta(days=1)
    return StepRun.objects.get(matter__task=task).due_on


def test_a_chase_goes_out_when_the_light_turns_and_climbs_where_nobody_answers(cast: Cast, task: Task) -> None:
    day = yellow_day(task)
    assert kinds(task) == [("chase", "taken")]
    assert Letter.objects.get().body.count(task.title) == 1
    told = set(Notice.objects.filter(subject_type="matter").values_list("recipient__username", flat=True))
    assert told == {"bureau_leader", "bureau_reporter"}
    pass_days(day + timedelta(days=1), day + timedelta(days=40))
    assert [kind for kind, _ in kinds(task)] == ["chase", "supervision_letter", "bulletin", "interview"]
    assert matter_of(task).rung == StepKind.INTERVIEW
    assert [letter.number for letter in Letter.objects.order_by("id")] == [1, 1, 1, 1]  # a series for each word


def test_a_step_is_seen_before_it_goes_out(cast: Cast, task: Task) -> None:
    progress(cast, at(4, 20), task, 95)  # green until the deadline
    pass_days(date(2026, 4, 20), date(2026, 4, 22))
    plan_ladders(now=at(4, 22, 11))
    step = StepRun.objects.get(matter__task=task, kind=StepKind.REMINDER)
    assert (step.due_on, step.state) == (date(2026, 4, 23), S.PLANNED)  # seen the day before
    climb_ladders(now=at(4, 22, 12))
    assert StepRun.objects.get(pk=step.pk).state == S.PLANNED
    plan_ladders(now=at(4, 23, 6))
    assert StepRun.objects.get(pk=step.pk).state == S.PLANNED
    climb_ladders(now=at(4, 23, 10))
    assert StepRun.objects.get(pk=step.pk).state == S.TAKEN


def test_the_first_run_of_a_ladder_floods_nobody(cast: Cast) -> None:
    late = handled(cast, ISSUED, deadline=date(2026, 2, 1))
    adopted(cast, at(6, 1))
    pass_days(date(2026, 6, 2), date(2026, 6, 4))
    step = StepRun.objects.get(matter__task=late)
    assert (step.state, step.needs_release) == (S.PLANNED, True)
    assert not Notice.objects.filter(subject_type="matter").exists()
    actions.let_go_step(actor=cast.officer, now=at(6, 4), step=step, version=step.version)
    assert StepRun.objects.get(pk=step.pk).state == S.TAKEN
    assert Notice.objects.filter(subject_type="matter").exists()


def test_after_a_gap_everything_waits_for_the_office(cast: Cast, task: Task) -> None:
    pass_days(date(2026, 5, 20), date(2026, 5, 22))
    assert set(StepRun.objects.filter(matter__task=task).values_list("state", "needs_release")) == {("planned", True)}


def test_a_run_that_dies_between_steps_sends_each_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [handled(cast, ISSUED, title=f"任务{n}", deadline=date(2026, 4, 30)) for n in range(4)]
    adopted(cast)
    pass_days(date(2026, 1, 5), date(2026, 1, 6))
    day = date(2026, 1, 7)
    while StepRun.objects.filter(due_on=day).count() < 4:
        day += timedelta(days=1)
        plan_ladders(now=at(day.month, day.day, 6))
    before = Notice.objects.filter(subject_type="matter").count()
    real, calls = taking.tell_of_step, []

    class PowerCut(BaseException):
        pass

    def breaks(*args: Any, **kwargs: Any) -> int:
        calls.append(1)
        if len(calls) in {2, 4}:
            raise PowerCut
        return real(*args, **kwargs)

    monkeypatch.setattr(taking, "tell_of_step", breaks)
    for _ in range(2):
        with pytest.raises(PowerCut):
            climb_ladders(now=at(day.month, day.day, 10))
    assert climb_ladders(now=at(day.month, day.day, 10)) == 2
    assert climb_ladders(now=at(day.month, day.day, 10)) == 0
    plan_ladders(now=at(day.month, day.day, 11))
    assert [kinds(one) for one in made] == [[("chase", "taken")]] * 4
    assert Letter.objects.count() == 4
    assert sorted(Letter.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
    assert Notice.objects.filter(subject_type="matter").count() == before + 8


def test_a_step_that_fails_stands_in_no_other_ones_way(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [handled(cast, ISSUED, title=f"任务{n}", deadline=date(2026, 4, 30)) for n in range(2)]
    adopted(cast)
    pass_days(date(2026, 1, 5), date(2026, 1, 6))
    real = taking.write_letter

    def fails(*, run: StepRun, **kwargs: Any) -> Letter:
        if run.matter.task_id == made[0].pk:
            raise OSError("no paper")
        return real(run=run, **kwargs)

    monkeypatch.setattr(taking, "write_letter", fails)
    with pytest.raises(OSError, match="no paper"):
        pass_days(date(2026, 1, 7), date(2026, 3, 1))
    assert kinds(made[0]) == [("chase", "planned")]
    assert kinds(made[1]) == [("chase", "taken")]
    monkeypatch.setattr(taking, "write_letter", real)
    day = StepRun.objects.get(matter__task=made[0]).due_on
    climb_ladders(now=at(day.month, day.day, 10))
    assert kinds(made[0]) == [("chase", "taken")]


def test_a_held_step_waits_and_a_dropped_one_never_goes(cast: Cast, task: Task) -> None:
    pass_days(date(2026, 1, 7), date(2026, 4, 21))
    StepRun.objects.filter(matter__task=task).exclude(state=S.PLANNED).update(state=S.DROPPED)
    day = date(2026, 4, 22)
    plan_ladders(now=at(4, 22, 6))
    step = StepRun.objects.filter(matter__task=task, state=S.PLANNED).first()
    assert step is not None
    with pytest.raises(errors.ReasonMissing):
        actions.hold_step(
            actor=cast.officer, now=at(4, 22, 7), step=step, reason=" ", held_until=None, version=step.version
        )
    with pytest.raises(NotAllowed):
        actions.hold_step(
            actor=cast.bureau_leader, now=at(4, 22, 7), step=step, reason="在途", held_until=None, version=step.version
        )
    with pytest.raises(Stale):
        actions.hold_step(actor=cast.officer, now=at(4, 22, 7), step=step, reason="在途", held_until=None, version=99)
    until = date(2026, 4, 24)
    held = actions.hold_step(
        actor=cast.officer, now=at(4, 22, 7), step=step, reason="专班正在会商", held_until=until, version=step.version
    )
    pass_days(day, until - timedelta(days=1))
    assert StepRun.objects.get(pk=held.pk).state == S.HELD
    pass_days(until, until)
    assert StepRun.objects.get(pk=held.pk).due_on == until + timedelta(days=1)  # seen again the day before
    pass_days(until + timedelta(days=1), until + timedelta(days=1))
    again = StepRun.objects.get(pk=held.pk)
    assert again.state == S.TAKEN
    with pytest.raises(errors.StepNotOpen):
        actions.drop_step(actor=cast.officer, now=at(4, 26), step=again, reason="重复", version=again.version)


def test_a_report_answers_the_chase_and_the_ladder_stops(cast: Cast, task: Task) -> None:
    day = yellow_day(task)
    progress(cast, at(day.month, day.day, 15), task, 99)
    pass_days(day + timedelta(days=1), day + timedelta(days=12))
    assert kinds(task) == [("chase", "answered")]
    matter = matter_of(task)
    assert (matter.episode, matter.rung) == (2, "")  # back in order: the next slip begins at the bottom
    pass_days(day + timedelta(days=13), date(2026, 5, 4))
    assert ("chase", 2) in StepRun.objects.filter(matter=matter).values_list("kind", "episode")


def test_a_late_answer_is_kept_and_stops_nothing(cast: Cast, task: Task) -> None:
    day = yellow_day(task)
    pass_days(day + timedelta(days=1), day + timedelta(days=10))
    chase = StepRun.objects.get(matter__task=task, kind=StepKind.CHASE)
    late = at(day.month, day.day, 12) + timedelta(days=10)
    with pytest.raises(NotAllowed):
        actions.answer_step(actor=cast.other_leader, now=late, step=chase, kind=AnswerKind.PLAN, words="方案")
    with pytest.raises(errors.AnswerNotAsked):
        actions.answer_step(actor=cast.bureau_leader, now=late, step=chase, kind=AnswerKind.SIGNED, words="收到")
    with pytest.raises(errors.AnswerMissing):
        actions.answer_step(actor=cast.bureau_leader, now=late, step=chase, kind=AnswerKind.PLAN, words=" ")
    answer = actions.answer_step(
        actor=cast.bureau_leader,
        now=late,
        step=chase,
        kind=AnswerKind.PLAN,
        words="整改方案见附件。",
        file_name="整改方案.pdf",
        content=b"%PDF-1.7",
    )
    assert answer.file_name == "整改方案.pdf"
    assert StepRun.objects.get(pk=chase.pk).state == S.TAKEN
    assert StepRun.objects.filter(matter__task=task, kind=StepKind.SUPERVISION_LETTER, state=S.TAKEN).exists()


def test_an_appeal_stops_the_clock_and_upheld_takes_the_step_back(cast: Cast, task: Task) -> None:
    day = yellow_day(task)
    chase = StepRun.objects.get(matter__task=task)
    now = at(day.month, day.day, 12)
    appeal = actions.file_appeal(actor=cast.bureau_reporter, now=now, step=chase, reason="数据口径有误")
    with pytest.raises(errors.AppealAlreadyFiled):
        actions.file_appeal(actor=cast.bureau_reporter, now=now, step=chase, reason="再申诉")
    pass_days(day + timedelta(days=1), day + timedelta(days=8))
    assert [kind for kind, _ in kinds(task)] == ["chase"]  # its clock stands still
    with pytest.raises(NotAllowed):
        actions.answer_appeal(
            actor=cast.bureau_leader, now=now, appeal=appeal, deed=AppealDeed.UPHOLD, answer="情况属实"
        )
    actions.answer_appeal(
        actor=cast.officer, now=now + timedelta(days=8), appeal=appeal, deed=AppealDeed.REJECT, answer="口径无误"
    )
    with pytest.raises(errors.AppealNotOpen):
        actions.take_back_appeal(actor=cast.bureau_leader, now=now + timedelta(days=8), appeal=appeal)
    pass_days(day + timedelta(days=9), day + timedelta(days=20))
    assert [kind for kind, _ in kinds(task)][:2] == ["chase", "supervision_letter"]


def test_an_appeal_comes_within_the_ladders_working_days(cast: Cast, task: Task) -> None:
    day = yellow_day(task)
    chase = StepRun.objects.get(matter__task=task)
    with pytest.raises(errors.AppealTooLate):
        actions.file_appeal(
            actor=cast.bureau_reporter,
            now=at(day.month, day.day) + timedelta(days=20),
            step=chase,
            reason="数据口径有误",
        )


def test_closing_wants_the_end_and_a_grade_and_reopening_keeps_the_history(cast: Cast, task: Task) -> None:
    day = yellow_day(task)
    matter = matter_of(task)
    moment = at(day.month, day.day, 15)
    with pytest.raises(errors.MatterStillOpen):
        actions.close_matter(
            actor=cast.officer, now=moment, matter=matter, grade=ClosingGrade.GOOD, words="", version=matter.version
        )
    report = completion(cast, moment, task)
    tasks.verify_report(actor=cast.officer, now=moment, report=report)
    pass_days(day + timedelta(days=1), day + timedelta(days=3))
    closing = StepRun.objects.get(matter=matter, kind=StepKind.CLOSING)
    assert (closing.state, closing.needs_release) == (S.PLANNED, True)
    with pytest.raises(errors.ClosingIsDecided):
        actions.let_go_step(actor=cast.officer, now=moment, step=closing, version=closing.version)
    matter = matter_of(task)
    later = moment + timedelta(days=3)
    closed = actions.close_matter(
        actor=cast.officer, now=later, matter=matter, grade=ClosingGrade.GOOD, words="按期办结", version=matter.version
    )
    assert (closed.state, closed.grade) == (MatterState.CLOSED, ClosingGrade.GOOD)
    assert StepRun.objects.get(pk=closing.pk).state == S.TAKEN
    assert Letter.objects.filter(step=closing).exists()
    former = StepRun.objects.count()
    tasks.reopen_task(actor=cast.officer, now=later, task=fresh(task), reason="复查发现反弹")
    pass_days(day + timedelta(days=4), day + timedelta(days=5))
    again = matter_of(task)
    assert (again.state, again.round, again.grade) == (MatterState.OPEN, 2, "")
    assert StepRun.objects.count() >= former
    said = list(Event.objects.filter(subject_type="matter", subject_id=matter.pk).values_list("verb", flat=True))
    assert {"take_step", "close_matter", "reopen_matter"} <= set(said)


def test_a_task_that_was_only_reminded_needs_no_closing(cast: Cast, task: Task) -> None:
    progress(cast, at(1, 10), task, 95)
    pass_days(date(2026, 1, 7), date(2026, 1, 10))
    for month, last in ((1, 31), (2, 28), (3, 31), (4, 25)):
        pass_days(date(2026, month, 1) if month > 1 else date(2026, 1, 11), date(2026, month, last))
    assert [kind for kind, _ in kinds(task)] == ["reminder"]
    report = completion(cast, at(4, 25, 12), task)
    tasks.verify_report(actor=cast.officer, now=at(4, 25, 13), report=report)
    pass_days(date(2026, 4, 26), date(2026, 4, 26))
    matter = Matter.objects.get(task=task)
    assert (matter.state, matter.grade) == (MatterState.CLOSED, "")


def test_a_clock_set_back_plans_and_sends_nothing(cast: Cast, task: Task) -> None:
    yellow_day(task)
    count = StepRun.objects.count()
    plan_ladders(now=at(1, 6, 6))
    assert climb_ladders(now=at(1, 6, 10)) == 0
    assert StepRun.objects.count() == count


def test_a_bulletin_is_addressed_to_all_and_a_letter_to_its_unit(cast: Cast, task: Task) -> None:
    day = yellow_day(task)
    pass_days(day + timedelta(days=1), day + timedelta(days=40))
    addressed = dict(Letter.objects.values_list("step__kind", "addressee"))
    assert addressed["bulletin"] == "各有关单位"
    assert addressed["supervision_letter"] == cast.bureau.name
    assert addressee_of(StepKind.ACCOUNTABILITY, cast.bureau.name) == "有关机关"
