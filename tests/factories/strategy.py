"""Make plans and goals by the product's own actions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from luoshi.domain.strategy import actions
from luoshi.domain.strategy.models import Goal, NodeKind, Plan
from luoshi.workflows.put_plan_in_force import put_plan_in_force
from tests.cast import Cast


def make_plan(cast: Cast, now: datetime, side: str = "city", **fields: Any) -> Plan:
    """Open a draft of the city, or of the county."""
    actor, unit = (cast.officer, cast.city) if side == "city" else (cast.county_officer, cast.county)
    wanted = {"name": "三大突破行动纲要", "starts_on": date(2026, 1, 1), "ends_on": date(2030, 12, 31)}
    return actions.create_plan(actor=actor, now=now, jurisdiction=unit, **(wanted | fields))


def kind_of(plan: Plan, now: datetime, cast: Cast, word: str = "重大突破") -> NodeKind:
    """Give the kind, made where it is missing."""
    actor = cast.officer if plan.jurisdiction_id == cast.city.pk else cast.county_officer
    found = NodeKind.objects.filter(jurisdiction=plan.jurisdiction, chinese=word).first()
    return found or actions.add_kind(actor=actor, now=now, jurisdiction=plan.jurisdiction, chinese=word)


def make_goal(cast: Cast, now: datetime, plan: Plan, title: str, parent: Goal | None = None, **fields: Any) -> Goal:
    """Add a goal to a plan."""
    actor = cast.officer if plan.jurisdiction_id == cast.city.pk else cast.county_officer
    wanted = {"actor": actor, "kind": kind_of(plan, now, cast), "parent": parent}
    return actions.add_goal(now=now, plan=plan, title=title, **(wanted | fields))


def in_force(cast: Cast, now: datetime, *titles: str, side: str = "city") -> tuple[Plan, list[Goal]]:
    """Make a plan in force with goals below one top goal, which comes first."""
    plan = make_plan(cast, now, side)
    top = make_goal(cast, now, plan, "三大突破")
    goals = [top, *(make_goal(cast, now, plan, title, top) for title in titles)]
    actor = cast.officer if side == "city" else cast.county_officer
    return put_plan_in_force(actor=actor, now=now, plan=plan), goals
