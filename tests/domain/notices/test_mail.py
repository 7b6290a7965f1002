"""E-mail: bundles, languages, a dead server, refusals, quiet hours, two workers, a worker that ends (N5–N8)."""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from luoshi.domain.accounts.models import Account
from luoshi.domain.notices.actions import create_webhook, deliver_mail, deliver_messages, posting
from luoshi.domain.notices.actions.outbox import claim_mail, note_sent
from luoshi.domain.notices.models import Delivery, Notice, Preference
from luoshi.domain.notices.terms import DeliveryState, NoticeKind
from tests.cast import Cast
from tests.domain.notices.conftest import Tell

DIGESTED = NoticeKind.BULLETIN_PUBLISHED
Clock = Callable[[], datetime]


def at(moment: datetime) -> Clock:
    """A clock that stands."""
    return lambda: moment


class DeadServer(EmailBackend):
    """A mail server that cannot be reached."""

    tries = 0

    def open(self) -> bool:
        type(self).tries += 1
        raise ConnectionRefusedError(111, "Connection refused")


class RefusingServer(EmailBackend):
    """A mail server that knows no bureau_leader."""

    def send_messages(self, messages: Any) -> int:
        if any("bureau_leader" in message.to[0] for message in messages):
            raise smtplib.SMTPRecipientsRefused({"bureau_leader": (550, b"no such user")})
        return int(super().send_messages(messages))


class BusyServer(EmailBackend):
    """A mail server that asks bureau_leader's mail to come again later."""

    def send_messages(self, messages: Any) -> int:
        if any("bureau_leader" in message.to[0] for message in messages):
            raise smtplib.SMTPRecipientsRefused({"bureau_leader": (451, b"greylisted")})
        return int(super().send_messages(messages))


def backend(server: type) -> override_settings:
    """Use another mail server."""
    return override_settings(EMAIL_BACKEND=f"{__name__}.{server.__name__}")


def states() -> list[str]:
    """The states of all deliveries, in order."""
    return list(Delivery.objects.order_by("id").values_list("state", flat=True))


def test_an_email_says_it_in_the_persons_language_with_its_link(
    reachable: Cast, tell: Tell, now: datetime, settings: Any
) -> None:
    settings.PUBLIC_ADDRESS = "https://luoshi.city.example"
    Account.objects.filter(pk=reachable.bureau_reporter.pk).update(language="en")
    tell(reachable.bureau_leader, reachable.bureau_reporter)
    assert deliver_mail(clock=at(now)) == 2
    chinese, english = mail.outbox
    assert chinese.subject == "[落实] 任务已下达，请签收：建成河湖长制平台"
    assert english.subject == "[Luoshi] A task was issued, please sign for it: 建成河湖长制平台"
    assert "时限：2026-12-31" in chinese.body
    assert "Deadline: 2026-12-31" in english.body
    assert "https://luoshi.city.example/tasks/7/" in english.body
    assert f"https://luoshi.city.example{reverse('notices:choices')}" in english.body
    html, kind = english.alternatives[0]
    assert kind == "text/html"
    assert 'href="https://luoshi.city.example/tasks/7/"' in html


def test_words_of_an_office_are_no_markup_and_no_header(reachable: Cast, tell: Tell, now: datetime) -> None:
    tell(reachable.bureau_leader, parameters={"subject": "<b>x</b>\nBcc: all@city.example"})
    deliver_mail(clock=at(now))
    assert "<b>x</b>" not in mail.outbox[0].alternatives[0][0]
    assert mail.outbox[0].recipients() == ["bureau_leader@city.example"]
    assert "\n" not in mail.outbox[0].subject


def test_a_long_sentence_is_cut_in_the_subject_only(reachable: Cast, tell: Tell, now: datetime) -> None:
    tell(reachable.bureau_leader, parameters={"subject": "治" * 300})
    deliver_mail(clock=at(now))
    assert len(mail.outbox[0].subject) == len("[落实] ") + 120
    assert mail.outbox[0].subject.endswith("…")
    assert "治" * 300 in mail.outbox[0].body


def test_what_is_due_together_goes_in_one_email(reachable: Cast, tell: Tell, now: datetime) -> None:
    for number in range(3):
        tell(reachable.bureau_leader, key=f"k{number}", parameters={"subject": f"任务{number}"})
    assert deliver_mail(clock=at(now)) == 1
    assert mail.outbox[0].subject == "[落实] 3 条新通知"
    assert all(f"任务{number}" in mail.outbox[0].body for number in range(3))
    assert states() == [DeliveryState.SENT] * 3
    assert deliver_mail(clock=at(now)) == 0


def test_a_digest_waits_for_its_hour_and_quiet_hours_for_their_end(reachable: Cast, tell: Tell, settings: Any) -> None:
    Preference.objects.filter(account=reachable.bureau_leader).update(
        has_quiet_hours=True, quiet_from=time(22), quiet_until=time(8), digest_hour=10
    )
    evening = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)  # 22:30 in Shanghai
    tell(reachable.bureau_leader, now=evening, key="pressing")
    tell(reachable.bureau_leader, now=evening, key="digested", kind=DIGESTED)
    eight, ten = datetime(2026, 11, 22, 0, 0, tzinfo=UTC), datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
    assert deliver_mail(clock=at(eight - timedelta(seconds=1))) == 0
    assert deliver_mail(clock=at(eight)) == 1
    assert "任务已下达" in mail.outbox[0].subject
    assert deliver_mail(clock=at(ten - timedelta(seconds=1))) == 0
    assert deliver_mail(clock=at(ten)) == 1
    assert "通报已发布" in mail.outbox[1].subject


def test_a_weekly_digest_gathers_the_week(reachable: Cast, tell: Tell, now: datetime) -> None:
    Preference.objects.filter(account=reachable.bureau_leader).update(
        digest_rhythm="weekly", digest_weekday=0, digest_hour=9
    )
    for day in range(-4, 1):
        tell(reachable.bureau_leader, now=now + timedelta(days=day), key=f"d{day}", kind=DIGESTED)
    monday = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    assert deliver_mail(clock=at(monday - timedelta(minutes=1))) == 0
    assert deliver_mail(clock=at(monday)) == 1
    assert mail.outbox[0].subject == "[落实] 5 条新通知"


def test_a_dead_server_is_tried_once_a_round_and_nothing_is_lost(reachable: Cast, tell: Tell, now: datetime) -> None:
    tell(reachable.bureau_leader, reachable.other_leader, reachable.county_leader)
    DeadServer.tries = 0
    with backend(DeadServer):
        assert deliver_mail(clock=at(now)) == 0
    assert DeadServer.tries == 1
    assert Notice.objects.count() == 3
    assert sorted(states()) == [DeliveryState.FAILED, DeliveryState.WAITING, DeliveryState.WAITING]
    failed = Delivery.objects.get(state=DeliveryState.FAILED)
    assert failed.next_try_at == now + timedelta(minutes=1)
    assert "Connection refused" in failed.error
    assert deliver_mail(clock=at(now + timedelta(seconds=59))) == 2
    assert deliver_mail(clock=at(now + timedelta(seconds=60))) == 1
    assert len(mail.outbox) == 3


def test_three_hundred_waiting_mails_cost_a_beat_one_try_and_hold_up_nothing_else(
    reachable: Cast, tell: Tell, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = Account.objects.bulk_create(
        Account(username=f"clerk{n}", email=f"clerk{n}@city.example", password="!") for n in range(300)
    )
    Preference.objects.bulk_create(Preference(account=one, has_quiet_hours=False) for one in people)
    webhook = create_webhook(
        actor=reachable.administrator, now=now, unit=reachable.bureau, name="工作群", address="https://a.example/"
    )
    monkeypatch.setattr(posting, "call", lambda address, body, headers: 200)
    tell(*people)
    DeadServer.tries = 0
    asked = []
    with backend(DeadServer):
        for beat in range(10):
            with CaptureQueriesContext(connection) as queries:
                assert deliver_mail(clock=at(now + timedelta(seconds=3 * beat))) == 0
            asked.append(len(queries))
            assert DeadServer.tries == beat + 1  # whatever waits, a beat asks the server once
        tell(reachable.bureau_leader, units=[reachable.bureau], key="task-8-issued", subject_id=8)
        assert deliver_messages(clock=at(now + timedelta(seconds=30))) == 1
    assert max(asked) <= 20
    assert Delivery.objects.get(webhook=webhook).state == DeliveryState.SENT
    assert Notice.objects.filter(read_at=None).count() == 301  # each stands in its person's list
    assert Delivery.objects.filter(channel="email").exclude(state__in=("waiting", "failed")).count() == 0

    later, rounds = now + timedelta(minutes=10), 0
    while deliver_mail(clock=at(later)):
        rounds += 1
    assert rounds == 2  # of two hundred at most
    assert sorted(message.to[0] for message in mail.outbox) == sorted(
        [one.email for one in people] + ["bureau_leader@city.example"]
    )


def test_a_server_dead_for_a_week_is_given_up_and_the_notice_stays(reachable: Cast, tell: Tell, now: datetime) -> None:
    tell(reachable.bureau_leader)
    moment, pauses = now, []
    with backend(DeadServer):
        while (row := Delivery.objects.get(recipient=reachable.bureau_leader)).state != DeliveryState.GIVEN_UP:
            pauses.append((row.next_try_at - moment) / timedelta(minutes=1))
            moment = row.next_try_at
            deliver_mail(clock=at(moment))
    assert pauses[:5] == [0, 1, 2, 4, 8]
    assert max(pauses) == 360
    assert now + timedelta(days=7) <= moment <= now + timedelta(days=7, hours=6)
    assert Notice.objects.filter(read_at=None, recipient=reachable.bureau_leader).count() == 1


def test_another_try_does_not_fall_into_quiet_hours(reachable: Cast, tell: Tell) -> None:
    Preference.objects.filter(account=reachable.bureau_leader).update(has_quiet_hours=True)
    late = datetime(2026, 11, 21, 13, 59, 30, tzinfo=UTC)  # 21:59:30 in Shanghai
    tell(reachable.bureau_leader, now=late)
    with backend(DeadServer):
        deliver_mail(clock=at(late))
    assert Delivery.objects.get().next_try_at == datetime(2026, 11, 22, 0, 0, tzinfo=UTC)


def test_an_address_that_is_refused_for_good_holds_up_nobody(reachable: Cast, tell: Tell, now: datetime) -> None:
    tell(reachable.bureau_leader, reachable.other_leader)
    with backend(RefusingServer):
        assert deliver_mail(clock=at(now)) == 1
    refused = Delivery.objects.get(recipient=reachable.bureau_leader)
    assert refused.state == DeliveryState.GIVEN_UP
    assert refused.error == "550 no such user"


def test_a_server_that_asks_to_come_again_is_asked_again(reachable: Cast, tell: Tell, now: datetime) -> None:
    tell(reachable.bureau_leader, reachable.other_leader)
    with backend(BusyServer):
        assert deliver_mail(clock=at(now)) == 1
    assert Delivery.objects.get(recipient=reachable.bureau_leader).state == DeliveryState.FAILED
    assert deliver_mail(clock=at(now + timedelta(minutes=1))) == 1


def test_what_failed_together_goes_together_under_the_same_message_id(
    reachable: Cast, tell: Tell, now: datetime
) -> None:
    for key in ("a", "b"):
        tell(reachable.bureau_leader, key=key)
    with backend(DeadServer):
        deliver_mail(clock=at(now))
    bundle = set(Delivery.objects.values_list("bundle", flat=True))
    tell(reachable.bureau_leader, key="c", now=now + timedelta(seconds=30))
    assert deliver_mail(clock=at(now + timedelta(minutes=1))) == 2
    assert {message.extra_headers["Message-ID"].split("@")[0] for message in mail.outbox} == {
        f"<delivery-{bundle.pop()}",
        f"<delivery-{Delivery.objects.order_by('-id')[0].pk}",
    }


def test_a_claimed_delivery_is_not_claimed_again(reachable: Cast, tell: Tell, now: datetime) -> None:
    tell(reachable.bureau_leader)
    first = claim_mail(now)
    assert len(first) == 1
    assert claim_mail(now) == []
    assert claim_mail(now + timedelta(minutes=9)) == []


def test_what_a_worker_left_is_sent_ten_minutes_later_with_the_same_message_id(
    reachable: Cast, tell: Tell, now: datetime
) -> None:
    tell(reachable.bureau_leader)
    left = claim_mail(now)  # and the worker ends
    assert deliver_mail(clock=at(now + timedelta(minutes=10))) == 1
    assert mail.outbox[0].extra_headers["Message-ID"].startswith(f"<delivery-{left[0].pk}@")


def test_a_worker_that_was_held_up_does_not_write_over_the_one_that_took_over(
    reachable: Cast, tell: Tell, now: datetime
) -> None:
    tell(reachable.bureau_leader)
    left = claim_mail(now)
    later = now + timedelta(minutes=10)
    with backend(DeadServer):
        deliver_mail(clock=at(later))
    note_sent(left, later)
    assert states() == [DeliveryState.FAILED]


@pytest.mark.parametrize("change", [{"email": ""}, {"is_active": False}])
def test_who_cannot_be_reached_any_more_is_given_up(
    reachable: Cast, tell: Tell, now: datetime, change: dict[str, Any]
) -> None:
    tell(reachable.bureau_leader, reachable.other_leader)
    Account.objects.filter(pk=reachable.bureau_leader.pk).update(**change)
    assert deliver_mail(clock=at(now)) == 1
    assert Delivery.objects.get(recipient=reachable.bureau_leader).state == DeliveryState.GIVEN_UP


def test_a_mail_server_that_is_taken_away_keeps_what_waits(
    reachable: Cast, tell: Tell, now: datetime, settings: Any
) -> None:
    tell(reachable.bureau_leader)
    settings.MAIL_IS_ON = False
    assert deliver_mail(clock=at(now)) == 0
    assert states() == [DeliveryState.WAITING]
