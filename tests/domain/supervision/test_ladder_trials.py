"""What a ladder would have done on past days (LA17): by the lights, reports and answers of then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from luoshi.domain.supervision.models import AdoptedLadder, StepRun
from luoshi.domain.supervision.queries import ladder_trials
from luoshi.domain.supervision.queries.climbing import read_adopted
from luoshi.domain.supervision.queries.ladder_trials import LadderTrial, steps_under
from luoshi.domain.supervision.rules import read_ladder
from luoshi.domain.tasks.models import Task
from tests.cast import Cast, make_cast
from tests.factories.supervision import ISSUED, adopted, pass_days
from tests.factories.tasks import handled

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 1, 6), date(2026, 2, 20)


@pytest.fixture(scope="module")
def past(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[Cast, Task]]:
    """The cast and a task on which nothing is done, with all that its ladder did until 20 February: gone through once.

    What a test writes is forgotten at its end, as everywhere.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        cast = make_cast()
        task = handled(cast, ISSUED, deadline=date(2026, 4, 30))
        adopted(cast)
        pass_days(date(2026, 1, 5), LAST)
        yield cast, task
        transaction.set_rollback(True)


@pytest.fixture
def cast(past: tuple[Cast, Task]) -> Cast:
    return past[0]


@pytest.fixture
def task(past: tuple[Cast, Task]) -> Task:
    return past[1]


def tried(cast: Cast, **changes: Any) -> LadderTrial:
    content = AdoptedLadder.objects.get().content | changes
    ladder, faults = read_ladder(content)
    assert faults == []
    return steps_under(cast.city, ladder, FIRST, LAST)


def test_the_ladder_in_force_would_have_done_what_it_did(cast: Cast, task: Task) -> None:
    went_out = StepRun.objects.filter(matter__task=task, taken_at__isnull=False).order_by("id")
    truth = [(run.step, run.due_on) for run in went_out]
    assert len(truth) >= 3
    trial = tried(cast)
    assert [(step.step.id, step.day) for step in trial.steps] == truth
    assert trial.in_truth.total() == len(truth)


def test_another_clock_climbs_later(cast: Cast, task: Task) -> None:
    steps = [dict(step) for step in AdoptedLadder.objects.get().content["steps"]]
    chase = next(step for step in steps if step["id"] == "chase")
    chase["clock"] = {"amount": 20, "unit": "days"}
    usual, slow = tried(cast), tried(cast, steps=steps)
    days = {step.step.id: step.day for step in usual.steps}
    slower = {step.step.id: step.day for step in slow.steps}
    assert slower["chase"] == days["chase"]
    assert slower["letter"] > days["letter"]


def test_what_is_too_much_for_a_page_is_said(cast: Cast, task: Task, monkeypatch: pytest.MonkeyPatch) -> None:
    handled(cast, ISSUED, title="另一项", deadline=date(2026, 2, 1))
    monkeypatch.setattr(ladder_trials, "MOST_TRIED", 1)
    trial = tried(cast)
    assert (trial.tried, trial.concerned) == (1, 2)


def test_a_trial_leaves_nothing_behind(cast: Cast, task: Task) -> None:
    before = list(StepRun.objects.order_by("id").values())
    read_adopted(AdoptedLadder.objects.get())
    tried(cast)
    assert list(StepRun.objects.order_by("id").values()) == before
