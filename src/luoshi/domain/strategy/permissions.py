"""Who may look at plans and change them (rule SG10)."""

from __future__ import annotations

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import OFFICE_ROLES
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.organizations.terms import Role
from luoshi.domain.strategy.models import Plan
from luoshi.domain.strategy.terms import PlanState
from luoshi.foundation.refusals import NotAllowed


def may_edit(standing: Standing, jurisdiction: Unit) -> bool:
    """Supervision officers whose post reaches the jurisdiction draft and change its plans."""
    return standing.reaches(jurisdiction.path, Role.OFFICER)


def may_see(standing: Standing, plan: Plan) -> bool:
    """Drafts are the office's; plans that were in force are seen by whoever stands below, in or above."""
    path = plan.jurisdiction.path
    if plan.state == PlanState.DRAFT:
        return standing.reaches(path, *OFFICE_ROLES)
    return standing.reaches(path) or any(post.unit_path.startswith(path) for post in standing.posts)


def sees_all_work(standing: Standing, jurisdiction: Unit) -> bool:
    """Tell whether figures count all work, or only what the account's units have a part in."""
    return standing.reaches(jurisdiction.path)


def require_edit(standing: Standing, jurisdiction: Unit) -> None:
    """Raise NotAllowed unless the account may change the jurisdiction's plans."""
    if not may_edit(standing, jurisdiction):
        raise NotAllowed
