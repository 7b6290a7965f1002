"""Take back what a clock that was ahead told of days that have not come, so that it is told when they come (N11)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from luoshi.domain.notices.models import Delivery, Notice
from luoshi.domain.notices.terms import Channel, DeliveryState, NoticeKind
from luoshi.foundation.clock import local_date

TOLD_BY_THE_CLOCK = (
    NoticeKind.DEADLINE_NEAR,
    NoticeKind.MEETING_DUE,
    NoticeKind.PERIOD_OPENED,
    NoticeKind.REPORT_DUE,
    NoticeKind.LATE_REPORT,
)
LEFT = (DeliveryState.SENT, DeliveryState.SENDING)


def take_back_what_was_told_ahead(*, now: datetime, subjects: Mapping[str, QuerySet[Any]]) -> int:
    """Free the keys of notices of later days about the ``subjects``, keys of rows by type; give how many notices.

    What nobody has read and no mail server has taken is dropped; what went out stays, with its day (LA19). The caller
    has checked who asks, and holds the transaction.
    """
    about = Q()
    for name, keys in subjects.items():
        about |= Q(subject_type=name, subject_id__in=keys)
    tomorrow = timezone.make_aware(datetime.combine(local_date(now) + timedelta(days=1), time()))
    with transaction.atomic():
        ahead = Notice.objects.filter(about, kind__in=TOLD_BY_THE_CLOCK, created_at__gte=tomorrow)
        told = set(ahead.values_list("key", flat=True))
        count = ahead.count()
        messages = Delivery.objects.filter(channel=Channel.WEBHOOK, key__in=told, due_at__gte=tomorrow)
        messages.exclude(state__in=LEFT).delete()
        _rename(messages)
        Delivery.objects.filter(notice__in=ahead).exclude(state__in=LEFT).delete()
        ahead.filter(read_at=None, mail=None).delete()
        _rename(ahead)
    return count


def _rename(rows: QuerySet[Any]) -> None:
    """Let rows keep their key with their own number behind it, so that the key is free."""
    rows.update(key=Concat(F("key"), Value(" ahead "), Cast("pk", CharField())))
