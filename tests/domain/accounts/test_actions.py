"""What a person changes about the own account."""

from __future__ import annotations

from datetime import datetime

import pytest

from luoshi.domain.accounts.actions import change_own_password, choose_language
from luoshi.domain.accounts.models import Account
from luoshi.domain.accounts.terms import Language
from luoshi.domain.audit.models import Event
from tests.cast import Cast


def test_the_language_is_remembered_without_an_event(cast: Cast, now: datetime) -> None:
    choose_language(actor=cast.reader, now=now, language=Language.ENGLISH)
    assert Account.objects.get(pk=cast.reader.pk).language == "en"
    assert not Event.objects.exists()


def test_an_unknown_language_is_refused(cast: Cast, now: datetime) -> None:
    with pytest.raises(ValueError, match="xx"):
        choose_language(actor=cast.reader, now=now, language="xx")  # type: ignore[arg-type]


def test_a_changed_password_leaves_an_event_without_the_password(cast: Cast, now: datetime) -> None:
    cast.reader.must_change_password = True
    cast.reader.save()
    change_own_password(actor=cast.reader, now=now, password="rivers-and-clouds-9")
    fresh = Account.objects.get(pk=cast.reader.pk)
    assert fresh.check_password("rivers-and-clouds-9")
    assert not fresh.must_change_password
    event = Event.objects.get()
    assert (event.verb, event.before, event.after) == ("change_password", {}, {})


def test_others_see_the_display_name_else_the_login(cast: Cast) -> None:
    assert cast.officer.public_name == "杜衡"
    assert Account(username="login").public_name == "login"
