"""Tell people something: the notice, and what leaves the house with it, in the transaction of the deed it tells of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from luoshi.domain.accounts.models import Account
from luoshi.domain.notices import queries, rules
from luoshi.domain.notices.models import Delivery, Notice, Preference, Webhook
from luoshi.domain.notices.terms import Channel, NoticeKind
from luoshi.domain.organizations.models import Unit
from luoshi.foundation.kept_queries import kept_query
from luoshi.foundation.rows import put_rows

ROWS_AT_ONCE = 500
KEY_LENGTH = 150

_told_since: ContextVar[datetime | None] = ContextVar("_told_since", default=None)


@contextmanager
def telling_since(moment: datetime) -> Iterator[None]:
    """Tell nobody of deeds before a moment while the block lasts: a past that is taken over is no news."""
    token = _told_since.set(moment)
    try:
        yield
    finally:
        _told_since.reset(token)


def notify(
    *,
    now: datetime,
    recipients: Iterable[Account],
    kind: NoticeKind,
    subject_type: str,
    subject_id: int,
    parameters: Mapping[str, Any],
    url: str,
    key: str,
    units: Iterable[Unit] = (),
) -> int:
    """Tell each active recipient once per ``key`` (N1), and the webhooks of ``units``; give how many are new.

    ``parameters`` hold ``subject`` and facts by their value in ``terms.Fact`` (N2); each is text, a number, or
    ``{"zh": …, "en": …}``. ``url`` is a path of this site. Refuses outside a transaction: a deed and its notice stand
    or fall together.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{kind}: a notice is written in the transaction of its deed")
    if unknown := rules.unknown_parameters(parameters):
        raise ValueError(f"{kind}: no notice states {', '.join(sorted(unknown))}")
    if not url.startswith("/") or url.startswith("//"):
        raise ValueError(f"{kind}: {url} is no path of this site")
    if not 0 < len(key) <= KEY_LENGTH:
        raise ValueError(f"{kind}: a key has 1 to {KEY_LENGTH} characters")
    since = _told_since.get()
    if since is not None and now < since:
        return 0
    people = {account.pk: account for account in recipients if account.is_active}
    told = set(_told(key, list(people)))
    fresh = [people[pk] for pk in sorted(people) if pk not in told]
    if fresh:
        preferences = queries.preferences_of(fresh)
        put_rows(
            [
                Notice(
                    recipient=account,
                    kind=kind,
                    subject_type=subject_type,
                    subject_id=subject_id,
                    parameters=dict(parameters),
                    url=url,
                    key=key,
                    created_at=now,
                    read_at=now if kind.value in preferences[account.pk].silent_kinds else None,
                )
                for account in fresh
            ],
            unique=["recipient", "key"],
            fields=[],  # the same job at the same moment elsewhere may have told them
        )
        _put_mails_out(kind, key, fresh, preferences, now)
    _put_messages_out(kind, parameters, url, key, units, now)
    return len(fresh)


@kept_query
def _told(key: str, account_ids: Sequence[int]) -> QuerySet[Notice, int]:
    return Notice.objects.filter(key=key, recipient__in=account_ids).order_by().values_list("recipient_id", flat=True)


def _put_mails_out(
    kind: NoticeKind, key: str, accounts: list[Account], preferences: Mapping[int, Preference], now: datetime
) -> None:
    """Put into the outbox what goes by e-mail, for the moment each person chose."""
    reachable = [account for account in accounts if account.email] if queries.has_mail_server() else []
    if not reachable:
        return
    zone = timezone.get_default_timezone()
    deliveries = []
    for notice in Notice.objects.filter(key=key, recipient__in=reachable).only("id", "recipient_id"):
        preference = preferences[notice.recipient_id]
        due = rules.send_at(
            now,
            timing=queries.timing_of(preference, kind),
            digest=queries.digest_of(preference),
            quiet=queries.quiet_hours_of(preference),
            zone=zone,
        )
        if due is not None:
            deliveries.append(
                Delivery(
                    channel=Channel.EMAIL,
                    recipient_id=notice.recipient_id,
                    notice=notice,
                    due_at=due,
                    next_try_at=due,
                )
            )
    Delivery.objects.bulk_create(deliveries, batch_size=ROWS_AT_ONCE, ignore_conflicts=True)


def _put_messages_out(
    kind: NoticeKind, parameters: Mapping[str, Any], url: str, key: str, units: Iterable[Unit], now: datetime
) -> None:
    """Put into the outbox what goes to the webhooks of the units."""
    by_unit = {unit.pk: unit for unit in units}
    if not by_unit:
        return
    webhooks = _webhooks_of(list(by_unit))
    if not webhooks:
        return
    Delivery.objects.bulk_create(
        [
            Delivery(
                channel=Channel.WEBHOOK,
                webhook=webhook,
                key=key,
                payload=message_of(kind, parameters, url, unit=by_unit[webhook.unit_id].name, now=now),
                due_at=now,
                next_try_at=now,
            )
            for webhook in webhooks
            if not webhook.kinds or kind.value in webhook.kinds
        ],
        batch_size=ROWS_AT_ONCE,
        ignore_conflicts=True,
    )


@kept_query
def _webhooks_of(unit_ids: Sequence[int]) -> QuerySet[Webhook]:
    return Webhook.objects.filter(unit__in=unit_ids, is_active=True).order_by("id")


def message_of(
    kind: NoticeKind, parameters: Mapping[str, Any], url: str, *, unit: str, now: datetime
) -> dict[str, Any]:
    """Give what a webhook is told (N9): the title in both languages, and the facts."""
    return {
        "kind": kind.value,
        "title": {language: rules.title_of(kind, parameters, language) for language in ("zh", "en")},
        "facts": {language: dict(rules.facts_of(parameters, language)) for language in ("zh", "en")},
        "unit": unit,
        "path": url,
        "at": now.isoformat(),
    }
