"""Items, policies and mechanisms on their way: who may, what is kept, what is refused (IN1–IN8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.core.files.base import ContentFile

from luoshi.domain.audit.queries import history_of
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.tasks import actions, errors
from luoshi.domain.tasks.actions import AttachmentDraft
from luoshi.domain.tasks.actions.creating import text_of
from luoshi.domain.tasks.errors import instruments as refusals
from luoshi.domain.tasks.models import Evidence, Mechanism, Policy, Step, Task
from luoshi.domain.tasks.queries import instrument_view, late_mechanisms, own_states, waiting_for
from luoshi.domain.tasks.rules.instruments import StepDraft
from luoshi.domain.tasks.terms import Deed, Instrument, MechanismState, MeetingRhythm, PolicyStage, Waiting
from luoshi.foundation.refusals import Invalid, NotAllowed, Stale
from tests.cast import Cast
from tests.factories import plans as plan_make
from tests.factories import tasks as make

P = PolicyStage


def finish(cast: Cast, now: datetime, step: Step, **fields: object) -> Step:
    wanted = {"actor": cast.bureau_reporter, "done_on": date(2026, 11, 21), "evidence": "台账已建立。"}
    return actions.finish_step(now=now, step=step, **(wanted | fields))  # type: ignore[arg-type]


def test_an_item_is_done_when_every_step_is(cast: Cast, now: datetime) -> None:
    task = plan_make.item(cast, now)
    first, second = task.steps.order_by("order")
    finish(cast, now, first, attachments=[AttachmentDraft("台账.pdf", ContentFile(b"x"))])
    assert Evidence.objects.get().step == first
    view = instrument_view(task, date(2026, 11, 21))
    assert (view.steps_done, view.percent) == (1, 50)
    with pytest.raises(refusals.CompletionNotReady) as refused:
        make.completion(cast, now, make.fresh(task))
    assert "尚有步骤未完成" in refused.value.message("zh-hans")
    finish(cast, now, second)
    make.completion(cast, now, make.fresh(task))
    assert make.fresh(task).declared_percent == 100


def test_steps_beside_the_declared_percentage_never_change_it(cast: Cast, now: datetime) -> None:
    task = plan_make.item(cast, now)
    make.progress(cast, now, make.fresh(task), 70)
    finish(cast, now, task.steps.get(order=1))
    assert make.fresh(task).declared_percent == 70


def test_a_done_step_stays_until_it_is_taken_back(cast: Cast, now: datetime) -> None:
    task = plan_make.item(cast, now)
    first, second = task.steps.order_by("order")
    finish(cast, now, first)
    with pytest.raises(refusals.DoneStepChanged):
        actions.plan_steps(
            actor=cast.bureau_reporter, now=now, task=task, steps=[StepDraft("分类整治", second.due_on, second.pk)]
        )
    with pytest.raises(refusals.StepStateOpen):
        finish(cast, now, first)
    with pytest.raises(errors.ReasonMissing):
        actions.reopen_step(actor=cast.officer, now=now, step=first, reason=" ")
    actions.reopen_step(actor=cast.officer, now=now, step=first, reason="台账不全")
    assert Step.objects.get(pk=first.pk).done_on is None
    assert history_of("task", task.pk)[0].before["evidence"] == "台账已建立。"


def test_moving_a_step_of_an_issued_task_needs_a_reason(cast: Cast, now: datetime) -> None:
    task = plan_make.item(cast, now)
    first, second = task.steps.order_by("order")
    moved = [StepDraft(first.title, first.due_on, first.pk), StepDraft(second.title, date(2026, 12, 20), second.pk)]
    with pytest.raises(errors.ReasonMissing):
        actions.plan_steps(actor=cast.bureau_reporter, now=now, task=task, steps=moved)
    actions.plan_steps(actor=cast.bureau_reporter, now=now, task=task, steps=moved, reason="汛期影响")
    assert Step.objects.get(pk=second.pk).due_on == date(2026, 12, 20)
    assert history_of("task", task.pk)[0].note == "汛期影响"


def test_steps_saved_on_an_older_version_are_refused(cast: Cast, now: datetime) -> None:
    task = plan_make.item(cast, now)
    with pytest.raises(Stale):
        actions.plan_steps(actor=cast.officer, now=now, task=task, steps=[], version=task.version - 1)
    assert task.steps.count() == 2


@pytest.mark.parametrize(
    ("done_on", "evidence", "refusal"),
    [
        (date(2026, 11, 22), "完成", refusals.DayAhead),
        (date(2026, 11, 20), "完成", refusals.DayTooEarly),  # issued on the 21st
        (date(2026, 11, 21), " ", refusals.EvidenceMissing),
    ],
)
def test_a_step_is_done_on_a_day_that_was_with_evidence(
    cast: Cast, now: datetime, done_on: date, evidence: str, refusal: type[Exception]
) -> None:
    step = plan_make.item(cast, now).steps.get(order=1)
    with pytest.raises(refusal):
        finish(cast, now, step, done_on=done_on, evidence=evidence)
    assert Step.objects.get(pk=step.pk).done_on is None


def test_the_lead_unit_plans_only_once_it_has_signed(cast: Cast, now: datetime) -> None:
    task = make.issued(cast, now)
    with pytest.raises(NotAllowed):
        actions.plan_steps(actor=cast.bureau_reporter, now=now, task=task, steps=plan_make.STEPS)
    actions.plan_steps(actor=cast.officer, now=now, task=task, steps=plan_make.STEPS)
    actions.sign_task(actor=cast.bureau_leader, now=now, task=task)
    for person in (cast.other_reporter, cast.county_officer, cast.reader):
        with pytest.raises(NotAllowed):
            finish(cast, now, task.steps.get(order=1), actor=person)


def record(cast: Cast, now: datetime, task: Task, stage: P, **fields: object) -> Task:
    wanted = {"actor": cast.bureau_reporter, "reached_on": date(2026, 11, 21), "note": f"{stage.chinese}完成"}
    return actions.record_stage(now=now, task=task, stage=stage, **(wanted | fields))  # type: ignore[arg-type]


def test_a_policy_is_done_once_issued_with_its_number_and_goes_on_after_closing(cast: Cast, now: datetime) -> None:
    task = plan_make.policy(cast, now)
    for stage in (P.CONSULTATION, P.LEGAL_REVIEW, P.DECIDED):
        record(cast, now, task, stage)
    with pytest.raises(refusals.CompletionNotReady):
        make.completion(cast, now, make.fresh(task))
    record(cast, now, task, P.ISSUED, document_number="云政规〔2026〕2号")
    policy = Policy.objects.get()
    assert (policy.document_number, policy.issued_on) == ("云政规〔2026〕2号", date(2026, 11, 21))
    report = make.completion(cast, now, make.fresh(task))
    with pytest.raises(errors.StepNotOpen):
        record(cast, now, task, P.IN_FORCE)  # a reported completion waits
    actions.verify_report(actor=cast.officer, now=now, report=report)
    record(cast, now, task, P.IN_FORCE)
    record(cast, now, task, P.REVIEWED)
    assert make.fresh(task).state == "closed"
    assert Policy.objects.get().stage == P.REVIEWED


def test_a_policy_goes_back_with_a_reason_and_both_stay_in_its_records(cast: Cast, now: datetime) -> None:
    task = plan_make.policy(cast, now)
    record(cast, now, task, P.CONSULTATION)
    record(cast, now, task, P.DRAFT, note="意见分歧大，重新起草")
    assert [r.stage for r in Policy.objects.get().records.order_by("pk")] == ["consultation", "draft"]


def test_what_belongs_to_another_instrument_is_refused(cast: Cast, now: datetime) -> None:
    task = make.handled(cast, now)
    with pytest.raises(refusals.OtherInstrument):
        record(cast, now, task, P.CONSULTATION)
    with pytest.raises(refusals.OtherInstrument):
        actions.end_mechanism(actor=cast.officer, now=now, task=task, reason="不再需要")


def hold(cast: Cast, now: datetime, task: Task, **fields: object) -> None:
    wanted = {"actor": cast.bureau_reporter, "held_on": date(2026, 11, 21), "subject": "研究河湖管护",
              "attended": [cast.bureau, cast.county]}  # fmt: skip
    actions.hold_meeting(now=now, task=task, **(wanted | fields))  # type: ignore[arg-type]


def test_a_mechanism_meets_and_then_expects_its_next_meeting(cast: Cast, now: datetime) -> None:
    task = plan_make.mechanism(cast, now)
    hold(cast, now, task, attachments=[AttachmentDraft("纪要.docx", ContentFile(b"x"))])
    mechanism = Mechanism.objects.get()
    assert mechanism.next_meeting_on == date(2026, 12, 21)
    meeting = mechanism.meetings.get()
    assert {unit.pk for unit in meeting.attended.all()} == {cast.bureau.pk, cast.county.pk}
    assert Evidence.objects.get().meeting == meeting
    with pytest.raises(refusals.MeetingOnThatDay):
        hold(cast, now, task)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"held_on": date(2026, 11, 22)}, refusals.DayAhead),
        ({"subject": ""}, refusals.SubjectMissing),
        ({"attended": []}, refusals.NobodyAttended),
        ({"next_meeting_on": date(2026, 11, 21)}, refusals.NextBeforeLast),
    ],
)
def test_a_meeting_is_told_whole(
    cast: Cast, now: datetime, fields: dict[str, object], refusal: type[Exception]
) -> None:
    task = plan_make.mechanism(cast, now)
    with pytest.raises(refusal):
        hold(cast, now, task, **fields)
    assert not Mechanism.objects.get().meetings.exists()


def test_an_older_meeting_recorded_later_does_not_move_the_next(cast: Cast, now: datetime) -> None:
    task = plan_make.mechanism(cast, now)
    hold(cast, now, task)
    hold(cast, now, task, held_on=date(2026, 10, 20))
    assert Mechanism.objects.get().next_meeting_on == date(2026, 12, 21)


def test_late_mechanisms_are_found_and_shown_in_the_list(cast: Cast, now: datetime) -> None:
    task = plan_make.mechanism(cast, now, next_meeting_on=date(2026, 11, 30))
    assert not late_mechanisms(date(2026, 11, 30)).exists()
    assert late_mechanisms(date(2026, 12, 1)).get().task_id == task.pk
    assert own_states([task.pk], date(2026, 12, 1))[task.pk].is_late
    kinds = [group.kind for group in waiting_for(standing_of(cast.bureau_reporter), date(2026, 12, 1))]
    assert Waiting.TO_MEET in kinds


def test_a_running_mechanism_needs_members_and_its_next_meeting(cast: Cast, now: datetime) -> None:
    task = make.handled(cast, now, instrument=Instrument.MECHANISM)
    with pytest.raises(Invalid) as refused:
        actions.set_mechanism(
            actor=cast.officer,
            now=now,
            task=task,
            convenor_unit=None,
            members=[],
            rhythm=MeetingRhythm.MONTHLY,
            is_running=True,
        )
    names = {type(problem).__name__ for problem in refused.value.problems}
    assert names == {"ConvenorMissing", "MembersMissing", "NextMeetingMissing"}
    assert not Mechanism.objects.exists()


def test_an_ended_mechanism_counts_as_done_and_meets_no_more(cast: Cast, now: datetime) -> None:
    task = plan_make.mechanism(cast, now)
    with pytest.raises(refusals.CompletionNotReady):
        make.completion(cast, now, make.fresh(task))
    with pytest.raises(errors.ReasonMissing):
        actions.end_mechanism(actor=cast.officer, now=now, task=task, reason="")
    actions.end_mechanism(actor=cast.officer, now=now, task=task, reason="职责并入河长制办公室")
    assert Mechanism.objects.get().state == MechanismState.ENDED
    with pytest.raises(refusals.MechanismNotRunning):
        hold(cast, now, task)
    make.completion(cast, now, make.fresh(task))


def test_a_draft_changes_its_instrument_and_keeps_what_it_had(cast: Cast, now: datetime) -> None:
    task = make.make_task(cast, now, supporting_units=[cast.other_bureau])
    actions.plan_steps(actor=cast.officer, now=now, task=task, steps=plan_make.STEPS)
    for instrument in (Instrument.POLICY, Instrument.ITEM):
        task = make.fresh(task)
        actions.edit_task(
            actor=cast.officer,
            now=now,
            task=task,
            version=task.version,
            text=replace(text_of(task), instrument=instrument.value),
            lead_unit=task.lead_unit,
            supporting_units=[cast.other_bureau],
        )
    assert task.steps.count() == 2
    assert (make.fresh(task).instrument, make.fresh(task).title) == ("item", task.title)


def test_an_issued_task_keeps_its_instrument(cast: Cast, now: datetime) -> None:
    task = make.issued(cast, now)
    with pytest.raises(refusals.InstrumentFixed):
        actions.edit_task(
            actor=cast.officer,
            now=now,
            task=task,
            version=task.version,
            text=replace(text_of(task), instrument="policy"),
            lead_unit=task.lead_unit,
            reason="换一种方式",
        )


def test_a_wrong_citation_leaves_a_draft_and_stays_once_issued(cast: Cast, now: datetime) -> None:
    document = make.make_document(cast, now)
    task = make.make_task(cast, now, citations=[make.citation_of(document)])
    citation = task.citations.get()
    with pytest.raises(NotAllowed):
        actions.remove_citation(actor=cast.administrator, now=now, task=task, citation=citation)
    actions.remove_citation(actor=cast.officer, now=now, task=task, citation=citation)
    assert not task.citations.exists()
    assert history_of("task", task.pk)[0].verb == Deed.UNCITE
    with pytest.raises(refusals.CitationIsGone):
        actions.remove_citation(actor=cast.officer, now=now, task=task, citation=citation)
    ordered = make.issued(cast, now + timedelta(days=1), citations=[make.citation_of(document)])
    with pytest.raises(errors.StepNotOpen):
        actions.remove_citation(actor=cast.officer, now=now, task=ordered, citation=ordered.citations.get())
