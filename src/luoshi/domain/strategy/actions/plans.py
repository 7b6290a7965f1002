"""Make plans, put them in force, discard drafts."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.queries import refuse_stale
from luoshi.domain.documents.models import Document
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.strategy.actions.steps import keep_plan, open_plan
from luoshi.domain.strategy.errors import (
    DropReasonsMissing,
    ForceDateAhead,
    ForceDateBeforeFormer,
    PlanAlreadySucceeded,
    PlanDatesReversed,
    PlanEmpty,
    PlanHasLinks,
    PlanNameMissing,
    PlanNotDraft,
)
from luoshi.domain.strategy.models import Goal, GoalCitation, GoalWording, Plan
from luoshi.domain.strategy.permissions import require_edit
from luoshi.domain.strategy.terms import PlanDeed, PlanState
from luoshi.foundation.clock import local_date


def create_plan(
    *,
    actor: Account,
    now: datetime,
    jurisdiction: Unit,
    name: str,
    starts_on: date,
    ends_on: date,
    supersedes: Plan | None = None,
    document: Document | None = None,
) -> Plan:
    """Open a draft; with ``supersedes`` it will take that plan's place (SG1)."""
    require_edit(standing_of(actor), jurisdiction)
    words = _checked(name, starts_on, ends_on)
    with transaction.atomic():
        _refuse_second_successor(supersedes)
        plan = Plan.objects.create(
            jurisdiction=jurisdiction,
            name=words,
            starts_on=starts_on,
            ends_on=ends_on,
            supersedes=supersedes,
            document=document,
        )
        keep_plan(plan, deed=PlanDeed.CREATE, actor=actor, now=now, after=_described(plan))
    return plan


def _checked(name: str, starts_on: date, ends_on: date) -> str:
    words = " ".join(name.split())[:120]
    if not words:
        raise PlanNameMissing
    if ends_on < starts_on:
        raise PlanDatesReversed(starts_on=starts_on, ends_on=ends_on)
    return words


def _refuse_second_successor(former: Plan | None) -> None:
    if former is None:
        return
    successor = Plan.objects.filter(supersedes=former).first()
    if successor is not None:
        raise PlanAlreadySucceeded(plan=former.name, successor=successor.name)


def _described(plan: Plan) -> dict[str, str]:
    return {
        "name": plan.name,
        "starts_on": plan.starts_on.isoformat(),
        "ends_on": plan.ends_on.isoformat(),
        "supersedes": plan.supersedes.name if plan.supersedes else "",
    }


def edit_plan(
    *, actor: Account, now: datetime, plan: Plan, version: int | None, name: str, starts_on: date, ends_on: date
) -> Plan:
    """Change a plan's name and dates."""
    standing = standing_of(actor)
    words = _checked(name, starts_on, ends_on)
    with transaction.atomic():
        current = open_plan(standing, plan.pk)
        refuse_stale("plan", current.pk, version=current.version, opened_on=version)
        before = _described(current)
        current.name, current.starts_on, current.ends_on = words, starts_on, ends_on
        after = _described(current)
        if after != before:
            current.version += 1
            current.save()
            keep_plan(current, deed=PlanDeed.EDIT, actor=actor, now=now, before=before, after=after)
    return current


def put_plan_in_force(
    *, actor: Account, now: datetime, plan: Plan, version: int | None = None, in_force_on: date | None = None
) -> Plan:
    """Put a draft in force and supersede the plan before it (SG1).

    Its goals stand from ``in_force_on`` (today where None). Raises where it is empty or a goal of the former plan is
    neither carried over nor dropped with a reason (SG3).
    """
    standing = standing_of(actor)
    today = local_date(now)
    day = in_force_on or today
    if day > today:
        raise ForceDateAhead
    with transaction.atomic():
        current = open_plan(standing, plan.pk)
        refuse_stale("plan", current.pk, version=current.version, opened_on=version)
        if current.state != PlanState.DRAFT:
            raise PlanNotDraft(plan=current.name)
        goals = list(Goal.objects.select_for_update(of=("self",)).filter(plan=current, removed_on=None))
        if not goals:
            raise PlanEmpty(plan=current.name)
        if current.supersedes is not None:
            _supersede(current, current.supersedes.pk, day, actor, now)
        current.state, current.in_force_on = PlanState.IN_FORCE, day
        current.version += 1
        current.save()
        for goal in goals:
            goal.added_on = day
        Goal.objects.bulk_update(goals, ["added_on"])
        begun = timezone.make_aware(datetime.combine(day, time()))
        GoalWording.objects.filter(goal__in=goals).update(valid_from=begun)
        keep_plan(
            current,
            deed=PlanDeed.PUT_IN_FORCE,
            actor=actor,
            now=now,
            before={"state": PlanState.DRAFT.value},
            after={"state": current.state, "in_force_on": day.isoformat()},
        )
    return current


def _supersede(plan: Plan, former_id: int, day: date, actor: Account, now: datetime) -> None:
    former = Plan.objects.select_for_update(of=("self",)).get(pk=former_id)
    if former.in_force_on is not None and day <= former.in_force_on:
        raise ForceDateBeforeFormer(former=former.name, day=former.in_force_on)
    carried = Goal.objects.filter(plan=plan, removed_on=None, carried_from__isnull=False).values("carried_from_id")
    lost = Goal.objects.filter(plan=former, removed_on=None, dropped_reason="").exclude(pk__in=carried)
    if titles := list(lost.order_by("order", "pk").values_list("title", flat=True)):
        raise DropReasonsMissing(titles)
    was = former.state
    former.state, former.superseded_on = PlanState.SUPERSEDED, day
    former.version += 1
    former.save()
    keep_plan(
        former,
        deed=PlanDeed.SUPERSEDE,
        actor=actor,
        now=now,
        before={"state": was},
        after={"state": former.state, "superseded_on": day.isoformat(), "superseded_by": plan.name},
    )


def discard_plan(*, actor: Account, now: datetime, plan: Plan) -> None:
    """Throw a draft away with its goals. Raises PlanNotDraft, or PlanHasLinks where work is linked to it."""
    standing = standing_of(actor)
    with transaction.atomic():
        current = open_plan(standing, plan.pk)
        if current.state != PlanState.DRAFT:
            raise PlanNotDraft(plan=current.name)
        goals = Goal.objects.filter(plan=current)
        linked = goals.filter(task_links__isnull=False).count() + goals.filter(project_links__isnull=False).count()
        if linked:
            raise PlanHasLinks(plan=current.name, count=linked)
        for former in Goal.objects.filter(plan=current.supersedes).exclude(dropped_reason=""):
            former.dropped_reason = ""
            former.save(update_fields=["dropped_reason"])
        GoalWording.objects.filter(goal__plan=current).delete()
        GoalCitation.objects.filter(goal__plan=current).delete()
        goals.update(refers_to=None, parent=None)
        goals.delete()
        keep_plan(current, deed=PlanDeed.DISCARD, actor=actor, now=now, before=_described(current))
        current.delete()
