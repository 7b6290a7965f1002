"""Meetings of mechanisms are told of two days before and on the day, once each (N11)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from luoshi.domain.notices.models import Notice
from luoshi.domain.notices.terms import NoticeKind
from luoshi.domain.tasks.models import Mechanism
from luoshi.workflows.tell_of_meetings import tell_of_meetings
from tests.cast import Cast
from tests.factories import plans as plan_make

TODAY = date(2026, 11, 21)


def test_convenor_and_members_are_told_once_a_stage(cast: Cast, now: datetime) -> None:
    plan_make.mechanism(cast, now, next_meeting_on=TODAY + timedelta(days=4))
    told = {day: tell_of_meetings(now=now + timedelta(days=day)) for day in range(7)}
    assert told == {0: 0, 1: 0, 2: 6, 3: 0, 4: 6, 5: 0, 6: 0}
    people = set(Notice.objects.filter(kind=NoticeKind.MEETING_DUE).values_list("recipient__username", flat=True))
    assert people == {
        *("bureau_leader", "bureau_reporter"),
        *("other_leader", "other_reporter"),
        *("county_leader", "county_reporter"),
    }


def test_a_mechanism_that_does_not_run_is_not_told_of(cast: Cast, now: datetime) -> None:
    plan_make.mechanism(cast, now, next_meeting_on=TODAY)
    Mechanism.objects.update(state="setting_up")
    assert tell_of_meetings(now=now) == 0
