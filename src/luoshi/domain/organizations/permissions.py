"""Who may administer what (rules O4, O5)."""

from __future__ import annotations

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.models import Membership, Unit
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.organizations.terms import Role
from luoshi.foundation.refusals import NotAllowed


def may_see(standing: Standing, unit: Unit) -> bool:
    """Tell whether the account sees the unit: it stands at or above it (O3)."""
    return standing.reaches(unit.path)


def may_administer(standing: Standing, unit_path: str) -> bool:
    """Tell whether the account administers the unit (O4)."""
    return standing.reaches(unit_path, Role.ADMINISTRATOR)


def may_restructure(standing: Standing, unit: Unit) -> bool:
    """Tell whether the account may change the kind or place of the unit or switch it off (O5).

    That takes an administrator who reaches what stands above it: whoever could change the kind of the top of the own
    reach would widen it. The topmost unit has nothing above it; its own administrators may, as far as rules allow.
    """
    above = unit.path[: -Unit.steplen] or unit.path
    return standing.reaches(above, Role.ADMINISTRATOR)


def may_manage_account(standing: Standing, account: Account) -> bool:
    """Tell whether every post of the account lies within the administrator's reach (O4). One query.

    An account without a post is managed by those who administer a whole tree.
    """
    if not standing.has(Role.ADMINISTRATOR):
        return False
    paths = list(Membership.objects.filter(account=account).values_list("unit__path", flat=True))
    return all(may_administer(standing, path) for path in paths) if paths else administers_a_tree(standing)


def administers_a_tree(standing: Standing) -> bool:
    """Tell whether the account administers a topmost unit."""
    return any(len(path) == Unit.steplen for path in standing.scopes(Role.ADMINISTRATOR))


def require_administrator(standing: Standing, unit_path: str) -> None:
    """Raise NotAllowed unless the account administers the unit."""
    if not may_administer(standing, unit_path):
        raise NotAllowed


def require_structure(standing: Standing, unit: Unit) -> None:
    """Raise NotAllowed unless the account may restructure the unit."""
    if not may_restructure(standing, unit):
        raise NotAllowed


def require_account(standing: Standing, account: Account) -> None:
    """Raise NotAllowed unless the account may be managed."""
    if not may_manage_account(standing, account):
        raise NotAllowed
