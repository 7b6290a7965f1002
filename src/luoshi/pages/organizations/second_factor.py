"""Writes into the history what the login package does to a second factor; the package tells it by signals."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.dispatch import receiver

from luoshi.domain.accounts.actions import record_second_factor
from luoshi.domain.accounts.models import Account
from luoshi.domain.accounts.terms import SecondFactorStep
from luoshi.foundation.clock import current_time


@receiver(authenticator_added)
def added(sender: Any, user: Account, authenticator: Authenticator, **kwargs: Any) -> None:
    """The factor was switched on; the recovery codes that come with it are no step of their own."""
    if authenticator.type == Authenticator.Type.TOTP:
        record_second_factor(actor=user, now=current_time(), step=SecondFactorStep.ADD)


@receiver(authenticator_removed)
def removed(sender: Any, user: Account, authenticator: Authenticator, **kwargs: Any) -> None:
    """The factor was switched off by the person."""
    if authenticator.type == Authenticator.Type.TOTP:
        record_second_factor(actor=user, now=current_time(), step=SecondFactorStep.DROP)


@receiver(authenticator_reset)
def renewed(sender: Any, user: Account, authenticator: Authenticator, **kwargs: Any) -> None:
    """New recovery codes were made."""
    record_second_factor(actor=user, now=current_time(), step=SecondFactorStep.RENEW_CODES)
