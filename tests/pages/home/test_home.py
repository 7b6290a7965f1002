"""The first page and the search: by role, with a constant number of queries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from luoshi.domain.accounts.models import Account
from luoshi.domain.documents.models import Document
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.tasks.models import Participation, Task
from luoshi.domain.tasks.rules import folded
from luoshi.domain.tasks.terms import Part, TaskState
from luoshi.pages.home.overview import changed_since, overview_for
from luoshi.pages.home.searching import passage_with
from tests.cast import Cast

ClientAs = Callable[[Account], Client]
# Session, account, standing 2, numbers, waiting 1+3, late, units, changes 2, documents 2; how things stand 9
# (lights 4, investment 2, matters, problems, bulletin); of the office: steps, returns, disputes, appeals, wishes, 5.
MOST_QUERIES = 30


def task(cast: Cast, number: int, lead: Unit, title: str, state: TaskState, deadline: date | None = None) -> Task:
    moment = timezone.now()
    made = Task.objects.create(
        jurisdiction=cast.city,
        year=2026,
        number=number,
        title=title,
        lead_unit=lead,
        state=state,
        deadline=deadline,
        created_at=moment,
        changed_at=moment,
        issued_at=None if state == TaskState.DRAFT else moment,
        search_text=folded(title),
    )
    Participation.objects.create(task=made, unit=lead, part=Part.LEAD)
    return made


@pytest.fixture
def some_tasks(cast: Cast) -> None:
    today = timezone.localdate()
    task(cast, 1, cast.bureau, "建成示范水库三座", TaskState.HANDLING, today - timedelta(days=3))
    task(cast, 2, cast.bureau, "出台用地保障办法", TaskState.ISSUED, today + timedelta(days=5))
    task(cast, 3, cast.other_bureau, "改造高标准农田", TaskState.HANDLING, today - timedelta(days=1))
    task(cast, 4, cast.other_bureau, "建立粮食储备机制", TaskState.CLOSED, today)
    task(cast, 5, cast.other_bureau, "尚未下达的草稿", TaskState.DRAFT, today)


def page(client: Client, address: str = "/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_house_offers_the_officer_the_first_step(cast: Cast, client_as: ClientAs) -> None:
    assert "从一份文件开始" in page(client_as(cast.officer))


def test_an_empty_house_offers_the_administrator_the_units(cast: Cast, client_as: ClientAs) -> None:
    assert "先建立单位和人员" in page(client_as(cast.administrator))


def test_without_a_post_the_page_says_whom_to_ask(cast: Cast, client_as: ClientAs) -> None:
    assert "你还没有任职单位" in page(client_as(cast.outsider))


def test_a_unit_sees_its_own_tasks_only(cast: Cast, some_tasks: None, client_as: ClientAs) -> None:
    seen = page(client_as(cast.bureau_leader))
    assert "出台用地保障办法" in seen
    assert "建成示范水库三座" in seen
    assert "改造高标准农田" not in seen


def test_the_numbers_and_the_ranking_of_units(cast: Cast, some_tasks: None, now: datetime) -> None:
    overview = overview_for(standing_of(cast.reader), timezone.now())
    assert (overview.numbers.open, overview.numbers.late, overview.numbers.soon) == (3, 2, 1)
    assert (overview.numbers.to_sign, overview.numbers.closed) == (1, 1)
    lines = [(line.unit_id, line.open, line.late, line.closed_percent) for line in overview.units]
    assert lines == [(cast.bureau.pk, 2, 1, 0), (cast.other_bureau.pk, 1, 1, 50)]
    assert [row.title for row in overview.late] == ["建成示范水库三座", "改造高标准农田"]


def test_a_unit_is_not_ranked_among_others_on_its_own_page(cast: Cast, some_tasks: None) -> None:
    assert overview_for(standing_of(cast.bureau_leader), timezone.now()).units == []


@pytest.mark.parametrize("person", ["officer", "administrator", "bureau_leader", "reader", "county_officer"])
def test_the_first_page_asks_no_more_with_more_tasks(
    cast: Cast, some_tasks: None, client_as: ClientAs, person: str
) -> None:
    client = client_as(cast.person(person))
    with CaptureQueriesContext(connection) as few:
        page(client)
    for number in range(10, 40):
        state = (TaskState.HANDLING, TaskState.ISSUED, TaskState.RETURNED)[number % 3]
        task(cast, number, cast.bureau, f"任务{number}", state, timezone.localdate() - timedelta(days=number))
    with CaptureQueriesContext(connection) as many:
        page(client)
    assert len(many) <= MOST_QUERIES, [q["sql"][:120] for q in many]
    assert len(many) <= len(few) + 2, "one more for each kind of thing that began to wait"


def test_changes_reach_back_to_friday_on_a_sunday_and_a_monday() -> None:
    monday = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    assert changed_since(monday) == monday - timedelta(days=3)
    assert changed_since(monday - timedelta(days=1)) == monday - timedelta(days=3)
    assert changed_since(monday + timedelta(days=1)) == monday


def test_two_characters_find_a_task(cast: Cast, some_tasks: None, client_as: ClientAs) -> None:
    seen = page(client_as(cast.officer), "/search/?q=农田")
    assert "改造高标准农田" in seen
    assert "建成示范水库三座" not in seen


def test_the_search_finds_nothing_outside_the_reach(cast: Cast, some_tasks: None, client_as: ClientAs) -> None:
    assert "没有找到" in page(client_as(cast.bureau_leader), "/search/?q=农田")
    assert "没有找到" in page(client_as(cast.bureau_leader), "/search/?q=农业农村局")


def test_documents_are_found_by_their_text_and_units_by_name(cast: Cast, client_as: ClientAs) -> None:
    Document.objects.create(
        jurisdiction=cast.city,
        received_by=cast.officer,
        received_at=timezone.now(),
        file_name="纪要.txt",
        size=1,
        sha256="0" * 64,
        state="read",
        title="水利工作会议纪要",
        text="会议要求清溪县年底前完成河道整治。",
    )
    client = client_as(cast.officer)
    seen = page(client, "/search/?q=河道")
    assert "水利工作会议纪要" in seen
    assert "年底前完成<mark>河道</mark>整治" in seen
    assert "清溪县水利局" in page(client, "/search/?q=水利")
    assert "水利工作会议纪要" not in page(client_as(cast.county_officer), "/search/?q=河道")


@pytest.mark.parametrize("words", ["", "   ", "%", "_", "'", "\x00", "<script>", "长" * 300])
def test_odd_words_do_no_harm(cast: Cast, some_tasks: None, client_as: ClientAs, words: str) -> None:
    answer = client_as(cast.officer).get("/search/", {"q": words})
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode().replace('<script type="module"', "").replace("<script src", "")


def test_a_passage_is_shown_with_what_stands_around_it() -> None:
    hit = passage_with("甲" * 100 + "河道" + "乙" * 100, "河道")
    assert hit is not None
    assert (hit.before, hit.found, hit.after) == ("…" + "甲" * 40, "河道", "乙" * 40 + "…")
    assert passage_with("没有", "河道") is None


def test_changes_are_shown_since_the_last_visit(
    cast: Cast, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_as(cast.officer)
    first = timezone.now().replace(microsecond=0)
    shown = []
    for hours in (0, 1, 30, 31):
        moment = first + timedelta(hours=hours)
        monkeypatch.setattr("luoshi.pages.shared.middleware.current_time", lambda moment=moment: moment)
        shown.append(client.get("/").context["overview"].changed_since)
    assert shown[0] == changed_since(first)  # no visit is known
    assert shown[2] == shown[3] == first + timedelta(hours=1)  # the same visit goes on
    other = client_as(cast.administrator)
    other.cookies["luoshi_visit"] = client.cookies["luoshi_visit"].value
    assert other.get("/").context["overview"].changed_since == changed_since(first + timedelta(hours=31))
