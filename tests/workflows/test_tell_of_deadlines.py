"""Near deadlines are told of at each stage once, whenever the job runs (N11)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from luoshi.domain.notices.models import Notice
from luoshi.domain.notices.rules import facts_of
from luoshi.domain.notices.terms import NoticeKind
from luoshi.domain.tasks.models import Task
from luoshi.workflows.tell_of_deadlines import tell_of_deadlines
from tests.cast import Cast
from tests.factories import tasks as make

TODAY = date(2026, 11, 21)


def told(now: datetime) -> list[str]:
    """Run the job; give whom it told anew."""
    before = set(Notice.objects.values_list("pk", flat=True))
    tell_of_deadlines(now=now)
    fresh = Notice.objects.filter(kind=NoticeKind.DEADLINE_NEAR).exclude(pk__in=before)
    return sorted(fresh.values_list("recipient__username", flat=True))


def test_each_stage_is_told_once_to_leaders_and_reporters(cast: Cast, now: datetime) -> None:
    make.issued(cast, now, deadline=TODAY + timedelta(days=9))
    days = {day: told(now + timedelta(days=day)) for day in range(12)}
    both = ["bureau_leader", "bureau_reporter"]
    assert {day: people for day, people in days.items() if people} == {2: both, 7: both, 9: both}


def test_a_job_that_runs_again_tells_nothing_and_one_that_was_missed_is_made_up_for(cast: Cast, now: datetime) -> None:
    make.issued(cast, now, deadline=TODAY + timedelta(days=9))
    assert len(told(now + timedelta(days=4))) == 2  # the seventh day before was missed
    assert told(now + timedelta(days=4, hours=3)) == []
    assert told(now + timedelta(days=5)) == []


def test_a_deadline_that_was_moved_is_told_of_again(cast: Cast, now: datetime) -> None:
    task = make.issued(cast, now, deadline=TODAY + timedelta(days=7))
    assert len(told(now)) == 2
    Task.objects.filter(pk=task.pk).update(deadline=TODAY + timedelta(days=6))
    assert len(told(now)) == 2


def test_drafts_late_and_far_tasks_are_not_told_of(cast: Cast, now: datetime) -> None:
    make.make_task(cast, now, deadline=TODAY + timedelta(days=1))
    make.issued(cast, now, deadline=TODAY + timedelta(days=8))
    late = make.issued(cast, now, deadline=TODAY + timedelta(days=30))
    Task.objects.filter(pk=late.pk).update(deadline=TODAY - timedelta(days=1))
    assert told(now) == []


def test_the_days_left_stand_in_the_notice(cast: Cast, now: datetime) -> None:
    make.issued(cast, now, deadline=TODAY)
    told(now)
    parameters = Notice.objects.filter(kind=NoticeKind.DEADLINE_NEAR)[0].parameters
    assert ("时限", "2026-11-21 · 今天到期") in facts_of(parameters, "zh")
    assert ("Deadline", "2026-11-21 · due today") in facts_of(parameters, "en")
