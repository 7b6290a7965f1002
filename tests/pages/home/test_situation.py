"""How things stand, and what of reporting and supervision waits, on the first page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.supervision.models import AdoptedPack, Light, MonthEndLight
from luoshi.domain.supervision.terms import Tone
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.terms import TaskState
from luoshi.foundation.clock import current_time, local_date
from luoshi.pages.home.follow_through import follow_through_for
from luoshi.pages.home.situation import BAR, situation_for
from tests.cast import Cast
from tests.factories.projects import make_project
from tests.factories.reporting import disputed_today, handed_in_today, open_today
from tests.factories.strategy import make_goal, make_plan
from tests.pages.home.test_home import page, task

ClientAs = Callable[[Account], Client]


@pytest.fixture
def lit(cast: Cast) -> dict[str, Task]:
    """Three lit tasks of one bureau and one of another; a closed one was green at the end of the last month."""
    pack = AdoptedPack.objects.create(jurisdiction=cast.city, name="亮灯规则", content={}, state="adopted")
    today = timezone.localdate()
    month_end = today.replace(day=1) - timedelta(days=1)
    tasks = {
        name: task(cast, number, lead, f"{name}的任务", state)
        for number, (name, lead, state) in enumerate(
            [
                ("red", cast.bureau, TaskState.HANDLING),
                ("yellow", cast.bureau, TaskState.HANDLING),
                ("green", cast.bureau, TaskState.HANDLING),
                ("other", cast.other_bureau, TaskState.HANDLING),
                ("closed", cast.bureau, TaskState.CLOSED),
            ],
            start=1,
        )
    }
    now = {"red": "red", "yellow": "yellow", "green": "green", "other": "red", "closed": "green"}
    then = {"red": "yellow", "yellow": "yellow", "green": "green", "other": "red", "closed": "green"}
    for name, one in tasks.items():
        Light.objects.create(
            task=one, pack=pack, tone=now[name], light=now[name], reason_chinese="落后", reason_english="behind",
            since=today, computed_on=today,
        )  # fmt: skip
        MonthEndLight.objects.create(task=one, month_end=month_end, tone=then[name], light=then[name])
    return tasks


def test_lights_are_counted_with_their_change_since_the_month_ended(cast: Cast, lit: dict[str, Task]) -> None:
    (bar,) = situation_for(standing_of(cast.reader), timezone.localdate()).bars
    assert bar.total == 4, "a closed task has no light any more"
    assert [(part.tone, part.count, part.change) for part in bar.parts] == [
        (Tone.RED, 2, 1),
        (Tone.YELLOW, 1, -1),
        (Tone.GREEN, 1, -1),
    ]
    assert bar.parts[-1].start + bar.parts[-1].width == pytest.approx(BAR)


def test_a_unit_counts_its_own_lights(cast: Cast, lit: dict[str, Task]) -> None:
    (bar,) = situation_for(standing_of(cast.other_leader), timezone.localdate()).bars
    assert [(part.tone, part.count) for part in bar.parts] == [(Tone.RED, 1)]


def test_the_page_leads_to_the_tasks_of_a_light(cast: Cast, lit: dict[str, Task], client_as: ClientAs) -> None:
    seen = page(client_as(cast.reader))
    assert "任务亮灯" in seen
    shown = page(client_as(cast.reader), "/tasks/?light=red")
    assert "red的任务" in shown
    assert "other的任务" in shown
    assert "yellow的任务" not in shown


def test_a_reporter_finds_the_return_of_the_unit(cast: Cast, client_as: ClientAs) -> None:
    sheet = open_today(cast)
    found = follow_through_for(standing_of(cast.bureau_reporter), current_time())
    assert [one.pk for one in found.returns] == [sheet.pk]
    assert f'href="/reporting/returns/{sheet.pk}/"' in page(client_as(cast.bureau_reporter))
    assert follow_through_for(standing_of(cast.other_reporter), current_time()).returns == []


def waiting_of(person: Account) -> list[tuple[str, int]]:
    """What waits of reporting and supervision, with its counts."""
    return [(line.words, line.count) for line in follow_through_for(standing_of(person), current_time()).lines]


def test_the_office_finds_returns_and_disputes(cast: Cast) -> None:
    assert waiting_of(cast.officer) == []
    handed_in_today(cast)
    assert waiting_of(cast.officer) == [("待核验的报表", 1)]
    assert waiting_of(cast.county_officer) == []
    assert waiting_of(cast.reader) == []


def test_the_office_finds_disputes(cast: Cast) -> None:
    disputed_today(cast)
    assert ("待答复的数据异议", 1) in waiting_of(cast.officer)


def test_the_search_finds_projects_goals_and_bulletins(cast: Cast, client_as: ClientAs) -> None:
    now = current_time()
    project = make_project(cast, now, name="沿江绿廊工程")
    plan = make_plan(cast, now)
    goal = make_goal(cast, now, plan, "建成沿江绿廊")
    client = client_as(cast.officer)
    seen = page(client, "/search/?q=绿廊")
    assert f'href="/projects/{project.pk}/"' in seen
    assert f'href="/strategy/goals/{goal.pk}/"' not in seen, "a draft's goals are not found"
    plan.state, plan.in_force_on = "in_force", local_date(now)
    plan.save()
    assert f'href="/strategy/goals/{goal.pk}/"' in page(client, "/search/?q=绿廊")
    assert f'href="/projects/{project.pk}/"' not in page(client_as(cast.other_reporter), "/search/?q=绿廊")
