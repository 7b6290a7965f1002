"""Which plans an account sees, and which was in force when."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Q, QuerySet

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import OFFICE_ROLES, within
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.strategy.models import Goal, NodeKind, Plan
from luoshi.domain.strategy.terms import PlanState


def visible_plans(standing: Standing) -> QuerySet[Plan]:
    """Plans that the account may see (SG10), those in force first, then the newest."""
    above = {post.unit_path[:length] for post in standing.posts for length in _lengths(post.unit_path)}
    reached = within(standing.scopes(), field="jurisdiction__path") | Q(jurisdiction__path__in=above)
    drafts = within(standing.scopes(*OFFICE_ROLES), field="jurisdiction__path")
    return (
        Plan.objects.filter((reached & ~Q(state=PlanState.DRAFT)) | (drafts & Q(state=PlanState.DRAFT)))
        .select_related("jurisdiction", "supersedes", "document")
        .defer("document__source", "document__text", "document__reading")
        .order_by("jurisdiction__path", F("in_force_on").desc(nulls_last=True), "-pk")
    )


def _lengths(path: str) -> range:
    return range(Unit.steplen, len(path) + 1, Unit.steplen)


def visible_goals(standing: Standing) -> QuerySet[Goal]:
    """Goals of the plans that the account may see, removed ones among them."""
    return Goal.objects.filter(plan__in=visible_plans(standing).order_by().values("pk")).select_related(
        "plan__jurisdiction", "kind", "lead_unit", "refers_to", "parent"
    )


def plans_in_force(standing: Standing, day: date) -> list[Plan]:
    """Give the plans in force on a day, that of the highest jurisdiction first."""
    plans = visible_plans(standing).filter(in_force_on__lte=day)
    return list(
        plans.filter(Q(superseded_on__isnull=True) | Q(superseded_on__gt=day)).order_by(
            "jurisdiction__path", "in_force_on", "pk"
        )
    )


def plan_on(plan: Plan, day: date) -> Plan:
    """Give the plan of the same line that was in force on a day (SG5); the plan itself where none was."""
    at: Plan | None = plan
    while at is not None:
        if at.in_force_on and at.in_force_on <= day and (at.superseded_on is None or at.superseded_on > day):
            return at
        at = at.supersedes
    return plan


def kinds_of(jurisdiction: Unit) -> list[NodeKind]:
    """Give a jurisdiction's kinds of node in their order."""
    return list(NodeKind.objects.filter(jurisdiction=jurisdiction).order_by("order", "pk"))
