"""A clock forty days ahead and back: the office goes on from today, and nothing stands still or goes twice (LA19)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from luoshi.domain.audit.models import Event
from luoshi.domain.notices.models import Notice
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.supervision import actions
from luoshi.domain.supervision.errors import ClockNotAhead
from luoshi.domain.supervision.models import JobRun, Letter, Light, LightChange, Matter, MonthEndLight, StepRun
from luoshi.domain.supervision.queries.clock import ClockAhead, clocks_ahead
from luoshi.domain.supervision.terms import StepRunState, Tone
from luoshi.domain.tasks.models import Task
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import NotAllowed
from luoshi.workflows.climb_ladder import climb_ladders, plan_ladders
from luoshi.workflows.tell_of_deadlines import tell_of_deadlines
from tests.cast import Cast
from tests.factories.projects import make_project
from tests.factories.supervision import ISSUED, adopted, at, pass_days
from tests.factories.tasks import handled, progress

pytestmark = pytest.mark.django_db
TODAY, AHEAD = at(1, 7, 12), at(2, 16, 6)


@pytest.fixture
def task(cast: Cast) -> Task:
    """A task whose ladder ran until 6 January; then the clock stood on 16 February for a morning."""
    made = handled(cast, ISSUED, deadline=date(2026, 4, 30))
    make_project(cast, ISSUED)
    adopted(cast)
    pass_days(date(2026, 1, 5), date(2026, 1, 6))
    return made


def shown(task: Task) -> tuple[str, date, date]:
    """The light of the task, since when, and of which day."""
    light = Light.objects.get(task=task)
    return light.tone, light.since, light.computed_on


def jump(moment: datetime = AHEAD) -> None:
    """Let the morning's and the day's work run by a clock that is ahead."""
    plan_ladders(now=moment)
    climb_ladders(now=moment + timedelta(hours=5))


def test_forty_days_ahead_and_back_sends_nothing_and_is_put_right(cast: Cast, task: Task) -> None:
    before = shown(task)
    assert before[0] == Tone.GREEN
    jump()
    assert shown(task)[0] != Tone.GREEN
    assert not Letter.objects.exists()  # a gap: everything waits for the office (LA11)
    planned = set(StepRun.objects.values_list("pk", flat=True))
    assert planned
    plan_ladders(now=TODAY)
    assert shown(task)[2] == local_date(AHEAD)  # without the office's word nothing moves
    assert actions.go_on_from_today(actor=cast.officer, now=TODAY, jurisdiction=cast.city) > 0
    assert shown(task) == (Tone.GREEN, before[1], local_date(TODAY))
    assert not StepRun.objects.filter(pk__in=planned).exists()
    assert not LightChange.objects.filter(changed_on__gt=local_date(TODAY)).exists()
    assert not MonthEndLight.objects.filter(month_end__gt=date(2026, 1, 31)).exists()
    assert not JobRun.objects.filter(day__gt=local_date(TODAY)).exists()
    assert not Matter.objects.filter(opened_on__gt=local_date(TODAY)).exists()
    event = Event.objects.get(verb="go_on_from_today")
    assert (event.before, event.actor_name) == ({"computed_until": "2026-02-16"}, cast.officer.public_name)


def test_afterwards_days_pass_as_if_the_clock_had_been_right(cast: Cast, task: Task) -> None:
    jump()
    actions.go_on_from_today(actor=cast.officer, now=TODAY, jurisdiction=cast.city)
    pass_days(date(2026, 1, 8), date(2026, 1, 31))
    pass_days(date(2026, 2, 1), date(2026, 2, 16))
    sent = [(s.kind, s.due_on, s.state) for s in StepRun.objects.filter(matter__task=task).order_by("pk")]
    changes = list(LightChange.objects.filter(task=task).order_by("pk").values_list("tone", "changed_on"))
    for model in (StepRun, Matter, JobRun, Light, LightChange, MonthEndLight):
        if model is StepRun:
            Letter.objects.all().delete()
        model.objects.all().delete()
    pass_days(date(2026, 1, 5), date(2026, 1, 31))
    pass_days(date(2026, 2, 1), date(2026, 2, 16))
    assert sent == [(s.kind, s.due_on, s.state) for s in StepRun.objects.filter(matter__task=task).order_by("pk")]
    assert [state for _, _, state in sent if state == StepRunState.TAKEN]
    assert (
        changes[1:] == list(LightChange.objects.filter(task=task).order_by("pk").values_list("tone", "changed_on"))[1:]
    )


def test_what_went_out_stays(cast: Cast, task: Task) -> None:
    jump()
    step = StepRun.objects.filter(matter__task=task).first()
    assert step is not None
    actions.let_go_step(actor=cast.officer, now=AHEAD, step=step, version=step.version)
    actions.go_on_from_today(actor=cast.officer, now=TODAY, jurisdiction=cast.city)
    assert StepRun.objects.get(pk=step.pk).taken_at == AHEAD


def told(task: Task) -> list[tuple[str, date]]:
    """The reporter's notices of the task's deadline: their keys' stages and their days."""
    rows = Notice.objects.filter(kind="deadline_near", subject_id=task.pk, recipient__username="bureau_reporter")
    return [(row.key.split("-30-")[1], local_date(row.created_at)) for row in rows.order_by("created_at")]


def test_deadlines_told_of_too_early_are_told_of_again_on_their_day(cast: Cast, task: Task) -> None:
    early = at(4, 28, 12)
    jump(early)
    tell_of_deadlines(now=early)
    assert told(task) == [("2", date(2026, 4, 28))]
    actions.go_on_from_today(actor=cast.officer, now=TODAY, jurisdiction=cast.city)
    assert told(task) == []  # nobody had read it
    for day in range(20, 31):
        tell_of_deadlines(now=at(4, day, 7))
    assert told(task) == [("7", date(2026, 4, 23)), ("2", date(2026, 4, 28)), ("0", date(2026, 4, 30))]


def test_an_early_notice_that_was_read_stays_and_the_right_one_still_comes(cast: Cast, task: Task) -> None:
    early = at(4, 28, 12)
    jump(early)
    tell_of_deadlines(now=early)
    Notice.objects.filter(kind="deadline_near").update(read_at=early)
    actions.go_on_from_today(actor=cast.officer, now=TODAY, jurisdiction=cast.city)
    assert len(told(task)) == 1
    tell_of_deadlines(now=at(4, 28, 7))
    assert [stage for stage, _ in told(task)].count("2") == 1
    assert len(told(task)) == 2
    before = Notice.objects.filter(kind="deadline_near").count()
    tell_of_deadlines(now=at(4, 28, 8))
    assert Notice.objects.filter(kind="deadline_near").count() == before


def test_what_was_told_until_today_is_not_told_again(cast: Cast, task: Task) -> None:
    Task.objects.filter(pk=task.pk).update(deadline=date(2026, 1, 9))
    tell_of_deadlines(now=at(1, 7, 7))
    jump()
    actions.go_on_from_today(actor=cast.officer, now=TODAY, jurisdiction=cast.city)
    before = set(Notice.objects.filter(kind="deadline_near").values_list("key", "recipient"))
    assert before
    tell_of_deadlines(now=TODAY)
    assert set(Notice.objects.filter(kind="deadline_near").values_list("key", "recipient")) == before


def test_a_report_counts_again(cast: Cast, task: Task) -> None:
    jump()
    progress(cast, TODAY, task, 5)
    actions.light_tasks(now=TODAY, tasks=[task])
    assert shown(task)[2] == local_date(AHEAD)
    actions.go_on_from_today(actor=cast.officer, now=TODAY, jurisdiction=cast.city)
    assert shown(task)[::2] == (Tone.GREEN, local_date(TODAY))


def test_a_second_click_and_others_do_nothing(cast: Cast, task: Task) -> None:
    for actor in (cast.bureau_leader, cast.county_officer, cast.reader, cast.administrator):
        with pytest.raises(NotAllowed):
            actions.go_on_from_today(actor=actor, now=TODAY, jurisdiction=cast.city)
    with pytest.raises(ClockNotAhead):
        actions.go_on_from_today(actor=cast.officer, now=TODAY, jurisdiction=cast.city)
    jump()
    actions.go_on_from_today(actor=cast.officer, now=TODAY, jurisdiction=cast.city)
    with pytest.raises(ClockNotAhead):
        actions.go_on_from_today(actor=cast.officer, now=TODAY, jurisdiction=cast.city)
    assert Event.objects.filter(verb="go_on_from_today").count() == 1


def test_only_the_office_that_leads_there_sees_it(cast: Cast, task: Task) -> None:
    today = local_date(TODAY)
    assert clocks_ahead(standing_of(cast.officer), today) == []
    jump()
    assert clocks_ahead(standing_of(cast.officer), today) == [ClockAhead(cast.city, local_date(AHEAD))]
    assert clocks_ahead(standing_of(cast.county_officer), today) == []
    assert clocks_ahead(standing_of(cast.bureau_leader), today) == []
