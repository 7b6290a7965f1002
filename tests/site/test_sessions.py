"""A session lasts as long as it is stored, not over and its account may log in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from luoshi.domain.accounts.models import Account
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def is_in(client: Client) -> bool:
    """Tell whether a page is shown rather than the login."""
    answer = client.get("/")
    assert answer.status_code in {200, 302}
    return answer.status_code == 200


def test_a_session_ends_with_its_time(cast: Cast, client_as: Callable[[Account], Client]) -> None:
    client = client_as(cast.reader)
    assert is_in(client)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert not is_in(client)


def test_a_session_that_is_gone_or_was_never_there_opens_nothing(
    cast: Cast, client_as: Callable[[Account], Client]
) -> None:
    client = client_as(cast.reader)
    other = client_as(cast.officer)
    Session.objects.filter(session_key=client.cookies["sessionid"].value).delete()
    assert not is_in(client)
    assert is_in(other)
    other.cookies["sessionid"] = "x" * 32
    assert not is_in(other)


def test_an_account_that_was_closed_is_out_at_once(cast: Cast, client_as: Callable[[Account], Client]) -> None:
    client = client_as(cast.reader)
    Account.objects.filter(pk=cast.reader.pk).update(is_active=False)
    assert not is_in(client)
