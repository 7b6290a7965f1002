"""Links of work to goals by day: what was ended and taken up again leaves a gap (SG5), from either side."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.projects.actions import set_goals
from luoshi.domain.projects.actions.goals import link_projects, unlink_projects
from luoshi.domain.projects.models import Project, ProjectGoal
from luoshi.domain.projects.queries.goals import projects_of_goal
from luoshi.domain.strategy.models import Goal
from luoshi.domain.tasks.actions.goals import link_tasks, unlink_tasks
from luoshi.domain.tasks.models import TaskGoal
from luoshi.domain.tasks.queries.goals import tasks_of_goal
from luoshi.foundation.clock import local_date
from tests.cast import Cast
from tests.factories import strategy as make
from tests.factories import tasks as make_task
from tests.factories.projects import make_project

Turn = Callable[[datetime, bool], None]
Stood = Callable[[datetime], bool]


@pytest.fixture
def goal(cast: Cast, now: datetime) -> Goal:
    return make.in_force(cast, now, "项目突破")[1][1]


@pytest.fixture(params=["task from the goal", "project from the goal", "project from the project"])
def side(request: pytest.FixtureRequest, cast: Cast, now: datetime, goal: Goal) -> tuple[Turn, Stood]:
    """Give how to begin and end one link, and whether it stood at the end of a day."""
    standing = standing_of(cast.officer)
    if request.param.startswith("task"):
        task = make_task.issued(cast, now)

        def turn_task(at: datetime, linked: bool) -> None:
            (link_tasks if linked else unlink_tasks)(actor=cast.officer, now=at, goal=goal, tasks=[task])

        return turn_task, lambda at: task in tasks_of_goal(standing, goal, local_date(at))
    project: Project = make_project(cast, now)

    def turn_project(at: datetime, linked: bool) -> None:
        if request.param.endswith("the goal"):
            (link_projects if linked else unlink_projects)(actor=cast.officer, now=at, goal=goal, projects=[project])
        else:
            set_goals(actor=cast.officer, now=at, project=project, goals=[goal] if linked else [])

    return turn_project, lambda at: project in projects_of_goal(standing, goal, local_date(at))


def rows() -> int:
    return TaskGoal.objects.count() + ProjectGoal.objects.count()


def test_the_days_between_stay_without_it(side: tuple[Turn, Stood], now: datetime) -> None:
    turn, stood = side
    day = timedelta(days=1)
    turn(now, True)
    turn(now + 3 * day, False)
    turn(now + 6 * day, True)
    turn(now + 6 * day, True)  # stands already
    assert [stood(now + n * day) for n in range(8)] == [True, True, True, False, False, False, True, True]
    turn(now + 8 * day, False)
    turn(now + 9 * day, True)
    assert [stood(now + n * day) for n in (2, 4, 7, 8, 9)] == [True, False, True, False, True]
    assert rows() == 3


def test_taken_up_on_the_day_of_its_end_it_goes_on(side: tuple[Turn, Stood], now: datetime) -> None:
    turn, stood = side
    later = now + timedelta(days=2)
    for at, linked in ((now, True), (now, False), (now, True), (later, False), (later, True)):
        turn(at, linked)
    assert rows() == 1
    assert [stood(now), stood(later - timedelta(days=1)), stood(later)] == [True, True, True]


def test_the_database_holds_one_open_link_a_pair(side: tuple[Turn, Stood], now: datetime) -> None:
    turn, _ = side
    turn(now, True)
    link = TaskGoal.objects.first() or ProjectGoal.objects.get()
    link.pk, link.added_on = None, local_date(now) + timedelta(days=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        link.save(force_insert=True)
