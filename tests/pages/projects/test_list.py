"""The library's list: filters in the address, sums, selection, exports; a constant number of queries (PJ18)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luoshi.domain.accounts.models import Account
from luoshi.domain.projects import actions
from luoshi.domain.projects.actions import ProjectRow
from luoshi.domain.projects.models import Project
from luoshi.domain.projects.rules import YearDraft
from luoshi.domain.projects.terms import LibraryState
from tests.cast import Cast
from tests.factories.projects import WHOLE, make_project, make_sector

As = Callable[[Account], Client]
CEILING = 12
PAGE_CEILING = 32


def fill(cast: Cast, now: datetime, count: int, start: int = 0) -> None:
    sector = make_sector(cast, now).pk
    rows = [
        ProjectRow(
            place=str(n),
            dossier=replace(WHOLE, name=f"水厂{n}号", sector_id=sector, level=("city", "ordinary")[n % 2]),
            lead_unit_id=(cast.bureau.pk, cast.other_bureau.pk)[n % 2],
            library_state=LibraryState.RESERVED,
            years=(YearDraft(year=2026, annual_class="new_start", planned_wan_yuan=Decimal(100)),),
        )
        for n in range(start, start + count)
    ]
    actions.store_projects(actor=cast.officer, now=now, jurisdiction=cast.city, rows=rows, source="表")


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_list_asks_as_much_for_many_as_for_few(cast: Cast, now: datetime, client_as: As) -> None:
    client = client_as(cast.officer)
    fill(cast, now, 5)
    few = queries_of(client, "/projects/?sort=-done")
    fill(cast, now, 70, 5)
    assert queries_of(client, "/projects/?sort=-done") == few
    assert few <= CEILING


def test_a_projects_page_asks_a_constant_number(cast: Cast, now: datetime, client_as: As) -> None:
    project = make_project(cast, now, state=LibraryState.RESERVED)
    client = client_as(cast.officer)
    assert queries_of(client, f"/projects/{project.pk}/") <= PAGE_CEILING


@pytest.mark.parametrize(
    "query, count",
    [
        ("", 6),
        ("?level=city", 3),
        ("?key=1", 3),
        ("?q=水厂+3号", 1),
        ("?q=农业农村", 3),
        ("?state=submitted", 0),
        ("?class=new_start", 6),
        ("?class=new_start&year=2025", 0),
        ("?stage=building", 0),
        ("?sort=rubbish&page=99&unit=x", 6),
    ],
)
def test_filters_stand_in_the_address(cast: Cast, now: datetime, client_as: As, query: str, count: int) -> None:
    fill(cast, now, 6)
    page = client_as(cast.officer).get(f"/projects/{query}").context["page"]
    assert (page.sums.count, len(page.lines)) == (count, count)


def test_sums_are_over_all_that_the_filters_leave(cast: Cast, now: datetime, client_as: As) -> None:
    fill(cast, now, 60)
    page = client_as(cast.officer).get("/projects/?level=city").context["page"]
    assert (page.sums.total, page.sums.year_plan) == (30 * 35000, 30 * 100)


def test_a_unit_sees_what_was_admitted_and_selects_only_what_it_may_do(
    cast: Cast, now: datetime, client_as: As
) -> None:
    fill(cast, now, 4)
    make_project(cast, now, name="草稿项目")
    answer = client_as(cast.other_reporter).get("/projects/")
    assert {line.lead_unit for line in answer.context["page"].lines} == {"市农业农村局"}
    assert [str(deed) for deed in answer.context["deeds"]] == ["submit_project"]


def test_a_selection_is_moved_and_refusals_are_told(cast: Cast, now: datetime, client_as: As) -> None:
    ready, bare = make_project(cast, now), make_project(cast, now, name="缺项项目", scale="")
    client = client_as(cast.officer)
    answer = client.post("/projects/selected/", {"project": [ready.pk, bare.pk], "do": "submit_project"}, follow=True)
    said = [str(message) for message in answer.context["messages"]]
    assert any("建设规模及内容" in words for words in said)
    assert Project.objects.get(pk=ready.pk).library_state == "submitted"
    assert Project.objects.get(pk=bare.pk).library_state == "draft"


def test_exports_hold_the_list_and_run_no_formula(cast: Cast, now: datetime, client_as: As) -> None:
    make_project(cast, now, name="=1+1水厂", state=LibraryState.RESERVED)
    client = client_as(cast.officer)
    book = openpyxl.load_workbook(io.BytesIO(b"".join(client.get("/projects/export/").streaming_content)))
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[1][1] == "=1+1水厂"
    assert book.active["B2"].data_type == "s"
    assert rows[1][9] == 35000
    text = client.get("/projects/export/?form=csv").content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text)))[1][1] == "'=1+1水厂"
