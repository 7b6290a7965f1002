"""The frame: rail by role, language, unauthenticated requests, refusals."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client, RequestFactory
from django.utils.translation import override

from luoshi.domain.accounts.models import Account
from luoshi.pages.shared.views import server_error
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
    rail = page[page.index('<nav class="rail"') : page.index("</nav>")]
    assert ('href="/organization/"' in rail) == sees_units
    assert ('href="/tasks/inbox/"' in rail) != sees_units
    assert 'aria-current="page"' in rail


def test_an_unknown_address_gets_a_page_in_the_persons_language(cast: Cast, client_as: ClientAs) -> None:
    answer = client_as(cast.officer).get("/nowhere/")
    assert answer.status_code == 404
    assert "<h1" in answer.content.decode()


def test_an_error_of_the_server_has_a_page_that_needs_no_database(rf: RequestFactory) -> None:
    for language, word in (("zh-hans", "服务器出错了"), ("en", "The server made a mistake")):
        with override(language):
            answer = server_error(rf.get("/tasks/"))
        assert answer.status_code == 500
        assert word in answer.content.decode()


def test_a_refusal_that_no_page_answered_has_a_page_with_its_words(cast: Cast, client_as: ClientAs) -> None:
    answer = client_as(cast.officer).get("/organization/accounts/")
    assert answer.status_code == 403
    assert "你没有权限进行这一操作" in answer.content.decode()


def test_htmx_gets_a_refusal_as_a_notice_in_its_place(cast: Cast, client_as: ClientAs) -> None:
    answer = client_as(cast.officer).get("/organization/accounts/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Retarget"]) == (403, "#page-messages")
    assert "<html" not in answer.content.decode()


def test_a_script_gets_a_refusal_as_json(cast: Cast, client_as: ClientAs) -> None:
    answer = client_as(cast.officer).get("/organization/accounts/", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["refusal"]) == (403, "NotAllowed")


def test_pages_need_nothing_that_the_content_policy_forbids(cast: Cast, client_as: ClientAs) -> None:
    answer = client_as(cast.administrator).get("/organization/")
    page = answer.content.decode()
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert " style=" not in page
    assert "onclick" not in page
    assert not re.findall(r"<script(?![^>]*(?:src=|application/json))[^>]*>", page)
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)


def test_an_address_that_is_not_ours_is_told_plainly(client: Client) -> None:
    client.raise_request_exception = False
    answer = client.get("/account/login/", headers={"host": "elsewhere.invalid"})
    assert answer.status_code == 400
    assert "<h1" in answer.content.decode()
