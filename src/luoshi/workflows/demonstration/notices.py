"""What people of the demonstration have read: everything but the notices of the last two weeks."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from luoshi.domain.accounts.models import Account
from luoshi.domain.notices.actions import mark_read
from luoshi.domain.notices.models import Notice

UNREAD = timedelta(days=14)


def read_former_notices(now: datetime) -> None:
    """Let everybody have read what they were told more than two weeks ago, as people who come in daily have."""
    former: dict[int, list[int]] = defaultdict(list)
    rows = Notice.objects.filter(created_at__lt=now - UNREAD, read_at__isnull=True).order_by("pk")
    for recipient, notice in rows.values_list("recipient_id", "pk"):
        former[recipient].append(notice)
    for account in Account.objects.filter(pk__in=former).order_by("pk"):
        mark_read(actor=account, now=now, notice_ids=former[account.pk])
