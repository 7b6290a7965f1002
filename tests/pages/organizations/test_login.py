"""Logging in: lock-out, one-time passwords, second factor, closed sign-up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.queries import history_of
from luoshi.domain.organizations.actions import reset_password
from tests.cast import PASSWORD, Cast

ClientAs = Callable[[Account], Client]


@pytest.fixture(autouse=True)
def _no_rate_memory() -> None:
    cache.clear()


def log_in(client: Client, username: str, password: str = PASSWORD):  # type: ignore[no-untyped-def]
    return client.post("/account/login/", {"login": username, "password": password})


def test_the_right_password_opens_the_first_page(cast: Cast, client: Client) -> None:
    assert log_in(client, "officer")["Location"] == "/"
    assert client.get("/").status_code == 200


def test_a_wrong_password_says_so_in_the_offices_words(cast: Cast, client: Client) -> None:
    page = log_in(client, "officer", "wrong").content.decode()
    assert "登录名或密码不正确" in page
    assert "您" not in page


def test_five_wrong_passwords_lock_and_say_until_when(cast: Cast, client: Client) -> None:
    for _ in range(5):
        answer = log_in(client, "officer", "wrong")
    assert answer.status_code == 429
    page = answer.content.decode()
    assert "登录已锁定" in page
    assert "之后再试" in page
    assert 0 < int(answer["Retry-After"]) <= 15 * 60
    assert log_in(client, "officer").status_code == 429, "locked even for the right password"
    assert log_in(client, "reader").status_code == 302, "others log in"


def test_an_administrators_reset_lifts_the_lock(cast: Cast, client: Client, now: datetime) -> None:
    for _ in range(5):
        log_in(client, "officer", "wrong")
    password = reset_password(actor=cast.administrator, now=now, account=cast.officer)
    assert log_in(client, "officer", password).status_code == 302


def test_a_one_time_password_opens_nothing_but_the_change(cast: Cast, client: Client, now: datetime) -> None:
    password = reset_password(actor=cast.administrator, now=now, account=cast.reader)
    log_in(client, "reader", password)
    assert client.get("/organization/")["Location"] == "/account/password/change/"
    own = "rivers-and-clouds-9"
    answer = client.post("/account/password/change/", {"oldpassword": password, "password1": own, "password2": own})
    assert answer.status_code == 302
    assert client.get("/organization/").status_code == 200
    cast.reader.refresh_from_db()
    assert cast.reader.check_password(own)
    assert not cast.reader.must_change_password


def test_the_second_factor_is_asked_for(cast: Cast, client: Client) -> None:
    secret = generate_totp_secret()
    TOTP.activate(cast.officer, secret)
    RecoveryCodes.activate(cast.officer)
    assert log_in(client, "officer")["Location"] == "/account/2fa/authenticate/"
    assert "两步验证" in client.get("/account/2fa/authenticate/").content.decode()
    assert client.get("/")["Location"].startswith("/account/login/")
    assert "验证码不正确" in client.post("/account/2fa/authenticate/", {"code": "000000"}).content.decode()
    counter = next(yield_hotp_counters_from_time())
    code = format_hotp_value(hotp_value(secret, counter))
    assert client.post("/account/2fa/authenticate/", {"code": code})["Location"] == "/"
    assert client.get("/").status_code == 200


def test_setting_up_the_second_factor_shows_a_code_and_then_recovery_codes(
    cast: Cast,
    client: Client,
    django_capture_on_commit_callbacks,  # type: ignore[no-untyped-def]
) -> None:
    log_in(client, "officer")
    asked = client.get("/account/2fa/totp/activate/")["Location"]
    assert "请确认身份" in client.get(asked).content.decode(), "the password is asked for again"
    assert client.post(asked, {"password": PASSWORD})["Location"] == "/account/2fa/totp/activate/"
    page = client.get("/account/2fa/totp/activate/")
    assert "data:image/svg+xml" in page.content.decode()
    secret = client.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/account/2fa/totp/activate/", {"code": code}, follow=True)
    assert answer.redirect_chain[-1][0] == "/account/2fa/recovery-codes/"
    assert Authenticator.objects.filter(user=cast.officer, type="totp").exists()
    assert [event.verb for event in history_of("account", cast.officer.pk)] == ["add_second_factor"]


def test_nobody_signs_up(cast: Cast, client: Client) -> None:
    sent = {"username": "new", "password1": "rivers-and-clouds-9", "password2": "rivers-and-clouds-9"}
    assert "账号由管理员开通" in client.post("/account/signup/", sent).content.decode()
    assert not Account.objects.filter(username="new").exists()


@pytest.mark.parametrize("language, word", [("zh-hans", "登录"), ("en", "Log in")])
def test_the_login_speaks_both_languages(db: None, client: Client, language: str, word: str) -> None:
    client.cookies["django_language"] = language
    assert f"<h1>{word}</h1>" in client.get("/account/login/").content.decode()


def test_a_weak_password_is_refused_in_chinese_throughout(cast: Cast, client: Client) -> None:
    log_in(client, "officer")
    sent = {"oldpassword": PASSWORD, "password1": "12345", "password2": "12345"}
    page = client.post("/account/password/change/", sent).content.decode()
    assert "密码太短，至少需要 10 个字符" in page
    assert "password is" not in page
