"""Go on from today after the server's clock had been ahead (LA19): by the office's word, never by itself.

A clock that was ahead leaves lights and runs of days that have not come; until these days nothing would be lit or
planned. What really went out stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.notices.actions import take_back_what_was_told_ahead
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.reporting.models import Return, Scheme
from luoshi.domain.supervision.actions.lighting import changed_here, light_things, lit_here, month_end
from luoshi.domain.supervision.actions.planning import plan_steps
from luoshi.domain.supervision.errors import ClockNotAhead
from luoshi.domain.supervision.models import Light, LightChange, Matter, MonthEndLight, StepRun
from luoshi.domain.supervision.permissions import require_officer
from luoshi.domain.supervision.queries.climbing import supervised_place
from luoshi.domain.supervision.queries.clock import runs_ahead
from luoshi.domain.supervision.queries.lights import CHUNK
from luoshi.domain.supervision.terms import StepRunState, SupervisionVerb
from luoshi.domain.tasks.models import Task
from luoshi.foundation.clock import local_date


def go_on_from_today(*, actor: Account, now: datetime, jurisdiction: Unit) -> int:
    """Drop what was computed for days that have not come, light and plan today anew; give how many lights (LA19).

    Raises ClockNotAhead where nothing was computed ahead, as for the second of two clicks.
    """
    require_officer(standing_of(actor), jurisdiction)
    today = local_date(now)
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=jurisdiction.pk)
        furthest = runs_ahead(jurisdiction, today).order_by("-day").values_list("day", flat=True).first()
        if furthest is None:
            raise ClockNotAhead
        runs_ahead(jurisdiction, today).delete()
        task_ids, project_ids = _take_back_lights(changed_here(lit_here(jurisdiction)), today)
        light_things(now=now, task_ids=task_ids, project_ids=project_ids, actor=actor)
        _take_back_plans(supervised_place(jurisdiction), now)
        told = _take_back_notices(supervised_place(jurisdiction), now)
        record_event(
            actor=actor,
            now=now,
            verb=SupervisionVerb.GO_ON_FROM_TODAY.value,
            subject_type="supervision_clock",
            subject_id=jurisdiction.pk,
            before={"computed_until": furthest.isoformat()},
            after={"computed_until": today.isoformat(), "lights": len(task_ids) + len(project_ids), "notices": told},
        )
    plan_steps(now=now, jurisdiction=jurisdiction)
    return len(task_ids) + len(project_ids)


def _take_back_lights(here: Q, today: date) -> tuple[list[int], list[int]]:
    """Give each light of a day ahead the last one of its history; give the tasks and projects concerned."""
    LightChange.objects.filter(here, changed_on__gt=today).delete()
    MonthEndLight.objects.filter(here, month_end__gt=month_end(today)).delete()
    ahead = list(Light.objects.filter(here, computed_on__gt=today).order_by("pk"))
    for start in range(0, len(ahead), CHUNK):
        _take_back(ahead[start : start + CHUNK], today)
    return (
        [light.task_id for light in ahead if light.task_id is not None],
        [light.project_id for light in ahead if light.project_id is not None],
    )


def _take_back(lights: Sequence[Light], today: date) -> None:
    theirs = Q(task__in=[one.task_id for one in lights]) | Q(project__in=[one.project_id for one in lights])
    last = {(one.task_id, one.project_id): one for one in LightChange.objects.filter(theirs).order_by("id")}
    stays = []
    for light in lights:
        change = last.get((light.task_id, light.project_id))
        if change is not None:
            light.tone, light.light, light.since, light.computed_on = (
                change.tone,
                change.light,
                change.changed_on,
                today,
            )
            stays.append(light)
    Light.objects.bulk_update(stays, ["tone", "light", "since", "computed_on"])
    Light.objects.filter(pk__in={light.pk for light in lights} - {light.pk for light in stays}).delete()


def _take_back_notices(place: Q, now: datetime) -> int:
    """Let deadlines, meetings and periods that were told of too early be told of when their day comes."""
    returns = Return.objects.filter(period__scheme__in=Scheme.objects.filter(place).values("pk"))
    subjects = {"task": Task.objects.filter(place).values("pk"), "return": returns.values("pk")}
    return take_back_what_was_told_ahead(now=now, subjects=subjects)


def _take_back_plans(place: Q, now: datetime) -> None:
    """Drop what was only planned ahead, and let no matter begin after today."""
    today = local_date(now)
    matters = Matter.objects.filter(place)
    ahead = StepRun.objects.filter(matter__in=matters.values("pk"), state=StepRunState.PLANNED, planned_at__gt=now)
    ahead.delete()
    matters.filter(opened_on__gt=today).update(opened_on=today)
    matters.filter(episode_since__gt=today).update(episode_since=today)
