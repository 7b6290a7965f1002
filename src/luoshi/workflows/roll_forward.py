"""Roll a year's plan forward: carry, re-date, drop or finish everything that is unfinished (rules AP6, AP7)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.projects.models import Project
from luoshi.domain.tasks import permissions
from luoshi.domain.tasks.actions import (
    carry_task,
    close_plan,
    create_batch,
    create_plan,
    verify_report,
    withdraw_task,
)
from luoshi.domain.tasks.actions.versions import take_version
from luoshi.domain.tasks.errors.plans import ChoiceNotOpen, NotThisYearsEnd, RollForwardIncomplete
from luoshi.domain.tasks.models import AnnualPlan, Batch, Report, Task
from luoshi.domain.tasks.queries import UnfinishedTask, unfinished_counts, unfinished_in
from luoshi.domain.tasks.queries.plans import year_end
from luoshi.domain.tasks.terms import AnnualPlanState, BatchState, ReportState, RollForward, TaskState, VersionKind
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import NotAllowed
from luoshi.workflows.lit_deeds import lit

BATCH_NAME = "{year}年结转任务"
TASKS_SHOWN = 200  # in a preview
PLAN_NAME = "{jurisdiction}{year}年度计划"


@dataclass(frozen=True, slots=True)
class Preview:
    """What rolling forward will do: counts by choice, how many have none, the first tasks, and where they go."""

    counts: tuple[tuple[RollForward, int], ...]
    count: int
    left: int
    tasks: tuple[UnfinishedTask, ...]
    year: int  # of the next plan

    @property
    def not_shown(self) -> int:
        """How many tasks stand behind the first ones."""
        return self.count - len(self.tasks)


@dataclass(frozen=True, slots=True)
class RolledForward:
    """What became of the plan: the next one, its batch of carried tasks, and tasks by choice."""

    next_plan: AnnualPlan | None
    batch: Batch | None
    counts: dict[str, int]


def preview_of(plan: AnnualPlan) -> Preview:
    """Give what rolling the plan forward would do now."""
    counts = unfinished_counts(plan)
    shown = tuple(unfinished_in(plan, limit=TASKS_SHOWN))
    return Preview(counts.chosen, counts.count, counts.left, shown, plan.year + 1)


@lit
def roll_forward(*, actor: Account, now: datetime, plan: AnnualPlan) -> RolledForward:
    """Roll a plan forward as chosen, all in one transaction (AP6).

    Done again it finds nothing unfinished and changes nothing. Raises RollForwardIncomplete, NotThisYearsEnd, or
    what a single task's deed refuses; then nothing has happened.
    """
    with transaction.atomic():
        current = AnnualPlan.objects.select_for_update(of=("self",)).select_related("jurisdiction").get(pk=plan.pk)
        if not permissions.may_supervise(standing_of(actor), current.jurisdiction):
            raise NotAllowed
        if local_date(now) < year_end(current.year):
            raise NotThisYearsEnd(year=current.year)
        rows = unfinished_in(current)
        if left := sum(not row.is_chosen for row in rows):
            raise RollForwardIncomplete(count=left)
        following = AnnualPlan.objects.filter(jurisdiction=current.jurisdiction, year=current.year + 1).first()
        if not rows and current.state == AnnualPlanState.CLOSED:
            return RolledForward(following, None, {})
        take_version(current, VersionKind.ROLL_FORWARD, now)
        going_on = [row for row in rows if row.choice and row.choice.choice in (RollForward.CARRY, RollForward.REDATE)]
        following = following or _next_plan(actor, now, current)
        batch = _batch_of_carried(actor, now, following) if going_on else None
        for row in rows:
            _roll(actor, now, row, batch)
        counts = dict(Counter(row.choice.choice for row in rows if row.choice))
        take_version(current, VersionKind.ROLL_FORWARD, now)
        close_plan(actor=actor, now=now, plan=current, told={"rolled": counts, "next_plan": following.name})
    return RolledForward(following, batch, counts)


def _next_plan(actor: Account, now: datetime, plan: AnnualPlan) -> AnnualPlan:
    year = plan.year + 1
    return create_plan(
        actor=actor,
        now=now,
        jurisdiction=plan.jurisdiction,
        year=year,
        name=PLAN_NAME.format(jurisdiction=plan.jurisdiction.name, year=year),
        needs_check=plan.needs_check,
        needs_approval=plan.needs_approval,
        approving_unit=plan.approving_unit,
    )


def _batch_of_carried(actor: Account, now: datetime, plan: AnnualPlan) -> Batch:
    name = BATCH_NAME.format(year=plan.year)
    kept = Batch.objects.filter(plan=plan, name=name, state=BatchState.COMPILING).first()
    return kept or create_batch(actor=actor, now=now, jurisdiction=plan.jurisdiction, name=name, year=plan.year)


def _roll(actor: Account, now: datetime, row: UnfinishedTask, batch: Batch | None) -> None:
    choice = row.choice
    assert choice is not None  # judged before
    match RollForward(choice.choice):
        case RollForward.CARRY | RollForward.REDATE:
            assert batch is not None
            new = carry_task(
                actor=actor, now=now, task=row.task, batch=batch, deadline=choice.new_deadline, reason=choice.reason
            )
            move_project(actor=actor, now=now, task=row.task, successor=new)
        case RollForward.DROP:
            withdraw_task(actor=actor, now=now, task=row.task, reason=choice.reason)
        case RollForward.FINISHED:
            report = Report.objects.filter(task=row.task, state=ReportState.WAITING).order_by("-pk").first()
            if report is None:
                raise ChoiceNotOpen(number=row.task.number_text, state=TaskState(row.task.state))
            verify_report(actor=actor, now=now, report=report, remark=choice.reason)
    choice.delete()


def move_project(*, actor: Account, now: datetime, task: Task, successor: Task) -> None:
    """Let the project of a task go with it to the task that takes its place (AP7)."""
    project = Project.objects.select_for_update(of=("self",)).filter(task=task).first()
    if project is None:
        return
    project.task = successor
    project.version += 1
    project.changed_at = now
    project.save(update_fields=["task", "version", "changed_at"])
    record_event(
        actor=actor,
        now=now,
        verb="set_year",
        subject_type="project",
        subject_id=project.pk,
        before={"task": task.number_text},
        after={"task": successor.number_text, "version": project.version},
    )
