"""Administrators are told of what was given up: the nearest, once a day, and never of that notice itself (N13)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from luoshi.domain.accounts.models import Account
from luoshi.domain.notices.actions import create_webhook, deliver_mail, deliver_messages, posting, switch_webhook
from luoshi.domain.notices.models import Delivery, Notice
from luoshi.domain.notices.rules import facts_of, title_of
from luoshi.domain.notices.terms import DeliveryState, NoticeKind
from tests.cast import Cast
from tests.domain.notices.conftest import Tell
from tests.domain.notices.test_mail import DeadServer, RefusingServer, at, backend


def told() -> list[tuple[str, str]]:
    """Who was told that something was given up, and what."""
    found = Notice.objects.filter(kind=NoticeKind.DELIVERY_GIVEN_UP).select_related("recipient").order_by("pk")
    return [(row.recipient.username, title_of(NoticeKind(row.kind), row.parameters, "zh-hans")) for row in found]


def test_a_refused_address_is_told_to_the_nearest_administrator(reachable: Cast, tell: Tell, now: datetime) -> None:
    tell(reachable.bureau_leader)
    with backend(RefusingServer):
        deliver_mail(clock=at(now))
    name = reachable.bureau_leader.public_name
    assert told() == [("administrator", f"有通知未能送达，已不再重试：发给{name}的电子邮件")]
    notice = Notice.objects.get(kind=NoticeKind.DELIVERY_GIVEN_UP)
    assert facts_of(notice.parameters, "en") == [("Unit", reachable.bureau.name), ("Reason", "550 no such user")]
    assert notice.url == "/notices/deliveries/?show=given_up"


def test_a_countys_own_administrator_is_told_and_not_the_citys(reachable: Cast, tell: Tell, now: datetime) -> None:
    webhook = create_webhook(
        actor=reachable.county_administrator,
        now=now,
        unit=reachable.county,
        name="工作群",
        address="https://a.example/",
    )
    tell(units=[reachable.county])
    Delivery.objects.update(state=DeliveryState.SENDING, claimed_at=now)
    posting._note(Delivery.objects.get(webhook=webhook), posting.Answer(410), now)
    assert told() == [("county_administrator", "有通知未能送达，已不再重试：网络回调“工作群”")]


def test_many_on_one_day_are_told_once_and_those_of_the_next_day_again(
    reachable: Cast, tell: Tell, now: datetime
) -> None:
    for number in range(3):
        tell(reachable.bureau_leader, key=f"k{number}")
        with backend(RefusingServer):
            deliver_mail(clock=at(now))
    assert len(told()) == 1
    tell(reachable.bureau_leader, key="next day", now=now + timedelta(days=1))
    with backend(RefusingServer):
        deliver_mail(clock=at(now + timedelta(days=1)))
    assert len(told()) == 2


def test_a_server_that_stays_dead_comes_to_rest(reachable: Cast, tell: Tell, now: datetime) -> None:
    tell(reachable.administrator)
    with backend(DeadServer):
        for hour in range(0, 24 * 40, 6):
            deliver_mail(clock=at(now + timedelta(hours=hour)))
    assert len(told()) == 1
    assert set(Delivery.objects.values_list("state", flat=True)) == {DeliveryState.GIVEN_UP}


@pytest.mark.parametrize("what", ["account", "address", "webhook"])
def test_what_nobody_wants_any_more_is_told_to_nobody(
    reachable: Cast, tell: Tell, now: datetime, what: str, settings: Any
) -> None:
    webhook = create_webhook(
        actor=reachable.administrator, now=now, unit=reachable.bureau, name="工作群", address="https://a.example/"
    )
    if what == "webhook":
        tell(units=[reachable.bureau])
        switch_webhook(actor=reachable.administrator, now=now, webhook=webhook, is_active=False)
    else:
        tell(reachable.bureau_leader)
        changes: dict[str, Any] = {"is_active": False} if what == "account" else {"email": ""}
        Account.objects.filter(pk=reachable.bureau_leader.pk).update(**changes)
    deliver_messages(clock=at(now))
    deliver_mail(clock=at(now))
    assert Delivery.objects.get().state == DeliveryState.GIVEN_UP
    assert told() == []
