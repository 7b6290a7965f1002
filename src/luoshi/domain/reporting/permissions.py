"""Who may do what to schemes, returns and disputes (rule RP17)."""

from __future__ import annotations

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.organizations.terms import Role
from luoshi.domain.reporting.queries.returns import FILLING_ROLES
from luoshi.foundation.refusals import NotAllowed


def may_keep(standing: Standing, jurisdiction: Unit) -> bool:
    """Tell whether the account keeps the jurisdiction's schemes, verifies and grants exceptions."""
    return standing.reaches(jurisdiction.path, Role.OFFICER)


def may_fill(standing: Standing, unit: Unit) -> bool:
    """Tell whether the account writes on the unit's returns."""
    return standing.reaches(unit.path, *FILLING_ROLES)


def may_approve(standing: Standing, unit: Unit) -> bool:
    """Tell whether the account approves the unit's returns and makes its keys for programs."""
    return standing.reaches(unit.path, Role.LEADER)


def require(allowed: bool) -> None:
    """Raise NotAllowed unless allowed."""
    if not allowed:
        raise NotAllowed
