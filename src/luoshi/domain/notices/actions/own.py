"""What a person does with the own notices: read them, choose how they come, keep a calendar address."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, time

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.notices.models import CalendarFeed, Notice, Preference
from luoshi.domain.notices.rules import Digest, QuietHours
from luoshi.domain.notices.terms import CalendarVerb, MailTiming, NoticeKind, usual_timing


def mark_read(*, actor: Account, now: datetime, notice_ids: Iterable[int] | None = None) -> int:
    """Mark the person's own notices as read, all where none are named; give how many were unread."""
    unread = Notice.objects.filter(recipient=actor, read_at__isnull=True)
    if notice_ids is not None:
        unread = unread.filter(pk__in=list(notice_ids))
    with transaction.atomic():
        return unread.update(read_at=now)


def choose_delivery(
    *,
    actor: Account,
    now: datetime,
    silent_kinds: Iterable[NoticeKind],
    mail_timings: Mapping[NoticeKind, MailTiming],
    digest: Digest,
    quiet: QuietHours | None,
) -> Preference:
    """Keep how the person wants to be told (N3); it counts for what comes after it."""
    hours = quiet or QuietHours(time(22), time(8))
    with transaction.atomic():
        preference, _ = Preference.objects.update_or_create(
            account=actor,
            defaults={
                "silent_kinds": sorted(kind.value for kind in silent_kinds),
                "mail_timings": {
                    kind.value: timing.value for kind, timing in mail_timings.items() if timing != usual_timing(kind)
                },
                "digest_rhythm": digest.rhythm,
                "digest_hour": digest.hour,
                "digest_weekday": digest.weekday,
                "has_quiet_hours": quiet is not None,
                "quiet_from": hours.start,
                "quiet_until": hours.end,
            },
        )
    return preference


def renew_calendar_feed(*, actor: Account, now: datetime) -> str:
    """Make the person a calendar address and give its token, which is to be shown now; a former one ends (N10)."""
    token = secrets.token_urlsafe(32)
    digest = hashlib.sha256(token.encode()).hexdigest()
    with transaction.atomic():
        CalendarFeed.objects.update_or_create(account=actor, defaults={"token_sha256": digest, "created_at": now})
        _record(actor, now, CalendarVerb.RENEW)
    return token


def drop_calendar_feed(*, actor: Account, now: datetime) -> None:
    """End the person's calendar address."""
    with transaction.atomic():
        deleted, _ = CalendarFeed.objects.filter(account=actor).delete()
        if deleted:
            _record(actor, now, CalendarVerb.DROP)


def _record(actor: Account, now: datetime, verb: CalendarVerb) -> None:
    record_event(actor=actor, now=now, verb=verb.value, subject_type="calendar_feed", subject_id=actor.pk)
