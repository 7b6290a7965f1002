"""The pack and ladder in force, and what another pack would have shown on a past day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import QuerySet

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import within
from luoshi.domain.projects.models import Project
from luoshi.domain.supervision.models import AdoptedLadder, AdoptedPack
from luoshi.domain.supervision.queries.facts import lit_projects, lit_tasks, project_facts, task_facts
from luoshi.domain.supervision.rules import LightFacts, LightVerdict, RulePack, light_for
from luoshi.domain.supervision.terms import RuleState, Tone
from luoshi.domain.tasks.models import Task
from luoshi.foundation.kept_queries import kept_query

_Thing = TypeVar("_Thing")

CHUNK = 2000  # things judged at once; bounds memory, and the number of parameters of one query


def pack_in_force(jurisdiction: Unit) -> AdoptedPack | None:
    """Give the pack by which a jurisdiction's lights are given now."""
    return _pack.first(jurisdiction.pk)


@kept_query
def _pack(jurisdiction_id: int) -> QuerySet[AdoptedPack]:
    return AdoptedPack.objects.filter(jurisdiction=jurisdiction_id, state=RuleState.ADOPTED).order_by("-id")[:1]


def ladder_in_force(jurisdiction: Unit) -> AdoptedLadder | None:
    """Give the ladder by which a jurisdiction supervises now."""
    return AdoptedLadder.objects.filter(jurisdiction=jurisdiction, state=RuleState.ADOPTED).order_by("-id").first()


@dataclass(frozen=True, slots=True)
class LightShift:
    """A thing that one pack shows in another light than another pack on the same day."""

    thing: Task | Project
    former: LightVerdict
    new: LightVerdict
    former_tone: Tone
    new_tone: Tone


def shifts_under(
    jurisdiction: Unit, former: RulePack, new: RulePack, day: date
) -> tuple[list[LightShift], Counter[Tone], Counter[Tone]]:
    """Try a pack on a past day: what differs, and how many of each light before and after (LI1).

    The facts are those of then: reports made until that day, verified until that day.
    """
    shifts: list[LightShift] = []
    before: Counter[Tone] = Counter()
    after: Counter[Tone] = Counter()
    for thing, facts in _things_with_facts(jurisdiction, day):
        old, changed = light_for(former, facts), light_for(new, facts)
        old_tone, new_tone = former.light(old.light).tone, new.light(changed.light).tone
        before[old_tone] += 1
        after[new_tone] += 1
        if old_tone != new_tone:
            shifts.append(LightShift(thing, old, changed, old_tone, new_tone))
    return shifts, before, after


def _things_with_facts(jurisdiction: Unit, day: date) -> Iterator[tuple[Task | Project, LightFacts]]:
    place = within([jurisdiction.path], field="jurisdiction__path")
    tasks = lit_tasks().filter(place, issued_at__date__lte=day).select_related("lead_unit").order_by("pk")
    for some in chunked(list(tasks)):
        facts = task_facts(some, day)
        yield from ((task, facts[task.pk]) for task in some)
    projects = lit_projects().filter(place).select_related("lead_unit").order_by("pk")
    for others in chunked(list(projects)):
        about = project_facts(others, day)
        yield from ((project, about[project.pk]) for project in others)


def chunked(things: Sequence[_Thing]) -> Iterator[Sequence[_Thing]]:
    """Cut into parts of at most ``CHUNK``."""
    for start in range(0, len(things), CHUNK):
        yield things[start : start + CHUNK]
