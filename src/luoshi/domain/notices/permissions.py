"""Who keeps the webhooks of a unit (rule N9). What is a person's own needs no permission."""

from __future__ import annotations

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.permissions import may_administer, require_administrator
from luoshi.domain.organizations.rules import Standing


def may_keep_webhooks(standing: Standing, unit: Unit) -> bool:
    """Tell whether the account administers the unit."""
    return may_administer(standing, unit.path)


def require_webhooks(standing: Standing, unit: Unit) -> None:
    """Raise NotAllowed unless the account administers the unit."""
    require_administrator(standing, unit.path)
