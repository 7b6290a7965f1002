"""Problems: raised, given to a unit, solved with evidence, closed at the raiser's word, reopened; late; the week."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.models import Event
from luoshi.domain.notices.models import Notice
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.projects import errors
from luoshi.domain.projects.actions.files import FileDraft
from luoshi.domain.projects.actions.problems import (
    assign_problem,
    close_problem,
    put_problem_class,
    raise_problem,
    remove_problem_class,
    reopen_problem,
    send_back_problem,
    solve_problem,
)
from luoshi.domain.projects.errors import reserve
from luoshi.domain.projects.models import Problem, ProblemClass, Project, ProjectFile
from luoshi.domain.projects.queries import visible_projects
from luoshi.domain.projects.queries.problems import (
    ProblemFilters,
    counts_by_state,
    filtered_problems,
    week_of_problems,
)
from luoshi.domain.projects.rules.problems import STEPS, Assignment, ProblemDraft, is_late, state_after_deed
from luoshi.domain.projects.terms import LibraryState, ProblemDeed, ProblemState
from luoshi.foundation.refusals import Invalid, NotAllowed
from tests.cast import Cast

TODAY = date(2026, 11, 21)
Bring = Callable[[LibraryState], Project]


@pytest.fixture
def problem(cast: Cast, now: datetime, brought_to: Bring, settings: Any, tmp_path: Any) -> Problem:
    """The bureau raises a problem of its waterworks."""
    settings.MEDIA_ROOT = tmp_path
    return raise_problem(
        actor=cast.bureau_reporter,
        now=now,
        project=brought_to(LibraryState.RESERVED),
        raised_by_unit=cast.bureau,
        draft=ProblemDraft("  便道未通，材料无法进场。 "),
    )


@pytest.fixture
def given(cast: Cast, now: datetime, problem: Problem) -> Problem:
    """The other bureau is to solve it within ten days."""
    what = Assignment(cast.other_bureau.pk, TODAY + timedelta(days=10), "分管副市长")
    return assign_problem(actor=cast.officer, now=now, problem=problem, given=what)


@pytest.fixture
def solved(cast: Cast, now: datetime, given: Problem) -> Problem:
    """It says that it is solved."""
    return solve_problem(actor=cast.other_reporter, now=now, problem=given, result="便道已通。")


def test_every_other_step_is_closed() -> None:
    steps = {(state, deed) for state in ProblemState for deed in ProblemDeed if state_after_deed(state, deed)}
    assert steps == set(STEPS)
    assert len(steps) == 6


@pytest.mark.parametrize(
    ("state", "deadline", "expected"),
    [
        ("new", TODAY - timedelta(days=1), True),
        ("under_way", TODAY - timedelta(days=1), True),
        ("under_way", TODAY, False),
        ("solved", TODAY - timedelta(days=9), False),
        ("closed", TODAY - timedelta(days=9), False),
        ("new", None, False),
    ],
)
def test_late(state: str, deadline: date | None, expected: bool) -> None:
    assert is_late(state, deadline, TODAY) is expected


def test_the_whole_way_and_back(cast: Cast, now: datetime, solved: Problem) -> None:
    closed = close_problem(actor=cast.bureau_leader, now=now, problem=solved, words="属实")
    assert (closed.state, closed.closed_at) == (ProblemState.CLOSED, now)
    again = reopen_problem(actor=cast.bureau_leader, now=now, problem=closed, reason="雨后又断")
    assert (again.state, again.times_reopened, again.closed_at) == (ProblemState.UNDER_WAY, 1, None)
    assert again.responsible_unit == cast.other_bureau
    verbs = list(Event.objects.filter(subject_type="problem").order_by("pk").values_list("verb", flat=True))
    assert verbs == ["raise_problem", "assign_problem", "solve_problem", "close_problem", "reopen_problem"]


def test_who_is_told(cast: Cast, solved: Problem, now: datetime) -> None:
    told = {(n.kind, n.recipient.username) for n in Notice.objects.select_related("recipient")}
    assert ("problem_raised", "officer") in told
    assert {("problem_raised", "other_leader"), ("problem_raised", "other_reporter")} <= told
    assert ("approval_waiting", "bureau_reporter") in told
    close_problem(actor=cast.bureau_reporter, now=now, problem=solved)
    assert Notice.objects.filter(kind="problem_closed", recipient=cast.other_reporter).exists()


def test_the_responsible_unit_sees_problem_and_project(cast: Cast, problem: Problem, now: datetime) -> None:
    standing = standing_of(cast.other_reporter)
    assert not visible_projects(standing).exists()
    what = Assignment(cast.other_bureau.pk, TODAY)
    assign_problem(actor=cast.officer, now=now, problem=problem, given=what)
    assert visible_projects(standing).get() == problem.project
    own = ProblemFilters(is_own=True)
    assert list(filtered_problems(standing, own, TODAY)) == [problem]
    assert list(filtered_problems(standing_of(cast.bureau_reporter), own, TODAY)) == []


@pytest.mark.parametrize("person", ["other_reporter", "officer", "reader", "administrator", "county_leader"])
def test_only_the_raiser_closes(cast: Cast, now: datetime, solved: Problem, person: str) -> None:
    with pytest.raises(NotAllowed):
        close_problem(actor=cast.person(person), now=now, problem=solved)
    with pytest.raises(NotAllowed):
        send_back_problem(actor=cast.person(person), now=now, problem=solved, reason="没有")


def test_the_office_closes_what_it_raised_in_the_jurisdictions_name(
    cast: Cast, now: datetime, problem: Problem
) -> None:
    own = raise_problem(
        actor=cast.officer,
        now=now,
        project=problem.project,
        raised_by_unit=cast.city,
        draft=ProblemDraft("进度滞后。"),
    )
    assign_problem(actor=cast.officer, now=now, problem=own, given=Assignment(cast.bureau.pk, TODAY))
    solve_problem(actor=cast.bureau_leader, now=now, problem=own, result="已赶上。")
    assert close_problem(actor=cast.officer, now=now, problem=own).state == ProblemState.CLOSED


def test_solving_needs_words_or_a_file(cast: Cast, now: datetime, given: Problem) -> None:
    with pytest.raises(reserve.EvidenceMissing):
        solve_problem(actor=cast.other_reporter, now=now, problem=given, result="  ")
    with pytest.raises(errors.FileRefused):
        solve_problem(
            actor=cast.other_reporter, now=now, problem=given, result="", evidence=[FileDraft("a.exe", b"MZ")]
        )
    files = [FileDraft("照片.png", b"\x89PNG\r\n\x1a\n1"), FileDraft("同一张.png", b"\x89PNG\r\n\x1a\n1")]
    found = solve_problem(actor=cast.other_reporter, now=now, problem=given, result="", evidence=files)
    assert ProjectFile.objects.filter(problem=found, is_photograph=True).count() == 1


@pytest.mark.parametrize("person", ["bureau_reporter", "reader", "township_reporter"])
def test_nobody_but_the_responsible_unit_and_the_office_solves(
    cast: Cast, now: datetime, given: Problem, person: str
) -> None:
    with pytest.raises(NotAllowed):
        solve_problem(actor=cast.person(person), now=now, problem=given, result="好了")


def test_assigning_wants_unit_and_day(cast: Cast, now: datetime, problem: Problem) -> None:
    with pytest.raises(Invalid) as refused:
        assign_problem(actor=cast.officer, now=now, problem=problem, given=Assignment(None, None))
    assert [found.field for found in refused.value.problems] == ["responsible_unit", "deadline"]
    past = Assignment(cast.bureau.pk, TODAY - timedelta(days=1))
    with pytest.raises(reserve.DeadlinePast):
        assign_problem(actor=cast.officer, now=now, problem=problem, given=past)
    with pytest.raises(NotAllowed):
        assign_problem(actor=cast.bureau_leader, now=now, problem=problem, given=Assignment(cast.bureau.pk, TODAY))


def test_a_step_that_is_not_open_says_where_the_problem_stands(cast: Cast, now: datetime, problem: Problem) -> None:
    with pytest.raises(reserve.ProblemStepNotOpen) as refused:
        close_problem(actor=cast.bureau_leader, now=now, problem=problem)
    assert "新增" in refused.value.message("zh-hans")


@pytest.mark.parametrize(
    ("person", "unit"), [("reader", "bureau"), ("other_leader", "bureau"), ("bureau_leader", "city")]
)
def test_who_may_not_raise(cast: Cast, now: datetime, problem: Problem, person: str, unit: str) -> None:
    account: Account = cast.person(person)
    with pytest.raises(NotAllowed):
        raise_problem(
            actor=account,
            now=now,
            project=problem.project,
            raised_by_unit=getattr(cast, unit),
            draft=ProblemDraft("有问题"),
        )


def test_a_double_click_raises_one_problem(cast: Cast, now: datetime, problem: Problem) -> None:
    key = uuid.uuid4()
    made = {
        raise_problem(
            actor=cast.bureau_leader,
            now=now,
            project=problem.project,
            raised_by_unit=cast.bureau,
            draft=ProblemDraft("停电"),
            submission_key=key,
        ).pk
        for _ in range(2)
    }
    assert len(made) == 1


def test_classes_are_the_jurisdictions_own(cast: Cast, now: datetime, problem: Problem) -> None:
    row = put_problem_class(actor=cast.officer, now=now, jurisdiction=cast.city, name="资金")
    with pytest.raises(reserve.ClassTwice):
        put_problem_class(actor=cast.officer, now=now, jurisdiction=cast.city, name=" 资金 ")
    foreign = put_problem_class(actor=cast.county_officer, now=now, jurisdiction=cast.county, name="资金")
    with pytest.raises(reserve.ClassUnfit):
        _raise_with(cast, now, problem, foreign)
    _raise_with(cast, now, problem, row)
    with pytest.raises(reserve.ClassInUse):
        remove_problem_class(actor=cast.officer, now=now, jurisdiction=cast.city, class_id=row.pk)
    with pytest.raises(NotAllowed):
        put_problem_class(actor=cast.bureau_leader, now=now, jurisdiction=cast.city, name="环境")


def _raise_with(cast: Cast, now: datetime, problem: Problem, row: ProblemClass) -> None:
    raise_problem(
        actor=cast.bureau_leader,
        now=now,
        project=problem.project,
        raised_by_unit=cast.bureau,
        draft=ProblemDraft("缺口两千万", row.pk),
    )


def test_counts_and_the_week_by_unit(cast: Cast, now: datetime, solved: Problem) -> None:
    late = raise_problem(
        actor=cast.bureau_leader,
        now=now - timedelta(days=20),
        project=solved.project,
        raised_by_unit=cast.bureau,
        draft=ProblemDraft("旧问题", deadline=TODAY - timedelta(days=5)),
    )
    standing = standing_of(cast.officer)
    assert counts_by_state(standing, ProblemFilters(), TODAY) == ({"new": 1, "solved": 1}, {"new": 1})
    assert list(filtered_problems(standing, ProblemFilters(is_late=True), TODAY)) == [late]
    assert list(filtered_problems(standing, ProblemFilters(text="便道"), TODAY)) == [solved]
    lines = week_of_problems(standing, date(2026, 11, 16), date(2026, 11, 22))
    assert [(line.unit, line.raised, line.solved, line.open, line.late) for line in lines] == [
        (cast.other_bureau, 1, 1, 0, 0),
        (None, 0, 0, 1, 1),
    ]
