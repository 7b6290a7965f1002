"""Who may keep rules, hold steps, answer and appeal."""

from __future__ import annotations

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.organizations.terms import Role
from luoshi.domain.supervision.queries.matters import UNIT_ROLES
from luoshi.foundation.refusals import NotAllowed


def may_supervise(standing: Standing, jurisdiction: Unit) -> bool:
    """Tell whether the account keeps the jurisdiction's rules and leads its supervision."""
    return standing.reaches(jurisdiction.path, Role.OFFICER)


def require_officer(standing: Standing, jurisdiction: Unit) -> None:
    """Raise NotAllowed unless the account leads the jurisdiction's supervision."""
    if not may_supervise(standing, jurisdiction):
        raise NotAllowed


def may_answer(standing: Standing, unit: Unit) -> bool:
    """Tell whether the account answers for the unit."""
    return standing.reaches(unit.path, *UNIT_ROLES)
