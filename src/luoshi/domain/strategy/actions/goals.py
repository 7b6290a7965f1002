"""Add, change, move, cite and remove goals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.queries import refuse_stale
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.strategy.actions.steps import (
    check_weight,
    checked_title,
    described,
    keep_goal,
    open_goal,
    open_plan,
    refuse_loop,
    refuse_twin,
    word,
)
from luoshi.domain.strategy.errors import (
    KindMissing,
    OtherPlan,
    ReferenceHolds,
    RemovalReasonMissing,
    StillReferred,
    UnderReference,
)
from luoshi.domain.strategy.models import Goal, GoalCitation, NodeKind, Plan
from luoshi.domain.strategy.permissions import require_edit
from luoshi.domain.strategy.terms import GoalDeed, PlanState
from luoshi.foundation.clock import local_date


@dataclass(frozen=True, slots=True)
class GoalCitationDraft:
    """A passage that a goal rests on: half-open place in the document's source, and its repaired words."""

    document_id: int
    start: int
    end: int
    quote: str
    finding_id: int | None = None


def add_goal(
    *,
    actor: Account,
    now: datetime,
    plan: Plan,
    title: str,
    kind: NodeKind | None,
    parent: Goal | None = None,
    weight: Decimal | None = None,
    lead_unit: Unit | None = None,
    refers_to: Goal | None = None,
    citations: Sequence[GoalCitationDraft] = (),
) -> Goal:
    """Add a goal at the end of its siblings; with ``refers_to`` it is a reference (SG4). Raises what is wrong."""
    standing = standing_of(actor)
    require_edit(standing, plan.jurisdiction)
    words = checked_title(title)
    check_weight(weight)
    if kind is None or kind.jurisdiction_id != plan.jurisdiction_id:
        raise KindMissing
    with transaction.atomic():
        locked = open_plan(standing, plan.pk)
        _check_parent(locked, parent)
        _check_target(locked, refers_to)
        refuse_twin(locked, parent.pk if parent else None, words)
        goal = Goal(
            plan=locked,
            kind=kind,
            parent=parent,
            title=words,
            order=_next_order(locked, parent),
            weight=weight,
            lead_unit=lead_unit,
            refers_to=refers_to,
            added_on=local_date(now),
            version=0,
        )
        refuse_loop(goal)
        goal.save()
        for draft in citations:
            _cite(goal, draft, actor)
        keep_goal(
            goal,
            deed=GoalDeed.ADD,
            actor=actor,
            now=now,
            after=described(goal) | ({"citations": [draft.quote for draft in citations]} if citations else {}),
        )
    return goal


def _check_parent(plan: Plan, parent: Goal | None) -> None:
    if parent is None:
        return
    if parent.plan_id != plan.pk or parent.removed_on is not None:
        raise OtherPlan(title=parent.title)
    if parent.refers_to_id is not None:
        raise UnderReference(title=parent.title)


def _check_target(plan: Plan, target: Goal | None) -> None:
    if target is None:
        return
    if target.plan_id != plan.pk or target.removed_on is not None:
        raise OtherPlan(title=target.title)
    if target.refers_to_id is not None:
        raise ReferenceHolds(title=target.title)


def _next_order(plan: Plan, parent: Goal | None) -> int:
    last = Goal.objects.filter(plan=plan, parent=parent).aggregate(last=Max("order"))["last"]
    return 0 if last is None else int(last) + 1


def edit_goal(
    *,
    actor: Account,
    now: datetime,
    goal: Goal,
    version: int | None,
    title: str,
    kind: NodeKind | None,
    parent: Goal | None,
    weight: Decimal | None = None,
    lead_unit: Unit | None = None,
) -> Goal:
    """Change a goal's words, kind, parent, weight or lead unit; what it was stays in its wordings (SG5)."""
    standing = standing_of(actor)
    words = checked_title(title)
    check_weight(weight)
    with transaction.atomic():
        current = open_goal(standing, goal.pk)
        refuse_stale("goal", current.pk, version=current.version, opened_on=version)
        if kind is None or kind.jurisdiction_id != current.plan.jurisdiction_id:
            raise KindMissing
        _check_parent(current.plan, parent)
        before = described(current)
        if (parent.pk if parent else None) != current.parent_id:
            current.order = _next_order(current.plan, parent)
        current.title, current.kind, current.parent = words, kind, parent
        current.weight, current.lead_unit = weight, lead_unit
        refuse_twin(current.plan, current.parent_id, words, current.pk)
        refuse_loop(current)
        after = described(current)
        if after != before:
            gone = {name: value for name, value in before.items() if after.get(name) != value}
            come = {name: value for name, value in after.items() if before.get(name) != value}
            come |= {name: "" for name in gone if name not in after}
            keep_goal(current, deed=GoalDeed.EDIT, actor=actor, now=now, before=gone, after=come)
    return current


def move_goal(*, actor: Account, now: datetime, goal: Goal, parent: Goal | None, position: int) -> Goal:
    """Put a goal under a parent at a position from 0 among its siblings; those behind it move on."""
    standing = standing_of(actor)
    with transaction.atomic():
        current = open_goal(standing, goal.pk)
        _check_parent(current.plan, parent)
        before = {"parent": current.parent.title if current.parent else "", "order": current.order + 1}
        refuse_twin(current.plan, parent.pk if parent else None, current.title, current.pk)
        current.parent = parent
        refuse_loop(current)
        siblings = list(
            Goal.objects.select_for_update(of=("self",))
            .filter(plan=current.plan, parent=parent, removed_on=None)
            .exclude(pk=current.pk)
            .order_by("order", "pk")
        )
        siblings.insert(min(max(position, 0), len(siblings)), current)
        for order, sibling in enumerate(siblings):
            if sibling is not current and sibling.order != order:
                sibling.plan = current.plan
                sibling.order = order
                sibling.save(update_fields=["order"])
                word(sibling, now)
        current.order = siblings.index(current)
        after = {"parent": parent.title if parent else "", "order": current.order + 1}
        keep_goal(current, deed=GoalDeed.MOVE, actor=actor, now=now, before=before, after=after)
    return current


def cite_goal(*, actor: Account, now: datetime, goal: Goal, citation: GoalCitationDraft) -> Goal:
    """Add a passage to a goal; one that stands there already changes nothing."""
    standing = standing_of(actor)
    with transaction.atomic():
        current = open_goal(standing, goal.pk)
        if _cite(current, citation, actor):
            keep_goal(current, deed=GoalDeed.CITE, actor=actor, now=now, after={"citations": [citation.quote]})
    return current


def _cite(goal: Goal, draft: GoalCitationDraft, actor: Account) -> bool:
    _, is_new = GoalCitation.objects.get_or_create(
        goal=goal,
        document_id=draft.document_id,
        start=draft.start,
        end=draft.end,
        defaults={"quote": draft.quote, "finding_id": draft.finding_id, "cited_by": actor},
    )
    return is_new


def remove_goal(*, actor: Account, now: datetime, goal: Goal, reason: str = "", version: int | None = None) -> None:
    """Take a goal out of its plan with all below it (SG2).

    Once the plan is in force it stays, marked with the day; from a draft its row goes. A reason is needed for both a
    plan in force and a goal carried over, where it says why the former plan's goal is dropped (SG3).
    """
    standing = standing_of(actor)
    with transaction.atomic():
        current = open_goal(standing, goal.pk)
        refuse_stale("goal", current.pk, version=current.version, opened_on=version)
        gone = _with_all_below(current)
        carried = [each for each in gone if each.carried_from_id]
        if not reason.strip() and (current.plan.state == PlanState.IN_FORCE or carried):
            raise RemovalReasonMissing
        _refuse_referred(current, gone)
        for each in carried:
            former = Goal.objects.select_for_update(of=("self",)).get(pk=each.carried_from_id or 0)
            former.dropped_reason = reason.strip()[:200]
            former.save(update_fields=["dropped_reason"])
        for each in gone:
            each.removed_on = local_date(now)
            keep_goal(
                each,
                deed=GoalDeed.REMOVE,
                actor=actor,
                now=now,
                before={"title": each.title},
                after={"removed_on": each.removed_on.isoformat()},
                note=reason.strip(),
            )
        if current.plan.state == PlanState.DRAFT:
            _forget(gone)


def _with_all_below(goal: Goal) -> list[Goal]:
    """Give the goal and all that stands below it, each before its children."""
    gone, latest = [goal], [goal]
    while latest:
        latest = list(
            Goal.objects.select_for_update(of=("self",)).filter(parent__in=latest, removed_on=None).order_by("pk")
        )
        for each in latest:
            each.plan = goal.plan
        gone += latest
    return gone


def _refuse_referred(goal: Goal, gone: Sequence[Goal]) -> None:
    references = (
        Goal.objects.filter(refers_to__in=gone, removed_on=None)
        .exclude(pk__in=[each.pk for each in gone])
        .select_related("parent")
    )
    if places := [ref.parent.title if ref.parent else ref.title for ref in references]:
        raise StillReferred(title=goal.title, places="、".join(places))


def _forget(gone: Sequence[Goal]) -> None:
    """Delete the rows of a draft, lowest first. What work is linked to stays, marked as removed."""
    for _, each in sorted(enumerate(gone), key=lambda pair: (pair[1].refers_to_id is None, -pair[0])):
        linked = each.task_links.exists() or each.project_links.exists()
        if not linked and not Goal.objects.filter(parent=each).exists():
            each.delete()
