"""What administrators do to accounts and memberships."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from axes.utils import reset as reset_failed_logins
from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.organizations import errors
from luoshi.domain.organizations.models import Membership, Unit
from luoshi.domain.organizations.permissions import require_account, require_administrator
from luoshi.domain.organizations.queries import root_without_administrator, standing_of
from luoshi.domain.organizations.terms import AccountVerb, Role
from luoshi.foundation.refusals import NotAllowed

# Without the signs that people confuse on paper: 0 and O, 1 and l and I.
_ONE_TIME_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def one_time_password() -> str:
    """Make a password to be told by telephone: four groups of four signs, about 79 bits."""
    return "-".join("".join(secrets.choice(_ONE_TIME_ALPHABET) for _ in range(4)) for _ in range(4))


def create_account(
    *, actor: Account, now: datetime, username: str, display_name: str, unit: Unit, role: Role
) -> tuple[Account, str]:
    """Make an account with its first post; give it and its one-time password, which is shown once (O9).

    Raise Django's ValidationError for an ill-formed user name.
    """
    require_administrator(standing_of(actor), unit.path)
    account = Account(
        username=Account.normalize_username(username.strip()),
        display_name=display_name.strip(),
        must_change_password=True,
    )
    if Account.objects.filter(username__iexact=account.username).exists():
        raise errors.UsernameTaken(username=account.username)
    password = one_time_password()
    account.set_password(password)
    account.full_clean()
    with transaction.atomic():
        post = _active(unit)
        account.save()
        Membership.objects.create(account=account, unit=post, role=role)
        _record(
            actor,
            now,
            AccountVerb.CREATE,
            account,
            after={"username": account.username, "name": account.display_name, "unit": post.name, "role": role},
        )
    return account, password


def rename_account(*, actor: Account, now: datetime, account: Account, display_name: str) -> Account:
    """Change the name that others see."""
    with transaction.atomic():
        fresh = _locked(actor, account)
        before, fresh.display_name = fresh.display_name, display_name.strip()
        if before != fresh.display_name:
            fresh.save(update_fields=["display_name"])
            _record(actor, now, AccountVerb.RENAME, fresh, {"name": before}, {"name": fresh.display_name})
    return fresh


def give_role(*, actor: Account, now: datetime, account: Account, unit: Unit, role: Role) -> Membership:
    """Give an account one more post; the unit must be in the actor's reach (O5)."""
    require_administrator(standing_of(actor), unit.path)
    with transaction.atomic():
        fresh = _locked(actor, account)
        post = _active(unit)
        membership, is_new = Membership.objects.get_or_create(account=fresh, unit=post, role=role)
        if not is_new:
            raise errors.RoleHeld(name=fresh.public_name, unit=post.label)
        _record(actor, now, AccountVerb.GIVE_ROLE, fresh, after={"unit": post.name, "role": role})
    return membership


def take_role(*, actor: Account, now: datetime, membership: Membership) -> None:
    """Take a post from an account (O5, O8)."""
    standing = standing_of(actor)
    with transaction.atomic():
        post = Membership.objects.select_for_update().filter(pk=membership.pk).first()
        if post is None:
            return
        require_administrator(standing, post.unit.path)
        account, unit, role = post.account, post.unit, post.role
        post.delete()
        _require_governed()
        _record(actor, now, AccountVerb.TAKE_ROLE, account, before={"unit": unit.name, "role": role})


def deactivate_account(*, actor: Account, now: datetime, account: Account) -> Account:
    """Switch an account off; its posts and its history stay (O8)."""
    if account.pk == actor.pk:
        raise errors.OwnAccount
    return _switch(actor, now, account, is_active=False, verb=AccountVerb.DEACTIVATE)


def reactivate_account(*, actor: Account, now: datetime, account: Account) -> Account:
    """Switch an account on again."""
    return _switch(actor, now, account, is_active=True, verb=AccountVerb.REACTIVATE)


def reset_password(*, actor: Account, now: datetime, account: Account) -> str:
    """Set and give a new one-time password, and lift a lock-out; the old password and its sessions end (O9)."""
    if account.pk == actor.pk:
        raise errors.OwnAccount
    password = one_time_password()
    with transaction.atomic():
        fresh = _locked(actor, account)
        fresh.set_password(password)
        fresh.must_change_password = True
        fresh.save(update_fields=["password", "must_change_password"])
        reset_failed_logins(username=fresh.username)
        _record(actor, now, AccountVerb.RESET_PASSWORD, fresh)
    return password


def remove_second_factor(*, actor: Account, now: datetime, account: Account) -> None:
    """Take away the second factor of someone who lost telephone and recovery codes."""
    if account.pk == actor.pk:
        raise errors.OwnAccount
    with transaction.atomic():
        fresh = _locked(actor, account)
        Authenticator.objects.filter(user=fresh).delete()
        _record(actor, now, AccountVerb.REMOVE_SECOND_FACTOR, fresh)


def _switch(actor: Account, now: datetime, account: Account, *, is_active: bool, verb: AccountVerb) -> Account:
    with transaction.atomic():
        fresh = _locked(actor, account)
        if fresh.is_active != is_active:
            fresh.is_active = is_active
            fresh.save(update_fields=["is_active"])
            _require_governed()
            _record(actor, now, verb, fresh, {"is_active": not is_active}, {"is_active": is_active})
    return fresh


def _locked(actor: Account, account: Account) -> Account:
    fresh = Account.objects.select_for_update().filter(pk=account.pk).first()
    if fresh is None:
        raise NotAllowed
    require_account(standing_of(actor), fresh)
    return fresh


def _active(unit: Unit) -> Unit:
    fresh: Unit = Unit.objects.select_for_update().get(pk=unit.pk)
    if not fresh.is_active:
        raise errors.UnitInactive(name=fresh.label)
    return fresh


def _require_governed() -> None:
    orphan = root_without_administrator()
    if orphan is not None:
        raise errors.LastAdministrator(name=orphan.label)


def _record(
    actor: Account,
    now: datetime,
    verb: AccountVerb,
    account: Account,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    record_event(
        actor=actor, now=now, verb=verb, subject_type="account", subject_id=account.pk, before=before, after=after
    )
