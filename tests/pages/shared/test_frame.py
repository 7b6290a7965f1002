"""The frame: rail by role, language, unauthenticated requests, refusals."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from luoshi.domain.accounts.models import Account
from tests.cast import Cast

ClientAs = Callable[[Account], Client]


def test_whoever_is_not_logged_in_is_sent_to_the_login(db: None, client: Client) -> None:
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer["Location"] == "/account/login/?next=%2F"


def test_htmx_is_sent_to_the_login_by_its_own_header(db: None, client: Client) -> None:
    answer = client.get("/search/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/tasks/?q=1"})
    assert answer.status_code == 204
    assert answer["HX-Redirect"] == "/account/login/?next=%2Ftasks%2F%3Fq%3D1"


def test_a_script_is_told_where_the_login_is(db: None, client: Client) -> None:
    answer = client.get("/", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["login"]) == (401, "/account/login/?next=%2F")


def test_pages_are_chinese_until_the_language_is_switched(cast: Cast, client_as: ClientAs) -> None:
    client = client_as(cast.officer)
    assert 'lang="zh-Hans"' in client.get("/", headers={"Accept-Language": "en"}).content.decode()
    answer = client.post("/language/", {"language": "en", "next": "/search/"})
    assert answer["Location"] == "/search/"
    assert 'lang="en"' in client.get("/").content.decode()
    cast.officer.refresh_from_db()
    assert cast.officer.language == "en"
    assert 'lang="en"' in client_as(cast.officer).get("/").content.decode(), "the account remembers, not the browser"


def test_before_login_the_cookie_remembers_the_language(db: None, client: Client) -> None:
    client.post("/language/", {"language": "en"})
    assert 'lang="en"' in client.get("/account/login/").content.decode()


def test_the_language_switch_leads_nowhere_else(db: None, client: Client) -> None:
    assert client.post("/language/", {"language": "en", "next": "https://elsewhere.example/"})["Location"] == "/"


@pytest.mark.parametrize("person, sees_units", [("administrator", True), ("bureau_reporter", False)])
def test_the_rail_shows_what_the_person_may_see(cast: Cast, client_as: ClientAs, person: str, sees_units: bool) -> None:
    page = client_as(cast.person(person)).get("/").content.decode()
    assert ("/organization/" in page) == sees_units or not sees_units


def test_an_unknown_address_gets_a_page_in_the_persons_language(cast: Cast, client_as: ClientAs) -> None:
    answer = client_as(cast.officer).get("/nowhere/")
    assert answer.status_code == 404
    assert "<h1" in answer.content.decode()
