"""Who keeps the webhooks of a unit (N9), who sees what did not arrive (N13). One's own needs no permission."""

from __future__ import annotations

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.permissions import may_administer, require_administrator
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.organizations.terms import Role
from luoshi.foundation.refusals import NotAllowed


def may_keep_webhooks(standing: Standing, unit: Unit) -> bool:
    """Tell whether the account administers the unit."""
    return may_administer(standing, unit.path)


def require_webhooks(standing: Standing, unit: Unit) -> None:
    """Raise NotAllowed unless the account administers the unit."""
    require_administrator(standing, unit.path)


def may_see_deliveries(standing: Standing) -> bool:
    """Tell whether the account administers anything: what did not arrive there is shown to it."""
    return standing.has(Role.ADMINISTRATOR)


def require_deliveries(standing: Standing) -> None:
    """Raise NotAllowed unless the account administers anything."""
    if not may_see_deliveries(standing):
        raise NotAllowed
