"""Every address × person × own or other unit has a row, and the answers are as the rows say."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from contextlib import suppress
from functools import cache as once
from http.cookies import SimpleCookie
from io import BytesIO
from typing import IO, Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django.plugin import DjangoDbBlocker

from luoshi.pages.bulletins.exports.paper import Paper
from luoshi.pages.bulletins.exports.pdf import write_pdf
from luoshi.pages.bulletins.views import files, open_pages
from tests.cast import Cast, make_cast
from tests.conftest import MODEL_BACKEND
from tests.pages import permissions
from tests.pages.permissions import PERSONS, Row

pytestmark = pytest.mark.django_db  # without it no test database is made when this module runs alone

ROWS: list[Row] = [
    row
    for module in pkgutil.iter_modules(permissions.__path__)
    for row in importlib.import_module(f"tests.pages.permissions.{module.name}").ROWS
]
SIDES = {"city", "county"}
LOGIN = "/account/login/"
FEW = ("nobody", "outsider", "bureau_leader", "administrator")  # enough where the method itself is refused


def addresses(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, bool]]:
    """Give every named address, and whether it takes arguments."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            for name, takes in addresses(pattern, inner):
                yield name, takes or bool(pattern.pattern.converters)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", bool(pattern.pattern.converters or pattern.pattern.regex.groups)


ADDRESSES = dict(addresses(get_resolver()))


@pytest.mark.parametrize("name", ADDRESSES)
def test_every_address_has_its_rows(name: str) -> None:
    sides = {row.side for row in ROWS if row.url_name == name}
    assert sides, f"{name} has no row in tests/pages/permissions/"
    if ADDRESSES[name]:
        assert sides >= SIDES or sides == {"any"}, f"{name} speaks of something: it wants rows for {SIDES}"


def test_no_row_speaks_of_an_address_that_is_gone() -> None:
    assert {row.url_name for row in ROWS} <= set(ADDRESSES)


def test_persons_in_rows_exist() -> None:
    named = {p for row in ROWS for s in (row.get, row.post) if not isinstance(s, int) for p in s}
    assert named <= {*PERSONS, "*"}


class Undo(Exception):
    """Ends a block whose writes are to be forgotten."""


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[Cast, dict[str, str]]]:
    """The cast, made once for all rows, and everybody's session; each row forgets what it wrote."""
    with django_db_blocker.unblock():
        try:
            with transaction.atomic():
                cast = make_cast()
                keys = {}
                for person in PERSONS:
                    if person != "nobody":
                        client = Client()
                        client.force_login(cast.person(person), backend=MODEL_BACKEND)
                        keys[person] = client.cookies[settings.SESSION_COOKIE_NAME].value
                yield cast, keys
                raise Undo
        except Undo:
            pass


@pytest.fixture(scope="module")
def browser() -> Client:
    """One client for all requests: each new one would build the chain of middleware again."""
    return Client(raise_request_exception=False)


@pytest.fixture(scope="module", autouse=True)
def _one_paper_drawn() -> Iterator[None]:
    """Draw the first paper as PDF and give it for all: drawing takes seconds, and who may have one is asked here."""

    @once
    def drawn() -> bytes:
        file = BytesIO()
        write_pdf(file, papers[0])
        return file.getvalue()

    def write(file: IO[bytes], paper: Paper) -> None:
        papers.append(paper)
        file.write(drawn())

    papers: list[Paper] = []
    with pytest.MonkeyPatch.context() as patch:
        for views in (files, open_pages):
            patch.setattr(views, "write_pdf", write)
        yield


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.url_name}-{row.side}")
def test_each_person_gets_the_answer_of_the_table(
    row: Row, world: tuple[Cast, dict[str, str]], browser: Client
) -> None:
    cast, keys = world
    wrong = {}
    with suppress(Undo), transaction.atomic():
        address = reverse(row.url_name, kwargs=row.args(cast)) + row.query
        for method in ("GET", "POST"):
            data = row.data(cast) if method == "POST" else {}
            for person in FEW if row.expected(method, "administrator") == 405 else row.persons:
                answer = _ask(browser, method, address, data, keys.get(person))
                expected = row.expected(method, person)
                if answer.status_code != expected:
                    wrong[f"{method} {person}"] = f"{answer.status_code} instead of {expected}"
                elif person == "nobody" and row.sends_to_login(method) and LOGIN not in answer["Location"]:
                    wrong[f"{method} {person}"] = f"sent to {answer['Location']}"
        raise Undo
    assert not wrong, row.url_name


def _ask(client: Client, method: str, address: str, data: dict[str, Any], session_key: str | None) -> HttpResponse:
    """Send one request with no cookie but the session's, and forget what it wrote."""
    cache.clear()
    client.cookies = SimpleCookie()
    if session_key:
        client.cookies[settings.SESSION_COOKIE_NAME] = session_key
    with suppress(Undo), transaction.atomic():
        answer = client.post(address, data) if method == "POST" else client.get(address)
        raise Undo
    return answer
