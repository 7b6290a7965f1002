"""Lights that changed: their page, and the notice that leads there (LI10)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from luoshi.domain.accounts.models import Account
from luoshi.domain.notices.models import Notice
from luoshi.domain.notices.terms import NoticeKind
from luoshi.domain.supervision import actions
from luoshi.domain.supervision.models import JobRun, LightChange
from luoshi.domain.supervision.rules.pages import lights_page, project_page, task_page
from luoshi.domain.tasks.models import Task
from luoshi.workflows import lit_deeds
from tests.cast import Cast
from tests.factories.supervision import adopted, at
from tests.factories.tasks import handled, progress

pytestmark = pytest.mark.django_db
Logged = Callable[[Account], Client]
ISSUED = datetime(2026, 1, 5, 1, tzinfo=UTC)


def told(account: Account) -> list[Notice]:
    return list(Notice.objects.filter(recipient=account, kind=NoticeKind.LIGHT_CHANGED).order_by("id"))


def test_addresses_of_notices_are_those_of_the_pages() -> None:
    assert reverse("tasks:task", args=[7]) == task_page(7)
    assert reverse("projects:project", args=[7]) == project_page(7)
    assert reverse("supervision:lights") == lights_page(date(2026, 3, 1), "worse").partition("?")[0]


@pytest.fixture
def behind(cast: Cast) -> list[Task]:
    """Three tasks that nobody reports, lit green in January and red in May."""
    made = [handled(cast, ISSUED, title=f"任务{n}") for n in range(3)]
    adopted(cast, ISSUED)
    return made


def test_a_night_tells_each_person_once_of_all_that_got_worse(cast: Cast, behind: list[Task]) -> None:
    assert told(cast.officer) == []  # first lights are no news
    actions.light_jurisdiction(now=at(5, 10), jurisdiction=cast.city)
    for person in (cast.officer, cast.bureau_leader, cast.bureau_reporter):
        [notice] = told(person)
        assert notice.parameters["subject"] == {"zh": "3 项变差", "en": "3 got worse"}
        assert notice.parameters["light"]["zh"] == "红灯 3 项"
        assert notice.url == lights_page(date(2026, 5, 10), "worse")
    assert told(cast.other_leader) == []
    JobRun.objects.all().delete()
    actions.light_jurisdiction(now=at(5, 10), jurisdiction=cast.city)
    assert len(told(cast.officer)) == 1


def test_a_run_that_died_tells_of_all_in_the_end(
    cast: Cast, behind: list[Task], monkeypatch: pytest.MonkeyPatch
) -> None:
    from luoshi.domain.supervision.actions import lighting

    monkeypatch.setattr(lighting, "CHUNK", 2)
    real, calls = lighting.task_facts, []

    def breaks(things: Any, day: date) -> Any:
        calls.append(len(things))
        if len(calls) == 2:
            raise RuntimeError("power cut")
        return real(things, day)

    monkeypatch.setattr(lighting, "task_facts", breaks)
    with pytest.raises(RuntimeError):
        actions.light_jurisdiction(now=at(5, 10), jurisdiction=cast.city)
    assert told(cast.officer) == []
    actions.light_jurisdiction(now=at(5, 10, 10), jurisdiction=cast.city)
    [notice] = told(cast.officer)
    assert notice.parameters["count"] == 3


def test_a_verdict_tells_the_unit_of_its_task_and_not_who_judged(cast: Cast) -> None:
    task = handled(cast, ISSUED)
    adopted(cast, ISSUED)
    report = progress(cast, at(7, 1), task, 60)
    actions.light_tasks(now=at(7, 1), tasks=[task], actor=cast.bureau_reporter)
    assert told(cast.bureau_reporter) == []
    lit_deeds.verify_report(actor=cast.officer, now=at(7, 2), report=report, verified_percent=10)
    [notice] = told(cast.bureau_reporter)
    assert (notice.url, notice.parameters["subject"]) == (task_page(task.pk), task.title)
    assert notice.parameters["light"] == {"zh": "绿灯 → 红灯", "en": "Green → Red"}
    assert told(cast.officer) == []


def test_better_and_worse_are_told_apart_and_an_exemption_is_no_news(cast: Cast, behind: list[Task]) -> None:
    actions.light_jurisdiction(now=at(5, 10), jurisdiction=cast.city)
    progress(cast, at(5, 11), behind[0], 90)
    actions.light_jurisdiction(now=at(5, 12), jurisdiction=cast.city)
    ways = [notice.parameters["light"]["zh"] for notice in told(cast.bureau_leader)]
    assert ways == ["红灯 3 项", "红灯 → 绿灯"]
    actions.exempt_from_light(
        actor=cast.officer, now=at(5, 13), thing=behind[1], kind="force_majeure", words="汛期", ends_on=None
    )
    assert len(told(cast.bureau_leader)) == 2
    assert not LightChange.objects.filter(told_at=None).exclude(former_tone="").exists()


def test_the_page_lists_what_changed_that_day_and_way(cast: Cast, behind: list[Task], client_as: Logged) -> None:
    actions.light_jurisdiction(now=at(5, 10), jurisdiction=cast.city)
    client = client_as(cast.bureau_reporter)
    worse = client.get("/supervision/lights/?day=2026-05-10&way=worse").content.decode()
    assert all(task.title in worse for task in behind)
    assert "红灯" in worse
    for query in ("day=2026-05-10&way=better", "day=2026-05-09&way=worse", "day=gestern&way=so&page=x"):
        assert behind[0].title not in client.get(f"/supervision/lights/?{query}").content.decode()
    other = client_as(cast.other_reporter).get("/supervision/lights/?day=2026-05-10&way=worse").content.decode()
    assert behind[0].title not in other


def test_queries_of_the_page_do_not_grow(cast: Cast, client_as: Logged, django_assert_max_num_queries: Any) -> None:
    for n in range(12):
        handled(cast, ISSUED, title=f"任务{n}")
    adopted(cast, ISSUED)
    actions.light_jurisdiction(now=at(5, 10), jurisdiction=cast.city)
    client = client_as(cast.officer)
    with django_assert_max_num_queries(12):
        client.get("/supervision/lights/?day=2026-05-10&way=worse")
