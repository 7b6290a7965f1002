"""Send again what was given up or fails, when an administrator says so (rule N13)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.notices import queries
from luoshi.domain.notices.models import Delivery
from luoshi.domain.notices.permissions import require_deliveries
from luoshi.domain.notices.terms import DeliveryState, DeliveryVerb
from luoshi.domain.organizations.queries import standing_of


def send_again(*, actor: Account, now: datetime, delivery_ids: Iterable[int] | None = None) -> int:
    """Put undelivered things into the outbox anew, all that the administrator sees where none is named; give how many.

    What went in one e-mail goes in one again, under its Message-ID (N8). What has arrived meanwhile is left alone.
    """
    standing = standing_of(actor)
    require_deliveries(standing)
    with transaction.atomic():
        wanted = queries.undelivered(standing)
        if delivery_ids is not None:
            wanted = wanted.filter(pk__in=list(delivery_ids))
        rows = list(wanted.order_by("pk").select_for_update(of=("self",)))
        bundles = {row.bundle for row in rows if row.bundle is not None}
        mates = queries.undelivered(standing).filter(bundle__in=bundles) if bundles else Delivery.objects.none()
        keys = {row.pk for row in rows} | set(mates.values_list("pk", flat=True))
        if not keys:
            return 0
        count = Delivery.objects.filter(pk__in=keys, state__in=[DeliveryState.FAILED, DeliveryState.GIVEN_UP]).update(
            state=DeliveryState.WAITING, tries=0, due_at=now, next_try_at=now, claimed_at=None, error=""
        )
        record_event(
            actor=actor,
            now=now,
            verb=DeliveryVerb.SEND_AGAIN.value,
            subject_type="delivery",
            subject_id=min(keys),
            after={"count": count},
        )
    return count
