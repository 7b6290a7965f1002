"""Make an administrator from the command line: the first one of an empty database, or one more when all are lost."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.organizations.models import Membership, Unit
from luoshi.domain.organizations.terms import Role, UnitKind

# Whoever starts alone also drafts and issues; the officer's role is given to others later.
FIRST_ROLES = (Role.ADMINISTRATOR, Role.OFFICER)


def make_administrator(*, username: str, password: str, jurisdiction_name: str, now: datetime) -> Account:
    """Make an account that administers the top unit and supervises for it, and that unit where there is none yet.

    Only someone at the server's own command line comes here, so the actor is the system. Raise Django's
    ValidationError for a weak password or a taken or ill-formed user name.
    """
    account = Account(username=Account.normalize_username(username), display_name=username)
    validate_password(password, account)
    account.set_password(password)
    account.full_clean()
    with transaction.atomic():
        top = Unit.objects.get_first_root_node()
        if top is None:
            top = Unit.objects.add_root({"name": jurisdiction_name, "kind": UnitKind.CITY})
            record_event(
                actor=None,
                now=now,
                verb="add_unit",
                subject_type="unit",
                subject_id=top.pk,
                after={"name": top.name, "kind": top.kind},
            )
        account.save()
        for role in FIRST_ROLES:
            Membership.objects.create(account=account, unit=top, role=role)
        record_event(
            actor=None,
            now=now,
            verb="make_administrator",
            subject_type="account",
            subject_id=account.pk,
            after={"username": account.username, "unit": top.name, "roles": list(FIRST_ROLES)},
        )
    return account
