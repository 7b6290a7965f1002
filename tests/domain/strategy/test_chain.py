"""Projects under goals: shares, counted once, the chain, and how many queries it takes."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django.db import connection
from django.test.utils import CaptureQueriesContext

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.projects.actions.goals import link_projects, unlink_projects
from luoshi.domain.projects.models import MonthlyProgress, Project
from luoshi.domain.projects.queries.goals import chain_of, outline_of
from luoshi.domain.projects.terms import LifecycleStage
from luoshi.domain.tasks.actions.goals import link_tasks
from luoshi.foundation.clock import local_date
from tests.cast import Cast
from tests.factories import strategy as make
from tests.factories import tasks as make_task


def project(cast: Cast, now: datetime, number: int, unit: Unit, total: int, **fields: object) -> Project:
    """Write a project, as a library that is full already holds it."""
    return Project.objects.create(
        jurisdiction=cast.city, number=number, name=f"项目{number}", lead_unit=unit, total_wan_yuan=Decimal(total),
        stage_since=local_date(now), created_at=now, changed_at=now, **fields,
    )  # fmt: skip


def test_a_project_has_what_was_invested_of_its_total(cast: Cast, now: datetime) -> None:
    plan, [top, left, right] = make.in_force(cast, now, "项目突破", "交通突破")
    half = project(cast, now, 1, cast.bureau, 100, done_before_wan_yuan=Decimal(20))
    finished = project(
        cast, now, 2, cast.bureau, 50, lifecycle_stage=LifecycleStage.COMPLETED, actual_finish=local_date(now)
    )
    MonthlyProgress.objects.create(
        project=half, month=date(2026, 10, 1), declared_wan_yuan=Decimal(30), verified_wan_yuan=Decimal(10),
        recorded_at=now,
    )  # fmt: skip
    link_projects(actor=cast.officer, now=now, goal=left, projects=[half, finished])
    link_projects(actor=cast.officer, now=now, goal=right, projects=[half])
    day = local_date(now)
    figures = outline_of(standing_of(cast.officer), plan, day, day).figures
    assert (figures[left.pk].declared, figures[left.pk].verified) == (Fraction(3, 4), Fraction(65, 100))
    assert (figures[right.pk].declared, figures[right.pk].verified) == (Fraction(1, 2), Fraction(3, 10))
    assert (figures[top.pk].projects, figures[top.pk].investment_wan_yuan) == (2, Decimal(150))
    unlink_projects(actor=cast.officer, now=now, goal=left, projects=[half])
    assert outline_of(standing_of(cast.officer), plan, day, day).figures[left.pk].projects == 1


def test_a_project_issued_as_a_task_leaves_the_progress_to_the_task(cast: Cast, now: datetime) -> None:
    plan, [top] = make.in_force(cast, now)
    task = make_task.handled(cast, now)
    make_task.progress(cast, now, task, percent=40)
    link_tasks(actor=cast.officer, now=now, goal=top, tasks=[task])
    link_projects(actor=cast.officer, now=now, goal=top, projects=[project(cast, now, 1, cast.bureau, 100, task=task)])
    day = local_date(now)
    figures = outline_of(standing_of(cast.officer), plan, day, day).figures[top.pk]
    assert (figures.declared, figures.projects, figures.investment_wan_yuan) == (Fraction(2, 5), 1, Decimal(100))


def test_the_chain_adds_up_to_what_there_is(cast: Cast, now: datetime) -> None:
    plan, [_, left, right] = make.in_force(cast, now, "项目突破", "交通突破")
    both = project(cast, now, 1, cast.bureau, 100)
    own = project(cast, now, 2, cast.other_bureau, 60)
    link_projects(actor=cast.officer, now=now, goal=left, projects=[both, own])
    link_projects(actor=cast.officer, now=now, goal=right, projects=[both])
    chain = chain_of(standing_of(cast.officer), plan, local_date(now))
    assert set(chain.goals) == {left.pk, right.pk}
    for bands in (chain.to_units, chain.to_projects):
        assert sum(band.investment_wan_yuan for band in bands) == 160
        assert sum(band.projects for band in bands) == 2
    of_left = {band.unit: band.investment_wan_yuan for band in chain.to_units if band.goal == left.pk}
    assert of_left == {cast.bureau.pk: 50, cast.other_bureau.pk: 60}
    below = chain_of(standing_of(cast.officer), plan, local_date(now), top=right.pk)
    assert sum(band.investment_wan_yuan for band in below.to_units) == 100
    by_number = chain_of(standing_of(cast.officer), plan, local_date(now), by_investment=False)
    assert {band.stage for band in by_number.to_projects} == {LifecycleStage.CONCEIVED}


def test_a_unit_sees_its_own_projects_in_the_chain(cast: Cast, now: datetime) -> None:
    plan, [top] = make.in_force(cast, now)
    projects = [project(cast, now, 1, cast.bureau, 100), project(cast, now, 2, cast.other_bureau, 60)]
    link_projects(actor=cast.officer, now=now, goal=top, projects=projects)
    chain = chain_of(standing_of(cast.bureau_leader), plan, local_date(now))
    assert list(chain.units) == [cast.bureau.pk]


def test_the_number_of_queries_does_not_grow(cast: Cast, now: datetime) -> None:
    standing, day = standing_of(cast.officer), local_date(now)
    counts = []
    plan, goals = make.in_force(cast, now, *(f"目标{n}" for n in range(6)))
    number = 0
    for size in (2, 12):
        for _ in range(size):
            number += 1
            link_tasks(actor=cast.officer, now=now, goal=goals[number % 6], tasks=[make_task.issued(cast, now)])
            link_projects(
                actor=cast.officer,
                now=now,
                goal=goals[number % 6],
                projects=[project(cast, now, number, cast.bureau, 9)],
            )
        with CaptureQueriesContext(connection) as asked:
            outline_of(standing, plan, day, day)
            chain_of(standing, plan, day)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12
