"""Annual plans: the list, what is unfinished in one, its versions line by line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Count, Q, QuerySet

from luoshi.domain.organizations.queries import within
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.tasks import rules
from luoshi.domain.tasks.models import AnnualPlan, Batch, PlanVersion, PlanVersionLine, RollForwardChoice, Task
from luoshi.domain.tasks.queries.visibility import approving_units
from luoshi.domain.tasks.rules.plans import Line, choices_open, compared, signed_share
from luoshi.domain.tasks.rules.plans import LineChange as LineChange
from luoshi.domain.tasks.terms import BatchState, Comparator, RollForward, TaskState


def visible_plans(standing: Standing) -> QuerySet[AnnualPlan]:
    """Plans of jurisdictions that the account reaches, and those whose batches it approves (AP1, AP3)."""
    return AnnualPlan.objects.filter(
        within(standing.scopes(), field="jurisdiction__path") | Q(approving_unit__in=approving_units(standing))
    ).select_related("jurisdiction", "approving_unit")


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan in the list, its tasks counted."""

    plan: AnnualPlan
    batches: int
    tasks: int
    closed: int
    unfinished: int


def plan_lines(standing: Standing) -> list[PlanLine]:
    """Give the plans that the account sees, newest first, with counts. One query."""
    plans = (
        visible_plans(standing)
        .annotate(
            n_batches=Count("batches", distinct=True),
            n_tasks=Count("batches__tasks"),
            n_closed=Count("batches__tasks", filter=Q(batches__tasks__state=TaskState.CLOSED)),
            n_unfinished=Count("batches__tasks", filter=Q(batches__tasks__state__in=rules.UNFINISHED)),
        )
        .order_by("-year", "jurisdiction__path")
    )
    return [PlanLine(p, p.n_batches, p.n_tasks, p.n_closed, p.n_unfinished) for p in plans]


@dataclass(frozen=True, slots=True)
class PlanBatch:
    """A batch of a plan: its tasks counted, and the share that was signed for (AP5)."""

    batch: Batch
    tasks: int
    signed: int
    closed: int
    withdrawn: int

    @property
    def share(self) -> Fraction | None:
        """The share signed for; None before issue."""
        if self.batch.state != BatchState.ISSUED:
            return None
        return signed_share(self.signed, self.tasks - self.withdrawn)

    @property
    def signed_percent(self) -> int | None:
        """The share in whole percent, rounded down, so that 100 means all."""
        share = self.share
        return None if share is None else int(share * 100)


def batches_of(plan: AnnualPlan) -> list[PlanBatch]:
    """Give a plan's batches in their order, counted. One query."""
    unsigned = (TaskState.ISSUED, TaskState.RETURNED, TaskState.WITHDRAWN, TaskState.DRAFT)
    batches = (
        Batch.objects.filter(plan=plan)
        .annotate(
            n=Count("tasks"),
            signed=Count("tasks", filter=~Q(tasks__state__in=unsigned)),
            closed=Count("tasks", filter=Q(tasks__state=TaskState.CLOSED)),
            withdrawn=Count("tasks", filter=Q(tasks__state=TaskState.WITHDRAWN)),
        )
        .order_by("number")
    )
    return [PlanBatch(b, b.n, b.signed, b.closed, b.withdrawn) for b in batches]


@dataclass(frozen=True, slots=True)
class UnfinishedTask:
    """An unfinished task of a plan, what may become of it, and what was chosen."""

    task: Task
    open: tuple[RollForward, ...]
    choice: RollForwardChoice | None
    is_valid: bool  # the choice still fits the task's state

    @property
    def is_chosen(self) -> bool:
        """Whether it can be rolled forward."""
        return self.choice is not None and self.is_valid


@dataclass(frozen=True, slots=True)
class Unfinished:
    """How much is unfinished in a plan, and how often each choice stands that still fits."""

    count: int
    chosen: tuple[tuple[RollForward, int], ...]

    @property
    def left(self) -> int:
        """How many tasks still need a choice."""
        return self.count - sum(count for _, count in self.chosen)


def unfinished_counts(plan: AnnualPlan) -> Unfinished:
    """Count what is unfinished in a plan and what was chosen (AP6), as ``choices_open`` judges it. One query."""
    year_is_over = Q(deadline__isnull=True) | Q(deadline__gt=date(plan.year, 12, 31))
    fits = {choice: ~Q(state=TaskState.COMPLETION_REPORTED) for choice in RollForward}
    fits[RollForward.FINISHED] = Q(state=TaskState.COMPLETION_REPORTED)
    fits[RollForward.CARRY] &= year_is_over
    tasks = Task.objects.filter(batch__plan=plan, state__in=rules.UNFINISHED)
    counts = tasks.aggregate(
        n=Count("pk"),
        **{c.value: Count("pk", filter=fits[c] & Q(roll_forward_choice__choice=c)) for c in RollForward},
    )
    return Unfinished(counts["n"], tuple((c, counts[c.value]) for c in RollForward if counts[c.value]))


def unfinished_in(plan: AnnualPlan, *, start: int = 0, limit: int | None = None) -> list[UnfinishedTask]:
    """Give what is unfinished in a plan by number, with the saved choices (AP6); ``limit`` None gives all."""
    tasks = list(
        Task.objects.filter(batch__plan=plan, state__in=rules.UNFINISHED)
        .select_related("lead_unit", "batch", "jurisdiction")
        .defer("search_text", "measures")
        .order_by("year", "number")[start : None if limit is None else start + limit]
    )
    choices = {c.task_id: c for c in RollForwardChoice.objects.filter(task__in=[t.pk for t in tasks])}
    found = []
    for task in tasks:
        open_choices = choices_open(task.state, task.deadline, plan.year)
        choice = choices.get(task.pk)
        found.append(UnfinishedTask(task, open_choices, choice, choice is not None and choice.choice in open_choices))
    return found


def lines_now(plan: AnnualPlan) -> list[Line]:
    """Give a plan's lines as they read now: the tasks of its issued batches (AP9). A few queries, whatever its size."""
    tasks = (
        Task.objects.filter(batch__plan=plan, issued_at__isnull=False)
        .select_related("lead_unit", "batch")
        .only(*_OF_A_LINE)
        .order_by("year", "number")
    )
    rows = list(tasks)
    origins = _origins(rows)
    return [_line(task, origins[task.pk]) for task in rows]


_OF_A_LINE = (
    "year", "number", "title", "instrument", "deadline", "indicator", "comparator", "target_value", "target_unit",
    "state", "carried_from_id", "lead_unit__name", "batch__name",
)  # fmt: skip


def _origins(tasks: list[Task]) -> dict[int, int]:
    """Follow each task's chain of carrying over to its first; one query for each year it goes back."""
    origin = {task.pk: task.carried_from_id or task.pk for task in tasks}
    waiting = {task.carried_from_id for task in tasks if task.carried_from_id}
    while waiting:
        above = dict(Task.objects.filter(pk__in=waiting).values_list("pk", "carried_from_id"))
        origin = {pk: above.get(first) or first for pk, first in origin.items()}
        waiting = {key for key in above.values() if key}
    return origin


def _line(task: Task, origin: int) -> Line:
    return Line(
        origin=origin,
        task_id=task.pk,
        number=task.number_text,
        title=task.title,
        instrument=task.instrument,
        lead_unit=task.lead_unit.name if task.lead_unit else "",
        deadline=task.deadline,
        target=_target(task),
        batch=task.batch.name if task.batch else "",
        state=task.state,
    )


def _target(task: Task) -> str:
    if task.target_value is None:
        return task.indicator
    comparator = Comparator(task.comparator).value if task.comparator else ""
    return f"{task.indicator} {comparator} {task.target_value.normalize():f}{task.target_unit}"[:200]


def lines_of(version: PlanVersion) -> list[Line]:
    """Give the lines of a kept version."""
    rows = PlanVersionLine.objects.filter(version=version).order_by("number_text")
    names = (
        "origin_id", "task_id", "number_text", "title", "instrument", "lead_unit", "deadline", "target", "batch",
        "state",
    )  # fmt: skip
    return [Line(*row) for row in rows.values_list(*names)]


def versions_of(plans: QuerySet[AnnualPlan]) -> list[PlanVersion]:
    """Give the versions of the plans, newest first."""
    return list(
        PlanVersion.objects.filter(plan__in=plans.values("pk"))
        .select_related("plan__jurisdiction", "batch")
        .annotate(n=Count("lines"))
        .order_by("-plan__year", "-number")
    )


def compare_versions(before: PlanVersion, after: PlanVersion | AnnualPlan) -> list[LineChange]:
    """Compare a version with another, or with its plan as it reads now (AP10)."""
    later = lines_of(after) if isinstance(after, PlanVersion) else lines_now(after)
    return compared(lines_of(before), later)


def year_end(year: int) -> date:
    """Give the first day on which a year's plan may be rolled forward (AP6)."""
    return date(year, 12, 1)
