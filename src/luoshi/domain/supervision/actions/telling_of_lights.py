"""Tell people of lights that changed (LI10): each person once for all that one deed or one night changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from luoshi.domain.accounts.models import Account
from luoshi.domain.notices.actions import notify
from luoshi.domain.notices.models import Webhook
from luoshi.domain.notices.queries import holders_of
from luoshi.domain.notices.terms import Fact, NoticeKind
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.terms import Role
from luoshi.domain.projects.models import Project
from luoshi.domain.supervision.models import LightChange
from luoshi.domain.supervision.rules import way_of
from luoshi.domain.supervision.rules.pages import lights_page, project_page, task_page
from luoshi.domain.supervision.terms import LightWay, Tone
from luoshi.domain.tasks.models import Task

_COLUMNS = ("lead_unit", "jurisdiction")


def tell_of_lights(*, now: datetime, changes: QuerySet[LightChange], actor: Account | None = None) -> int:
    """Tell of the changes that nobody was told of, worse and better apart; give how many notices are new.

    Leaders and reporters of the lead unit and the officers of the jurisdiction, without ``actor``. Refuses outside a
    transaction, like every notice.
    """
    waiting = changes.filter(told_at__isnull=True)
    related = [f"{thing}__{column}" for thing in ("task", "project") for column in _COLUMNS]
    rows = list(waiting.exclude(former_tone="").select_for_update(of=("self",)).select_related(*related).order_by("id"))
    LightChange.objects.filter(pk__in=waiting.values("pk")).update(told_at=now)
    by_way: dict[LightWay, list[LightChange]] = defaultdict(list)
    for row in rows:
        if (way := way_of(Tone(row.former_tone), Tone(row.tone))) is not None:
            by_way[way].append(row)
    return sum(_tell(way, some, now, actor) for way, some in by_way.items())


def _tell(way: LightWay, changes: Sequence[LightChange], now: datetime, actor: Account | None) -> int:
    by_unit: dict[Unit, list[LightChange]] = defaultdict(list)
    by_office: dict[Unit, list[LightChange]] = defaultdict(list)
    for change in changes:
        thing = _thing(change)
        if thing.lead_unit is not None:
            by_unit[thing.lead_unit].append(change)
        by_office[thing.jurisdiction].append(change)
    told: dict[int, dict[int, LightChange]] = defaultdict(dict)
    people: dict[int, Account] = {}
    for grouped, roles in ((by_unit, (Role.LEADER, Role.REPORTER)), (by_office, (Role.OFFICER,))):
        for unit, some in grouped.items():
            for account in holders_of(unit, *roles):
                if actor is None or account.pk != actor.pk:
                    people[account.pk] = account
                    told[account.pk] |= {change.pk: change for change in some}
    alike: dict[tuple[int, ...], list[Account]] = defaultdict(list)
    for pk, theirs in told.items():
        alike[tuple(sorted(theirs))].append(people[pk])
    by_key = {change.pk: change for change in changes}
    count = sum(_notify(way, [by_key[key] for key in keys], now, whom) for keys, whom in alike.items())
    for pk in Webhook.objects.filter(unit__in=by_unit, is_active=True).values_list("unit_id", flat=True).distinct():
        unit = next(one for one in by_unit if one.pk == pk)
        _notify(way, by_unit[unit], now, (), unit)
    return count


def _notify(
    way: LightWay, changes: Sequence[LightChange], now: datetime, people: Iterable[Account], unit: Unit | None = None
) -> int:
    first = changes[0]
    is_one = len(changes) == 1
    of_task = first.task_id is not None
    return notify(
        now=now,
        recipients=people,
        kind=NoticeKind.LIGHT_CHANGED,
        subject_type=("task" if of_task else "project") if is_one else "lights",
        subject_id=(first.task_id if of_task else first.project_id) or 0 if is_one else first.pk,
        parameters=_of_one(first) if is_one else _of_several(way, changes),
        url=_page(first) if is_one else lights_page(first.changed_on, way.value),
        key=f"lights-{way.value}-{first.pk}-{len(changes)}",
        units=[unit] if unit is not None else (),
    )


def _of_one(change: LightChange) -> dict[str, Any]:
    thing = _thing(change)
    former, tone = Tone(change.former_tone), Tone(change.tone)
    return {
        "subject": thing.title if isinstance(thing, Task) else thing.name,
        Fact.UNIT.value: thing.lead_unit.label if thing.lead_unit is not None else "",
        Fact.NUMBER.value: thing.number_text if isinstance(thing, Task) else "",
        Fact.LIGHT.value: {"zh": f"{former.chinese} → {tone.chinese}", "en": f"{former.english} → {tone.english}"},
        Fact.REASON.value: {"zh": change.reason_chinese, "en": change.reason_english},
    }


def _of_several(way: LightWay, changes: Sequence[LightChange]) -> dict[str, Any]:
    counts = Counter(Tone(change.tone) for change in changes)
    shown = [(tone, counts[tone]) for tone in reversed(Tone) if counts[tone]]
    units = {thing.lead_unit_id: thing.lead_unit for thing in map(_thing, changes)}
    unit = next(iter(units.values())) if len(units) == 1 else None
    count = len(changes)
    return {
        "subject": {"zh": f"{count} 项{way.chinese}", "en": f"{count} {way.english.lower()}"},
        Fact.UNIT.value: unit.label if unit is not None else "",
        Fact.COUNT.value: count,
        Fact.LIGHT.value: {
            "zh": "、".join(f"{tone.chinese} {number} 项" for tone, number in shown),
            "en": ", ".join(f"{number} {tone.english.lower()}" for tone, number in shown),
        },
    }


def _thing(change: LightChange) -> Task | Project:
    thing = change.task if change.task is not None else change.project
    assert thing is not None  # one of both is kept
    return thing


def _page(change: LightChange) -> str:
    return task_page(change.task_id) if change.task_id is not None else project_page(change.project_id or 0)
