"""Propose a plan from the one before: carry goals over, take one up again, drop one with its reason (SG3)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.documents.models import Document
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.strategy.actions.plans import create_plan
from luoshi.domain.strategy.actions.steps import described, keep_goal, keep_plan, open_plan, word
from luoshi.domain.strategy.errors import AlreadyCarried, OtherPlan, PlanNotDraft, RemovalReasonMissing
from luoshi.domain.strategy.models import Goal, GoalCitation, Plan
from luoshi.domain.strategy.terms import GoalDeed, PlanDeed, PlanState
from luoshi.foundation.clock import local_date


def propose_successor(
    *,
    actor: Account,
    now: datetime,
    plan: Plan,
    name: str,
    starts_on: date,
    ends_on: date,
    document: Document | None = None,
) -> Plan:
    """Open a draft that holds every standing goal of a plan, with its citations and references."""
    with transaction.atomic():
        draft = create_plan(
            actor=actor,
            now=now,
            jurisdiction=plan.jurisdiction,
            name=name,
            starts_on=starts_on,
            ends_on=ends_on,
            supersedes=plan,
            document=document,
        )
        goals = list(Goal.objects.filter(plan=plan, removed_on=None).order_by("order", "pk"))
        made = {goal.pk: _copy(goal, draft, now) for goal in goals}
        for goal in goals:
            copy = made[goal.pk]
            copy.parent = made.get(goal.parent_id) if goal.parent_id else None
            copy.refers_to = made.get(goal.refers_to_id) if goal.refers_to_id else None
            copy.save(update_fields=["parent", "refers_to"])
            word(copy, now)
        _copy_citations(made)
        keep_plan(
            draft, deed=PlanDeed.PROPOSE, actor=actor, now=now, after={"supersedes": plan.name, "goals": len(made)}
        )
    return draft


def _copy(goal: Goal, draft: Plan, now: datetime) -> Goal:
    return Goal.objects.create(
        plan=draft,
        kind_id=goal.kind_id,
        title=goal.title,
        order=goal.order,
        weight=goal.weight,
        lead_unit_id=goal.lead_unit_id,
        carried_from=goal,
        added_on=local_date(now),
    )


def _copy_citations(made: dict[int, Goal]) -> None:
    GoalCitation.objects.bulk_create(
        GoalCitation(
            goal=made[row.goal_id],
            document_id=row.document_id,
            finding_id=row.finding_id,
            start=row.start,
            end=row.end,
            quote=row.quote,
            cited_by_id=row.cited_by_id,
        )
        for row in GoalCitation.objects.filter(goal__in=made).order_by("pk")
    )


def carry_goal(*, actor: Account, now: datetime, plan: Plan, goal: Goal) -> Goal:
    """Take a goal of the former plan up into the draft after all, under its parent's successor where that stands."""
    standing = standing_of(actor)
    with transaction.atomic():
        draft = open_plan(standing, plan.pk)
        if draft.state != PlanState.DRAFT:
            raise PlanNotDraft(plan=draft.name)
        former = Goal.objects.select_for_update(of=("self",)).get(pk=goal.pk)
        if former.plan_id != draft.supersedes_id or former.removed_on is not None:
            raise OtherPlan(title=former.title)
        carried = {g.carried_from_id: g for g in Goal.objects.filter(plan=draft, removed_on=None)}
        if former.pk in carried:
            raise AlreadyCarried(title=former.title)
        copy = _copy(former, draft, now)
        copy.parent = carried.get(former.parent_id) if former.parent_id else None
        copy.refers_to = carried.get(former.refers_to_id) if former.refers_to_id else None
        _copy_citations({former.pk: copy})
        if former.dropped_reason:
            former.dropped_reason = ""
            former.save(update_fields=["dropped_reason"])
        keep_goal(copy, deed=GoalDeed.CARRY, actor=actor, now=now, after=described(copy))
    return copy


def drop_goal(*, actor: Account, now: datetime, plan: Plan, goal: Goal, reason: str) -> Goal:
    """Say why the draft does without a goal of the plan before."""
    standing = standing_of(actor)
    if not reason.strip():
        raise RemovalReasonMissing
    with transaction.atomic():
        draft = open_plan(standing, plan.pk)
        if draft.state != PlanState.DRAFT:
            raise PlanNotDraft(plan=draft.name)
        former = Goal.objects.select_for_update(of=("self",)).select_related("plan", "kind", "parent").get(pk=goal.pk)
        if former.plan_id != draft.supersedes_id or former.removed_on is not None:
            raise OtherPlan(title=former.title)
        if Goal.objects.filter(plan=draft, removed_on=None, carried_from=former).exists():
            raise AlreadyCarried(title=former.title)
        before = {"dropped_reason": former.dropped_reason}
        former.dropped_reason = reason.strip()[:200]
        keep_goal(
            former,
            deed=GoalDeed.DROP,
            actor=actor,
            now=now,
            before=before,
            after={"dropped_reason": former.dropped_reason},
            note=former.dropped_reason,
        )
    return former
