"""Telling: once per key, only who is there, and in one transaction with the deed (N1, N2)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from luoshi.domain.notices.actions import notify, telling_since
from luoshi.domain.notices.models import Delivery, Notice, Preference, Webhook
from luoshi.domain.notices.queries import holders_of, unread_count
from luoshi.domain.notices.rules import facts_of, title_of
from luoshi.domain.notices.terms import GROUPS, Fact, NoticeKind, NoticeTitle
from luoshi.domain.organizations.models import Membership
from luoshi.domain.organizations.terms import Role
from tests.cast import Cast
from tests.domain.notices.conftest import Tell


def test_a_job_that_runs_twice_tells_once(reachable: Cast, tell: Tell, now: datetime) -> None:
    assert tell(reachable.bureau_leader, reachable.bureau_reporter) == 2
    assert tell(reachable.bureau_leader, reachable.other_leader, now=now + timedelta(hours=1)) == 1
    assert Notice.objects.count() == 3
    assert Delivery.objects.count() == 3


def test_another_key_tells_again(reachable: Cast, tell: Tell) -> None:
    assert tell(reachable.bureau_leader, key="task-7-issued-2") == 1
    assert tell(reachable.bureau_leader, key="task-7-issued-3") == 1
    assert unread_count(reachable.bureau_leader) == 2


def test_a_person_named_twice_is_told_once(reachable: Cast, tell: Tell) -> None:
    assert tell(reachable.bureau_leader, reachable.bureau_leader) == 1


def test_who_is_switched_off_is_told_nothing(reachable: Cast, tell: Tell) -> None:
    reachable.bureau_leader.is_active = False
    assert tell(reachable.bureau_leader) == 0


@pytest.mark.django_db(transaction=True)
def test_a_notice_is_written_in_the_transaction_of_its_deed(now: datetime) -> None:
    with pytest.raises(RuntimeError, match="transaction of its deed"):
        notify(
            now=now,
            recipients=[],
            kind=NoticeKind.TASK_ISSUED,
            subject_type="task",
            subject_id=1,
            parameters={},
            url="/",
            key="k",
        )


def test_a_deed_that_fails_tells_nothing(reachable: Cast, tell: Tell) -> None:
    def deed() -> None:
        with transaction.atomic():
            tell(reachable.bureau_leader)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        deed()
    assert not Notice.objects.exists()
    assert not Delivery.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"parameters": {"colour": "red"}},
        {"url": "https://elsewhere.example/"},
        {"url": "//elsewhere.example"},
        {"key": ""},
        {"key": "x" * 151},
    ],
)
def test_what_could_be_no_notice_is_refused(cast: Cast, tell: Tell, changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="task_issued"):
        tell(cast.bureau_leader, **changes)


def test_a_kind_that_is_switched_off_does_not_ring(cast: Cast, tell: Tell) -> None:
    Preference.objects.create(account=cast.bureau_leader, silent_kinds=["task_issued"])
    tell(cast.bureau_leader)
    assert unread_count(cast.bureau_leader) == 0
    assert Notice.objects.filter(recipient=cast.bureau_leader).count() == 1


def test_without_a_mail_server_or_an_address_nothing_waits_for_the_post(cast: Cast, tell: Tell, settings: Any) -> None:
    tell(cast.bureau_leader)
    settings.MAIL_IS_ON = True
    tell(cast.bureau_leader, key="second")
    assert not Delivery.objects.exists()


def test_the_webhooks_of_a_unit_get_what_they_asked_for_once(cast: Cast, tell: Tell, now: datetime) -> None:
    def hook(name: str, **fields: Any) -> Webhook:
        address = "https://chat.example/in"
        return Webhook.objects.create(
            unit=cast.bureau, name=name, address=address, secret="s", created_at=now, **fields
        )

    all_kinds, fitting = hook("all"), hook("fitting", kinds=["task_issued"])
    hook("other kinds", kinds=["bulletin_published"])
    hook("off", is_active=False)
    for _ in range(2):
        tell(units=[cast.bureau])
    assert set(Delivery.objects.values_list("webhook_id", flat=True)) == {all_kinds.pk, fitting.pk}
    assert Delivery.objects.count() == 2
    payload = Delivery.objects.first().payload
    assert payload["title"]["en"] == "A task was issued, please sign for it: 建成河湖长制平台"
    assert payload["facts"]["zh"] == {"时限": "2026-12-31"}


def test_every_kind_has_its_sentence_and_its_group() -> None:
    assert {kind.value for kind in NoticeKind} == {title.value for title in NoticeTitle}
    grouped = [kind for kinds in GROUPS.values() for kind in kinds]
    assert sorted(grouped) == sorted(NoticeKind)
    for title in NoticeTitle:
        assert "{subject}" in title.chinese
        assert "{subject}" in title.english


def test_a_notice_reads_in_the_readers_language_and_states_facts_in_their_order() -> None:
    parameters = {"reason": "材料不全", "subject": {"zh": "第三批", "en": "Batch 3"}, "unit": "市发改委", "count": 0}
    assert title_of(NoticeKind.BATCH_ISSUED, parameters, "zh-hans") == "第三批已下达，请签收"
    assert title_of(NoticeKind.BATCH_ISSUED, parameters, "en") == "Batch 3 was issued: please sign for it"
    assert facts_of(parameters, "en") == [("Unit", "市发改委"), ("Items", "0"), ("Reason", "材料不全")]
    assert [fact.value for fact in Fact][:2] == ["unit", "count"]


def test_braces_in_an_offices_words_stay_as_they_are() -> None:
    assert title_of(NoticeKind.TASK_ISSUED, {"subject": "{0} {subject}"}, "zh") == "任务已下达，请签收：{0} {subject}"


def test_roles_of_a_unit_and_officers_of_a_jurisdiction_are_found(cast: Cast) -> None:
    assert holders_of(cast.bureau, Role.LEADER, Role.REPORTER) == [cast.bureau_leader, cast.bureau_reporter]
    assert holders_of(cast.city, Role.OFFICER) == [cast.officer]  # not the county's
    assert holders_of(cast.county, Role.OFFICER, Role.LEADER) == [cast.county_officer, cast.county_leader]
    Membership.objects.create(account=cast.bureau_leader, unit=cast.bureau, role=Role.REPORTER)
    assert holders_of(cast.bureau, Role.LEADER, Role.REPORTER) == [cast.bureau_leader, cast.bureau_reporter]


@pytest.mark.parametrize("people", [1, 6])
def test_telling_many_costs_no_more_queries_than_telling_one(
    reachable: Cast, now: datetime, people: int, django_assert_num_queries: Any
) -> None:
    recipients = [
        reachable.bureau_leader,
        reachable.bureau_reporter,
        reachable.other_leader,
        reachable.other_reporter,
        reachable.county_leader,
        reachable.county_reporter,
    ][:people]
    with transaction.atomic(), django_assert_num_queries(5):
        notify(
            now=now,
            recipients=recipients,
            kind=NoticeKind.TASK_ISSUED,
            subject_type="task",
            subject_id=1,
            parameters={"subject": "x"},
            url="/tasks/1/",
            key="k",
        )


def test_deeds_before_what_is_told_tell_nobody_and_later_ones_do(reachable: Cast, tell: Tell, now: datetime) -> None:
    with telling_since(now):
        assert tell(reachable.bureau_leader, now=now - timedelta(seconds=1), key="earlier") == 0
        assert tell(reachable.bureau_leader, now=now, key="on-the-moment") == 1
    assert tell(reachable.bureau_leader, now=now - timedelta(days=9), key="earlier") == 1
