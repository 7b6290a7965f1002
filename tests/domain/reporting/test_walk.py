"""A return from opening to verified, and what its figures become (RP3–RP9, RP12)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from luoshi.domain.audit.queries import history_of
from luoshi.domain.notices.models import Notice
from luoshi.domain.projects.models import MonthlyProgress, ProjectYear
from luoshi.domain.reporting import actions, errors
from luoshi.domain.reporting.models import Line, Return, Tally
from luoshi.domain.reporting.rules import LineDraft
from luoshi.domain.reporting.terms import DisputeState, Figure, ReturnLineState, ReturnState
from luoshi.domain.tasks.models import Report
from luoshi.domain.tasks.terms import ReportState
from luoshi.foundation.refusals import NotAllowed
from luoshi.workflows import hand_in
from tests.cast import Cast
from tests.factories.reporting import OPEN, issued_project, make_period, opened, project_line, read, task_line
from tests.factories.tasks import fresh, handled, progress

pytestmark = pytest.mark.django_db
EARLIER = OPEN - timedelta(days=60)
NARRATIVE = "完成排污口整治12处，正在验收。"


@pytest.fixture
def sheet(cast: Cast) -> Return:
    """The bureau's return with a task and a project."""
    handled(cast, EARLIER)
    issued_project(cast, EARLIER)
    return opened(cast)


def fill(cast: Cast, sheet: Return) -> None:
    person = cast.bureau_reporter
    actions.save_line(
        actor=person, now=OPEN, sheet=sheet, line_id=task_line(sheet).pk, draft=LineDraft(percent=60, note=NARRATIVE)
    )
    draft = LineDraft(
        wan_yuan=Decimal("820.5"), funds_wan_yuan=Decimal(1000), paid_wan_yuan=Decimal(700), note="主体封顶。"
    )
    actions.save_line(actor=person, now=OPEN, sheet=sheet, line_id=project_line(sheet).pk, draft=draft)


def test_a_unit_owes_its_open_tasks_and_issued_projects(sheet: Return) -> None:
    lines = list(Line.objects.filter(sheet=sheet))
    assert len(lines) == 2
    assert task_line(sheet).known["deadline"] == "2026-12-31"
    assert project_line(sheet).known["year_wan_yuan"] == "0"
    assert (sheet.fields_asked, sheet.state) == (6, ReturnState.DRAFT)
    assert Tally.objects.get(period=sheet.period, unit=sheet.unit).lines == 2


def test_opening_twice_makes_nothing_twice(cast: Cast, sheet: Return) -> None:
    assert actions.open_period(now=OPEN, period=sheet.period) == 0
    assert Line.objects.count() == 2


def test_the_whole_way(cast: Cast, sheet: Return) -> None:
    fill(cast, sheet)
    submitted = hand_in.submit(actor=cast.bureau_reporter, now=OPEN, sheet=sheet)
    assert submitted.state == ReturnState.SUBMITTED
    assert Report.objects.count() == 0, "nothing goes out before the leader approved"
    approved = hand_in.approve(actor=cast.bureau_leader, now=OPEN, sheet=sheet)
    assert (approved.state, approved.is_on_time) == (ReturnState.APPROVED, True)
    task = fresh(Report.objects.get().task)
    assert (task.declared_percent, task.verified_percent) == (60, None)
    month = MonthlyProgress.objects.get()
    assert (month.declared_wan_yuan, month.verified_wan_yuan) == (Decimal("820.5"), None)

    from luoshi.domain.reporting.actions import LineVerdict

    hand_in.verify(actor=cast.officer, now=OPEN, sheet=sheet, verdicts={task_line(sheet).pk: LineVerdict(percent=50)})
    assert read(sheet).state == ReturnState.APPROVED
    done = hand_in.verify(actor=cast.officer, now=OPEN, sheet=sheet)
    assert done.state == ReturnState.VERIFIED
    line = task_line(sheet)
    assert (line.declared_percent, line.verified_percent) == (60, 50)
    task = fresh(task)
    assert (task.declared_percent, task.verified_percent) == (60, 50)
    assert Report.objects.get().state == ReportState.VERIFIED
    year = ProjectYear.objects.get(year=2026)
    assert (year.declared_wan_yuan, year.verified_wan_yuan) == (Decimal("820.5"), Decimal("820.5"))
    verbs = [event.verb for event in history_of("return", sheet.pk)]
    assert {"open_return", "save_return", "submit_return", "approve_return", "verify_return"} == set(verbs)
    assert {n.kind for n in Notice.objects.filter(subject_type="return")} == {
        "approval_waiting", "report_to_verify", "report_verified",
    }  # fmt: skip


def test_a_leader_who_submits_approves_in_the_same_act(cast: Cast, sheet: Return) -> None:
    fill(cast, sheet)
    assert hand_in.submit(actor=cast.bureau_leader, now=OPEN, sheet=sheet).state == ReturnState.APPROVED


def test_returned_lines_only_are_asked_again(cast: Cast, sheet: Return) -> None:
    fill(cast, sheet)
    hand_in.submit(actor=cast.bureau_leader, now=OPEN, sheet=sheet)
    line = task_line(sheet)
    hand_in.send_back(actor=cast.officer, now=OPEN, sheet=sheet, reasons={line.pk: "缺验收材料"})
    back = read(sheet)
    assert (back.state, back.times_returned) == (ReturnState.RETURNED, 1)
    assert Report.objects.get().state == ReportState.SENT_BACK
    with pytest.raises(errors.LineFixed):
        actions.save_line(
            actor=cast.bureau_reporter, now=OPEN, sheet=sheet, line_id=project_line(sheet).pk,
            draft=LineDraft(wan_yuan=Decimal(1)),
        )  # fmt: skip
    with pytest.raises(errors.LinesLeft):
        hand_in.submit(actor=cast.bureau_leader, now=OPEN, sheet=sheet)
    actions.save_line(
        actor=cast.bureau_reporter, now=OPEN, sheet=sheet, line_id=line.pk, draft=LineDraft(percent=40, note="已补。")
    )
    hand_in.submit(actor=cast.bureau_leader, now=OPEN, sheet=sheet)
    assert [r.percent for r in Report.objects.order_by("pk")] == [60, 40]
    assert MonthlyProgress.objects.count() == 1
    line.refresh_from_db()
    assert (line.state, line.return_reason) == (ReturnLineState.OPEN, "")


def test_what_was_sent_back_is_taken_after_the_lock(cast: Cast, sheet: Return) -> None:
    fill(cast, sheet)
    hand_in.submit(actor=cast.bureau_leader, now=OPEN, sheet=sheet)
    locked = sheet.period.locks_at + timedelta(days=1)
    hand_in.send_back(actor=cast.officer, now=locked, sheet=sheet, reasons={task_line(sheet).pk: "核实数据"})
    draft = LineDraft(percent=55, note="已核实。")
    actions.save_line(actor=cast.bureau_reporter, now=locked, sheet=sheet, line_id=task_line(sheet).pk, draft=draft)
    late = locked + timedelta(days=8)
    with pytest.raises(errors.PeriodLocked):
        hand_in.submit(actor=cast.bureau_leader, now=late, sheet=sheet)
    assert hand_in.submit(actor=cast.bureau_leader, now=locked, sheet=sheet).is_on_time is True


def test_a_locked_period_takes_nothing_and_an_exception_opens_it(cast: Cast, sheet: Return) -> None:
    locked = sheet.period.locks_at
    line = task_line(sheet)
    draft = LineDraft(percent=60, note=NARRATIVE)
    with pytest.raises(errors.PeriodLocked):
        actions.save_line(actor=cast.bureau_reporter, now=locked, sheet=sheet, line_id=line.pk, draft=draft)
    end = (locked + timedelta(days=5)).date()
    actions.except_unit(
        actor=cast.officer, now=locked, period=sheet.period, unit=cast.bureau, last_day=end, reason="台风停电"
    )
    actions.save_line(actor=cast.bureau_reporter, now=locked, sheet=sheet, line_id=line.pk, draft=draft)
    actions.say_unchanged(actor=cast.bureau_reporter, now=locked, sheet=sheet)
    assert hand_in.submit(actor=cast.bureau_leader, now=locked, sheet=sheet).is_on_time is True


def test_a_report_of_the_tasks_own_page_fills_its_line(cast: Cast, sheet: Return) -> None:
    report = progress(cast, OPEN, task_line(sheet).task, 45)
    assert actions.refresh_return(now=OPEN, sheet=sheet) is True
    line = task_line(sheet)
    assert (line.is_touched, line.declared_percent, line.report) == (True, 45, report)
    actions.say_unchanged(actor=cast.bureau_reporter, now=OPEN, sheet=sheet)
    hand_in.submit(actor=cast.bureau_leader, now=OPEN, sheet=sheet)
    assert Report.objects.count() == 1, "it is not reported twice"
    assert read(sheet).duplicates_avoided == 2


def test_what_is_issued_later_appears_and_what_is_closed_leaves(cast: Cast, sheet: Return) -> None:
    gone = task_line(sheet).task
    new = handled(cast, OPEN, title="建成便民服务中心")
    gone.state = "closed"
    gone.save()
    actions.refresh_return(now=OPEN, sheet=sheet)
    assert {line.task_id for line in Line.objects.filter(sheet=sheet, task__isnull=False)} == {new.pk}
    assert Tally.objects.get().lines == 2


def test_nothing_is_lost_where_a_spoken_line_is_closed(cast: Cast, sheet: Return) -> None:
    fill(cast, sheet)
    task = task_line(sheet).task
    task.state = "closed"
    task.save()
    actions.refresh_return(now=OPEN, sheet=sheet)
    hand_in.submit(actor=cast.bureau_leader, now=OPEN, sheet=sheet)
    assert Line.objects.get(task=task).declared_percent == 60
    assert Report.objects.count() == 0, "a closed task takes no report"


def test_a_dispute_shows_both_figures_and_corrects_when_upheld(cast: Cast, sheet: Return) -> None:
    fill(cast, sheet)
    hand_in.submit(actor=cast.bureau_leader, now=OPEN, sheet=sheet)
    line = task_line(sheet)
    verdicts = {line.pk: actions.LineVerdict(percent=30)}
    hand_in.verify(actor=cast.officer, now=OPEN, sheet=sheet, verdicts=verdicts)
    line.refresh_from_db()
    dispute = actions.dispute_value(
        actor=cast.bureau_reporter, now=OPEN, line=line, figure=Figure.PERCENT, claimed=Decimal(55), reason="附验收单"
    )
    assert Tally.objects.get().disputed == 1
    with pytest.raises(errors.DisputeWaiting):
        actions.dispute_value(
            actor=cast.bureau_reporter, now=OPEN, line=line, figure=Figure.PERCENT, claimed=Decimal(56), reason="x"
        )
    hand_in.answer(actor=cast.officer, now=OPEN, dispute=dispute, is_upheld=True, words="采纳")
    dispute.refresh_from_db()
    line.refresh_from_db()
    assert (dispute.state, dispute.verified, dispute.claimed) == (DisputeState.UPHELD, 30, 55)
    assert (line.declared_percent, line.verified_percent) == (60, 55)
    assert fresh(line.task).verified_percent == 55
    assert Tally.objects.get().disputed == 0


@pytest.mark.parametrize("person", ["other_leader", "officer", "reader", "county_leader"])
def test_another_unit_writes_nothing(cast: Cast, sheet: Return, person: str) -> None:
    draft = LineDraft(percent=60, note="x")
    with pytest.raises(NotAllowed):
        actions.save_line(actor=cast.person(person), now=OPEN, sheet=sheet, line_id=task_line(sheet).pk, draft=draft)


def test_a_reporter_neither_approves_nor_verifies(cast: Cast, sheet: Return) -> None:
    fill(cast, sheet)
    with pytest.raises(NotAllowed):
        hand_in.approve(actor=cast.bureau_reporter, now=OPEN, sheet=sheet)
    hand_in.submit(actor=cast.bureau_leader, now=OPEN, sheet=sheet)
    with pytest.raises(NotAllowed):
        hand_in.verify(actor=cast.bureau_leader, now=OPEN, sheet=sheet)


def test_periods_follow_the_schedule(cast: Cast) -> None:
    period = make_period(cast)
    texts = [f"{moment:%m-%d %H}" for moment in (period.opens_at, period.due_at, period.grace_until, period.locks_at)]
    assert texts == ["11-24 16", "12-07 16", "12-08 16", "12-17 16"]  # UTC; local midnights
