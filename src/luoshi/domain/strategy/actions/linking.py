"""What linking work to goals shares between tasks and projects, which stand above strategy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from django.db import models, transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.strategy.actions.steps import open_goal, open_plan
from luoshi.domain.strategy.errors import NothingChosen, UnderReference, WorkOutsideJurisdiction
from luoshi.domain.strategy.models import Goal, Plan
from luoshi.domain.strategy.queries import carried_from
from luoshi.domain.strategy.terms import GoalDeed
from luoshi.foundation.clock import local_date


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

    ``links`` are all links of the goal; ``name`` is the field that holds the work.
    """
    kept: dict[Any, list[Any]] = {}
    for link in links.select_for_update():
        kept.setdefault(getattr(link, f"{name}_id"), []).append(link)
    changed = []
    for work in works:
        own = kept.setdefault(work.pk, [])
        link = end_link(own, today) if not linked else begin_link(own, links.model(**{name: work}, goal=goal), today)
        if link is not None:
            changed.append(work.pk)
            own.append(link)
    return changed


def begin_link(kept: Sequence[Any], new: Any, today: date) -> Any | None:
    """Let a work serve a goal from today; give the link, None where one stands already (SG5).

    ``kept`` are all links of the pair. One that ended today goes on, since no day's end was without it; for any
    other, ``new`` is saved, so that the days between stay without.
    """
    if any(link.removed_on is None for link in kept):
        return None
    link = next((link for link in kept if link.removed_on == today), new)
    if link is new:
        link.added_on = today
    link.removed_on = None
    link.save()
    return link


def end_link(kept: Sequence[Any], today: date) -> Any | None:
    """End the one link of a pair that stands; give it, None where none does. ``kept`` are all links of the pair."""
    link = next((link for link in kept if link.removed_on is None), None)
    if link is not None:
        link.removed_on = today
        link.save(update_fields=["removed_on"])
    return link


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


def carry_links(
    links: models.QuerySet[Any], name: str, deed: GoalDeed, *, actor: Account, now: datetime, plan: Plan
) -> int:
    """Link what served goals of the former plan to the goals of ``plan`` that continue them; count the new links."""
    with transaction.atomic():
        locked = open_plan(standing_of(actor), plan.pk)
        successors = {before: goal for goal, before in carried_from(locked).items()}
        count = _carry(links, name, successors, local_date(now))
        if count:
            record_event(
                actor=actor,
                now=now,
                verb=deed.value,
                subject_type="plan",
                subject_id=locked.pk,
                after={"count": count},
            )
    return count


def _carry(links: models.QuerySet[Any], name: str, successors: dict[int, int], today: date) -> int:
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
