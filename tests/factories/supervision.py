"""Packs and ladders in force, days that pass, by the product's own actions; and requests of a moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest.mock import patch

from luoshi.domain.supervision import actions
from luoshi.domain.supervision.models import AdoptedLadder, AdoptedPack, Matter, StepRun
from luoshi.domain.supervision.rules import DEFAULT_PACK
from luoshi.domain.tasks.models import Task
from luoshi.workflows.climb_ladder import climb_ladders, plan_ladders
from tests.cast import Cast

ISSUED = datetime(2026, 1, 5, 1, tzinfo=UTC)


def at(month: int, day: int, hour: int = 9) -> datetime:
    """Give a moment of 2026 at an hour of Shanghai."""
    return datetime(2026, month, day, hour, tzinfo=UTC) - timedelta(hours=8)


def adopted(cast: Cast, now: datetime = ISSUED, shipped: str = DEFAULT_PACK) -> tuple[AdoptedPack, AdoptedLadder]:
    """Put a shipped pack and its ladder in force in the city."""
    pack = actions.draft_pack(actor=cast.officer, now=now, jurisdiction=cast.city, name="", shipped=shipped)
    pack = actions.adopt_pack(actor=cast.officer, now=now, pack=pack)
    ladder = actions.draft_ladder(actor=cast.officer, now=now, jurisdiction=cast.city, name="", shipped=shipped)
    return pack, actions.adopt_ladder(actor=cast.officer, now=now, ladder=ladder)


def pass_days(first: date, last: date) -> None:
    """Let the nightly work run each day, planning in the morning and taking at ten."""
    day = first
    while day <= last:
        plan_ladders(now=at(day.month, day.day, 6))
        climb_ladders(now=at(day.month, day.day, 10))
        day += timedelta(days=1)


def matter_of(task: Task) -> Matter:
    """Read the matter of a task."""
    return Matter.objects.select_related("unit", "jurisdiction", "task").get(task=task)


def kinds(task: Task) -> list[tuple[str, str]]:
    """Give the steps of a task's matter by kind and state, in order."""
    return list(StepRun.objects.filter(matter__task=task).order_by("id").values_list("kind", "state"))


def clock(moment: datetime) -> Any:
    """Let requests be of a moment."""
    return patch("luoshi.pages.shared.middleware.current_time", lambda: moment)
