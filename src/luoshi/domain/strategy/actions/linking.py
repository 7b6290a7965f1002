"""What linking work to goals shares between tasks and projects, which stand above strategy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from django.db import models

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.strategy.actions.steps import open_goal
from luoshi.domain.strategy.errors import NothingChosen, UnderReference, WorkOutsideJurisdiction
from luoshi.domain.strategy.models import Goal
from luoshi.domain.strategy.terms import GoalDeed


class Work(Protocol):
    """A task or a project, seen from below."""

    pk: Any
    jurisdiction: Unit


def goal_for_work(standing: Standing, goal_id: int, works: Sequence[tuple[Work, str]]) -> Goal:
    """Lock a goal to which the works, given with their titles, may be linked. Raises what forbids it."""
    if not works:
        raise NothingChosen
    goal = open_goal(standing, goal_id)
    if goal.refers_to_id is not None:
        raise UnderReference(title=goal.title)
    above = goal.plan.jurisdiction
    for work, title in works:
        if not work.jurisdiction.path.startswith(above.path):
            raise WorkOutsideJurisdiction(title=title, jurisdiction=above.name)
    return goal


def set_links(
    links: models.QuerySet[Any], name: str, goal: Goal, works: Iterable[Work], today: date, *, linked: bool
) -> list[int]:
    """Link the works to the goal or end their links; give the keys of those for which something changed.

    ``links`` are all links of the goal; ``name`` is the field that holds the work. A link taken up again counts as
    never broken.
    """
    rows = {getattr(row, f"{name}_id"): row for row in links.select_for_update()}
    changed = []
    for work in works:
        row = rows.get(work.pk)
        if row is None and linked:
            links.model.objects.create(goal=goal, added_on=today, **{name: work})
        elif row is not None and (row.removed_on is None) != linked:
            row.removed_on = None if linked else today
            row.save(update_fields=["removed_on"])
        else:
            continue
        changed.append(work.pk)
    return changed


def keep_links(goal: Goal, deed: GoalDeed, titles: Sequence[str], *, actor: Account, now: datetime) -> None:
    """Keep one event of the goal that names what was linked or unlinked."""
    if titles:
        record_event(
            actor=actor,
            now=now,
            verb=deed.value,
            subject_type="goal",
            subject_id=goal.pk,
            after={"works": list(titles)},
        )


def carry_links(links: models.QuerySet[Any], name: str, successors: dict[int, int], today: date) -> int:
    """Link what served goals of a former plan to the goals that continue them; give the number of new links."""
    work_id = f"{name}_id"
    standing = links.filter(removed_on=None)
    there = set(standing.filter(goal__in=successors.values()).values_list(work_id, "goal_id"))
    wanted = [
        (work, successors[goal])
        for work, goal in standing.filter(goal__in=successors).order_by("pk").values_list(work_id, "goal_id")
    ]
    new = [pair for pair in dict.fromkeys(wanted) if pair not in there]
    links.model.objects.bulk_create(links.model(**{work_id: work}, goal_id=goal, added_on=today) for work, goal in new)
    return len(new)
