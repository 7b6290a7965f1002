"""The reading page and the language model: who may send a document, and that suggestions are shown as what they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from luoshi.domain.documents.models import Document
from tests.cast import Cast
from tests.engine.second_reader.stub import Stub, served
from tests.factories.documents import make_document

ADDED = "新增灌溉面积3万亩"


@pytest.fixture
def stub(settings: Settings) -> Iterator[Stub]:
    def says(asked: dict[str, Any]) -> dict[str, Any]:
        missing = [{"quote": ADDED, "level": "actionable", "owner": None}]
        return {"missing": missing, "doubted": [{"quote": asked["found"][-1]}], "words": "<b>of its own</b>"}

    with served(Stub(says)) as stub:
        settings.SECOND_READER = {"LUOSHI_SECOND_READER": stub.address, "LUOSHI_SECOND_READER_MODEL": "stub-7b"}
        yield stub


@pytest.fixture
def document(cast: Cast) -> Document:
    return make_document(cast.city, cast.officer)


def page(client: Client, document: Document) -> str:
    return client.get(reverse("documents:read", args=[document.pk])).content.decode()


def test_the_page_says_where_the_text_goes_before_it_goes(
    client: Client, cast: Cast, document: Document, stub: Stub
) -> None:
    client.force_login(cast.officer)
    shown = page(client, document)
    assert "127.0.0.1:" in shown
    assert reverse("documents:second_reader", args=[document.pk]) in shown
    assert stub.asked == []


def test_suggestions_and_doubts_are_marked(client: Client, cast: Cast, document: Document, stub: Stub) -> None:
    client.force_login(cast.officer)
    address = reverse("documents:second_reader", args=[document.pk])
    assert client.post(address).status_code == 302
    shown = page(client, document)
    assert shown.count("语言模型建议") == shown.count("语言模型存疑") == 1
    assert shown.count("data-apart") == 2
    assert "语言模型 stub-7b 另建议 1 条" in shown
    assert "of its own" not in shown


def test_who_only_looks_is_offered_nothing(client: Client, cast: Cast, document: Document, stub: Stub) -> None:
    client.force_login(cast.reader)
    assert "group-second" not in page(client, document)


def test_without_a_second_reader_the_page_says_nothing_of_it(client: Client, cast: Cast, document: Document) -> None:
    client.force_login(cast.officer)
    assert "group-second" not in page(client, document)
