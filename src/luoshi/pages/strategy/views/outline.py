"""The outline of a plan on a day, with progress, lights and what is linked."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.domain.documents.rules import VIEWING
from luoshi.domain.organizations.terms import Role
from luoshi.domain.projects.queries.goals import outline_of
from luoshi.domain.strategy.models import Plan
from luoshi.domain.strategy.permissions import may_edit
from luoshi.domain.strategy.queries import visible_plans
from luoshi.domain.strategy.terms import PlanState
from luoshi.foundation.clock import local_date
from luoshi.pages.shared.requests import PersonRequest
from luoshi.pages.strategy.lines import table_of
from luoshi.pages.strategy.loading import day_of, shown_plan


@require_safe
def outline(request: PersonRequest) -> HttpResponse:
    """Show the tree of a plan as it stood on a day."""
    context = head_of(request)
    plan: Plan | None = context["plan"]
    if plan is not None:
        shown = outline_of(request.standing, plan, context["day"], context["today"])
        context["table"] = table_of(request.standing, shown)
    return render(request, "strategy/outline.html", context)


def head_of(request: PersonRequest) -> dict[str, Any]:
    """Give what stands above every picture of a plan: the plan, the day, the other plans, what may be done."""
    day = day_of(request)
    standing = request.standing
    plan = shown_plan(request, day)
    plans = list(visible_plans(standing))
    return {
        "plan": plan,
        "day": day,
        "today": local_date(request.now),
        "is_past": day < local_date(request.now),
        "plans": plans,
        "choices": [each for each in plans if each.state != PlanState.SUPERSEDED or each == plan],
        "may_edit": plan is not None and may_edit(standing, plan.jurisdiction) and plan.state != PlanState.SUPERSEDED,
        "is_officer": standing.has(Role.OFFICER),
        "sees_documents": plan is not None and standing.reaches(plan.jurisdiction.path, *VIEWING),
    }
