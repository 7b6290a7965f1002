"""Give lights: to a jurisdiction's things by night, to single things with every report.

The row of now is replaced as a whole; the history gets a row only where the light changed, and one row a month.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import within
from luoshi.domain.projects.models import Project
from luoshi.domain.supervision.models import AdoptedPack, JobRun, Light, LightChange, MonthEndLight
from luoshi.domain.supervision.queries import lit_projects, lit_tasks, pack_in_force, project_facts, task_facts
from luoshi.domain.supervision.queries.lights import CHUNK
from luoshi.domain.supervision.rules import LightFacts, LightVerdict, RulePack, light_for, read_pack
from luoshi.domain.supervision.terms import RuleState
from luoshi.domain.tasks.models import Task
from luoshi.foundation.clock import local_date

JOB = "lights"


@dataclass(frozen=True, slots=True)
class Lit:
    """How many things were judged and how many lights changed."""

    judged: int
    changed: int

    def __add__(self, other: Lit) -> Lit:
        return Lit(self.judged + other.judged, self.changed + other.changed)


def light_jurisdiction(*, now: datetime, jurisdiction: Unit) -> Lit:
    """Give every open thing of a jurisdiction its light of the day, part by part; a day is done once (LI1).

    A run that died goes on behind the last part that was kept. Without a pack in force nothing is lit.
    """
    adopted = pack_in_force(jurisdiction)
    if adopted is None:
        return Lit(0, 0)
    day = local_date(now)
    run, _ = JobRun.objects.get_or_create(
        jurisdiction=jurisdiction, name=JOB, day=day, defaults={"started_at": now, "reached_id": 0}
    )
    total = Lit(0, 0)
    if run.finished_at is not None:
        return total
    pack = _read(adopted)
    place = _lit_here(jurisdiction)
    while tasks := list(lit_tasks().filter(place, pk__gt=run.reached_id).order_by("pk")[:CHUNK]):
        with transaction.atomic():
            total += _give("task", tasks, task_facts(tasks, day), adopted, pack, day)
            run.reached_id = tasks[-1].pk
            run.save(update_fields=["reached_id"])
    projects = list(lit_projects().filter(place).order_by("pk"))
    for start in range(0, len(projects), CHUNK):
        some = projects[start : start + CHUNK]
        with transaction.atomic():
            total += _give("project", some, project_facts(some, day), adopted, pack, day)
    with transaction.atomic():
        _put_out(place)
        run.finished_at = now
        run.save(update_fields=["finished_at"])
    return total


def light_tasks(*, now: datetime, tasks: Iterable[Task]) -> Lit:
    """Give tasks their light anew, after a report or a new deadline; in the caller's transaction."""
    return _light_some("task", now, list(lit_tasks().filter(pk__in=[task.pk for task in tasks])))


def light_projects(*, now: datetime, projects: Iterable[Project]) -> Lit:
    """Give projects their light anew, after a month's report; in the caller's transaction."""
    return _light_some("project", now, list(lit_projects().filter(pk__in=[project.pk for project in projects])))


def _light_some(thing: str, now: datetime, things: Sequence[Any]) -> Lit:
    day = local_date(now)
    total = Lit(0, 0)
    jurisdictions = Unit.objects.in_bulk({one.jurisdiction_id for one in things})
    for jurisdiction_id, jurisdiction in jurisdictions.items():
        adopted = _pack_over(jurisdiction)
        if adopted is None:
            continue
        own = [one for one in things if one.jurisdiction_id == jurisdiction_id]
        facts = task_facts(own, day) if thing == "task" else project_facts(own, day)
        with transaction.atomic():
            total += _give(thing, own, facts, adopted, _read(adopted), day)
    return total


def _lit_here(jurisdiction: Unit) -> Q:
    """Restrict to the jurisdiction's things, less those of jurisdictions below that have a pack of their own (LI8)."""
    below = AdoptedPack.objects.filter(within([jurisdiction.path], field="jurisdiction__path"), state=RuleState.ADOPTED)
    own = below.exclude(jurisdiction=jurisdiction).values_list("jurisdiction__path", flat=True)
    return within([jurisdiction.path], field="jurisdiction__path") & ~within(own, field="jurisdiction__path")


def _pack_over(jurisdiction: Unit) -> AdoptedPack | None:
    """Give the jurisdiction's own pack, else that of the nearest jurisdiction above it."""
    for unit in [jurisdiction, *reversed(list(Unit.objects.get_ancestors(jurisdiction)))]:
        if (adopted := pack_in_force(unit)) is not None:
            return adopted
    return None


def _read(adopted: AdoptedPack) -> RulePack:
    pack, faults = read_pack(adopted.content)
    if faults:
        raise ValueError(f"pack {adopted.pk}: {faults[0].place}: {faults[0].english}")
    return pack


def _give(
    thing: str,
    things: Sequence[Any],
    facts: Mapping[int, LightFacts],
    adopted: AdoptedPack,
    pack: RulePack,
    day: date,
) -> Lit:
    key = f"{thing}_id"
    ids = [one.pk for one in things]
    former = {getattr(light, key): light for light in Light.objects.filter(**{f"{thing}__in": ids})}
    lights, changes, month_ends = [], [], []
    for pk in ids:
        verdict = light_for(pack, facts[pk])
        old = former.get(pk)
        if old is not None and old.computed_on > day:
            continue  # a clock that was set back: what is newer stays
        tone = pack.light(verdict.light).tone
        is_new = old is None or (old.tone, old.light) != (tone, verdict.light)
        lights.append(_light(key, pk, adopted, tone, verdict, day, day if is_new or old is None else old.since))
        if is_new:
            changes.append(
                LightChange(
                    **{key: pk},
                    pack=adopted,
                    former_tone=old.tone if old else "",
                    tone=tone,
                    light=verdict.light,
                    reason_chinese=verdict.chinese,
                    reason_english=verdict.english,
                    changed_on=day,
                )
            )
        month_ends.append(
            MonthEndLight(
                **{key: pk},
                month_end=_month_end(day),
                tone=tone,
                light=verdict.light,
                by_rule=dict(verdict.by_rule),
            )
        )
    judged = [getattr(light, key) for light in lights]
    Light.objects.filter(**{f"{thing}__in": judged}).delete()
    Light.objects.bulk_create(lights, batch_size=500)
    LightChange.objects.bulk_create(changes, batch_size=500)
    MonthEndLight.objects.filter(**{f"{thing}__in": judged}, month_end=_month_end(day)).delete()
    MonthEndLight.objects.bulk_create(month_ends, batch_size=500)
    return Lit(len(lights), len(changes))


def _light(key: str, pk: int, adopted: AdoptedPack, tone: str, verdict: LightVerdict, day: date, since: date) -> Light:
    value = None if verdict.value is None else Decimal(verdict.value.numerator) / Decimal(verdict.value.denominator)
    return Light(
        **{key: pk},
        pack=adopted,
        tone=tone,
        light=verdict.light,
        rule=verdict.rule_id or "",
        reason_chinese=verdict.chinese,
        reason_english=verdict.english,
        value=None if value is None else value.quantize(Decimal("0.0001")),
        by_rule=dict(verdict.by_rule),
        since=since,
        computed_on=day,
    )


def _put_out(place: Q) -> None:
    """Take the light of now from what is closed; its history stays."""
    Light.objects.filter(task__in=Task.objects.filter(place).exclude(pk__in=lit_tasks().values("pk"))).delete()
    Light.objects.filter(project__in=Project.objects.filter(place).exclude(pk__in=lit_projects().values("pk"))).delete()


def _month_end(day: date) -> date:
    first_of_next = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return first_of_next - timedelta(days=1)
