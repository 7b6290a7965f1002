"""Who writes and who reads bulletins and scorecards (rules BU9, BU10)."""

from __future__ import annotations

from luoshi.domain.bulletins.models import Bulletin
from luoshi.domain.bulletins.queries.visibility import OFFICE_ROLES
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.organizations.terms import Role
from luoshi.foundation.refusals import NotAllowed


def may_write(standing: Standing, jurisdiction: Unit) -> bool:
    """Tell whether the account writes the jurisdiction's bulletins: it is its supervision officer."""
    return standing.reaches(jurisdiction.path, Role.OFFICER)


def require_write(standing: Standing, jurisdiction: Unit) -> None:
    """Raise NotAllowed unless the account writes the jurisdiction's bulletins."""
    if not may_write(standing, jurisdiction):
        raise NotAllowed


def may_see_corrections(standing: Standing, bulletin: Bulletin) -> bool:
    """Tell whether corrections name single things: to the office; others see that figures changed, and which."""
    return standing.reaches(bulletin.jurisdiction.path, *OFFICE_ROLES)
