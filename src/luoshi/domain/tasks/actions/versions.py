"""Keep versions of annual plans (rule AP9). Part of issuing and rolling forward, whose events name them."""

from __future__ import annotations

from datetime import datetime

from luoshi.domain.tasks.models import AnnualPlan, Batch, PlanVersion, PlanVersionLine
from luoshi.domain.tasks.queries.plans import lines_now
from luoshi.domain.tasks.terms import AnnualPlanState, VersionKind


def take_version(plan: AnnualPlan, kind: VersionKind, now: datetime, batch: Batch | None = None) -> PlanVersion:
    """Keep the plan's lines as they read now, under the next number."""
    last = PlanVersion.objects.filter(plan=plan).order_by("-number").first()
    version = PlanVersion.objects.create(
        plan=plan, number=(last.number if last else 0) + 1, kind=kind, batch=batch, taken_at=now
    )
    PlanVersionLine.objects.bulk_create(
        [
            PlanVersionLine(
                version=version,
                task_id=line.task_id,
                origin_id=line.origin,
                number_text=line.number,
                title=line.title,
                instrument=line.instrument,
                lead_unit=line.lead_unit,
                deadline=line.deadline,
                target=line.target,
                batch=line.batch,
                state=line.state,
            )
            for line in lines_now(plan)
        ],
        batch_size=500,
    )
    return version


def run_plan(plan: AnnualPlan) -> None:
    """Set a plan running with its first issue (AP1)."""
    if plan.state == AnnualPlanState.COMPILING:
        plan.state = AnnualPlanState.RUNNING
        plan.save(update_fields=["state"])
