"""What every deed on plans and goals shares: lock, check, word, keep the event."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.strategy.errors import (
    GoalLoop,
    GoalRemoved,
    GoalTitleMissing,
    GoalTitleTooLong,
    PlanClosed,
    TwinSibling,
    WeightWrong,
)
from luoshi.domain.strategy.models import Goal, GoalWording, Plan
from luoshi.domain.strategy.permissions import require_edit
from luoshi.domain.strategy.rules import Place, Tree, loop_from
from luoshi.domain.strategy.rules.tree import TITLE_CHARACTERS
from luoshi.domain.strategy.terms import GoalDeed, PlanDeed, PlanState

WORDED = ("title", "kind_id", "parent_id", "order", "weight", "lead_unit_id")


def open_plan(standing: Standing, plan_id: int) -> Plan:
    """Lock a plan that the account may change; raise PlanClosed where it is superseded (SG1)."""
    plan = Plan.objects.select_for_update(of=("self",)).select_related("jurisdiction", "supersedes").get(pk=plan_id)
    require_edit(standing, plan.jurisdiction)
    if plan.state == PlanState.SUPERSEDED:
        raise PlanClosed(plan=plan.name)
    return plan


def open_goal(standing: Standing, goal_id: int) -> Goal:
    """Lock a goal's plan and the goal; raise where the plan is closed or the goal removed."""
    plan_id = Goal.objects.values_list("plan_id", flat=True).get(pk=goal_id)
    plan = open_plan(standing, plan_id)
    goal = Goal.objects.select_for_update(of=("self",)).select_related("kind", "parent", "lead_unit").get(pk=goal_id)
    goal.plan = plan
    if goal.removed_on is not None:
        raise GoalRemoved(title=goal.title)
    return goal


def checked_title(title: str) -> str:
    """Give a goal's words on one line; raise where there are none or too many."""
    words = " ".join(title.split())
    if not words:
        raise GoalTitleMissing
    if len(words) > TITLE_CHARACTERS:
        raise GoalTitleTooLong(limit=TITLE_CHARACTERS, length=len(words))
    return words


def check_weight(weight: Any) -> None:
    """Raise WeightWrong unless the weight is empty or above zero."""
    if weight is not None and weight <= 0:
        raise WeightWrong


def refuse_twin(plan: Plan, parent_id: int | None, title: str, own: int | None = None) -> None:
    """Raise TwinSibling where another standing goal under the parent says the same."""
    twins = Goal.objects.filter(plan=plan, parent_id=parent_id, title=title, removed_on=None).exclude(pk=own or 0)
    if twins.exists():
        raise TwinSibling(title=title)


def refuse_loop(goal: Goal) -> None:
    """Raise GoalLoop, naming the way, where the goal as it would be leads back to itself (SG4)."""
    rows = Goal.objects.filter(plan_id=goal.plan_id, removed_on=None).values_list(
        "pk", "title", "parent_id", "refers_to_id"
    )
    places = {pk: Place(pk, title, parent, refers_to=refers) for pk, title, parent, refers in rows}
    own = goal.pk or 0
    places[own] = Place(own, goal.title, goal.parent_id, refers_to=goal.refers_to_id)
    if way := loop_from(own, Tree(places)):
        raise GoalLoop([places[pk].title for pk in way])


def word(goal: Goal, now: datetime) -> None:
    """Keep how the goal reads and hangs from now on; a draft has no past and keeps one wording (SG5)."""
    last = goal.wordings.order_by("valid_from", "pk").last()
    if last is not None and all(getattr(last, name) == getattr(goal, name) for name in WORDED):
        return
    values = {name: getattr(goal, name) for name in WORDED}
    if last is not None and goal.plan.state == PlanState.DRAFT:
        for name, value in values.items():
            setattr(last, name, value)
        last.save()
        return
    if last is not None:
        last.valid_until = now
        last.save(update_fields=["valid_until"])
    GoalWording.objects.create(goal=goal, valid_from=now, **values)


def keep_goal(
    goal: Goal,
    *,
    deed: GoalDeed,
    actor: Account,
    now: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    note: str = "",
) -> None:
    """Save the goal one version on, word it, and keep the event."""
    goal.version += 1
    goal.save()
    word(goal, now)
    record_event(
        actor=actor,
        now=now,
        verb=deed.value,
        subject_type="goal",
        subject_id=goal.pk,
        before=before,
        after={**(after or {}), "version": goal.version},
        note=note,
    )


def keep_plan(
    plan: Plan,
    *,
    deed: PlanDeed,
    actor: Account,
    now: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    note: str = "",
) -> None:
    """Keep an event of a plan."""
    record_event(
        actor=actor,
        now=now,
        verb=deed.value,
        subject_type="plan",
        subject_id=plan.pk,
        before=before,
        after=after,
        note=note,
    )


def described(goal: Goal) -> dict[str, str]:
    """Say what a goal is, as the history keeps it."""
    said = {
        "title": goal.title,
        "kind": goal.kind.chinese,
        "parent": goal.parent.title if goal.parent else "",
        "weight": f"{goal.weight.normalize():f}" if goal.weight is not None else "",
        "lead_unit": goal.lead_unit.name if goal.lead_unit else "",
        "refers_to": goal.refers_to.title if goal.refers_to_id and goal.refers_to else "",
    }
    return {name: value for name, value in said.items() if value}
