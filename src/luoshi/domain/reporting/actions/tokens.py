"""Keys with which a unit's own programs hand in lines (RP16)."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.reporting import errors, permissions
from luoshi.domain.reporting.models import UnitToken
from luoshi.domain.reporting.terms import SchemeDeed

PREFIX = "luoshi_"


def make_token(*, actor: Account, now: datetime, unit: Unit, name: str) -> tuple[UnitToken, str]:
    """Make a key for a unit's programs, as its leader; give it with the secret, which is never shown again."""
    permissions.require(permissions.may_approve(standing_of(actor), unit))
    if not name.strip():
        raise errors.NameMissing
    secret = PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        row = UnitToken.objects.create(
            unit=unit,
            name=name.strip()[:60],
            sha256=hashlib.sha256(secret.encode()).hexdigest(),
            created_by=actor,
            created_at=now,
        )
        _record(actor, now, SchemeDeed.MAKE_TOKEN, row)
    return row, secret


def revoke_token(*, actor: Account, now: datetime, token: UnitToken) -> UnitToken:
    """Revoke a key; programs that use it are refused from then on."""
    permissions.require(permissions.may_approve(standing_of(actor), token.unit))
    with transaction.atomic():
        current = UnitToken.objects.select_for_update(of=("self",)).select_related("unit").get(pk=token.pk)
        if current.revoked_at is None:
            current.revoked_at = now
            current.save(update_fields=["revoked_at"])
            _record(actor, now, SchemeDeed.REVOKE_TOKEN, current)
    return current


def _record(actor: Account, now: datetime, deed: SchemeDeed, token: UnitToken) -> None:
    record_event(
        actor=actor, now=now, verb=deed.value, subject_type="unit", subject_id=token.unit_id, after={"name": token.name}
    )
