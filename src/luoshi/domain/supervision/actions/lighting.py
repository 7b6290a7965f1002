"""Give lights: to a jurisdiction's things by night, to single things with every deed that changes what they show.

The row of now is overwritten; the history gets a row only where the light changed, and one row a month. The things are
locked before their facts are read, so that a report and the night's run never overwrite one another.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import within
from luoshi.domain.projects.models import Project
from luoshi.domain.supervision.actions.telling_of_lights import tell_of_lights
from luoshi.domain.supervision.models import AdoptedPack, JobRun, Light, LightChange, MonthEndLight
from luoshi.domain.supervision.queries import lit_projects, lit_tasks, pack_in_force, project_facts, task_facts
from luoshi.domain.supervision.queries.lights import CHUNK
from luoshi.domain.supervision.rules import LightFacts, LightVerdict, RulePack, light_for, read_pack
from luoshi.domain.supervision.terms import RuleState
from luoshi.domain.tasks.models import Task
from luoshi.foundation.clock import local_date
from luoshi.foundation.kept_queries import kept_query
from luoshi.foundation.plain_values import Fault
from luoshi.foundation.rows import insert_rows, put_rows

JOB = "lights"
LIGHT_FIELDS = (
    "pack", "tone", "light", "rule", "reason_chinese", "reason_english", "value", "by_rule", "since", "computed_on",
)  # fmt: skip
MONTH_END_FIELDS = ("tone", "light", "by_rule")
TASK_COLUMNS = ("jurisdiction", "instrument", "issued_at", "deadline")  # what facts ask of a task itself
PROJECT_COLUMNS = (
    "jurisdiction", "planned_start", "planned_finish", "actual_start", "actual_finish", "entered_on",
    "entry_verified_on", "total_wan_yuan",
)  # fmt: skip


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
    place = lit_here(jurisdiction)
    is_more = True
    while is_more:
        with transaction.atomic():
            tasks = list(_locked(lit_tasks().filter(place, pk__gt=run.reached_id), TASK_COLUMNS)[:CHUNK])
            if is_more := bool(tasks):
                total += _give("task", tasks, task_facts(tasks, day), adopted, pack, day)
                run.reached_id = tasks[-1].pk
                run.save(update_fields=["reached_id"])
    keys = list(lit_projects().filter(place).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        with transaction.atomic():
            some = list(_locked(lit_projects().filter(pk__in=keys[start : start + CHUNK]), PROJECT_COLUMNS))
            total += _give("project", some, project_facts(some, day), adopted, pack, day)
    with transaction.atomic():
        _put_out(place)
        tell_of_lights(now=now, changes=LightChange.objects.filter(changed_here(place), changed_on=day))
        run.finished_at = now
        run.save(update_fields=["finished_at"])
    return total


def light_tasks(*, now: datetime, tasks: Iterable[Task], actor: Account | None = None) -> Lit:
    """Give tasks their light anew, after a report or a new deadline; in the caller's transaction."""
    return light_things(now=now, task_ids=[task.pk for task in tasks], actor=actor)


def light_projects(*, now: datetime, projects: Iterable[Project], actor: Account | None = None) -> Lit:
    """Give projects their light anew, after a month's report; in the caller's transaction."""
    return light_things(now=now, project_ids=[project.pk for project in projects], actor=actor)


def light_things(
    *,
    now: datetime,
    task_ids: Collection[int] = (),
    project_ids: Collection[int] = (),
    actor: Account | None = None,
) -> Lit:
    """Give things their light anew, take it from those that have none any more, and tell of what changed (LI9, LI10).

    ``actor`` did the deed that changed them and is not told.
    """
    total = Lit(0, 0)
    with transaction.atomic():
        for start in range(0, len(keys := sorted(task_ids)), CHUNK):
            some = keys[start : start + CHUNK]
            things = _lit_tasks(some)
            total += _light_some("task", now, things)
            if ended := set(some) - {thing.pk for thing in things}:
                Light.objects.filter(task__in=ended).delete()
        for start in range(0, len(keys := sorted(project_ids)), CHUNK):
            some = keys[start : start + CHUNK]
            projects = _lit_projects(some)
            total += _light_some("project", now, projects)
            if ended := set(some) - {project.pk for project in projects}:
                Light.objects.filter(project__in=ended).delete()
        if total.changed:
            theirs = Q(task__in=list(task_ids)) | Q(project__in=list(project_ids))
            tell_of_lights(now=now, changes=LightChange.objects.filter(theirs, changed_on=local_date(now)), actor=actor)
    return total


def _locked(things: QuerySet[Any], columns: Sequence[str]) -> QuerySet[Any]:
    """Lock things in one order for everybody, and read no more of them than their light asks."""
    return things.select_for_update(of=("self",), no_key=True).order_by("pk").only("pk", *columns)


@kept_query
def _lit_tasks(task_ids: Sequence[int]) -> QuerySet[Task]:
    return _locked(lit_tasks().filter(pk__in=task_ids), TASK_COLUMNS)


@kept_query
def _lit_projects(project_ids: Sequence[int]) -> QuerySet[Project]:
    return _locked(lit_projects().filter(pk__in=project_ids), PROJECT_COLUMNS)


@kept_query
def _units(unit_ids: Collection[int]) -> QuerySet[Unit]:
    units: QuerySet[Unit] = Unit.objects.filter(pk__in=unit_ids).order_by("path")
    return units


def _light_some(thing: str, now: datetime, things: Sequence[Any]) -> Lit:
    day = local_date(now)
    total = Lit(0, 0)
    for jurisdiction in _units({one.jurisdiction_id for one in things}):
        adopted = _pack_over(jurisdiction)
        if adopted is None:
            continue
        own = [one for one in things if one.jurisdiction_id == jurisdiction.pk]
        facts = task_facts(own, day) if thing == "task" else project_facts(own, day)
        total += _give(thing, own, facts, adopted, _read(adopted), day)
    return total


def lit_here(jurisdiction: Unit) -> Q:
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
    pack, faults = _pack_of(json.dumps(adopted.content))
    if faults:
        raise ValueError(f"pack {adopted.pk}: {faults[0].place}: {faults[0].english}")
    return pack


@lru_cache(maxsize=64)  # packs in force, which change a few times a year
def _pack_of(content: str) -> tuple[RulePack, list[Fault]]:
    return read_pack(json.loads(content))


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
    former = _former(key, ids)
    kept = _kept_month(key, ids, month_end(day))
    lights, changes, month_ends = [], [], []
    for pk in ids:
        verdict = light_for(pack, facts[pk])
        old = former.get(pk)
        if old is not None and old.computed_on is not None and old.computed_on > day:
            continue  # a clock that was set back: what is newer stays
        tone = pack.light(verdict.light).tone
        is_new = old is None or (old.tone, old.light) != (tone, verdict.light)
        since = old.since if old is not None and old.since is not None and not is_new else day
        lights.append(_light(key, pk, adopted, tone, verdict, day, since))
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
        by_rule = dict(verdict.by_rule)
        if kept.get(pk) != (tone, verdict.light, by_rule):
            month_ends.append(
                MonthEndLight(**{key: pk}, month_end=month_end(day), tone=tone, light=verdict.light, by_rule=by_rule)
            )
    put_rows(lights, unique=[thing], fields=LIGHT_FIELDS)
    insert_rows(changes)
    put_rows(month_ends, unique=[thing, "month_end"], fields=MONTH_END_FIELDS)
    return Lit(len(lights), len(changes))


@dataclass(frozen=True, slots=True)
class _Former:
    """A light that stands, or where it was put out the last of the history: then without days."""

    tone: str
    light: str
    since: date | None = None
    computed_on: date | None = None


def _former(key: str, ids: Sequence[int]) -> dict[int, _Former]:
    """Give the light before, by thing: what comes back to the light that it had is no change."""
    rows = _lights_of_tasks(ids) if key == "task_id" else _lights_of_projects(ids)
    found = {pk: _Former(tone, light, since, computed_on) for pk, tone, light, since, computed_on in rows}
    if unlit := [pk for pk in ids if pk not in found]:
        changes = LightChange.objects.filter(**{f"{key}__in": unlit}).order_by("id")
        found |= {pk: _Former(tone, light) for pk, tone, light in changes.values_list(key, "tone", "light")}
    return found


def _kept_month(key: str, ids: Sequence[int], month_end: date) -> dict[int, tuple[str, str, dict[str, str]]]:
    rows = (_months_of_tasks if key == "task_id" else _months_of_projects)(ids, month_end)
    return {pk: (tone, light, by_rule) for pk, tone, light, by_rule in rows}


_FORMER = ("tone", "light", "since", "computed_on")


@kept_query
def _lights_of_tasks(ids: Sequence[int]) -> QuerySet[Light, tuple[Any, ...]]:
    return Light.objects.filter(task__in=ids).values_list("task_id", *_FORMER)


@kept_query
def _lights_of_projects(ids: Sequence[int]) -> QuerySet[Light, tuple[Any, ...]]:
    return Light.objects.filter(project__in=ids).values_list("project_id", *_FORMER)


@kept_query
def _months_of_tasks(ids: Sequence[int], month_end: date) -> QuerySet[MonthEndLight, tuple[Any, ...]]:
    rows = MonthEndLight.objects.filter(task__in=ids, month_end=month_end)
    return rows.values_list("task_id", *MONTH_END_FIELDS)


@kept_query
def _months_of_projects(ids: Sequence[int], month_end: date) -> QuerySet[MonthEndLight, tuple[Any, ...]]:
    rows = MonthEndLight.objects.filter(project__in=ids, month_end=month_end)
    return rows.values_list("project_id", *MONTH_END_FIELDS)


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
    """Take the light of now from those that have none any more; its history stays."""
    tasks, projects = Task.objects.filter(place), Project.objects.filter(place)
    Light.objects.filter(task__in=tasks.exclude(pk__in=lit_tasks().values("pk")).values("pk")).delete()
    Light.objects.filter(project__in=projects.exclude(pk__in=lit_projects().values("pk")).values("pk")).delete()


def changed_here(place: Q) -> Q:
    """Restrict lights and their changes to things of a place."""
    tasks, projects = Task.objects.filter(place), Project.objects.filter(place)
    return Q(task__in=tasks.values("pk")) | Q(project__in=projects.values("pk"))


def month_end(day: date) -> date:
    """Give the last day of a day's month."""
    first_of_next = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return first_of_next - timedelta(days=1)
