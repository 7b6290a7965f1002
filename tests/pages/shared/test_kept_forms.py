"""What was typed is not lost when the login ended meanwhile, and never reaches another person."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luoshi.domain.accounts.models import Account
from luoshi.pages.shared import kept_forms
from tests.cast import PASSWORD, Cast

ClientAs = Callable[[Account], Client]


def kept_fields(page: str) -> list[list[str]] | None:
    found = re.search(r'<script id="kept-fields" type="application/json">(.*?)</script>', page)
    return json.loads(found[1]) if found else None


def form_account(page: str) -> str:
    found = re.search(r'name="form_account" value="([^"]+)"', page)
    assert found
    return found[1]


@pytest.fixture
def form_of_administrator(cast: Cast, client_as: ClientAs) -> tuple[str, dict[str, str]]:
    """A half-filled form whose session has ended: its address and its fields."""
    address = f"/organization/units/{cast.city.pk}/new/"
    page = client_as(cast.administrator).get(address).content.decode()
    return address, {
        "form_account": form_account(page),
        "name": "云岭市水务局",
        "aliases": "市水务\n水务局",
        "kind": "department",
        "password1": "never kept",
    }


def log_in(client: Client, username: str, after: str) -> str:
    answer = client.post(after, {"login": username, "password": PASSWORD}, follow=True)
    assert answer.redirect_chain, answer.content.decode()
    return answer.content.decode()


def test_the_text_comes_back_after_login(form_of_administrator: tuple[str, dict[str, str]]) -> None:
    address, fields = form_of_administrator
    client = Client()
    answer = client.post(address, fields, headers={"Referer": f"http://testserver{address}"})
    assert answer.status_code == 302
    assert "市水务" not in client.get(answer["Location"]).content.decode(), "the login page tells nothing of it"
    page = log_in(client, "administrator", answer["Location"])
    assert kept_fields(page) == [["name", "云岭市水务局"], ["aliases", "市水务\n水务局"], ["kind", "department"]]
    assert "没有提交" in page


def test_it_stays_until_the_form_is_sent(form_of_administrator: tuple[str, dict[str, str]]) -> None:
    address, fields = form_of_administrator
    client = Client()
    location = client.post(address, fields, headers={"Referer": f"http://testserver{address}"})["Location"]
    log_in(client, "administrator", location)
    assert kept_fields(client.get(address).content.decode())
    client.post(address, fields)
    assert kept_fields(client.get(address).content.decode()) is None


def test_it_can_be_discarded(form_of_administrator: tuple[str, dict[str, str]]) -> None:
    address, fields = form_of_administrator
    client = Client()
    location = client.post(address, fields, headers={"Referer": f"http://testserver{address}"})["Location"]
    log_in(client, "administrator", location)
    assert client.post("/kept-form/forget/", {"next": address})["Location"] == address
    assert kept_fields(client.get(address).content.decode()) is None


def test_another_person_never_sees_it(form_of_administrator: tuple[str, dict[str, str]], cast: Cast) -> None:
    address, fields = form_of_administrator
    client = Client()
    location = client.post(address, fields, headers={"Referer": f"http://testserver{address}"})["Location"]
    client.post(location, {"login": "officer", "password": PASSWORD})
    assert "市水务" not in client.get("/").content.decode()
    client.post("/account/logout/")
    client.post("/account/login/", {"login": "administrator", "password": PASSWORD})
    assert kept_fields(client.get(address).content.decode()) is None, "dropped at the other person's login"


def test_a_form_this_server_did_not_sign_is_not_kept(
    form_of_administrator: tuple[str, dict[str, str]], cast: Cast
) -> None:
    address, fields = form_of_administrator
    client = Client()
    fields["form_account"] = f"{cast.administrator.pk}:forged"
    location = client.post(address, fields)["Location"]
    page = log_in(client, "administrator", location)
    assert kept_fields(page) is None


def test_htmx_forms_come_back_to_the_page_they_stood_on(form_of_administrator: tuple[str, dict[str, str]]) -> None:
    address, fields = form_of_administrator
    token = fields.pop("form_account")
    client = Client()
    answer = client.post(
        address,
        fields,
        headers={
            "HX-Request": "true",
            "HX-Current-URL": "http://testserver/organization/?x=1",
            "X-Form-Account": token,
        },
    )
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["HX-Redirect"] == "/account/login/?next=%2Forganization%2F%3Fx%3D1"
    page = log_in(client, "administrator", answer["HX-Redirect"])
    assert kept_fields(page)
    assert f'data-action="{address}"' in page


def test_files_are_not_kept_and_that_is_said(form_of_administrator: tuple[str, dict[str, str]]) -> None:
    address, fields = form_of_administrator
    client = Client()
    sent = {**fields, "file": SimpleUploadedFile("进展.docx", b"x")}
    location = client.post(address, sent, headers={"Referer": f"http://testserver{address}"})["Location"]
    page = log_in(client, "administrator", location)
    assert "附件无法暂存" in page


def test_a_text_beyond_measure_is_not_kept_and_that_is_said(
    form_of_administrator: tuple[str, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    address, fields = form_of_administrator
    monkeypatch.setattr(kept_forms, "LONGEST_KEPT_CHARACTERS", 20)
    client = Client()
    sent = {**fields, "name": "长" * 21}
    location = client.post(address, sent, headers={"Referer": f"http://testserver{address}"})["Location"]
    page = log_in(client, "administrator", location)
    assert kept_fields(page) is None
    assert "内容超过" in page


def test_a_form_older_than_the_login_comes_back_too(cast: Cast) -> None:
    """Logging in anew in another tab makes the first tab's proof of origin stale."""
    client = Client(enforce_csrf_checks=True)
    login = client.get("/account/login/")
    token = client.cookies["csrftoken"].value
    client.post("/account/login/", {"login": "administrator", "password": PASSWORD, "csrfmiddlewaretoken": token})
    address = f"/organization/units/{cast.city.pk}/new/"
    page = client.get(address).content.decode()
    answer = client.post(
        address,
        {"csrfmiddlewaretoken": token, "form_account": form_account(page), "name": "云岭市水务局"},
        headers={"Referer": f"http://testserver{address}"},
    )
    assert (login.status_code, answer.status_code, answer["Location"]) == (200, 302, address)
    assert kept_fields(client.get(address).content.decode()) == [["name", "云岭市水务局"]]


def test_a_strange_form_is_refused(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/account/login/", {"login": "administrator", "password": PASSWORD})
    assert answer.status_code == 403
    assert "表单未能提交" in answer.content.decode()
