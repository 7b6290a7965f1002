"""Read notices, who is to be told, and what people chose."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
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
from luoshi.foundation.kept_queries import kept_query

BELL_LIMIT = 100  # the bell counts no further


def holders_of(unit: Unit, *roles: Role) -> list[Account]:
    """Give the active accounts that hold one of the roles for a unit, each once, by key.

    Leaders, reporters and readers stand in the unit itself. Office roles speak for a jurisdiction: they are those in it
    and in its departments, without those of the jurisdictions below (O2).
    """
    return list(read_once(("holders", unit.pk, frozenset(roles)), lambda: _holders(unit, roles)))


def _holders(unit: Unit, roles: Iterable[Role]) -> list[Account]:
    found: dict[int, Account] = {}
    if direct := [role for role in roles if role not in OFFICE_ROLES]:
        found |= {post.account_id: post.account for post in _posts_in(unit.pk, direct)}
    if office := [role for role in roles if role in OFFICE_ROLES]:
        end = unit.path + "Z" * Unit.steplen
        below = _jurisdictions_below(unit.path, end)
        for post in _posts_below(unit.path, end, office):
            if not any(post.unit.path.startswith(path) for path in below):
                found[post.account_id] = post.account
    return [found[pk] for pk in sorted(found)]


def _posts() -> QuerySet[Membership]:
    return Membership.objects.filter(account__is_active=True, unit__is_active=True).select_related("account")


@kept_query
def _posts_in(unit_id: int, roles: Sequence[Role]) -> QuerySet[Membership]:
    return _posts().filter(unit=unit_id, role__in=roles)


@kept_query
def _posts_below(path: str, end: str, roles: Sequence[Role]) -> QuerySet[Membership]:
    return _posts().filter(unit__path__gte=path, unit__path__lt=end, role__in=roles).select_related("account", "unit")


@kept_query
def _jurisdictions_below(path: str, end: str) -> QuerySet[Unit, str]:
    units: QuerySet[Unit, str] = Unit.objects.filter(
        path__gt=path, path__lt=end, kind__in=JURISDICTION_KINDS
    ).values_list("path", flat=True)
    return units


def unread_count(account: Account) -> int:
    """Count what the account has not read, up to BELL_LIMIT. One query, on every page."""
    return len(_unread(account.pk))


@kept_query
def _unread(account_id: int) -> QuerySet[Notice, int]:
    unread = Notice.objects.filter(recipient=account_id, read_at__isnull=True).order_by()
    return unread.values_list("pk", flat=True)[:BELL_LIMIT]


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
    chosen = {row.account_id: row for row in _chosen_by([account.pk for account in accounts])}
    return {account.pk: chosen.get(account.pk) or Preference(account=account) for account in accounts}


@kept_query
def _chosen_by(account_ids: Sequence[int]) -> QuerySet[Preference]:
    return Preference.objects.filter(account__in=account_ids)


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


def units_of(account: Account) -> list[Unit]:
    """Give the units in which an account holds a post, each once, the highest first."""
    posts = Membership.objects.filter(account=account).select_related("unit")
    return sorted({post.unit for post in posts}, key=lambda unit: (len(unit.path), unit.path))


def nearest_administrators(units: Iterable[Unit]) -> list[Account]:
    """Give the active accounts that administer each unit from its jurisdiction or the next above, each once, by key."""
    found: dict[int, Account] = {}
    for unit in units:
        above = [unit, *reversed(list(Unit.objects.get_ancestors(unit)))]
        speaking = (holders_of(place, Role.ADMINISTRATOR) for place in above if place.kind in JURISDICTION_KINDS)
        found |= {account.pk: account for account in next((people for people in speaking if people), [])}
    return [found[pk] for pk in sorted(found)]


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
