"""Find what an address names; what an account may not see is not there for it."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from luoshi.domain.tasks import permissions
from luoshi.domain.tasks.models import AnnualPlan, Batch, Task
from luoshi.domain.tasks.queries import visible_batches, visible_plans, visible_tasks
from luoshi.domain.tasks.terms import Deed
from luoshi.foundation.refusals import NotAllowed
from luoshi.pages.shared.requests import PersonRequest


def visible_task(request: PersonRequest, pk: int) -> Task:
    """Give a task that the account may see, units loaded; 404 otherwise."""
    return get_object_or_404(
        visible_tasks(request.standing)
        .select_related("jurisdiction", "lead_unit", "batch")
        .prefetch_related("participations__unit"),
        pk=pk,
    )


def task_for(request: PersonRequest, pk: int, deed: Deed) -> Task:
    """Give a task to which the account may do the deed; 404 where it is not seen, NotAllowed where it is not theirs."""
    task = visible_task(request, pk)
    permissions.require(request.standing, deed, task)
    return task


def visible_batch(request: PersonRequest, pk: int) -> Batch:
    """Give a batch that the account may see; 404 otherwise."""
    return get_object_or_404(
        visible_batches(request.standing).select_related("jurisdiction", "plan", "compiled_by"), pk=pk
    )


def batch_for_office(request: PersonRequest, pk: int) -> Batch:
    """Give a batch that the account compiles and issues; 404 or NotAllowed otherwise."""
    batch = visible_batch(request, pk)
    if not permissions.may_supervise(request.standing, batch.jurisdiction):
        raise NotAllowed
    return batch


def visible_plan(request: PersonRequest, pk: int) -> AnnualPlan:
    """Give a plan that the account may see; 404 otherwise."""
    return get_object_or_404(visible_plans(request.standing), pk=pk)


def plan_for_office(request: PersonRequest, pk: int) -> AnnualPlan:
    """Give a plan that the account keeps and rolls forward; 404 or NotAllowed otherwise."""
    plan = visible_plan(request, pk)
    if not permissions.may_supervise(request.standing, plan.jurisdiction):
        raise NotAllowed
    return plan
