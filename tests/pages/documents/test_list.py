"""The list of documents and one row of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from luoshi.domain.accounts.models import Account
from luoshi.domain.documents.models import Document
from luoshi.domain.documents.terms import DocumentState
from tests.cast import Cast
from tests.factories.documents import make_document

ClientAs = Callable[[Account], Client]
LIST = "/documents/"


def test_it_shows_title_state_genre_date_and_counts(cast: Cast, client_as: ClientAs, document: Document) -> None:
    page = client_as(cast.officer).get(LIST).content.decode()
    for words in ("云岭市召开农业农村工作推进会", "已识读", "会议新闻", "0 / 7"):
        assert words in page


def test_an_empty_list_offers_the_first_step(cast: Cast, client_as: ClientAs) -> None:
    page = client_as(cast.officer).get(LIST).content.decode()
    assert "还没有文件" in page
    assert reverse("documents:receive") in page
    assert reverse("documents:receive") not in client_as(cast.reader).get(LIST).content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"a", "b", "c"}),
        ("?q=灌区", {"a"}),
        ("?q=甲乙", {"b"}),
        ("?state=failed", {"c"}),
        ("?state=read", {"a", "b"}),
        ("?genre=notice", {"b"}),
        ("?year=2025", {"b"}),
        ("?q=无此", set()),
        ("?state=x&genre=y&year=z&page=99", {"a", "b", "c"}),
    ],
)
def test_filters_and_search(cast: Cast, client_as: ClientAs, query: str, found: set[str]) -> None:
    make_document(cast.city, cast.officer, file_name="a", title="")
    make_document(
        cast.city, cast.officer, source="二", file_name="b", title="甲乙通知", genre="notice",
        document_date=date(2025, 1, 2),
    )  # fmt: skip
    make_document(
        cast.city, cast.officer, source="三", file_name="c", title="", state=DocumentState.FAILED, error_code="broken"
    )
    response = client_as(cast.officer).get(LIST + query)
    assert {row["document"].file_name for row in response.context["rows"]} == found


def test_what_was_received_last_stands_first_whatever_was_stored_last(cast: Cast, client_as: ClientAs) -> None:
    now = timezone.now()
    for name, days_ago in (("a", 3), ("b", 1), ("c", 9)):
        make_document(cast.city, cast.officer, source=name, file_name=name, received_at=now - timedelta(days=days_ago))
    rows = client_as(cast.officer).get(LIST).context["rows"]
    assert [row["document"].file_name for row in rows] == ["b", "a", "c"]


def test_a_county_sees_its_own_only(cast: Cast, client_as: ClientAs, document: Document) -> None:
    theirs = make_document(cast.county, cast.county_officer, source="县里的文件。")
    assert [r["document"] for r in client_as(cast.county_officer).get(LIST).context["rows"]] == [theirs]
    assert len(client_as(cast.officer).get(LIST).context["rows"]) == 2
    assert client_as(cast.bureau_leader).get(LIST).context["rows"] == []


def test_the_number_of_queries_does_not_grow(
    cast: Cast, client_as: ClientAs, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_as(cast.officer)
    make_document(cast.city, cast.officer)
    client.get(LIST)
    with django_assert_num_queries(10):
        client.get(LIST)
    for number in range(30):
        make_document(cast.city, cast.officer, source=f"第{number}份文件。")
    with django_assert_num_queries(10):
        client.get(LIST)


def test_a_row_asks_for_itself_until_it_is_read(cast: Cast, client_as: ClientAs, document: Document) -> None:
    client = client_as(cast.officer)
    address = reverse("documents:row", args=[document.pk])
    assert "hx-get" not in client.get(address).content.decode()
    document.state, document.progress_percent = DocumentState.READING, 40
    document.progress_at = timezone.now()
    document.save()
    row = client.get(address).content.decode()
    assert f'hx-get="{address}"' in row
    assert 'value="40"' in row
