"""Who may do what to indicators (rule ID4)."""

from __future__ import annotations

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.organizations.terms import Role
from luoshi.foundation.refusals import NotAllowed


def may_set(standing: Standing, jurisdiction: Unit) -> bool:
    """Tell whether the account sets the jurisdiction's indicators and targets."""
    return standing.reaches(jurisdiction.path, Role.OFFICER)


def require_set(standing: Standing, jurisdiction: Unit) -> None:
    """Raise NotAllowed unless the account sets the jurisdiction's indicators."""
    if not may_set(standing, jurisdiction):
        raise NotAllowed
