"""Claim what is due, and note what became of it: one worker at a time for each delivery (rules N6–N8)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, tzinfo

from django.db import transaction
from django.db.models import Min, Q, QuerySet

from luoshi.domain.notices import rules
from luoshi.domain.notices.actions.telling_undelivered import tell_administrators
from luoshi.domain.notices.models import Delivery
from luoshi.domain.notices.terms import Channel, DeliveryState

BUNDLE_LIMIT = 100  # notices in one e-mail; the rest goes in the next
ERROR_LENGTH = 200


def _due(channel: Channel, now: datetime) -> QuerySet[Delivery]:
    """What is to be sent now: due ones, and those whose worker has gone since it claimed them."""
    is_open = Q(state__in=[DeliveryState.WAITING, DeliveryState.FAILED], next_try_at__lte=now)
    is_orphan = Q(state=DeliveryState.SENDING, claimed_at__lte=now - rules.CLAIM_HOLDS, next_try_at__lte=now)
    return Delivery.objects.filter(is_open | is_orphan, channel=channel).order_by("next_try_at", "id")


def claim_mail(now: datetime, *, limit: int = BUNDLE_LIMIT) -> list[Delivery]:
    """Claim what goes to one person in one e-mail, at most ``limit`` notices (N5); empty where nothing is due.

    What once failed together is tried together again, so that its Message-ID stays (N8).
    """
    if not _due(Channel.EMAIL, now).exists():  # looking takes no lock
        return []
    with transaction.atomic():
        due = _due(Channel.EMAIL, now).select_for_update(skip_locked=True, of=("self",))
        first = due.first()
        if first is None:
            return []
        alike = Q(bundle=first.bundle) if first.bundle is not None else Q(bundle=None, recipient=first.recipient_id)
        rows = list(due.filter(alike)[:limit])
        return _claim(rows, now, bundle=first.bundle or first.pk)


def claim_messages(now: datetime, *, limit: int, busy: Collection[int] = ()) -> list[Delivery]:
    """Claim the oldest due message of each of at most ``limit`` webhooks, those named as busy left out.

    Webhooks are chosen before their messages: however many wait for one, another is not kept waiting.
    """
    waiting = _due(Channel.WEBHOOK, now).exclude(webhook__in=busy).order_by().values("webhook")
    chosen = list(waiting.annotate(first=Min("next_try_at")).order_by("first", "webhook")[:limit])
    if not chosen:  # looking takes no lock
        return []
    with transaction.atomic():
        due = _due(Channel.WEBHOOK, now).select_for_update(skip_locked=True, of=("self",)).select_related("webhook")
        oldest = [due.filter(webhook=webhook["webhook"]).first() for webhook in chosen]
        return _claim([row for row in oldest if row is not None], now)


def _claim(rows: list[Delivery], now: datetime, *, bundle: int | None = None) -> list[Delivery]:
    for row in rows:
        row.state = DeliveryState.SENDING
        row.claimed_at = now
        row.tries += 1
        row.bundle = bundle
    Delivery.objects.bulk_update(rows, ["state", "claimed_at", "tries", "bundle"])
    return rows


def _claimed(rows: Sequence[Delivery]) -> QuerySet[Delivery]:
    """The rows, unless another worker has claimed them since."""
    return Delivery.objects.filter(
        pk__in=[row.pk for row in rows], state=DeliveryState.SENDING, claimed_at=rows[0].claimed_at
    )


def note_sent(rows: Sequence[Delivery], now: datetime) -> None:
    """Note that the other side has taken them."""
    _claimed(rows).update(state=DeliveryState.SENT, sent_at=now, error="")


def note_switched_off(rows: Sequence[Delivery], error: str) -> None:
    """Give up what nobody wants any more: the webhook or the account is off, or the address was taken away."""
    _claimed(rows).update(state=DeliveryState.GIVEN_UP, error=error[:ERROR_LENGTH])


def note_given_up(rows: Sequence[Delivery], now: datetime, error: str) -> None:
    """Note that they are refused for good (N7), and tell who administers (N13)."""
    error = error[:ERROR_LENGTH]
    with transaction.atomic():
        if _claimed(rows).update(state=DeliveryState.GIVEN_UP, error=error):
            tell_administrators(rows, now, error)


def note_failed(
    rows: Sequence[Delivery], now: datetime, error: str, *, quiet: rules.QuietHours | None, zone: tzinfo
) -> None:
    """Note a failure that may pass, and when to try again (N7), which is never in quiet hours (N4)."""
    tries, due_at = max(row.tries for row in rows), min(row.due_at for row in rows)
    if rules.is_given_up(now, due_at):
        note_given_up(rows, now, error)
        return
    later = rules.after_quiet(rules.next_try(now, tries), quiet, zone)
    _claimed(rows).update(state=DeliveryState.FAILED, next_try_at=later, error=error[:ERROR_LENGTH])
    webhook_id = rows[0].webhook_id
    if webhook_id is not None:
        waiting = Delivery.objects.filter(webhook=webhook_id, state__in=[DeliveryState.WAITING, DeliveryState.FAILED])
        waiting.filter(next_try_at__lt=later).update(next_try_at=later)
