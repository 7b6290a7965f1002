"""What gates ask for in a library, and the facts of a project that they look at (PJ6)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.db.models import Sum

from luoshi.domain.organizations.models import Unit
from luoshi.domain.projects.models import Approval, FactorNeed, Funding, Project, StageGate
from luoshi.domain.projects.rules import DEFAULT_GATES, Missing, Requirement, StageFacts, missing_for, next_stage
from luoshi.domain.projects.terms import ApprovalState, FactorKind, FactorState, LifecycleStage

_BEST_LAST = tuple(ApprovalState)


def gates_of(jurisdiction: Unit) -> dict[LifecycleStage, tuple[Requirement, ...]]:
    """Give the gates of a library: its own where it set them, else the defaults. One query."""
    own = StageGate.objects.filter(jurisdiction=jurisdiction)
    set_here = {LifecycleStage(g.stage): tuple(Requirement.read(r) for r in g.requirements) for g in own}
    return dict(DEFAULT_GATES) | set_here


def facts_of(project: Project) -> StageFacts:
    """Give what gates look at. Three queries."""
    approvals: dict[str, str] = {}
    for kind, state in Approval.objects.filter(project=project).values_list("kind", "state"):
        known = approvals.get(kind)
        if known is None or _BEST_LAST.index(ApprovalState(state)) > _BEST_LAST.index(ApprovalState(known)):
            approvals[kind] = state
    land = list(FactorNeed.objects.filter(project=project, kind=FactorKind.LAND).values_list("state", flat=True))
    funds: Mapping[str, Decimal | None] = Funding.objects.filter(project=project).aggregate(
        planned=Sum("planned_wan_yuan"), in_place=Sum("in_place_wan_yuan")
    )
    return StageFacts(
        scale=project.scale,
        has_sector=project.sector_id is not None,
        total_wan_yuan=project.total_wan_yuan,
        planned_start=project.planned_start,
        planned_finish=project.planned_finish,
        actual_start=project.actual_start,
        actual_finish=project.actual_finish,
        new_capacity=project.new_capacity,
        approval_route=project.approval_route,
        approvals=approvals,
        is_land_secured=all(state == FactorState.SECURED for state in land) if land else None,
        funds_planned_wan_yuan=funds["planned"] or Decimal(0),
        funds_in_place_wan_yuan=funds["in_place"] or Decimal(0),
    )


def gate_before_next(project: Project) -> tuple[LifecycleStage | None, tuple[Missing, ...]]:
    """Give the next stage and what is missing before it; (None, ()) where no stage follows."""
    following = next_stage(LifecycleStage(project.lifecycle_stage))
    if following is None:
        return None, ()
    return following, missing_for(following, facts_of(project), gates_of(project.jurisdiction))
