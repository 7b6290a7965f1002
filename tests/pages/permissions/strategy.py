"""Rows of the strategy pages. A plan in force is seen by all of its jurisdiction; drafts are the office's."""

from __future__ import annotations

from datetime import date
from typing import Any

from luoshi.domain.documents.models import Document
from luoshi.domain.strategy import actions
from luoshi.domain.strategy.models import Goal, Plan
from luoshi.foundation.clock import current_time
from tests.cast import Cast
from tests.factories import documents as make_documents
from tests.factories import strategy as make
from tests.pages.permissions import Row, Statuses

OFFICERS = {"city": ("officer",), "county": ("officer", "county_officer")}
OFFICES = {
    "city": ("officer", "administrator"),
    "county": ("officer", "administrator", "county_officer", "county_administrator"),
}
# The county lies within the city, so that its people see the city's plan; the city's departments see not the county's.
SEEING = {
    "city": ("reader", "bureau_reporter", "bureau_leader", "other_reporter", "other_leader", "officer", "administrator",
             "township_reporter", "county_reporter", "county_leader", "county_officer", "county_administrator"),
    "county": ("reader", "officer", "administrator", "township_reporter", "county_reporter", "county_leader",
               "county_officer", "county_administrator"),
}  # fmt: skip


def _statuses(seen: tuple[str, ...], may: tuple[str, ...], status: int) -> Statuses:
    """The status for those who may, 403 for others who see it, 404 for the rest."""
    return {"*": 404} | dict.fromkeys(seen, 403) | dict.fromkeys(may, status)


def _goal(cast: Cast, side: str) -> Goal:
    return make.in_force(cast, current_time(), "项目突破", "交通突破", side=side)[1][1]


def _draft(cast: Cast, side: str) -> Plan:
    plan = make.make_plan(cast, current_time(), side)
    make.make_goal(cast, current_time(), plan, "项目突破")
    return plan


def _successor(cast: Cast, side: str) -> Plan:
    now = current_time()
    plan, _ = make.in_force(cast, now, "项目突破", side=side)
    actor = cast.officer if side == "city" else cast.county_officer
    dates = {"starts_on": date(2026, 1, 1), "ends_on": date(2030, 12, 31)}
    return actions.propose_successor(actor=actor, now=now, plan=plan, name="新纲要", **dates)


def _document(cast: Cast, side: str) -> Document:
    _draft(cast, side)
    unit, actor = (cast.city, cast.officer) if side == "city" else (cast.county, cast.county_officer)
    return make_documents.make_document(unit, actor)


def _form_of(cast: Cast) -> dict[str, Any]:
    goal = Goal.objects.select_related("kind").order_by("-pk")[0]
    return {"title": "新的目标", "kind": goal.kind_id, "parent": "", "version": goal.version}


def _rows_of(side: str) -> list[Row]:
    seen, offices, officers = SEEING[side], OFFICES[side], OFFICERS[side]
    plan = {"name": "改名", "starts_on": "2026-01-01", "ends_on": "2030-12-31", "version": 1}
    readers = {
        "city": ("officer", "administrator", "reader"),
        "county": ("officer", "administrator", "reader", "county_officer", "county_administrator", "county_leader"),
    }
    reading = readers[side]
    return [
        Row(
            "strategy:goal", side, lambda cast: {"pk": _goal(cast, side).pk}, get={"*": 404} | dict.fromkeys(seen, 200)
        ),
        Row(
            "strategy:goal",
            side,
            lambda cast: {"pk": _draft(cast, side).goals.get().pk},
            get={"*": 404} | dict.fromkeys(offices, 200),
        ),
        Row(
            "strategy:edit_goal",
            side,
            lambda cast: {"pk": _goal(cast, side).pk},
            get=_statuses(seen, officers, 200),
            post=_statuses(seen, officers, 302),
            data=lambda cast: _form_of(cast) | {"version": 1},
        ),
        Row(
            "strategy:move_goal",
            side,
            lambda cast: {"pk": _goal(cast, side).pk},
            get=405,
            post=_statuses(seen, officers, 302),
            data=lambda cast: {"to": "down"},
        ),
        Row(
            "strategy:remove_goal",
            side,
            lambda cast: {"pk": _goal(cast, side).pk},
            get=_statuses(seen, officers, 200),
            post=_statuses(seen, officers, 302),
            data=lambda cast: {"reason": "调整部署"},
        ),
        Row(
            "strategy:links",
            side,
            lambda cast: {"pk": _goal(cast, side).pk},
            get=_statuses(seen, officers, 200),
            post=_statuses(seen, officers, 422),
            data=lambda cast: {"do": "link"},
        ),
        Row(
            "strategy:new_goal",
            side,
            lambda cast: {"pk": _goal(cast, side).plan_id},
            get=_statuses(seen, officers, 200),
            post=_statuses(seen, officers, 302),
            data=_form_of,
        ),
        Row(
            "strategy:edit_plan",
            side,
            lambda cast: {"pk": _draft(cast, side).pk},
            get=_statuses(offices, officers, 200),
            post=_statuses(offices, officers, 302),
            data=lambda cast: plan,
        ),
        Row(
            "strategy:force_plan",
            side,
            lambda cast: {"pk": _draft(cast, side).pk},
            get=_statuses(offices, officers, 200),
            post=_statuses(offices, officers, 302),
            data=lambda cast: {"in_force_on": "2026-01-05", "version": 1},
        ),
        Row(
            "strategy:discard_plan",
            side,
            lambda cast: {"pk": _draft(cast, side).pk},
            get=_statuses(offices, officers, 200),
            post=_statuses(offices, officers, 302),
        ),
        Row(
            "strategy:compare",
            side,
            lambda cast: {"pk": _successor(cast, side).pk},
            get={"*": 404} | dict.fromkeys(offices, 200),
            post=_statuses(offices, officers, 404),
            data=lambda cast: {"goal": "0", "do": "drop"},
        ),
        Row(
            "strategy:proposal",
            side,
            lambda cast: {"pk": _document(cast, side).pk},
            get=_statuses(reading, officers, 200),
            post=_statuses(reading, officers, 302),
        ),
    ]


OFFICERS_ONLY: Statuses = {"*": 403, "officer": 200, "county_officer": 200}
ROWS = [
    Row("strategy:outline", "any", get=200),
    Row("strategy:picture", "any", get=200),
    Row("strategy:chain", "any", get=200),
    Row("strategy:export", "any", get=404),
    Row("strategy:plans", "any", get=200),
    Row("strategy:new_plan", "any", get=OFFICERS_ONLY, post={"*": 403, "officer": 422, "county_officer": 422}),
    Row("strategy:kinds", "any", get=OFFICERS_ONLY, post={"*": 403, "officer": 422, "county_officer": 422},
        data=lambda cast: {"do": "add"}),
    *_rows_of("city"),
    *_rows_of("county"),
]  # fmt: skip
