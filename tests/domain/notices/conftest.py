"""A city whose people can be reached by e-mail, and a short way to tell them something."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.notices.actions import notify
from luoshi.domain.notices.models import Preference
from luoshi.domain.notices.terms import NoticeKind
from tests.cast import PEOPLE, Cast

Tell = Callable[..., int]


@pytest.fixture
def mail_on(settings: Any) -> None:
    """A mail server is set up."""
    settings.MAIL_IS_ON = True


@pytest.fixture
def reachable(cast: Cast, mail_on: None) -> Cast:
    """Everybody has an e-mail address, and nobody has quiet hours."""
    for name in PEOPLE:
        Account.objects.filter(username=name).update(email=f"{name}@city.example")
        cast.person(name).refresh_from_db()
        Preference.objects.create(account=cast.person(name), has_quiet_hours=False)
    return cast


@pytest.fixture
def tell(now: datetime) -> Tell:
    """Tell somebody something, with what does not matter filled in."""

    def say(*people: Account, **changes: Any) -> int:
        words: dict[str, Any] = {
            "now": now,
            "recipients": people,
            "kind": NoticeKind.TASK_ISSUED,
            "subject_type": "task",
            "subject_id": 7,
            "parameters": {"subject": "建成河湖长制平台", "deadline": "2026-12-31"},
            "url": "/tasks/7/",
            "key": "task-7-issued",
        }
        with transaction.atomic():
            return notify(**(words | changes))

    return say
