"""Only what is still to be answered is asked for: a later rung takes the place of those before it (rule LA18)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.supervision import actions
from luoshi.domain.supervision.models import StepRun
from luoshi.domain.supervision.queries.matters import MatterFilters, matter_list, steps_to_answer
from luoshi.domain.supervision.queries.outlines import outline_of
from luoshi.domain.supervision.queries.owing import steps_owed
from luoshi.domain.supervision.terms import AnswerKind, AppealDeed, StepKind, StepRunState
from luoshi.domain.tasks.models import Task
from tests.cast import Cast
from tests.factories.supervision import ISSUED, adopted, at, kinds, pass_days
from tests.factories.tasks import handled

pytestmark = pytest.mark.django_db


def late(cast: Cast) -> Task:
    """Make a task due on 30 April whose ladder ran on 5 and 6 January."""
    task = handled(cast, ISSUED, deadline=date(2026, 4, 30))
    adopted(cast)
    pass_days(date(2026, 1, 5), date(2026, 1, 6))
    return task


def owed(account: Account) -> list[str]:
    """Give the kinds of the steps that an account's units still have to answer."""
    return list(steps_to_answer(standing_of(account)).values_list("kind", flat=True))


def climbed_to(task: Task, kind: StepKind, day: date) -> date:
    """Let days pass until a kind of step went out, and give the day."""
    while not StepRun.objects.filter(matter__task=task, kind=kind, state=StepRunState.TAKEN).exists():
        pass_days(day, day)
        day += timedelta(days=1)
    return day - timedelta(days=1)


def test_a_later_rung_takes_the_place_of_those_before(cast: Cast) -> None:
    task = late(cast)
    day = climbed_to(task, StepKind.CHASE, date(2026, 1, 7))
    assert owed(cast.bureau_leader) == ["chase"]
    day = climbed_to(task, StepKind.SUPERVISION_LETTER, day + timedelta(days=1))
    assert [state for kind, state in kinds(task) if kind == "chase"] == ["taken"]  # not answered for ever
    assert owed(cast.bureau_leader) == ["supervision_letter"]
    assert owed(cast.other_leader) == []
    letter = StepRun.objects.get(kind=StepKind.SUPERVISION_LETTER)
    actions.answer_step(
        actor=cast.bureau_leader,
        now=at(day.month, day.day, 15),
        step=letter,
        kind=AnswerKind.PLAN,
        words="三月底前完成",
    )
    assert owed(cast.bureau_leader) == []  # and the chase does not come back
    outline = outline_of(standing_of(cast.bureau_leader), Task.objects.get(pk=task.pk), day)
    assert outline.owed == ()
    for account, count in ((cast.officer, 0), (cast.bureau_leader, 0)):
        assert matter_list(standing_of(account), MatterFilters(waiting="answer"), page=1)[1] == count


def test_a_step_withdrawn_on_appeal_is_owed_no_more_and_replaces_nothing(cast: Cast) -> None:
    task = late(cast)
    day = climbed_to(task, StepKind.CHASE, date(2026, 1, 7))
    chase = StepRun.objects.get(kind=StepKind.CHASE)
    appeal = actions.file_appeal(
        actor=cast.bureau_leader, now=at(day.month, day.day, 11), step=chase, reason="进度已报送"
    )
    assert owed(cast.bureau_leader) == ["chase"]
    actions.answer_appeal(
        actor=cast.officer, now=at(day.month, day.day, 15), appeal=appeal, deed=AppealDeed.UPHOLD, answer="属实"
    )
    assert owed(cast.bureau_leader) == []


def test_the_record_of_an_interview_is_the_offices_to_give(cast: Cast) -> None:
    task = late(cast)
    day = climbed_to(task, StepKind.INTERVIEW, date(2026, 1, 7))
    assert "interview" not in owed(cast.bureau_leader)
    everything = steps_owed(Q(matter__task=task)).values_list("kind", flat=True)
    assert "interview" in set(everything)
    outline = outline_of(standing_of(cast.officer), Task.objects.get(pk=task.pk), day)
    assert {str(one.run.kind) for one in outline.owed} == set(everything)


def test_many_steps_cost_as_many_queries_as_few(cast: Cast) -> None:
    for n in range(4):
        handled(cast, ISSUED, deadline=date(2026, 4, 30), title=f"任务{n}")
    last = late(cast)
    climbed_to(last, StepKind.CHASE, date(2026, 1, 7))
    counted: dict[int, int] = {}
    for rows in (StepRun.objects.none(), StepRun.objects.exclude(matter__task=last)):
        rows.update(state=StepRunState.ANSWERED)
        with CaptureQueriesContext(connection) as caught:
            found = list(steps_to_answer(standing_of(cast.bureau_leader)))
        counted[len(found)] = len(caught)
    assert set(counted) == {1, 5}
    assert counted[1] == counted[5]
