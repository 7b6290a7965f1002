"""What an account may see (rule T3). Places in the tree are asked as ranges, in subqueries that repeat no task."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import OFFICE_ROLES, within
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.organizations.terms import Role
from luoshi.domain.tasks.models import Batch, Participation, Task
from luoshi.domain.tasks.rules.plans import may_approve
from luoshi.domain.tasks.terms import BatchState


def visible_tasks(standing: Standing) -> QuerySet[Task]:
    """Tasks that the account may see: what its units and those below have a part in, and an office's drafts."""
    scopes = standing.scopes()
    if not scopes:
        return Task.objects.none()
    office = standing.scopes(*OFFICE_ROLES)
    condition = Q(jurisdiction__in=_units(office)) if office else Q()
    if office != scopes:
        condition |= Q(jurisdiction__in=_units(scopes), issued_at__isnull=False)
    # No task comes to a root from above, so that there the jurisdiction alone tells.
    below_root = [path for path in scopes if len(path) > Unit.steplen]
    if below_root:
        taking_part = Participation.objects.filter(within(below_root, field="unit__path")).values("task_id")
        condition |= Q(pk__in=taking_part, issued_at__isnull=False)
    return Task.objects.filter(condition)


def visible_batches(standing: Standing) -> QuerySet[Batch]:
    """Batches that the account may see: an office's own, what waits for its approval, and what is issued and its.

    Of issued batches it sees those that hold a task it may see.
    """
    condition = Q(jurisdiction__in=_units(standing.scopes(*OFFICE_ROLES))) | Q(
        state=BatchState.ISSUED, pk__in=visible_tasks(standing).values("batch_id")
    )
    if led := approving_units(standing):
        waiting = Q(state__in=(BatchState.CHECKED, BatchState.APPROVED)) | Q(
            state=BatchState.COMPILING, plan__needs_check=False
        )
        condition |= (
            waiting & Q(plan__needs_approval=True) & (Q(plan__approving_unit__in=led) | Q(jurisdiction__in=led))
        )
    return Batch.objects.filter(condition)


def approving_units(standing: Standing) -> list[int]:
    """Give the units whose leader the account is: those that may be set to approve (AP3)."""
    return [post.unit_id for post in standing.posts if post.role is Role.LEADER]


def tasks_in(batch: Batch, standing: Standing) -> QuerySet[Task]:
    """Give a batch's tasks that the account may see; all of them to whoever approves the batch."""
    if may_approve(
        standing,
        jurisdiction_id=batch.jurisdiction_id,
        approving_unit_id=batch.plan.approving_unit_id if batch.plan else None,
    ):
        return Task.objects.filter(batch=batch)
    return visible_tasks(standing).filter(batch=batch)


def _units(paths: tuple[str, ...]) -> QuerySet[Unit]:
    units: QuerySet[Unit] = Unit.objects.filter(within(paths)).order_by().values("pk")
    return units
