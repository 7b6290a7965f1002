"""What a person changes about the own account. What administrators do to accounts is the organizations' business."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.accounts.terms import Language, SecondFactorStep
from luoshi.domain.audit.actions import record_event


def choose_language(*, actor: Account, now: datetime, language: Language) -> None:
    """Remember the language the person reads. A matter of taste: it leaves no event."""
    with transaction.atomic():
        Account.objects.filter(pk=actor.pk).update(language=Language(language))
    actor.language = language


def change_own_password(*, actor: Account, now: datetime, password: str) -> None:
    """Set the person's own password, already validated; a one-time password is done with."""
    with transaction.atomic():
        actor.set_password(password)
        actor.must_change_password = False
        actor.save(update_fields=["password", "must_change_password"])
        record_event(actor=actor, now=now, verb="change_password", subject_type="account", subject_id=actor.pk)


def change_email(*, actor: Account, now: datetime, email: str) -> None:
    """Set the person's own e-mail address, already validated; empty takes it away. The history holds no address."""
    with transaction.atomic():
        actor.email = email
        actor.save(update_fields=["email"])
        record_event(actor=actor, now=now, verb="change_email", subject_type="account", subject_id=actor.pk)


def record_second_factor(*, actor: Account, now: datetime, step: SecondFactorStep) -> None:
    """Record what the person did to the own second factor; the login package keeps the factor itself."""
    with transaction.atomic():
        record_event(actor=actor, now=now, verb=step, subject_type="account", subject_id=actor.pk)
