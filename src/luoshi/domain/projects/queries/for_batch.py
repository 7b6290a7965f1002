"""What a batch that is being compiled may take in from the library (PJ20, AP8)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from luoshi.domain.projects.models import Project, ProjectYear
from luoshi.domain.projects.rules import IN_PLAN
from luoshi.domain.projects.terms import AnnualClass, LibraryState
from luoshi.domain.tasks.models import Batch
from luoshi.domain.tasks.terms import BatchState, TaskState

MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class OfferedProject:
    """A project that a batch may take in; ``is_promotion`` where an earlier batch of the year issued it already."""

    project: Project
    is_promotion: bool


def projects_for_batch(batch: Batch, *, limit: int = MOST_SHOWN) -> list[OfferedProject]:
    """Give compiled projects whose task stands in no batch, then those of the year's preparation to be promoted."""
    free = Project.objects.filter(jurisdiction=batch.jurisdiction_id, is_locked=False).exclude(
        task__state=TaskState.DRAFT, task__batch__isnull=False
    )
    compiled = free.filter(library_state__in=IN_PLAN).exclude(task__batch=batch)
    prepared = free.filter(
        Exists(
            ProjectYear.objects.filter(
                project=OuterRef("pk"), year=batch.year, annual_class=AnnualClass.PROSPECTIVE
            ).exclude(batch=batch)
        ),
        library_state=LibraryState.ISSUED,
    )
    found: list[OfferedProject] = []
    for projects, is_promotion in ((compiled, False), (prepared, True)):
        rows = projects.select_related("lead_unit").order_by("number")[: limit - len(found)]
        found += [OfferedProject(project, is_promotion) for project in rows]
    return found


def batches_to_enter(jurisdiction_id: int, year: int) -> list[tuple[int, str]]:
    """Give key and name of the batches of a year or the next that still take projects in, oldest first."""
    batches = Batch.objects.filter(
        Q(year=year) | Q(year=year + 1), jurisdiction=jurisdiction_id, state=BatchState.COMPILING
    ).order_by("year", "number")
    return list(batches.values_list("pk", "name"))


def is_promoted_by(project: Project, batch: Batch) -> bool:
    """Tell whether the batch holds the project's year and its task already."""
    return (
        ProjectYear.objects.filter(project=project, year=batch.year, batch=batch).exists()
        and Project.objects.filter(pk=project.pk, task__batch=batch).exists()
    )
