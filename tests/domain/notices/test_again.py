"""What did not arrive is shown to the administrator and sent again; what is old is dropped (N13, N14)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail

from luoshi.domain.audit.models import Event
from luoshi.domain.notices.actions import deliver_mail, mark_read, prune, send_again
from luoshi.domain.notices.actions.mail import message_id
from luoshi.domain.notices.models import Delivery, Notice, Webhook
from luoshi.domain.notices.queries import undelivered
from luoshi.domain.notices.terms import Channel, DeliveryState
from luoshi.domain.organizations.queries import standing_of
from luoshi.foundation.refusals import NotAllowed
from tests.cast import Cast
from tests.domain.notices.conftest import Tell

DAY = timedelta(days=1)


def give_up(*, bundle: int | None = None) -> None:
    Delivery.objects.update(state=DeliveryState.GIVEN_UP, tries=40, error="550 no such user", bundle=bundle)


def test_one_is_sent_again_and_arrives(reachable: Cast, tell: Tell, now: datetime) -> None:
    tell(reachable.bureau_leader, reachable.other_leader)
    give_up()
    later = now + 8 * DAY
    row = Delivery.objects.get(recipient=reachable.bureau_leader)
    assert send_again(actor=reachable.administrator, now=later, delivery_ids=[row.pk]) == 1
    assert deliver_mail(clock=lambda: later) == 1
    assert [message.to for message in mail.outbox] == [["bureau_leader@city.example"]]
    row.refresh_from_db()
    assert (row.state, row.tries, row.error) == (DeliveryState.SENT, 1, "")
    assert Event.objects.get(verb="send_again").after == {"count": 1}


def test_it_is_tried_for_seven_days_anew(reachable: Cast, tell: Tell, now: datetime, monkeypatch: Any) -> None:
    tell(reachable.bureau_leader)
    give_up()
    later = now + 30 * DAY
    send_again(actor=reachable.administrator, now=later)

    def gone(*_: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.open", gone)
    deliver_mail(clock=lambda: later)
    assert Delivery.objects.get().state == DeliveryState.FAILED  # not given up for its age
    assert Delivery.objects.get().next_try_at == later + timedelta(minutes=1)


def test_what_went_in_one_email_goes_in_one_again(reachable: Cast, tell: Tell, now: datetime) -> None:
    for key in ("a", "b"):
        tell(reachable.bureau_leader, key=key)
    first = Delivery.objects.order_by("pk").first()
    assert first is not None
    give_up(bundle=first.pk)
    assert send_again(actor=reachable.administrator, now=now, delivery_ids=[first.pk]) == 2
    assert deliver_mail(clock=lambda: now) == 1
    assert mail.outbox[0].extra_headers["Message-ID"] == message_id(first.pk)


def test_what_has_arrived_is_not_sent_twice(reachable: Cast, tell: Tell, now: datetime) -> None:
    tell(reachable.bureau_leader)
    deliver_mail(clock=lambda: now)
    assert send_again(actor=reachable.administrator, now=now) == 0
    keys = list(Delivery.objects.values_list("pk", flat=True))
    assert send_again(actor=reachable.administrator, now=now, delivery_ids=keys) == 0
    assert deliver_mail(clock=lambda: now + DAY) == 0


def test_an_administrator_sees_the_own_houses_deliveries_only(reachable: Cast, tell: Tell, now: datetime) -> None:
    tell(reachable.bureau_leader, reachable.county_leader)
    for unit in (reachable.bureau, reachable.county):
        hook = Webhook.objects.create(unit=unit, name="x", address="https://a.example/", secret="s", created_at=now)
        Delivery.objects.create(channel=Channel.WEBHOOK, webhook=hook, key="k", due_at=now, next_try_at=now)
    give_up()
    assert undelivered(standing_of(reachable.administrator)).count() == 4
    county = undelivered(standing_of(reachable.county_administrator))
    assert county.count() == 2
    rest = list(undelivered(standing_of(reachable.administrator)).exclude(pk__in=county).values_list("pk", flat=True))
    assert send_again(actor=reachable.county_administrator, now=now, delivery_ids=rest) == 0
    assert send_again(actor=reachable.county_administrator, now=now) == 2


@pytest.mark.parametrize("name", ["officer", "bureau_leader", "reader", "outsider"])
def test_others_send_nothing_again(reachable: Cast, now: datetime, name: str) -> None:
    with pytest.raises(NotAllowed):
        send_again(actor=reachable.person(name), now=now)


def test_old_notices_that_were_read_and_old_deliveries_are_dropped(
    reachable: Cast, tell: Tell, now: datetime, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("luoshi.domain.notices.actions.pruning.ROWS_AT_ONCE", 2)  # in several steps
    settings.NOTICES_KEPT_DAYS, settings.DELIVERIES_KEPT_DAYS = 100, 90
    person = reachable.bureau_leader
    for number in range(5):
        tell(person, key=f"read-{number}")
    deliver_mail(clock=lambda: now)
    mark_read(actor=person, now=now)
    tell(person, key="unread")
    tell(person, key="waits", now=now + DAY)
    mark_read(actor=person, now=now + DAY, notice_ids=[Notice.objects.get(key="waits").pk])
    Delivery.objects.filter(notice__key="unread").update(state=DeliveryState.GIVEN_UP)

    assert prune(now=now + 90 * DAY) == (0, 0)
    assert prune(now=now + 95 * DAY) == (0, 6)  # five that arrived, one given up
    assert prune(now=now + 102 * DAY) == (5, 0)
    assert set(Notice.objects.values_list("key", flat=True)) == {"unread", "waits"}  # one was read, its e-mail waits
    assert list(Delivery.objects.values_list("notice__key", flat=True)) == ["waits"]


def test_a_notice_read_lately_stays_however_old(reachable: Cast, tell: Tell, now: datetime, settings: Any) -> None:
    settings.NOTICES_KEPT_DAYS = 100
    tell(reachable.outsider)
    Delivery.objects.all().delete()
    mark_read(actor=reachable.outsider, now=now + 99 * DAY)
    assert prune(now=now + 150 * DAY) == (0, 0)
    assert prune(now=now + 200 * DAY) == (1, 0)
