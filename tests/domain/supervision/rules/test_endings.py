"""Clocks, extensions, appeals and closing grades (rules LA3, LA8, LA9 and LA10)."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.domain.supervision import errors
from luoshi.domain.supervision.rules import (
    OUR_SCALE,
    Appeal,
    Clock,
    ClosingFacts,
    Extension,
    appeal_after,
    clock_end,
    extension_problem,
    filing_problem,
    judging_deadline,
    proposed_grade,
    read_scale,
    scale_as_plain,
)
from luoshi.domain.supervision.rules.clocks import clock_start
from luoshi.domain.supervision.terms import AppealDeed, AppealState, ClockUnit, ClosingGrade, ExtensionState, StepKind

DEADLINE = date(2026, 3, 31)


@pytest.mark.parametrize(
    "start, clock, end",
    [
        (date(2026, 9, 30), Clock(3), date(2026, 10, 3)),
        (date(2026, 9, 30), Clock(3, ClockUnit.WORKING_DAYS), date(2026, 10, 10)),
        (date(2026, 10, 3), Clock(0, ClockUnit.WORKING_DAYS), date(2026, 10, 3)),
        (date(2026, 1, 31), Clock(1, ClockUnit.MONTHS), date(2026, 2, 28)),
        (date(2025, 12, 15), Clock(2, ClockUnit.MONTHS), date(2026, 2, 15)),
    ],
)
def test_clocks(start: date, clock: Clock, end: date) -> None:
    assert clock_end(start, clock) == end


def test_a_clock_still_to_run_begins_so_long_before() -> None:
    assert clock_start(date(2026, 10, 10), Clock(3, ClockUnit.WORKING_DAYS)) == date(2026, 9, 30)
    assert clock_start(date(2026, 3, 31), Clock(1, ClockUnit.MONTHS)) == date(2026, 2, 28)
    assert clock_start(date(2026, 3, 8), Clock(7)) == date(2026, 3, 1)


@pytest.mark.parametrize(
    "deadline, wanted, asked_on, refusal",
    [
        (DEADLINE, date(2026, 4, 30), date(2026, 3, 30), None),
        (DEADLINE, date(2026, 4, 30), DEADLINE, errors.ExtensionTooLate),
        (DEADLINE, date(2026, 4, 30), date(2026, 4, 2), errors.ExtensionTooLate),
        (DEADLINE, DEADLINE, date(2026, 3, 1), errors.ExtensionNotLater),
        (None, DEADLINE, date(2026, 3, 1), errors.NoDeadlineToExtend),
    ],
)
def test_an_extension_is_asked_for_before_the_date(
    deadline: date | None, wanted: date, asked_on: date, refusal: type[Exception] | None
) -> None:
    problem = extension_problem(deadline, wanted=wanted, asked_on=asked_on)
    assert type(problem) is (refusal or type(None))
    assert problem is None or problem.message("zh-hans") != problem.message("en")


def test_the_old_date_judges_until_an_extension_is_approved() -> None:
    wanted, asked = date(2026, 4, 30), date(2026, 3, 20)
    waiting, refused = Extension(wanted, asked), Extension(wanted, asked, ExtensionState.REFUSED, date(2026, 3, 25))
    approved = Extension(wanted, asked, ExtensionState.APPROVED, date(2026, 4, 10))
    later = Extension(date(2026, 5, 31), date(2026, 4, 20), ExtensionState.APPROVED, date(2026, 4, 25))
    assert judging_deadline(DEADLINE, [waiting, refused], date(2026, 12, 31)) == DEADLINE
    assert judging_deadline(DEADLINE, [approved], date(2026, 4, 9)) == DEADLINE
    assert judging_deadline(DEADLINE, [approved], date(2026, 4, 10)) == wanted
    assert judging_deadline(DEADLINE, [later, approved], date(2026, 4, 25)) == date(2026, 5, 31)
    assert judging_deadline(None, [], date(2026, 4, 9)) is None


def test_one_appeal_a_step_within_its_working_days() -> None:
    step_on, days = date(2026, 9, 30), 5
    assert filing_problem(None, step_on=step_on, today=date(2026, 10, 13), working_days=days) is None
    late = filing_problem(None, step_on=step_on, today=date(2026, 10, 14), working_days=days)
    assert isinstance(late, errors.AppealTooLate)
    assert "2026-10-13" in late.message("zh-hans")
    filed = Appeal(AppealState.REJECTED, step_on, step_on)
    again = filing_problem(filed, step_on=step_on, today=step_on, working_days=days)
    assert isinstance(again, errors.AppealAlreadyFiled)


def test_an_appeal_is_decided_once() -> None:
    filed = Appeal(AppealState.FILED, date(2026, 3, 4))
    upheld = appeal_after(filed, AppealDeed.UPHOLD, on=date(2026, 3, 6))
    assert upheld == Appeal(AppealState.UPHELD, date(2026, 3, 4), date(2026, 3, 6))
    with pytest.raises(errors.AppealNotOpen) as refused:
        appeal_after(upheld, AppealDeed.REJECT, on=date(2026, 3, 7))
    assert "申诉成立" in refused.value.message("zh-hans")
    assert appeal_after(filed, AppealDeed.TAKE_BACK, on=date(2026, 3, 5)).state is AppealState.TAKEN_BACK


@pytest.mark.parametrize(
    "facts, grade",
    [
        (ClosingFacts(0), ClosingGrade.EXCELLENT),
        (ClosingFacts(-5, (StepKind.ORDER, StepKind.REMINDER, StepKind.CLOSING)), ClosingGrade.EXCELLENT),
        (ClosingFacts(0, (StepKind.CHASE,)), ClosingGrade.GOOD),
        (ClosingFacts(0, (), 1), ClosingGrade.GOOD),
        (ClosingFacts(0, (), 2), ClosingGrade.PASSED),
        (ClosingFacts(1), ClosingGrade.PASSED),
        (ClosingFacts(30, (StepKind.CHASE, StepKind.BULLETIN), 3), ClosingGrade.PASSED),
        (ClosingFacts(31), ClosingGrade.FAILED),
        (ClosingFacts(0, (StepKind.INTERVIEW,)), ClosingGrade.FAILED),
        (ClosingFacts(0, (), 4), ClosingGrade.FAILED),
    ],
)
def test_the_best_grade_whose_limits_hold_is_proposed(facts: ClosingFacts, grade: ClosingGrade) -> None:
    proposed = proposed_grade(facts)
    assert proposed.grade is grade
    assert grade.chinese in proposed.chinese
    assert grade.english.lower() in proposed.english


def test_a_scale_is_read_back_as_written_and_its_faults_are_named() -> None:
    assert read_scale(scale_as_plain(OUR_SCALE)) == (OUR_SCALE, [])
    plain = scale_as_plain(OUR_SCALE)
    plain["good"]["most_days_late"] = 40
    plain["passed"]["hardest"] = "prison"
    assert {fault.place for fault in read_scale(plain)[1]} == {"passed", "passed.hardest"}
