"""Batches from compiling to signing, and the inbox by role."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luoshi.domain.accounts.models import Account
from luoshi.domain.tasks import actions
from luoshi.domain.tasks.models import Batch, Task
from tests.cast import Cast
from tests.factories import plans as make_plans
from tests.factories import tasks as make

As = Callable[[Account], Client]
ISSUE = {"document_number": "云督〔2026〕1号", "issued_on": "2026-11-20"}


def test_from_a_new_batch_to_signatures(cast: Cast, now: datetime, client_as: As) -> None:
    task = make.make_task(cast, now)
    client = client_as(cast.officer)
    client.post("/tasks/batches/new/", {"name": "第一批", "document_number": ""})
    batch = Batch.objects.get()
    page = client.get(f"/tasks/batches/{batch.pk}/").content.decode()
    assert "本批次还没有任务" in page
    assert task.title in page
    client.post(f"/tasks/batches/{batch.pk}/tasks/", {"do": "add", "task": task.pk})
    assert client.post(f"/tasks/batches/{batch.pk}/issue/", ISSUE).status_code == 302
    page = client.get(f"/tasks/batches/{batch.pk}/").content.decode()
    assert "各单位签收情况" in page
    assert "云督〔2026〕1号" in page
    inbox = client_as(cast.bureau_leader).get("/tasks/inbox/").content.decode()
    assert task.title in inbox


def test_what_is_missing_is_named_task_by_task(cast: Cast, now: datetime, client_as: As) -> None:
    bare = make.make_task(cast, now, lead_unit=None)
    batch = make.make_batch(cast, now, make.make_task(cast, now), bare)
    answer = client_as(cast.officer).post(f"/tasks/batches/{batch.pk}/issue/", ISSUE)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "批次未下达：1 项任务不完整" in page
    assert f'href="/tasks/{bare.pk}/edit/">{bare.number_text}' in page
    assert "缺少牵头单位" in page
    assert not Task.objects.exclude(state="draft").exists()


def test_a_wrong_issue_form_is_told_at_its_fields(cast: Cast, now: datetime, client_as: As) -> None:
    batch = make.make_batch(cast, now, make.make_task(cast, now))
    client = client_as(cast.officer)
    page = client.post(f"/tasks/batches/{batch.pk}/issue/", {"document_number": " ", "issued_on": "2099-01-01"})
    assert 'id="id_document_number_error"' in page.content.decode()
    assert 'id="id_issued_on_error"' in page.content.decode()


def test_issuing_twice_issues_once(cast: Cast, now: datetime, client_as: As) -> None:
    batch = make.make_batch(cast, now, make.make_task(cast, now))
    client = client_as(cast.officer)
    answers = [client.post(f"/tasks/batches/{batch.pk}/issue/", ISSUE).status_code for _ in range(2)]
    assert answers == [302, 409]
    assert Task.objects.get().assignments.count() == 1


def test_queries_of_the_lists_do_not_grow(cast: Cast, now: datetime, client_as: As) -> None:
    client = client_as(cast.officer)
    counts: dict[str, list[int]] = {"/tasks/batches/": [], "/tasks/inbox/": []}
    for size in (2, 6):
        for _ in range(size):
            make.progress(cast, now, make.handled(cast, now))
        batch = make.make_batch(cast, now, *(make.make_task(cast, now) for _ in range(size)))
        for address in (*list(counts)[:2], f"/tasks/batches/{batch.pk}/"):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            counts.setdefault("batch" if address[-2].isdigit() else address, []).append(len(asked))
    assert all(first == second <= 15 for first, second in counts.values()), counts


def test_an_empty_inbox_says_so(cast: Cast, client_as: As) -> None:
    for person in (cast.officer, cast.bureau_leader, cast.reader):
        assert "没有待办事项" in client_as(person).get("/tasks/inbox/").content.decode()


def test_what_lies_with_units_below_is_a_number(cast: Cast, now: datetime, client_as: As) -> None:
    make.issued(cast, now, lead_unit=cast.township, title="乡镇的任务")
    page = client_as(cast.county_leader).get("/tasks/inbox/").content.decode()
    assert "下级单位另有 1 项" in page
    assert "乡镇的任务" not in page


def test_a_large_batch_comes_in_pages(cast: Cast, now: datetime, client_as: As) -> None:
    tasks = [make.make_task(cast, now, title=f"整治清溪河第{n}段排污口") for n in range(1, 121)]
    batch = make.make_batch(cast, now, *tasks)
    client = client_as(cast.officer)
    first, second = (client.get(f"/tasks/batches/{batch.pk}/?page={n}").content.decode() for n in (1, 2))
    assert ("第100段" in first, "第101段" in first) == (True, False)
    assert ("第100段" in second, "第101段" in second, "第120段" in second) == (False, True, True)
    assert "120 项任务" in second
    assert "第 1 页，共 2 页" in first


def test_whoever_approves_finds_the_batch_on_the_first_page_and_in_the_inbox(
    cast: Cast, now: datetime, client_as: As
) -> None:
    make_plans.make_plan(cast, now)
    mayor = make_plans.mayor_of(cast)
    batch = make.make_batch(cast, now, make.make_task(cast, now), name="待批的批次")
    client, link = client_as(mayor), f'href="/tasks/batches/{batch.pk}/"'
    assert link not in client.get("/tasks/inbox/").content.decode()  # nobody checked it yet
    actions.check_batch(actor=cast.officer, now=now, batch=batch, points=make_plans.POINTS)
    for address in ("/", "/tasks/inbox/"):
        page = client.get(address).content.decode()
        assert "待你批准的批次" in page
        assert link in page
        assert "没有待办事项" not in page
        assert "待你批准的批次" not in client_as(cast.bureau_leader).get(address).content.decode()
    actions.approve_batch(actor=mayor, now=now, batch=batch)
    assert link not in client.get("/tasks/inbox/").content.decode()
