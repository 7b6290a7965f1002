"""Read notices, who is to be told, and what people chose."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet

from luoshi.domain.accounts.models import Account
from luoshi.domain.notices.models import CalendarFeed, Delivery, Notice, Preference, Webhook
from luoshi.domain.notices.rules import Digest, QuietHours
from luoshi.domain.notices.terms import (
    GROUPS,
    Channel,
    DeliveryState,
    DigestRhythm,
    KindGroup,
    MailTiming,
    NoticeKind,
    usual_timing,
)
from luoshi.domain.organizations.models import Membership, Unit
from luoshi.domain.organizations.queries import OFFICE_ROLES, read_once, within
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.organizations.terms import JURISDICTION_KINDS, Role

BELL_LIMIT = 100  # the bell counts no further


def holders_of(unit: Unit, *roles: Role) -> list[Account]:
    """Give the active accounts that hold one of the roles for a unit, each once, by key.

    Leaders, reporters and readers stand in the unit itself. Office roles speak for a jurisdiction: they are those in it
    and in its departments, without those of the jurisdictions below (O2).
    """
    return list(read_once(("holders", unit.pk, frozenset(roles)), lambda: _holders(unit, roles)))


def _holders(unit: Unit, roles: Iterable[Role]) -> list[Account]:
    found: dict[int, Account] = {}
    posts = Membership.objects.filter(account__is_active=True, unit__is_active=True).select_related("account")
    if direct := [role for role in roles if role not in OFFICE_ROLES]:
        found |= {post.account_id: post.account for post in posts.filter(unit=unit, role__in=direct)}
    if office := [role for role in roles if role in OFFICE_ROLES]:
        below = list(
            Unit.objects.filter(within([unit.path]), kind__in=JURISDICTION_KINDS)
            .exclude(pk=unit.pk)
            .values_list("path", flat=True)
        )
        for post in posts.filter(within([unit.path], field="unit__path"), role__in=office).select_related("unit"):
            if not any(post.unit.path.startswith(path) for path in below):
                found[post.account_id] = post.account
    return [found[pk] for pk in sorted(found)]


def unread_count(account: Account) -> int:
    """Count what the account has not read, up to BELL_LIMIT. One query, on every page."""
    return Notice.objects.filter(recipient=account, read_at__isnull=True)[:BELL_LIMIT].count()


def notices_of(account: Account, *, only_unread: bool = False, group: KindGroup | None = None) -> QuerySet[Notice]:
    """The account's notices, newest first."""
    notices = Notice.objects.filter(recipient=account).order_by("-created_at", "-id")
    if only_unread:
        notices = notices.filter(read_at__isnull=True)
    if group is not None:
        notices = notices.filter(kind__in=GROUPS[group])
    return notices


def preference_of(account: Account) -> Preference:
    """Give what the account chose; the usual, not saved, where it chose nothing (N3)."""
    return Preference.objects.filter(account=account).first() or Preference(account=account)


def preferences_of(accounts: Iterable[Account]) -> dict[int, Preference]:
    """Give what each account chose, by its key; the usual where it chose nothing. One query."""
    accounts = list(accounts)
    chosen = {row.account_id: row for row in Preference.objects.filter(account__in=accounts)}
    return {account.pk: chosen.get(account.pk) or Preference(account=account) for account in accounts}


def timing_of(preference: Preference, kind: NoticeKind) -> MailTiming:
    """Give when a kind is sent to the person by e-mail."""
    chosen = preference.mail_timings.get(kind.value)
    return MailTiming(chosen) if chosen else usual_timing(kind)


def digest_of(preference: Preference) -> Digest:
    """Give when the person's digest goes out."""
    return Digest(DigestRhythm(preference.digest_rhythm), preference.digest_hour, preference.digest_weekday)


def quiet_hours_of(preference: Preference) -> QuietHours | None:
    """Give the person's quiet hours; None for none."""
    if not preference.has_quiet_hours:
        return None
    return QuietHours(preference.quiet_from, preference.quiet_until)


def house_code() -> str:
    """Give what tells this installation from others, in identifiers that leave the house."""
    return hashlib.sha256(f"{settings.SECRET_KEY}\0notices".encode()).hexdigest()[:16]


def has_mail_server() -> bool:
    """Tell whether this installation sends e-mail."""
    return bool(settings.MAIL_IS_ON)


def failing_mails(account: Account) -> QuerySet[Delivery]:
    """The e-mails to an account that have not arrived, newest first."""
    return Delivery.objects.filter(
        recipient=account, channel=Channel.EMAIL, state__in=[DeliveryState.FAILED, DeliveryState.GIVEN_UP]
    ).order_by("-id")


def undelivered(standing: Standing) -> QuerySet[Delivery]:
    """What did not arrive with the people and webhooks of units that the account administers (N13)."""
    scopes = standing.scopes(Role.ADMINISTRATOR)
    posts = Membership.objects.filter(within(scopes, field="unit__path")).values("account")
    return Delivery.objects.filter(
        Q(recipient__in=posts) | within(scopes, field="webhook__unit__path"),
        state__in=[DeliveryState.FAILED, DeliveryState.GIVEN_UP],
    )


def webhooks_of(unit: Unit) -> QuerySet[Webhook]:
    """The webhooks of a unit, by name."""
    return Webhook.objects.filter(unit=unit).order_by("name", "id")


def latest_deliveries(webhooks: Iterable[Webhook], *, limit: int = 20) -> QuerySet[Delivery]:
    """The newest messages to the webhooks."""
    return Delivery.objects.filter(webhook__in=webhooks).select_related("webhook").order_by("-id")[:limit]


def feed_of(account: Account) -> datetime | None:
    """Tell since when the account has a calendar address; None for none."""
    return CalendarFeed.objects.filter(account=account).values_list("created_at", flat=True).first()


def account_of_feed(token: str) -> Account | None:
    """Give the active account whose calendar address holds the token."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    feed = CalendarFeed.objects.filter(token_sha256=digest, account__is_active=True).select_related("account").first()
    return feed.account if feed else None
