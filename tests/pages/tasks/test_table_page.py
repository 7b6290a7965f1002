"""The table's page: full and in part, its address, its chips, its number of queries, what a selection does."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from urllib.parse import parse_qs

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luoshi.domain.accounts.models import Account
from luoshi.domain.tasks.models import Batch, Task
from luoshi.domain.tasks.queries import TaskFilters
from luoshi.pages.tasks.address import DEFAULT_COLUMNS, TableAddress, read_address
from tests.cast import Cast
from tests.factories import tasks as make

As = Callable[[Account], Client]
CEILING = 12


def test_the_page_and_its_part(cast: Cast, now: datetime, client_as: As) -> None:
    make.issued(cast, now)
    client = client_as(cast.officer)
    full = client.get("/tasks/?q=清溪").content.decode()
    part = client.get("/tasks/?q=清溪", headers={"HX-Request": "true"}).content.decode()
    back = client.get("/tasks/?q=清溪", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<html" in full
    assert "<html" in back.content.decode()
    assert "<html" not in part
    assert full.count("完成清溪河干流排污口整治") == part.count("完成清溪河干流排污口整治")
    assert "HX-Request" in client.get("/tasks/")["Vary"]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?q=清溪&state=issued&columns=lead,supporting,source,batch&unit={unit}&part=lead&due=month&sort=-lead&batch={batch}"
        "&instrument=item&document=1&report=waiting",
    ],
)
def test_queries_stay_below_the_ceiling_and_do_not_grow(cast: Cast, now: datetime, client_as: As, query: str) -> None:
    client = client_as(cast.officer)
    counts = []
    for size in (2, 25):
        for n in range(size):
            make.issued(cast, now, title=f"清溪{n}", supporting_units=[cast.zone])
        address = "/tasks/" + query.format(unit=cast.city.pk, batch=Batch.objects.order_by("-pk")[0].pk)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= CEILING


def test_the_address_holds_the_whole_state() -> None:
    query = QueryDict(
        "unit=3&part=lead&state=issued&state=draft&from=2026-01-01&to=2026-12-31&instrument=policy&document=4&batch=0"
        "&report=waiting&q=污水&sort=-lead&columns=lead,source&dense=1&page=3"
    )
    address = read_address(query)
    again = QueryDict(address.query(page=3).removeprefix("?"))
    assert read_address(again) == address
    assert address.filters.states == ("draft", "issued")
    assert (address.filters.window, address.columns, address.page) == ("range", ("lead", "source"), 3)


@pytest.mark.parametrize(
    "query",
    [
        "unit=x&state=nope&due=never&from=31.12.2026&instrument=x&sort=password&columns=x&page=-4&batch=1e9",
        "page=0",
        "",
    ],
)
def test_nonsense_in_the_address_is_left_out(query: str) -> None:
    assert read_address(QueryDict(query)) == TableAddress()


def test_changing_a_filter_leads_back_to_the_first_page() -> None:
    address = TableAddress(filters=TaskFilters(text="水"), page=4)
    assert parse_qs(address.query(text="").removeprefix("?")) == {}
    assert parse_qs(address.query(page=5).removeprefix("?")) == {"q": ["水"], "page": ["5"]}
    assert parse_qs(address.query(is_dense=True).removeprefix("?")) == {"q": ["水"], "dense": ["1"]}


def test_the_column_chooser() -> None:
    assert read_address(QueryDict("column=source&column=lead")).columns == ("lead", "source")
    assert read_address(QueryDict("column=x")).columns == DEFAULT_COLUMNS


def test_chips_say_the_filters_and_take_them_away(cast: Cast, now: datetime, client_as: As) -> None:
    make.issued(cast, now)
    page = client_as(cast.officer).get(f"/tasks/?unit={cast.county.pk}&q=污水&due=late").content.decode()
    assert "单位：清溪县（含下级）" in page
    assert "包含“污水”" in page
    assert f'href="?unit={cast.county.pk}&amp;due=late"' in page
    assert "没有符合条件的任务" in page


def test_text_from_people_is_escaped(cast: Cast, now: datetime, client_as: As) -> None:
    make.issued(cast, now, title='<script>x</script>"&')
    page = client_as(cast.officer).get("/tasks/?q=<img src=x>&columns=number").content.decode()
    assert "<img" not in page
    page = client_as(cast.officer).get("/tasks/").content.decode()
    assert "<script>x" not in page
    assert "&lt;script&gt;x&lt;/script&gt;&quot;&amp;" in page


def test_an_empty_table_says_what_belongs_there(cast: Cast, client_as: As) -> None:
    assert "任务来自文件" in client_as(cast.officer).get("/tasks/").content.decode()
    assert "下达给本单位" in client_as(cast.bureau_leader).get("/tasks/").content.decode()


def test_the_panel_of_filters_is_filled_as_the_address_says(cast: Cast, now: datetime, client_as: As) -> None:
    make.issued(cast, now)
    panel = client_as(cast.officer).get(f"/tasks/filters/?unit={cast.bureau.pk}&state=issued&columns=source").content
    text = panel.decode()
    assert re.search(rf'<option value="{cast.bureau.pk}" selected>', text)
    assert '<input type="hidden" name="state" value="issued">' in text
    assert re.search(r'value="source" checked', text)


def test_selected_tasks_go_into_a_new_batch(cast: Cast, now: datetime, client_as: As) -> None:
    tasks = [make.make_task(cast, now) for _ in range(3)]
    answer = client_as(cast.officer).post(
        "/tasks/selected/", {"task": [t.pk for t in tasks[:2]], "do": "compile", "batch": "new"}
    )
    assert answer["Location"] == f"/tasks/batches/{Batch.objects.get().pk}/"
    assert Task.objects.filter(batch__isnull=False).count() == 2


def test_signing_a_selection_tells_what_could_not_be_signed(cast: Cast, now: datetime, client_as: As) -> None:
    open_one, signed = make.issued(cast, now), make.handled(cast, now)
    answer = client_as(cast.bureau_leader).post(
        "/tasks/selected/", {"task": [open_one.pk, signed.pk], "do": "sign", "back": "?state=issued"}, follow=True
    )
    page = answer.content.decode()
    assert answer.redirect_chain[0][0] == "/tasks/?state=issued"
    assert "1 项任务已办妥" in page
    assert f"{signed.number_text}：任务 {signed.number_text} 当前为“办理中”" in page


def test_a_selection_leads_nowhere_else(cast: Cast, now: datetime, client_as: As) -> None:
    answer = client_as(cast.officer).post("/tasks/selected/", {"do": "sign", "back": "//evil.example/"})
    assert answer["Location"] == "/tasks/"


def test_what_one_may_not_see_cannot_be_selected(cast: Cast, now: datetime, client_as: As) -> None:
    task = make.issued(cast, now)
    client_as(cast.other_leader).post("/tasks/selected/", {"task": task.pk, "do": "sign"})
    assert make.fresh(task).state == "issued"


@pytest.mark.parametrize("key", ["²", "9" * 30, "-1", "x", "１"])
def test_keys_that_are_none_are_left_out(cast: Cast, client_as: As, key: str) -> None:
    answer = client_as(cast.officer).post("/tasks/selected/", {"task": key, "do": "sign"})
    assert answer.status_code == 302
    assert client_as(cast.officer).get(f"/tasks/?unit={key}&batch={key}&document={key}&page={key}").status_code == 200
