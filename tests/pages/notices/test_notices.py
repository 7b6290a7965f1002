"""The bell, the list, choices, the calendar feed, webhooks: as people see them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.queries import history_of
from luoshi.domain.notices.actions import create_webhook, notify, renew_calendar_feed, send_test_message
from luoshi.domain.notices.models import Delivery, Notice, Preference, Webhook
from luoshi.domain.notices.queries import preference_of, timing_of, unread_count
from luoshi.domain.notices.terms import Channel, DeliveryState, MailTiming, NoticeKind
from luoshi.domain.organizations.models import Membership
from luoshi.domain.reporting.actions import except_unit
from luoshi.domain.tasks.rules.pages import batch_page, task_page
from luoshi.foundation.clock import local_date
from luoshi.pages.notices import calendar_feed
from tests.cast import Cast
from tests.factories import reporting
from tests.factories import tasks as make

ClientAs = Callable[[Account], Client]


def tell(account: Account, now: datetime, number: int = 1, **changes: Any) -> Notice:
    """Tell somebody of a task."""
    words: dict[str, Any] = {
        "kind": NoticeKind.TASK_ISSUED,
        "parameters": {"subject": f"任务{number}", "deadline": "2026-12-31"},
        "url": "/tasks/",
        "key": f"k{number}",
    }
    with transaction.atomic():
        notify(now=now, recipients=[account], subject_type="task", subject_id=number, **(words | changes))
    return Notice.objects.get(recipient=account, key=f"k{number}")


def choice_form(page: Any) -> dict[str, Any]:
    """Give what the form of choices would send as it stands."""
    form = page.context["form"]
    values = {field.html_name: field.value() for field in form}
    return {name: value for name, value in values.items() if value not in (False, None)}


def test_links_of_notices_lead_to_real_pages() -> None:
    assert task_page(7) == reverse("tasks:task", args=[7])
    assert batch_page(7) == reverse("tasks:batch", args=[7])


def test_the_bell_counts_on_every_page_in_one_query(
    cast: Cast, now: datetime, client_as: ClientAs, django_assert_num_queries: Any
) -> None:
    client = client_as(cast.bureau_reporter)
    for page in ("home:today", "tasks:table", "notices:list"):
        assert "bell-count" not in client.get(reverse(page)).content.decode()
    for number in range(3):
        tell(cast.bureau_reporter, now, number)
    page = client.get(reverse("organizations:own_account")).content.decode()
    assert 'bell-count" aria-hidden="true">3<' in page
    assert "3 条未读通知" in page
    with django_assert_num_queries(1):
        unread_count(cast.bureau_reporter)


def test_the_bell_counts_to_ninety_nine(cast: Cast, now: datetime, client_as: ClientAs) -> None:
    Notice.objects.bulk_create(
        Notice(
            recipient=cast.officer,
            kind=NoticeKind.REPORT_TO_VERIFY,
            subject_type="task",
            subject_id=n,
            parameters={"subject": "x"},
            url="/",
            key=f"b{n}",
            created_at=now,
        )
        for n in range(130)
    )
    page = client_as(cast.officer).get(reverse("notices:list"))
    assert "99+" in page.content.decode()
    assert len(page.context["lines"]) == 50


@pytest.mark.parametrize("many", [1, 40])
def test_the_list_costs_the_same_for_one_and_many(
    cast: Cast, now: datetime, client_as: ClientAs, many: int, django_assert_num_queries: Any
) -> None:
    client = client_as(cast.bureau_reporter)
    for number in range(many):
        tell(cast.bureau_reporter, now, number)
    client.get(reverse("notices:list"))
    with django_assert_num_queries(6):  # session, account, posts, bell, count, rows
        client.get(reverse("notices:list"))


def test_a_notice_reads_in_the_language_of_the_page(cast: Cast, now: datetime, client_as: ClientAs) -> None:
    tell(cast.bureau_reporter, now)
    client = client_as(cast.bureau_reporter)
    assert "任务已下达，请签收：任务1" in client.get(reverse("notices:list")).content.decode()
    client.post(reverse("shared:language"), {"language": "en"})
    page = client.get(reverse("notices:list")).content.decode()
    assert "A task was issued, please sign for it: 任务1" in page
    assert "Deadline" in page


def test_going_there_reads_it_and_marking_reads_one_or_all(cast: Cast, now: datetime, client_as: ClientAs) -> None:
    rows = [tell(cast.bureau_reporter, now, number) for number in range(4)]
    other = tell(cast.other_reporter, now)
    client = client_as(cast.bureau_reporter)
    assert client.get(reverse("notices:open", args=[rows[0].pk]))["Location"] == "/tasks/"
    answer = client.post(reverse("notices:mark_read") + "?show=unread", {"notice": rows[1].pk})
    assert answer["Location"] == "/notices/?show=unread"
    unread = Notice.objects.filter(read_at=None)
    assert set(unread) == {rows[2], rows[3], other}
    client.post(reverse("notices:mark_read"), {"notice": other.pk})
    assert other in unread.all()
    client.post(reverse("notices:mark_read"), {"notice": "all"})
    assert set(unread.all()) == {other}
    assert client.post(reverse("notices:mark_read"), {"notice": "x"}).status_code == 404


def test_the_list_is_filtered(cast: Cast, now: datetime, client_as: ClientAs) -> None:
    tell(cast.bureau_reporter, now, 1)
    tell(cast.bureau_reporter, now, 2, kind=NoticeKind.BULLETIN_PUBLISHED)
    client = client_as(cast.bureau_reporter)

    def shown(query: str) -> list[str]:
        return [line.notice.key for line in client.get(reverse("notices:list") + query).context["lines"]]

    assert shown("") == ["k2", "k1"]
    assert shown("?group=tasks") == ["k1"]
    assert shown("?group=nonsense") == ["k2", "k1"]
    client.get(reverse("notices:open", args=[Notice.objects.get(key="k1").pk]))
    assert shown("?show=unread") == ["k2"]
    assert shown("?show=unread&group=tasks") == []


def test_choices_are_kept_and_count_from_then_on(cast: Cast, now: datetime, client_as: ClientAs) -> None:
    client = client_as(cast.bureau_reporter)
    sent = choice_form(client.get(reverse("notices:choices")))
    del sent["bell_task_issued"]
    sent |= {"mail_task_issued": "off", "email": "he@city.example", "digest_rhythm": "weekly", "digest_hour": "17"}
    assert client.post(reverse("notices:choices"), sent).status_code == 302
    account = Account.objects.get(pk=cast.bureau_reporter.pk)
    preference = preference_of(account)
    assert account.email == "he@city.example"
    assert preference.silent_kinds == ["task_issued"]
    assert preference.mail_timings == {"task_issued": "off"}
    assert (preference.digest_rhythm, preference.digest_hour) == ("weekly", 17)
    assert preference.has_quiet_hours
    assert tell(account, now).read_at == now
    again = choice_form(client.get(reverse("notices:choices")))
    assert "bell_task_issued" not in again
    assert again["mail_task_issued"] == "off"
    [event] = history_of("account", account.pk)
    assert (event.verb, event.after) == ("change_email", {})


def test_a_choice_that_makes_no_sense_is_said_at_its_field_and_nothing_is_lost(cast: Cast, client_as: ClientAs) -> None:
    client = client_as(cast.bureau_reporter)
    sent = choice_form(client.get(reverse("notices:choices"))) | {"email": "nowhere", "digest_hour": "17"}
    answer = client.post(reverse("notices:choices"), sent)
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"email"}
    assert answer.context["form"]["digest_hour"].value() == "17"
    assert not Preference.objects.exists()


def test_who_chose_nothing_is_told_what_presses_at_once_and_the_rest_together(cast: Cast) -> None:
    usual = preference_of(cast.reader)
    assert timing_of(usual, NoticeKind.REPORT_SENT_BACK) == MailTiming.AT_ONCE
    assert timing_of(usual, NoticeKind.BULLETIN_PUBLISHED) == MailTiming.DIGEST


def events_at(client: Client, address: str) -> list[Any]:
    """Read a calendar as a calendar program does."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    assert answer["Cache-Control"] == "private, no-store"
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_the_calendar_shows_ones_own_deadlines_and_no_others(cast: Cast, now: datetime, client_as: ClientAs) -> None:
    own = make.issued(cast, now, title="建成河湖长制平台；第一期, 含验收\n第二行", deadline=date(2026, 12, 31))
    make.issued(cast, now, title="别人的任务", lead_unit=cast.other_bureau)
    client = client_as(cast.bureau_reporter)
    page = client.post(reverse("notices:calendar"), {"do": "renew"}).content.decode()
    address = re.search(r'value="http://testserver(/notices/calendar/[\w-]+\.ics)"', page)[1]  # type: ignore[index]
    [event] = events_at(Client(), address)
    assert event.decoded("dtstart") == date(2026, 12, 31)
    assert event.decoded("dtend") == date(2027, 1, 1)
    assert str(event["summary"]) == f"办结时限｜{own.title}"
    assert str(event["url"]).endswith(reverse("tasks:task", args=[own.pk]))
    assert own.number_text in str(event["description"])


def test_the_calendar_shows_the_reports_that_the_own_unit_owes(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, client_as: ClientAs
) -> None:
    opened_at = reporting.OPEN
    monkeypatch.setattr(calendar_feed, "current_time", lambda: opened_at)
    make.handled(cast, opened_at, deadline=None, no_deadline_reason="长期坚持")
    sheet = reporting.opened(cast)
    token = renew_calendar_feed(actor=cast.bureau_reporter, now=opened_at)
    address = reverse("notices:feed", args=[token])
    [event] = events_at(Client(), address)
    assert event.decoded("dtstart") == local_date(sheet.period.due_at - timedelta(seconds=1))
    assert str(event["summary"]) == "报送时限｜2026年11月重点工作月报"
    assert str(event["url"]).endswith(reverse("reporting:return", args=[sheet.pk]))
    later = local_date(sheet.period.due_at) + timedelta(days=4)
    except_unit(
        actor=cast.officer, now=opened_at, period=sheet.period, unit=cast.bureau, last_day=later, reason="系统割接"
    )
    [event] = events_at(Client(), address)
    assert event.decoded("dtstart") == later
    others = renew_calendar_feed(actor=cast.other_reporter, now=opened_at)
    assert events_at(Client(), reverse("notices:feed", args=[others])) == []
    monkeypatch.setattr(calendar_feed, "current_time", lambda: sheet.period.locks_at)
    assert events_at(Client(), address) == []


def test_a_calendar_address_ends_when_it_is_renewed_dropped_or_its_person_has_left(
    cast: Cast, now: datetime, client_as: ClientAs
) -> None:
    make.issued(cast, now)

    def address(token: str) -> str:
        return reverse("notices:feed", args=[token])

    first = renew_calendar_feed(actor=cast.bureau_reporter, now=now)
    assert len(events_at(Client(), address(first))) == 1
    second = renew_calendar_feed(actor=cast.bureau_reporter, now=now)
    assert Client().get(address(first)).status_code == 404
    Membership.objects.filter(account=cast.bureau_reporter).delete()
    assert events_at(Client(), address(second)) == []
    client_as(cast.bureau_reporter).post(reverse("notices:calendar"), {"do": "drop"})
    assert Client().get(address(second)).status_code == 404
    third = renew_calendar_feed(actor=cast.bureau_reporter, now=now)
    Account.objects.filter(pk=cast.bureau_reporter.pk).update(is_active=False)
    assert Client().get(address(third)).status_code == 404


@pytest.mark.parametrize("many", [1, 12])
def test_a_calendar_costs_the_same_for_one_and_many(
    cast: Cast, now: datetime, many: int, django_assert_num_queries: Any
) -> None:
    for _ in range(many):
        make.issued(cast, now)
    token = renew_calendar_feed(actor=cast.bureau_reporter, now=now)
    with django_assert_num_queries(4):  # address, posts, tasks, returns
        events_at(Client(), reverse("notices:feed", args=[token]))


def test_a_secret_is_shown_once(cast: Cast, client_as: ClientAs) -> None:
    client = client_as(cast.administrator)
    address = reverse("notices:webhooks", args=[cast.bureau.pk])
    made = client.post(address, {"name": "工作群", "address": "http:" + "//10.1.2.3/in", "kinds": ["task_issued"]})
    webhook = Webhook.objects.get()
    assert webhook.kinds == ["task_issued"]
    assert webhook.secret in made.content.decode()
    assert webhook.secret not in client.get(address).content.decode()
    renewed = client.post(reverse("notices:webhook", args=[webhook.pk]), {"do": "renew"})
    assert webhook.secret not in renewed.content.decode()
    webhook.refresh_from_db()
    assert webhook.secret in renewed.content.decode()


def test_an_address_that_may_not_be_called_is_said_at_its_field(cast: Cast, client_as: ClientAs) -> None:
    answer = client_as(cast.administrator).post(
        reverse("notices:webhooks", args=[cast.bureau.pk]), {"name": "x", "address": "http://127.0.0.1/"}
    )
    assert answer.status_code == 422
    assert "服务器本身" in answer.context["form"].errors["address"][0]


def test_the_page_looks_again_only_while_a_message_is_under_way(cast: Cast, now: datetime, client_as: ClientAs) -> None:
    webhook = create_webhook(
        actor=cast.administrator, now=now, unit=cast.bureau, name="工作群", address="https://chat.example/"
    )
    client = client_as(cast.administrator)
    address = reverse("notices:messages", args=[cast.bureau.pk])
    assert "hx-trigger" not in client.get(address).content.decode()
    message = send_test_message(actor=cast.administrator, now=now + timedelta(minutes=1), webhook=webhook)
    assert "hx-trigger" in client.get(address).content.decode()
    message.state, message.error = "failed", "HTTP 500"
    message.save()
    shown = client.get(address).content.decode()
    assert "hx-trigger" not in shown
    assert "HTTP 500" in shown
    assert "测试消息" in shown


def test_a_webhook_is_switched_and_removed(cast: Cast, now: datetime, client_as: ClientAs) -> None:
    webhook = create_webhook(
        actor=cast.administrator, now=now, unit=cast.bureau, name="工作群", address="https://chat.example/"
    )
    client = client_as(cast.administrator)
    address = reverse("notices:webhook", args=[webhook.pk])
    for state in ("off", "on"):
        client.post(address, {"do": state})
        webhook.refresh_from_db()
        assert webhook.is_active is (state == "on")
    assert client.post(address, {"do": "nonsense"}).status_code == 404
    client.post(address, {"do": "remove"})
    assert not Webhook.objects.exists()


def test_the_list_goes_by_the_time_of_what_it_tells(cast: Cast, now: datetime, client_as: ClientAs) -> None:
    for number, days in ((1, 3), (2, 9), (3, 1)):  # told in another order, as by a job that comes late
        tell(cast.bureau_reporter, now - timedelta(days=days), number)
    page = client_as(cast.bureau_reporter).get(reverse("notices:list")).content.decode()
    assert sorted(("任务3", "任务1", "任务2"), key=page.index) == ["任务3", "任务1", "任务2"]


def undelivered(cast: Cast, now: datetime, count: int) -> None:
    for number in range(count):
        notice = tell(cast.bureau_reporter, now, number)
        Delivery.objects.create(
            channel=Channel.EMAIL, recipient=cast.bureau_reporter, notice=notice, state=DeliveryState.GIVEN_UP,
            tries=12, due_at=now, next_try_at=now, error="550 no such user",
        )  # fmt: skip


def test_what_did_not_arrive_is_shown_without_its_words_and_sent_again(
    cast: Cast, now: datetime, client_as: ClientAs
) -> None:
    undelivered(cast, now, 2)
    client = client_as(cast.administrator)
    assert reverse("notices:deliveries") in client.get(reverse("notices:list")).content.decode()
    page = client.get(reverse("notices:deliveries")).content.decode()
    assert "550 no such user" in page
    assert cast.bureau_reporter.public_name in page
    assert Notice.objects.all()[0].parameters["subject"] not in page
    one = Delivery.objects.order_by("pk")[0]
    answer = client.post(reverse("notices:again"), {"delivery": one.pk}, follow=True)
    assert "正在重新发送1项" in answer.content.decode()
    assert [row.state for row in Delivery.objects.order_by("pk")] == [DeliveryState.WAITING, DeliveryState.GIVEN_UP]
    answer = client.post(reverse("notices:again"), {"delivery": one.pk}, follow=True)
    assert "正在发送" in answer.content.decode()
    client.post(reverse("notices:again"), {"delivery": "all"})
    assert "全部已送达" in client.get(reverse("notices:deliveries")).content.decode()
    for nonsense in ("", "x", "²", "9" * 20):
        assert client.post(reverse("notices:again"), {"delivery": nonsense}).status_code == 404


def test_the_undelivered_cost_the_same_for_one_and_many(cast: Cast, now: datetime, client_as: ClientAs) -> None:
    client = client_as(cast.administrator)
    counts = []
    for size in (1, 8):
        Notice.objects.all().delete()
        undelivered(cast, now, size)
        client.get(reverse("notices:deliveries"))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("notices:deliveries"))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 15
