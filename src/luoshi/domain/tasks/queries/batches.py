"""Batches, with how far their tasks are."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from luoshi.domain.organizations.models import Membership, Unit
from luoshi.domain.organizations.queries import jurisdiction_of, within
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.organizations.terms import Role
from luoshi.domain.tasks import rules
from luoshi.domain.tasks.errors import Lack
from luoshi.domain.tasks.models import Assignment, Batch, Task
from luoshi.domain.tasks.queries.visibility import approving_units, visible_batches
from luoshi.domain.tasks.rules.plans import signed_share
from luoshi.domain.tasks.terms import AssignmentState, BatchState, TaskState


@dataclass(frozen=True, slots=True)
class BatchLine:
    """A batch in the list: its tasks counted."""

    batch: Batch
    count: int
    waiting: int
    returned: int
    closed: int
    withdrawn: int

    @property
    def is_signed(self) -> bool:
        """Whether everything issued in it was signed for (AP5)."""
        share = signed_share(self.count - self.withdrawn - self.waiting - self.returned, self.count - self.withdrawn)
        return self.batch.state == BatchState.ISSUED and share == 1


def batch_lines(standing: Standing) -> list[BatchLine]:
    """Give the batches that the account may see, newest first, with counts of their tasks."""
    batches = (
        visible_batches(standing)
        .select_related("jurisdiction", "plan")
        .annotate(
            n=Count("tasks"),
            waiting=Count("tasks", filter=Q(tasks__state=TaskState.ISSUED)),
            returned=Count("tasks", filter=Q(tasks__state=TaskState.RETURNED)),
            closed=Count("tasks", filter=Q(tasks__state=TaskState.CLOSED)),
            withdrawn=Count("tasks", filter=Q(tasks__state=TaskState.WITHDRAWN)),
        )
        .order_by("-year", "-number", "pk")
    )
    return [BatchLine(b, b.n, b.waiting, b.returned, b.closed, b.withdrawn) for b in batches]


def batches_to_approve(standing: Standing) -> list[BatchLine]:
    """Give the batches that wait for the account's approval (AP3), the oldest first; those without tasks do not."""
    led = approving_units(standing)
    if not led:
        return []
    is_ready = Q(state=BatchState.CHECKED) | Q(state=BatchState.COMPILING, plan__needs_check=False)
    batches = (
        Batch.objects.filter(is_ready, plan__needs_approval=True)
        .filter(Q(plan__approving_unit__in=led) | Q(jurisdiction__in=led))
        .select_related("jurisdiction", "plan")
        .annotate(n=Count("tasks"))
        .filter(n__gt=0)
        .order_by("year", "number", "pk")
    )
    return [BatchLine(b, b.n, waiting=0, returned=0, closed=0, withdrawn=0) for b in batches]


def compiling_batches(standing: Standing) -> QuerySet[Batch]:
    """Batches that the account may still put tasks into, newest first."""
    return (
        Batch.objects.filter(
            within(standing.scopes(Role.OFFICER), field="jurisdiction__path"), state=BatchState.COMPILING
        )
        .select_related("jurisdiction")
        .order_by("-year", "-number", "pk")
    )


@dataclass(frozen=True, slots=True)
class UnitSigning:
    """How one unit answered the issuing of a batch."""

    unit_id: int
    unit: str
    waiting: int
    signed: int
    returned: int


def signing_by_unit(batch: Batch) -> list[UnitSigning]:
    """Count a batch's assignments by unit and answer, those still waiting first; replaced ones are left out."""
    rows = (
        Assignment.objects.filter(batch=batch)
        .exclude(state=AssignmentState.REPLACED)
        .values_list("unit_id", "unit__name")
        .annotate(
            waiting=Count("pk", filter=Q(state=AssignmentState.WAITING)),
            signed=Count("pk", filter=Q(state=AssignmentState.SIGNED)),
            returned=Count("pk", filter=Q(state=AssignmentState.RETURNED)),
        )
        .order_by("-waiting", "unit__path")
    )
    return [UnitSigning(*row) for row in rows]


def lacks_of(tasks: list[Task]) -> list[Lack]:
    """Name each task that lacks something, and what (T5). Wants lead units loaded."""
    lacks = []
    for task in tasks:
        missing = rules.lacks_before_issue(
            has_lead_unit=task.lead_unit is not None,
            lead_is_active=task.lead_unit is not None and task.lead_unit.is_active,
            deadline=task.deadline,
            no_deadline_reason=task.no_deadline_reason,
        )
        if missing:
            lacks.append(Lack(task.pk, task.number_text, task.title, missing))
    return lacks


def lacks_in_batch(batch: Batch) -> list[Lack]:
    """Name what the tasks of a batch still lack before it can be issued."""
    return lacks_of(list(Task.objects.filter(batch=batch).select_related("lead_unit").order_by("year", "number")))


def issuing_office(batch: Batch) -> Unit:
    """Give the unit in whose name a batch is issued: where the jurisdiction's first officer stands, else itself."""
    posts = Membership.objects.filter(
        within([batch.jurisdiction.path], field="unit__path"), role=Role.OFFICER
    ).select_related("unit")
    for post in posts.order_by("pk"):
        if jurisdiction_of(post.unit).pk == batch.jurisdiction_id:
            return post.unit
    return batch.jurisdiction
