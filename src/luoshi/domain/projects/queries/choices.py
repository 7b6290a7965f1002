"""What forms and filters of the library offer."""

from __future__ import annotations

from django.db.models import QuerySet

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import units_within, within
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.organizations.terms import JURISDICTION_KINDS, Role
from luoshi.domain.projects.models import Project, Sector
from luoshi.domain.projects.queries.visibility import WRITING_ROLES, visible_projects
from luoshi.domain.strategy.models import Goal
from luoshi.domain.strategy.terms import PlanState
from luoshi.domain.tasks.models import Batch
from luoshi.domain.tasks.terms import BatchState


def libraries_to_write(standing: Standing) -> list[Unit]:
    """Jurisdictions in whose library the account may write projects, widest first."""
    office = list(
        Unit.objects.filter(
            within(standing.scopes(Role.OFFICER)), kind__in=JURISDICTION_KINDS, is_active=True
        ).order_by("path")
    )
    writing = standing.scopes(*WRITING_ROLES)
    above = {path[:length] for path in writing for length in range(Unit.steplen, len(path) + 1, Unit.steplen)}
    own = Unit.objects.filter(path__in=above, kind__in=JURISDICTION_KINDS, is_active=True).order_by("path")
    return office + [unit for unit in own if unit not in office]


def libraries_to_review(standing: Standing) -> list[Unit]:
    """Jurisdictions whose library the account reviews and configures, widest first."""
    units = Unit.objects.filter(within(standing.scopes(Role.OFFICER)), kind__in=JURISDICTION_KINDS, is_active=True)
    return list(units.order_by("path"))


def units_to_lead(standing: Standing, jurisdiction: Unit) -> list[Unit]:
    """Units that the account may name as responsible in a library: all for its office, else those it writes for."""
    units = units_within([jurisdiction.path])
    if not standing.reaches(jurisdiction.path, Role.OFFICER):
        units = units.filter(within(standing.scopes(*WRITING_ROLES)))
    return list(units)


def sectors_of(jurisdiction: Unit, *, with_inactive: bool = False) -> QuerySet[Sector]:
    """A library's sectors in their order."""
    sectors = Sector.objects.filter(jurisdiction=jurisdiction).order_by("order", "pk")
    return sectors if with_inactive else sectors.filter(is_active=True)


def sectors_seen(standing: Standing) -> QuerySet[Sector]:
    """Sectors of the projects that the account may see, in their order."""
    keys = visible_projects(standing).order_by().values("sector_id")
    return Sector.objects.filter(pk__in=keys).order_by("order", "name", "pk")


def parents_for(project: Project | None, jurisdiction: Unit) -> QuerySet[Project]:
    """Projects of a library of which another may be a part, by number."""
    parents = Project.objects.filter(jurisdiction=jurisdiction, parent__isnull=True).order_by("number")
    return parents.exclude(pk=project.pk) if project else parents


def issued_batches(jurisdiction: Unit) -> QuerySet[Batch]:
    """Issued batches of a jurisdiction, newest first."""
    return Batch.objects.filter(jurisdiction=jurisdiction, state=BatchState.ISSUED).order_by("-year", "-number")


def goals_for(project: Project) -> QuerySet[Goal]:
    """Goals that a project may serve: of plans in force in its jurisdiction or above it, in tree order."""
    path = project.jurisdiction.path
    above = [path[:length] for length in range(Unit.steplen, len(path) + 1, Unit.steplen)]
    return (
        Goal.objects.filter(
            plan__jurisdiction__path__in=above,
            plan__state=PlanState.IN_FORCE,
            removed_on__isnull=True,
            refers_to__isnull=True,
        )
        .select_related("plan", "kind")
        .order_by("plan_id", "parent_id", "order", "pk")
    )
