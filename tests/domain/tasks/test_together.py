"""Several people at once, in threads with connections of their own: nothing is lost, nothing is done twice."""

from __future__ import annotations

import threading
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection, connections

from luoshi.domain.audit.models import Event
from luoshi.domain.tasks import actions
from luoshi.domain.tasks.actions.creating import text_of
from luoshi.domain.tasks.models import Assignment, Batch, Report, Task
from luoshi.domain.tasks.rules.plans import Choice
from luoshi.domain.tasks.terms import TaskState
from luoshi.foundation.refusals import Refusal
from luoshi.workflows.roll_forward import roll_forward
from tests.cast import Cast, make_cast
from tests.factories import plans as plan_make
from tests.factories import tasks as make

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 6


@pytest.fixture
def city() -> Cast:
    """The cast, committed."""
    if connection.vendor != "postgresql":
        pytest.skip("the tests' SQLite database lives in memory and has one connection; bench/tasks.py tries the file")
    return make_cast()


def together(works: list[Callable[[], Any]]) -> Counter[str]:
    """Do all at once; count what came of each: its result's type, or the refusal's."""
    answers: list[str] = []
    gate = threading.Barrier(len(works))

    def run(work: Callable[[], Any]) -> None:
        gate.wait()
        try:
            answers.append(type(work()).__name__)
        except Refusal as refusal:
            answers.append(type(refusal).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return Counter(answers)


def test_one_of_many_signatures_counts(city: Cast, now: datetime) -> None:
    task = make.issued(city, now)
    answers = together([lambda: actions.sign_task(actor=city.bureau_leader, now=now, task=task) for _ in range(PEOPLE)])
    assert answers == {"Task": 1, "StepNotOpen": PEOPLE - 1}
    assert Event.objects.filter(verb="sign").count() == 1


def test_signing_and_returning_at_once_leaves_one_answer(city: Cast, now: datetime) -> None:
    task = make.issued(city, now)
    answers = together(
        [
            lambda: actions.sign_task(actor=city.bureau_leader, now=now, task=task),
            lambda: actions.return_task(actor=city.bureau_leader, now=now, task=task, reason="职责不符"),
        ]
    )
    assert answers == {"Task": 1, "StepNotOpen": 1}
    answer = Assignment.objects.get()
    assert (make.fresh(task).state, answer.state) in {("handling", "signed"), ("returned", "returned")}


def test_many_clicks_on_one_form_make_one_report(city: Cast, now: datetime) -> None:
    task, key = make.handled(city, now), uuid.uuid4()
    answers = together([lambda: make.completion(city, now, task, submission_key=key) for _ in range(PEOPLE)])
    assert answers == {"Report": PEOPLE}
    assert Report.objects.count() == 1


def test_reports_of_many_are_all_kept_and_one_waits(city: Cast, now: datetime) -> None:
    task = make.handled(city, now)
    answers = together([lambda n=n: make.progress(city, now, task, n * 10) for n in range(PEOPLE)])  # type: ignore[misc]
    assert answers == {"Report": PEOPLE}
    states = Counter(Report.objects.values_list("state", flat=True))
    assert states == {"waiting": 1, "set_aside": PEOPLE - 1}
    last = Report.objects.get(state="waiting")
    assert make.fresh(task).declared_percent == last.percent


def test_verifying_and_sending_back_at_once_leaves_one_verdict(city: Cast, now: datetime) -> None:
    report = make.completion(city, now, make.handled(city, now))
    answers = together(
        [
            lambda: actions.verify_report(actor=city.officer, now=now, report=report),
            lambda: actions.send_back_report(actor=city.officer, now=now, report=report, remark="补充"),
        ]
    )
    assert answers == {"Report": 1, "NothingWaiting": 1}


def test_edits_from_the_same_version_leave_one(city: Cast, now: datetime) -> None:
    task = make.make_task(city, now)
    text = text_of(task)

    def edit(n: int) -> Task:
        return actions.edit_task(
            actor=city.officer, now=now, task=task, version=1, text=replace(text, title=f"第{n}人"),
            lead_unit=city.bureau,
        )  # fmt: skip

    answers = together([lambda n=n: edit(n) for n in range(PEOPLE)])  # type: ignore[misc]
    assert answers == {"Task": 1, "Stale": PEOPLE - 1}
    assert make.fresh(task).version == 2


def test_a_batch_is_issued_once(city: Cast, now: datetime) -> None:
    batch = make.make_batch(city, now, *(make.make_task(city, now) for _ in range(5)))
    answers = together([lambda: actions.issue_batch(actor=city.officer, now=now, batch=batch) for _ in range(3)])
    assert answers == {"Batch": 1, "BatchAlreadyIssued": 2}
    assert Assignment.objects.count() == 5


def test_tasks_made_at_once_have_numbers_of_their_own(city: Cast, now: datetime) -> None:
    together([lambda: make.make_task(city, now) for _ in range(PEOPLE)])
    assert sorted(Task.objects.values_list("number", flat=True)) == list(range(1, PEOPLE + 1))
    assert set(Task.objects.values_list("state", flat=True)) == {TaskState.DRAFT}


def test_one_form_sent_by_many_clicks_makes_one_task(city: Cast, now: datetime) -> None:
    key = uuid.uuid4()
    answers = together([lambda: make.make_task(city, now, submission_key=key) for _ in range(PEOPLE)])
    assert answers == {"Task": PEOPLE}
    assert Task.objects.count() == 1


def test_a_plan_is_rolled_forward_once(city: Cast, now: datetime) -> None:
    plan = plan_make.make_plan(city, now, needs_check=False, needs_approval=False)
    tasks = plan_make.issued_in_plan(city, now, plan, *(make.make_task(city, now) for _ in range(4)))
    moment = datetime(2026, 12, 28, 2, 0, tzinfo=UTC)
    choice = Choice("redate", date(2027, 6, 30), "跨年实施")
    actions.choose_for_tasks(actor=city.officer, now=moment, plan=plan, choices={t.pk: choice for t in tasks})
    answers = together([lambda: roll_forward(actor=city.officer, now=moment, plan=plan) for _ in range(3)])
    assert answers == {"RolledForward": 3}
    assert Task.objects.filter(carried_from__isnull=False).count() == 4
    assert Task.objects.filter(state=TaskState.CARRIED).count() == 4


def test_checking_a_batch_and_changing_it_do_not_cross(city: Cast, now: datetime) -> None:
    plan_make.make_plan(city, now)
    task = make.make_task(city, now)
    batch = make.make_batch(city, now, task)
    together(
        [
            lambda: actions.check_batch(actor=city.officer, now=now, batch=batch, points=plan_make.POINTS),
            lambda: actions.withdraw_task(actor=city.officer, now=now, task=task),
        ]
    )
    state, task_state = Batch.objects.get().state, make.fresh(task).state
    assert (state, task_state) in {("checked", "draft"), ("compiling", "withdrawn")}
