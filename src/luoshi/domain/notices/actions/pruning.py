"""Drop what nobody needs any more: notices read long ago and deliveries that ended long ago (rule N14)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Model, QuerySet

from luoshi.domain.notices.models import Delivery, Notice
from luoshi.domain.notices.terms import DeliveryState

ROWS_AT_ONCE = 2_000  # so that nobody who writes waits long


def prune(*, now: datetime) -> tuple[int, int]:
    """Drop old notices and old deliveries; give how many of each. The system acts, so nobody's permission is asked.

    What is unread or has not gone out stays, however old.
    """
    read_before = now - timedelta(days=settings.NOTICES_KEPT_DAYS)
    ended_before = now - timedelta(days=settings.DELIVERIES_KEPT_DAYS)
    under_way = (DeliveryState.WAITING, DeliveryState.SENDING, DeliveryState.FAILED)
    deliveries = Delivery.objects.filter(due_at__lt=ended_before).exclude(state__in=under_way)
    notices = Notice.objects.filter(created_at__lt=read_before, read_at__lt=read_before).exclude(
        pk__in=Delivery.objects.filter(state__in=under_way, notice__isnull=False).values("notice")
    )
    return _drop(notices), _drop(deliveries)


def _drop(rows: QuerySet[Notice] | QuerySet[Delivery]) -> int:
    dropped = 0
    model: type[Model] = rows.model
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:ROWS_AT_ONCE]):
        with transaction.atomic():
            model._default_manager.filter(pk__in=keys).delete()
        dropped += len(keys)
    return dropped
