"""Suggest the lead unit of a piece of work from the jurisdiction's own tasks and its units' names (lead_units.md).

Each process keeps what it learnt of each jurisdiction and brings it up to date before every answer (U6).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from django.db.models import Count, Max, Sum

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import units_within
from luoshi.domain.organizations.rules import LeadModel, LedWork, NamedUnit, Work
from luoshi.domain.organizations.terms import JURISDICTION_KINDS
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.terms import TaskState

NOT_TAUGHT = frozenset({TaskState.RETURNED, TaskState.WITHDRAWN})
"""What a unit sent back or the office took back says nothing about who leads (U1)."""

MOST_TEXT = 400
"""Characters of one task that are learnt: its title and the sentence that orders it."""


@dataclass(frozen=True, slots=True)
class SuggestedLead:
    """A unit that may lead, and why: the words that decided, and how many tasks with one of them it has led."""

    unit: Unit
    words: tuple[str, ...]
    task_count: int


@dataclass(slots=True)
class _Learnt:
    """What one process knows of one jurisdiction; ``versions`` are those of the tasks learnt."""

    led: LedWork = field(default_factory=LedWork)
    versions: dict[int, int] = field(default_factory=dict)
    version_sum: int = 0
    newest: datetime | None = None
    leads: dict[int, int] = field(default_factory=dict)


_LOCK = Lock()
_learnt: dict[int, _Learnt] = {}


def suggested_leads(work: Work, jurisdiction: Unit) -> list[SuggestedLead]:
    """Rank the units that most likely lead the work, likeliest first; three queries, four where tasks changed."""
    units = {unit.pk: unit for unit in units_within([jurisdiction.path])}
    with _LOCK:
        learnt = _up_to_date(jurisdiction)
        candidates = _candidates(jurisdiction, units.values(), frozenset(learnt.leads.values()))
        model = LeadModel([_named(unit) for unit in candidates], learnt.led, home=_named(jurisdiction))
        found = model.suggest(work)
    return [SuggestedLead(units[each.unit_id], each.words, each.task_count) for each in found]


def leads_for_task(task: Task) -> list[SuggestedLead]:
    """Rank the units that most likely lead a task that stands, by its title and the sentences it cites."""
    quotes = task.citations.order_by("pk").values_list("quote", flat=True)
    return suggested_leads(Work("。".join([task.title, *quotes])[:MOST_TEXT], task.heading), task.jurisdiction)


def forget_learnt_leads() -> None:
    """Forget everything learnt in this process; the next answer learns anew."""
    with _LOCK:
        _learnt.clear()


def _up_to_date(jurisdiction: Unit) -> _Learnt:
    """Learn what changed since the last answer.

    Every change of a task raises its version, so that number and sum of versions tell whether anything is amiss; then
    all is learnt anew.
    """
    tasks = Task.objects.filter(jurisdiction=jurisdiction)
    state = tasks.aggregate(count=Count("pk"), versions=Sum("version"), newest=Max("changed_at"))
    learnt = _learnt.get(jurisdiction.pk)
    if learnt is not None and _agrees(learnt, state["count"], state["versions"]):
        return learnt
    if learnt is not None and learnt.newest is not None:
        _learn(learnt, jurisdiction, since=learnt.newest)
    if learnt is None or not _agrees(learnt, state["count"], state["versions"]):
        learnt = _Learnt()
        _learn(learnt, jurisdiction, since=None)
    learnt.newest = state["newest"]
    _learnt[jurisdiction.pk] = learnt
    return learnt


def _agrees(learnt: _Learnt, count: int, versions: int | None) -> bool:
    return len(learnt.versions) == count and learnt.version_sum == (versions or 0)


def _learn(learnt: _Learnt, jurisdiction: Unit, *, since: datetime | None) -> None:
    """Learn the tasks changed since then, or all, in one query; several citations of a task come as several rows."""
    tasks = Task.objects.filter(jurisdiction=jurisdiction)
    if since is not None:
        tasks = tasks.filter(changed_at__gte=since)
    rows = tasks.order_by("pk", "citations__pk").values_list(
        "pk", "version", "state", "lead_unit_id", "title", "heading", "citations__quote"
    )
    texts: dict[int, tuple[int, int | None, str, list[str]]] = {}
    for pk, version, state, unit_id, title, heading, quote in rows.iterator():
        taught = unit_id if state not in NOT_TAUGHT else None
        texts.setdefault(pk, (version, taught, heading, [title]))[3].append(quote or "")
    for pk, (version, lead, heading, parts) in texts.items():
        learnt.version_sum += version - learnt.versions.get(pk, 0)
        learnt.versions[pk] = version
        learnt.leads.pop(pk, None)
        if lead is None:
            learnt.led.forget(pk)
        else:
            learnt.leads[pk] = lead
            learnt.led.learn(pk, lead, Work("。".join(parts)[:MOST_TEXT], heading))


def _candidates(jurisdiction: Unit, units: Iterable[Unit], led: frozenset[int]) -> list[Unit]:
    """Give the units that may be suggested: the jurisdiction's own, those below it that have led, not itself (U4)."""
    own = [unit for unit in units if unit.pk != jurisdiction.pk]
    territories = [unit.path for unit in own if unit.kind in JURISDICTION_KINDS]
    return [
        unit
        for unit in own
        if unit.pk in led or not any(unit.path != path and unit.path.startswith(path) for path in territories)
    ]


def _named(unit: Unit) -> NamedUnit:
    return NamedUnit(unit.pk, unit.path, unit.kind, unit.name, unit.short_name, tuple(unit.aliases))
