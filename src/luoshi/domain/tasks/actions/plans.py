"""Open and change annual plans; save what is meant for the unfinished (rules AP1, AP6)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.audit.queries import refuse_stale
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.tasks import permissions, rules
from luoshi.domain.tasks.errors import plans as errors
from luoshi.domain.tasks.models import AnnualPlan, Batch, RollForwardChoice, Task
from luoshi.domain.tasks.rules.plans import Choice, problems_with_choice
from luoshi.domain.tasks.terms import AnnualPlanDeed, AnnualPlanState, BatchState, TaskState
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import NotAllowed, Refusal, refuse_all

YEARS_AROUND = 5  # a plan is of a year at most so far from the present one


def create_plan(
    *,
    actor: Account,
    now: datetime,
    jurisdiction: Unit,
    year: int,
    name: str,
    needs_check: bool = True,
    needs_approval: bool = True,
    approving_unit: Unit | None = None,
) -> AnnualPlan:
    """Open a jurisdiction's plan of one year and take in the batches of that year (AP1)."""
    if not permissions.may_supervise(standing_of(actor), jurisdiction):
        raise NotAllowed
    problems = _problems(jurisdiction, name, approving_unit)
    first, last = local_date(now).year - YEARS_AROUND, local_date(now).year + YEARS_AROUND
    if not first <= year <= last:
        problems.append(errors.PlanYearWrong(first=first, last=last))
    refuse_all(problems)
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=jurisdiction.pk)  # two who open the same plan queue here
        if AnnualPlan.objects.filter(jurisdiction=jurisdiction, year=year).exists():
            raise errors.PlanExists(jurisdiction=jurisdiction.name, year=year)
        plan = AnnualPlan.objects.create(
            jurisdiction=jurisdiction,
            year=year,
            name=name.strip()[:120],
            needs_check=needs_check,
            needs_approval=needs_approval,
            approving_unit=approving_unit,
        )
        batches = Batch.objects.filter(jurisdiction=jurisdiction, year=year, plan=None)
        if batches.filter(state=BatchState.ISSUED).exists():
            plan.state = AnnualPlanState.RUNNING
            plan.save(update_fields=["state"])
        batches.update(plan=plan)
        record_plan(plan, AnnualPlanDeed.CREATE, actor=actor, now=now, after=_told(plan))
    return plan


def edit_plan(
    *,
    actor: Account,
    now: datetime,
    plan: AnnualPlan,
    version: int,
    name: str,
    needs_check: bool,
    needs_approval: bool,
    approving_unit: Unit | None,
) -> AnnualPlan:
    """Change a plan's name and which steps its batches go through (AP1); raises Stale."""
    standing = standing_of(actor)
    with transaction.atomic():
        current = locked_plan(plan.pk)
        if not permissions.may_supervise(standing, current.jurisdiction):
            raise NotAllowed
        refuse_stale("annual_plan", current.pk, version=current.version, opened_on=version)
        refuse_all(_problems(current.jurisdiction, name, approving_unit))
        before = _told(current)
        current.name = name.strip()[:120]
        current.needs_check, current.needs_approval = needs_check, needs_approval
        current.approving_unit = approving_unit
        after = _told(current)
        if before != after:
            current.version += 1
            current.save()
            record_plan(current, AnnualPlanDeed.EDIT, actor=actor, now=now, before=before, after=after)
    return current


def _problems(jurisdiction: Unit, name: str, approving_unit: Unit | None) -> list[Refusal]:
    problems: list[Refusal] = [] if name.strip() else [errors.PlanNameMissing()]
    if approving_unit is not None and not approving_unit.path.startswith(jurisdiction.path):
        problems.append(errors.ApprovingUnitOutside(unit=approving_unit.name, jurisdiction=jurisdiction.name))
    return problems


def _told(plan: AnnualPlan) -> dict[str, object]:
    return {
        "plan_name": plan.name,
        "year": plan.year,
        "needs_check": plan.needs_check,
        "needs_approval": plan.needs_approval,
        "approving_unit": plan.approving_unit.name if plan.approving_unit else "",
    }


def locked_plan(plan_id: int) -> AnnualPlan:
    """Lock a plan, its units loaded."""
    return (
        AnnualPlan.objects.select_for_update(of=("self",))
        .select_related("jurisdiction", "approving_unit")
        .get(pk=plan_id)
    )


def choose_for_tasks(
    *, actor: Account, now: datetime, plan: AnnualPlan, choices: Mapping[int, Choice]
) -> list[Refusal]:
    """Save what is to become of unfinished tasks of a plan (AP6); what is wrong is given back and not saved.

    ``choices`` is by task key; an empty choice takes back an earlier one. Nothing happens to the tasks yet.
    """
    standing = standing_of(actor)
    problems: list[Refusal] = []
    with transaction.atomic():
        current = locked_plan(plan.pk)
        if not permissions.may_supervise(standing, current.jurisdiction):
            raise NotAllowed
        tasks = Task.objects.filter(batch__plan=current, state__in=rules.UNFINISHED, pk__in=choices)
        kept = {row.task_id: row for row in RollForwardChoice.objects.filter(task__in=tasks)}
        saved: list[str] = []
        for task in tasks.order_by("year", "number"):
            choice, former = choices[task.pk], kept.get(task.pk)
            if not choice.choice:
                if former is not None:
                    former.delete()
                    saved.append(task.number_text)
                continue
            wrong = problems_with_choice(
                choice,
                number=task.number_text,
                state=task.state,
                deadline=task.deadline,
                year=current.year,
                is_draft=task.state == TaskState.DRAFT,
            )
            problems += wrong
            if not wrong and _save(task, choice, former, actor, now):
                saved.append(task.number_text)
        if saved:
            record_plan(current, AnnualPlanDeed.CHOOSE, actor=actor, now=now, after={"tasks": saved})
    return problems


def _save(task: Task, choice: Choice, former: RollForwardChoice | None, actor: Account, now: datetime) -> bool:
    row = former or RollForwardChoice(task=task)
    values = (choice.choice, choice.new_deadline, choice.reason.strip())
    if former is not None and (former.choice, former.new_deadline, former.reason) == values:
        return False
    row.choice, row.new_deadline, row.reason = values
    row.chosen_by, row.chosen_at = actor, now
    row.save()
    return True


def record_plan(
    plan: AnnualPlan,
    deed: AnnualPlanDeed,
    *,
    actor: Account,
    now: datetime,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """Keep an event of a plan."""
    record_event(
        actor=actor,
        now=now,
        verb=deed.value,
        subject_type="annual_plan",
        subject_id=plan.pk,
        before=before,
        after=dict(after or {}) | {"version": plan.version},
    )


def close_plan(*, actor: Account, now: datetime, plan: AnnualPlan, told: Mapping[str, object]) -> None:
    """Mark a plan as rolled forward and say what became of its tasks (AP1). Called inside the roll-over."""
    current = locked_plan(plan.pk)
    before = {"plan_state": current.state}
    current.state = AnnualPlanState.CLOSED
    current.version += 1
    current.save()
    after = {"plan_state": AnnualPlanState.CLOSED.value, **told}
    record_plan(current, AnnualPlanDeed.ROLL_FORWARD, actor=actor, now=now, before=before, after=after)
