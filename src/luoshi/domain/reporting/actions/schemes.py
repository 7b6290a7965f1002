"""What is reported how often: schemes, exceptions for single units, working days (RP1, RP7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.audit.queries import refuse_stale
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.reporting import errors, permissions
from luoshi.domain.reporting.actions.placing import follow_schedule, place_periods
from luoshi.domain.reporting.models import Period, PeriodException, Return, Scheme, WorkingDayOverride
from luoshi.domain.reporting.queries import window_of
from luoshi.domain.reporting.queries.owed import midnight_after
from luoshi.domain.reporting.rules import is_on_time
from luoshi.domain.reporting.terms import ReturnDeed, SchemeDeed
from luoshi.foundation.clock import local_date, local_text
from luoshi.foundation.periods import Rhythm
from luoshi.foundation.schedules import read_schedule

LONGEST_EXCEPTION = timedelta(days=366)
WITHIN_A_MONTH = frozenset({Rhythm.MONTH, Rhythm.TEN_DAYS})


def create_scheme(
    *,
    actor: Account,
    now: datetime,
    jurisdiction: Unit,
    name: str,
    rhythm: Rhythm,
    schedule: Mapping[str, Any],
    covers_tasks: bool = True,
    covers_projects: bool = True,
    fields: Sequence[Mapping[str, str]] = (),
    years: Sequence[int] = (),
) -> Scheme:
    """Make a scheme (RP1), and the periods of some years with it; others are placed year by year."""
    permissions.require(permissions.may_keep(standing_of(actor), jurisdiction))
    scheme = Scheme(
        jurisdiction=jurisdiction, name=name.strip(), rhythm=rhythm, schedule=dict(schedule),
        covers_tasks=covers_tasks, covers_projects=covers_projects, own_fields=list(map(dict, fields)),
    )  # fmt: skip
    _check(scheme)
    with transaction.atomic():
        _lock(jurisdiction)
        _refuse_twice(scheme)
        scheme.save()
        for year in years:
            place_periods(actor=actor, now=now, scheme=scheme, year=year)
        _record(actor, now, SchemeDeed.CREATE, scheme, after=_said(scheme))
    return scheme


def edit_scheme(
    *,
    actor: Account,
    now: datetime,
    scheme: Scheme,
    version: int,
    name: str,
    rhythm: Rhythm,
    schedule: Mapping[str, Any],
    covers_tasks: bool,
    covers_projects: bool,
    fields: Sequence[Mapping[str, str]],
    is_active: bool,
) -> Scheme:
    """Change a scheme (RP1). Periods that have opened keep their dates; those ahead follow the new schedule (RP2)."""
    permissions.require(permissions.may_keep(standing_of(actor), scheme.jurisdiction))
    with transaction.atomic():
        _lock(scheme.jurisdiction)
        current = Scheme.objects.select_for_update(of=("self",)).select_related("jurisdiction").get(pk=scheme.pk)
        refuse_stale("scheme", current.pk, version=current.version, opened_on=version)
        before = _said(current)
        is_fixed = current.periods.exists()
        if is_fixed and (current.rhythm, current.covers_tasks, current.covers_projects) != (
            rhythm, covers_tasks, covers_projects,
        ):  # fmt: skip
            raise errors.RhythmFixed
        current.name, current.rhythm, current.schedule = name.strip(), rhythm, dict(schedule)
        current.covers_tasks, current.covers_projects = covers_tasks, covers_projects
        current.own_fields, current.is_active = list(map(dict, fields)), is_active
        _check(current)
        _refuse_twice(current)
        current.version += 1
        current.save()
        follow_schedule(scheme=current, now=now)
        after = _said(current)
        changed = {key for key in after if after[key] != before[key]}
        _record(actor, now, SchemeDeed.EDIT, current, before={k: before[k] for k in changed},
                after={k: after[k] for k in changed})  # fmt: skip
    return current


def except_unit(
    *, actor: Account, now: datetime, period: Period, unit: Unit, last_day: date, reason: str
) -> PeriodException:
    """Let one unit report later in one period, with a reason and an end (RP7); once more changes the end."""
    jurisdiction = period.scheme.jurisdiction
    permissions.require(permissions.may_keep(standing_of(actor), jurisdiction))
    if not reason.strip():
        raise errors.ReasonMissing
    latest = local_date(period.due_at) + LONGEST_EXCEPTION
    if last_day > latest:
        raise errors.EndTooFar(last=latest.isoformat())
    until = midnight_after(last_day)
    if until <= period.due_at:
        raise errors.EndNotLater(due=local_text(period.due_at))
    if not unit.path.startswith(jurisdiction.path):
        raise errors.UnitOwesNothing(unit=unit.label)
    with transaction.atomic():
        Period.objects.select_for_update().get(pk=period.pk)  # a second click finds what the first one wrote
        former = PeriodException.objects.select_for_update().filter(period=period, unit=unit).first()
        row = former or PeriodException(period=period, unit=unit)
        before = {"until": local_text(former.until)} if former else {}
        row.until, row.reason, row.granted_by, row.granted_at = until, reason.strip()[:200], actor, now
        row.save()
        sheet = Return.objects.select_for_update().filter(period=period, unit=unit).first()
        if sheet is not None and sheet.first_approved_at is not None:
            sheet.is_on_time = is_on_time(window_of(period), sheet.first_approved_at, until)
            sheet.save(update_fields=["is_on_time"])
        record_event(
            actor=actor, now=now, verb=ReturnDeed.EXCEPT.value, subject_type="period", subject_id=period.pk,
            before=before, after={"unit": unit.label, "until": local_text(until)}, note=reason.strip(),
        )  # fmt: skip
    return row


def set_working_day(
    *, actor: Account, now: datetime, jurisdiction: Unit, day: date, is_working: bool, reason: str
) -> WorkingDayOverride:
    """Depart from the calendar on a day (WD1). Periods keep their dates until they are placed again (RP2)."""
    permissions.require(permissions.may_keep(standing_of(actor), jurisdiction))
    if not reason.strip():
        raise errors.ReasonMissing
    with transaction.atomic():
        row, _ = WorkingDayOverride.objects.update_or_create(
            jurisdiction=jurisdiction, day=day, defaults={"is_working": is_working, "reason": reason.strip()[:120]}
        )
        record_event(
            actor=actor, now=now, verb=SchemeDeed.SET_DAY.value, subject_type="unit", subject_id=jurisdiction.pk,
            after={"day": day.isoformat(), "is_working": is_working}, note=reason.strip(),
        )  # fmt: skip
    return row


def clear_working_day(*, actor: Account, now: datetime, override: WorkingDayOverride) -> None:
    """Go back to the calendar on a day."""
    permissions.require(permissions.may_keep(standing_of(actor), override.jurisdiction))
    with transaction.atomic():
        record_event(
            actor=actor, now=now, verb=SchemeDeed.CLEAR_DAY.value, subject_type="unit",
            subject_id=override.jurisdiction_id, before={"day": override.day.isoformat()},
        )  # fmt: skip
        override.delete()


def _check(scheme: Scheme) -> None:
    if not scheme.name:
        raise errors.NameMissing
    if not (scheme.covers_tasks or scheme.covers_projects):
        raise errors.CoversNothing
    schedule, faults = read_schedule(scheme.schedule, rhythm=Rhythm(scheme.rhythm))
    if faults:
        raise errors.ScheduleFaulty(
            words_zh="；".join(f"{one.place}：{one.chinese}" for one in faults),
            words_en="; ".join(f"{one.place}: {one.english}" for one in faults),
        )
    crosses = any((own.start.year, own.start.month) != (own.end.year, own.end.month) for own in schedule.own)
    if scheme.covers_projects and Rhythm(scheme.rhythm) not in WITHIN_A_MONTH and (
        Rhythm(scheme.rhythm) is not Rhythm.OWN or crosses
    ):  # fmt: skip
        raise errors.ProjectsByMonth


def _refuse_twice(scheme: Scheme) -> None:
    """Raise where another scheme in use has the name or asks for the same (RP1)."""
    others = Scheme.objects.filter(jurisdiction_id=scheme.jurisdiction_id).exclude(pk=scheme.pk)
    if others.filter(name=scheme.name).exists():
        raise errors.NameTaken(name=scheme.name)
    if not scheme.is_active:
        return
    for other in others.filter(is_active=True):
        if (other.covers_tasks and scheme.covers_tasks) or (other.covers_projects and scheme.covers_projects):
            raise errors.AskedTwice(name=other.name)


def _lock(jurisdiction: Unit) -> None:
    Unit.objects.select_for_update().get(pk=jurisdiction.pk)


def _said(scheme: Scheme) -> dict[str, Any]:
    return {
        "name": scheme.name,
        "rhythm": Rhythm(scheme.rhythm).value,
        "schedule": scheme.schedule,
        "covers_tasks": scheme.covers_tasks,
        "covers_projects": scheme.covers_projects,
        "own_fields": [one["name"] for one in scheme.own_fields],
        "is_active": scheme.is_active,
    }


def _record(
    actor: Account,
    now: datetime,
    deed: SchemeDeed,
    scheme: Scheme,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any],
) -> None:
    record_event(
        actor=actor, now=now, verb=deed.value, subject_type="scheme", subject_id=scheme.pk, before=before, after=after
    )
