"""What people of the demonstration have read: everything but the newest notices of the last two weeks."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from luoshi.domain.accounts.models import Account
from luoshi.domain.notices.actions import mark_read
from luoshi.domain.notices.models import Notice

UNREAD = timedelta(days=14)
MOST_UNREAD = 40  # a person who comes in daily leaves no more lying


def read_former_notices(now: datetime) -> None:
    """Let everybody have read what came more than two weeks ago or lies below the newest forty."""
    unread: dict[int, list[tuple[datetime, int]]] = defaultdict(list)
    rows = Notice.objects.filter(read_at__isnull=True).order_by("-created_at", "-pk")
    for recipient, notice, at in rows.values_list("recipient_id", "pk", "created_at"):
        unread[recipient].append((at, notice))
    for account in Account.objects.filter(pk__in=unread).order_by("pk"):
        own = unread[account.pk]
        former = [pk for place, (at, pk) in enumerate(own) if place >= MOST_UNREAD or at < now - UNREAD]
        mark_read(actor=account, now=now, notice_ids=former)
