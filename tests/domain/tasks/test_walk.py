"""The whole way of a task, by its actions: drafted, issued, signed, reported, verified, closed, reopened."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from luoshi.domain.audit.queries import history_of
from luoshi.domain.tasks import actions, errors
from luoshi.domain.tasks.models import Assignment, Report, Task
from luoshi.domain.tasks.terms import AssignmentState, BatchState, Deed, ReportState, TaskState
from tests.cast import Cast
from tests.factories import tasks as make


def test_a_task_goes_from_draft_to_closed(cast: Cast, now: datetime) -> None:
    document = make.make_document(cast, now)
    task = make.make_task(cast, now, citations=[make.citation_of(document)])
    assert (task.state, task.number_text) == (TaskState.DRAFT, "2026-0001")

    batch = make.make_batch(cast, now, task)
    actions.issue_batch(actor=cast.officer, now=now, batch=batch)
    batch.refresh_from_db()
    assert batch.state == BatchState.ISSUED
    assert make.fresh(task).state == TaskState.ISSUED

    actions.sign_task(actor=cast.bureau_leader, now=now, task=task, responsible_person="何报")
    report = make.progress(cast, now, task, 40)
    actions.verify_report(actor=cast.officer, now=now, report=report, verified_percent=30, remark="按实际计")
    task = make.fresh(task)
    assert (task.state, task.declared_percent, task.verified_percent) == (TaskState.HANDLING, 40, 30)

    done = make.completion(cast, now, task)
    assert make.fresh(task).state == TaskState.COMPLETION_REPORTED
    actions.verify_report(actor=cast.officer, now=now + timedelta(days=3), report=done)
    task = make.fresh(task)
    assert (task.state, task.verified_percent, task.closed_at) == (TaskState.CLOSED, 100, now + timedelta(days=3))

    deeds = [event.verb for event in history_of("task", task.pk).order_by("id")]
    assert deeds == [
        Deed.CREATE, Deed.COMPILE, Deed.ISSUE, Deed.SIGN, Deed.REPORT_PROGRESS, Deed.VERIFY,
        Deed.REPORT_COMPLETION, Deed.VERIFY,
    ]  # fmt: skip
    last = history_of("task", task.pk)[0]
    assert (last.before["state"], last.after["state"]) == ("completion_reported", "closed")
    assert last.actor_name == "杜衡"


def test_a_returned_task_is_given_to_another_unit_and_both_assignments_stay(cast: Cast, now: datetime) -> None:
    task = make.issued(cast, now)
    actions.return_task(actor=cast.bureau_leader, now=now, task=task, reason="职责已划转市农业农村局")
    actions.reassign_task(actor=cast.officer, now=now, task=task, lead_unit=cast.other_bureau, reason="按三定方案改派")
    actions.sign_task(actor=cast.other_leader, now=now, task=task)
    rows = list(Assignment.objects.order_by("id").values_list("unit__name", "state", "reason"))
    assert rows == [
        (cast.bureau.name, AssignmentState.RETURNED, "职责已划转市农业农村局"),
        (cast.other_bureau.name, AssignmentState.SIGNED, ""),
    ]
    assert make.fresh(task).lead_unit == cast.other_bureau


def test_a_returned_task_can_go_to_the_same_unit_again(cast: Cast, now: datetime) -> None:
    task = make.issued(cast, now)
    actions.return_task(actor=cast.bureau_leader, now=now, task=task, reason="时限过紧")
    actions.reissue_task(actor=cast.officer, now=now, task=task, reason="时限不变，可分步完成")
    assert make.fresh(task).state == TaskState.ISSUED
    assert [a.state for a in Assignment.objects.order_by("id")] == [AssignmentState.RETURNED, AssignmentState.WAITING]


def test_a_completion_sent_back_is_taken_up_again(cast: Cast, now: datetime) -> None:
    task = make.handled(cast, now)
    report = make.completion(cast, now, task)
    actions.send_back_report(actor=cast.officer, now=now, report=report, remark="缺少验收材料")
    task = make.fresh(task)
    assert (task.state, task.last_report_state, task.verified_percent) == ("handling", ReportState.SENT_BACK, None)
    assert make.completion(cast, now, task).state == ReportState.WAITING


def test_a_later_report_sets_the_waiting_one_aside(cast: Cast, now: datetime) -> None:
    task = make.handled(cast, now)
    first, second = make.progress(cast, now, task, 20), make.progress(cast, now, task, 35)
    first.refresh_from_db()
    assert (first.state, first.percent, second.state) == (ReportState.SET_ASIDE, 20, ReportState.WAITING)
    with pytest.raises(errors.NothingWaiting) as refusal:
        actions.verify_report(actor=cast.officer, now=now, report=first)
    assert "不再核验" in refusal.value.message("zh-hans")


def test_reopening_keeps_what_was_declared_and_verified(cast: Cast, now: datetime) -> None:
    task = make.closed(cast, now)
    with pytest.raises(errors.ReasonMissing):
        actions.reopen_task(actor=cast.officer, now=now, task=task, reason=" ")
    actions.reopen_task(actor=cast.officer, now=now, task=task, reason="群众反映反弹")
    task = make.fresh(task)
    assert (task.state, task.closed_at) == (TaskState.HANDLING, None)
    assert Report.objects.get().verified_percent == 100
    assert history_of("task", task.pk)[0].note == "群众反映反弹"


def test_withdrawing_an_issued_task_needs_a_reason_and_sets_its_report_aside(cast: Cast, now: datetime) -> None:
    task = make.handled(cast, now)
    report = make.progress(cast, now, task)
    with pytest.raises(errors.ReasonMissing):
        actions.withdraw_task(actor=cast.officer, now=now, task=task)
    actions.withdraw_task(actor=cast.officer, now=now, task=task, reason="上级取消该任务")
    report.refresh_from_db()
    assert (make.fresh(task).state, report.state) == (TaskState.WITHDRAWN, ReportState.SET_ASIDE)
    with pytest.raises(errors.StepNotOpen):
        actions.restore_task(actor=cast.officer, now=now, task=task)


def test_a_withdrawn_draft_leaves_its_batch_and_can_come_back(cast: Cast, now: datetime) -> None:
    task = make.make_task(cast, now)
    make.make_batch(cast, now, task)
    actions.withdraw_task(actor=cast.officer, now=now, task=task)
    assert make.fresh(task).batch is None
    actions.restore_task(actor=cast.officer, now=now, task=task)
    assert make.fresh(task).state == TaskState.DRAFT


def test_several_signatures_stand_or_fall_alone(cast: Cast, now: datetime) -> None:
    mine, signed, foreign = (
        make.issued(cast, now),
        make.handled(cast, now),
        make.issued(cast, now, lead_unit=cast.other_bureau),
    )
    outcomes = actions.sign_tasks(actor=cast.bureau_leader, now=now, tasks=[mine, signed, foreign])
    assert [type(o.refusal).__name__ for o in outcomes] == ["NoneType", "StepNotOpen", "NotAllowed"]
    assert Task.objects.filter(state=TaskState.HANDLING).count() == 2


def test_several_verifications_stand_or_fall_alone(cast: Cast, now: datetime) -> None:
    first = make.progress(cast, now, make.handled(cast, now))
    second = make.completion(cast, now, make.handled(cast, now))
    actions.send_back_report(actor=cast.officer, now=now, report=second, remark="缺少附件")
    outcomes = actions.verify_reports(actor=cast.officer, now=now, reports=[first, second])
    assert [o.refusal is None for o in outcomes] == [True, False]
