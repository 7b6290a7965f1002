"""Trees of any day, in a fixed number of queries (SG5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils import timezone

from luoshi.domain.organizations.models import Unit
from luoshi.domain.strategy.models import Goal, GoalCitation, GoalWording, Plan
from luoshi.domain.strategy.rules import Place, Tree, Wording, wording_at
from luoshi.domain.strategy.terms import PlanState


def end_of(day: date) -> datetime:
    """Give the last moment of a day."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time())) - timedelta(microseconds=1)


def tree_as_of(plan: Plan, day: date) -> Tree:
    """Give a plan's tree at the end of a day. Two queries. A draft has no past: it is as it is now."""
    goals = Goal.objects.filter(plan=plan)
    if plan.state == PlanState.DRAFT:
        return Tree.of(_place(row) for row in goals.filter(removed_on=None).values(*_FIELDS, "refers_to_id", "pk"))
    standing = goals.filter(added_on__lte=day).filter(Q(removed_on=None) | Q(removed_on__gt=day))
    refers = dict(standing.values_list("pk", "refers_to_id"))
    rows = (
        GoalWording.objects.filter(goal__in=standing)
        .order_by("goal_id", "valid_from", "pk")
        .values(*_FIELDS, "valid_from", "goal_id")
    )
    wordings: dict[int, list[Wording]] = {}
    for row in rows:
        row["pk"] = row["goal_id"]
        place = _place(row, refers[row["pk"]])
        wordings.setdefault(place.pk, []).append(Wording(place, row["valid_from"]))
    moment = end_of(day)
    stood = (wording_at(own, moment) for own in wordings.values())
    return Tree.of(place for place in stood if place is not None)


def tree_as_of_day(jurisdiction: Unit, day: date) -> Tree:
    """Give the tree of the plan that was in force in a jurisdiction on a day; empty where none was. Three queries."""
    plan = (
        Plan.objects.filter(jurisdiction=jurisdiction, in_force_on__lte=day)
        .filter(Q(superseded_on__isnull=True) | Q(superseded_on__gt=day))
        .order_by("-in_force_on", "-pk")
        .first()
    )
    return tree_as_of(plan, day) if plan else Tree.of([])


_FIELDS = ("title", "parent_id", "kind_id", "order", "weight", "lead_unit_id")


def _place(row: dict[str, Any], refers_to: int | None = None) -> Place:
    weight: Decimal | None = row["weight"]
    return Place(
        pk=row["pk"],
        title=row["title"],
        parent=row["parent_id"],
        kind=row["kind_id"],
        order=row["order"],
        weight=Decimal(f"{weight.normalize():f}") if weight is not None else None,
        lead_unit=row["lead_unit_id"],
        refers_to=row.get("refers_to_id", refers_to),
    )


def carried_from(plan: Plan) -> dict[int, int]:
    """Give for each standing goal of a plan the goal of the former plan that it continues."""
    rows = Goal.objects.filter(plan=plan, removed_on=None, carried_from__isnull=False)
    return {pk: before for pk, before in rows.values_list("pk", "carried_from_id") if before is not None}


def wordings_of(goal: Goal) -> list[GoalWording]:
    """Give how a goal read over time, newest first."""
    return list(goal.wordings.select_related("kind", "parent", "lead_unit").order_by("-valid_from", "-pk"))


def citations_of(goal: Goal) -> list[GoalCitation]:
    """Give the passages that a goal rests on; a reference shows those of its goal as well."""
    of = [goal.pk, *([goal.refers_to_id] if goal.refers_to_id else [])]
    return list(
        GoalCitation.objects.filter(goal__in=of)
        .select_related("document")
        .defer("document__source", "document__text", "document__reading")
        .order_by("pk")
    )


def telling_citations(goals: Iterable[int]) -> dict[int, GoalCitation]:
    """Give for each goal the passage to show: of its newest document, sentences before headings. One query."""
    rows = (
        GoalCitation.objects.filter(goal__in=list(goals))
        .select_related("document")
        .only("goal_id", "quote", "start", "end", "finding_id", "document__title", "document__file_name",
              "document__document_date", "document__document_number")
        .order_by("document__document_date", "document_id", "-pk")
    )  # fmt: skip
    found: dict[int, GoalCitation] = {}
    for row in rows:
        known = found.get(row.goal_id)
        if known is None or known.document_id != row.document_id or row.finding_id is not None:
            found[row.goal_id] = row
    return found
