"""What an account may see of a library (rule PJ4). Places in the tree are asked as ranges, in subqueries."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import OFFICE_ROLES, within
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.organizations.terms import Role
from luoshi.domain.projects.models import FactorNeed, Problem, Project
from luoshi.domain.projects.terms import LibraryState

WRITING_ROLES = (Role.REPORTER, Role.LEADER)


def visible_projects(standing: Standing) -> QuerySet[Project]:
    """Projects that the account may see: an office's all, a unit's own, an authority's, what it is to solve."""
    scopes = standing.scopes()
    if not scopes:
        return Project.objects.none()
    office = standing.scopes(*OFFICE_ROLES)
    condition = Q(jurisdiction__in=_units(office)) if office else Q(pk__in=[])
    if office != scopes:
        # The jurisdiction alone tells at a root: no project comes to it from above.
        shown = Q(jurisdiction__in=_units(scopes))
        below_root = tuple(path for path in scopes if len(path) > Unit.steplen)
        if below_root:
            asked = FactorNeed.objects.filter(within(below_root, field="authority__path")).values("project_id")
            given = Problem.objects.filter(within(below_root, field="responsible_unit__path")).values("project_id")
            shown |= Q(lead_unit__in=_units(below_root)) | Q(owner_unit__in=_units(below_root))
            shown |= Q(pk__in=asked) | Q(pk__in=given)
        condition |= shown & ~Q(library_state=LibraryState.DRAFT)
        if writing := standing.scopes(*WRITING_ROLES):
            condition |= Q(lead_unit__in=_units(writing))
    return Project.objects.filter(condition)


def _units(paths: tuple[str, ...]) -> QuerySet[Unit]:
    units: QuerySet[Unit] = Unit.objects.filter(within(paths)).order_by().values("pk")
    return units
