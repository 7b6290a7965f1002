"""Find what an address names; what an account may not see is not there for it."""

from __future__ import annotations

from datetime import date

from django.shortcuts import get_object_or_404

from luoshi.domain.strategy.errors import PlanClosed
from luoshi.domain.strategy.models import Goal, NodeKind, Plan
from luoshi.domain.strategy.permissions import require_edit
from luoshi.domain.strategy.queries import plan_on, plans_in_force, visible_goals, visible_plans
from luoshi.domain.strategy.terms import PlanState
from luoshi.foundation.clock import local_date
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, number_in


def day_of(request: PersonRequest) -> date:
    """Give the day that the page shows: ``as_of`` of the address, never later than today."""
    today = local_date(request.now)
    try:
        return min(date.fromisoformat(request.GET.get("as_of", "")), today)
    except ValueError:
        return today


def visible_plan(request: PersonRequest, pk: int) -> Plan:
    """Give a plan that the account may see; 404 otherwise."""
    return get_object_or_404(visible_plans(request.standing), pk=pk)


def plan_for_office(request: PersonRequest, pk: int) -> Plan:
    """Give a plan that the account may change; 404 where it is not seen, NotAllowed where it is not theirs."""
    plan = visible_plan(request, pk)
    require_edit(request.standing, plan.jurisdiction)
    return plan


def shown_plan(request: PersonRequest, day: date) -> Plan | None:
    """Give the plan that a page shows on a day: the one named, in its line that of the day; else the first in force.

    None where the account sees no plan that was in force on the day.
    """
    if (pk := number_in(request.GET.get("plan"))) is not None:
        named = visible_plan(request, pk)
        return named if named.state == PlanState.DRAFT else plan_on(named, day)
    plans = plans_in_force(request.standing, day)
    return plans[0] if plans else None


def visible_goal(request: PersonRequest, pk: int) -> Goal:
    """Give a goal of a plan that the account may see; 404 otherwise."""
    return get_object_or_404(visible_goals(request.standing), pk=pk)


def goal_for_office(request: PersonRequest, pk: int) -> Goal:
    """Give a goal that the account may change; 404 or NotAllowed otherwise, PlanClosed in a superseded plan."""
    goal = visible_goal(request, pk)
    require_edit(request.standing, goal.plan.jurisdiction)
    if goal.plan.state == PlanState.SUPERSEDED:
        raise PlanClosed(plan=goal.plan.name)
    return goal


def word_of(kind: NodeKind) -> str:
    """Give the word for a kind of node in the language of the page."""
    return kind.chinese if page_language().startswith("zh") or not kind.english else kind.english
