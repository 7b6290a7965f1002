"""Promote a project by a later batch, from preliminary work to new start, with its history kept (rule AP8)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.projects.models import Project, ProjectYear
from luoshi.domain.projects.terms import AnnualClass, ProjectDeed
from luoshi.domain.tasks import permissions
from luoshi.domain.tasks.actions.batches import locked_batch, refuse_fixed
from luoshi.domain.tasks.errors import BatchOfOtherJurisdiction
from luoshi.domain.tasks.models import Batch
from luoshi.foundation.refusals import NotAllowed
from luoshi.workflows.lit_deeds import lit
from luoshi.workflows.task_for_project import task_for_project


@lit
def promote_project(
    *,
    actor: Account,
    now: datetime,
    project: Project,
    batch: Batch,
    annual_class: AnnualClass = AnnualClass.NEW_START,
    planned_wan_yuan: Decimal | None = None,
    planned_start_month: int | None = None,
    reason: str = "",
) -> ProjectYear:
    """Give a project another class in the batch's year and put it into the batch (AP8).

    Its open task is drafted anew in the batch and ends when the batch is issued; where it has none, one is made.
    Figures that are None stay. Promoted again into the same batch and class, nothing changes. Raises NotAllowed,
    BatchFixed, BatchOfOtherJurisdiction.
    """
    with transaction.atomic():
        target = locked_batch(batch.pk)
        if not permissions.may_supervise(standing_of(actor), target.jurisdiction):
            raise NotAllowed
        refuse_fixed(target)
        current = Project.objects.select_for_update(of=("self",)).select_related("task").get(pk=project.pk)
        if current.jurisdiction_id != target.jurisdiction_id:
            raise BatchOfOtherJurisdiction(number=current.name, jurisdiction=target.jurisdiction.name)
        year, _ = ProjectYear.objects.select_for_update().get_or_create(project=current, year=target.year)
        before = _told(year)
        year.annual_class = annual_class
        year.batch = target
        year.planned_wan_yuan = year.planned_wan_yuan if planned_wan_yuan is None else planned_wan_yuan
        year.planned_start_month = year.planned_start_month if planned_start_month is None else planned_start_month
        after = _told(year)
        if before != after:
            year.save()
            record_event(
                actor=actor,
                now=now,
                verb=ProjectDeed.SET_YEAR.value,
                subject_type="project",
                subject_id=current.pk,
                before=before,
                after=after | {"version": current.version},
                note=reason.strip(),
            )
        task_for_project(actor=actor, now=now, project=current, batch=target, reason=reason)
    return year


def _told(year: ProjectYear) -> dict[str, object]:
    return {
        "year": year.year,
        "annual_class": year.annual_class,
        "batch": year.batch.name if year.batch else "",
        "planned_wan_yuan": "" if year.planned_wan_yuan is None else f"{year.planned_wan_yuan.normalize():f}",
        "planned_start_month": year.planned_start_month or "",
    }
