"""What is reported how often: schemes, their periods by year, exceptions for single units, working days (RP1, RP2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.reporting import errors, permissions
from luoshi.domain.reporting.models import Period, PeriodException, Return, Scheme, WorkingDayOverride
from luoshi.domain.reporting.queries import calendar_of, schedule_of, window_of
from luoshi.domain.reporting.queries.owed import midnight, midnight_after
from luoshi.domain.reporting.rules import is_on_time
from luoshi.domain.reporting.terms import ReturnDeed, SchemeDeed
from luoshi.foundation.clock import local_date, local_text
from luoshi.foundation.periods import Rhythm, periods_of_year, read_schedule
from luoshi.foundation.refusals import Stale

WITHIN_A_MONTH = frozenset({Rhythm.MONTH, Rhythm.TEN_DAYS})
YEARS_ROUND = 5


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
) -> Scheme:
    """Make a scheme (RP1); its periods are placed year by year."""
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
    """Change a scheme (RP1). Periods that stand keep their dates; a new schedule holds for those placed later."""
    permissions.require(permissions.may_keep(standing_of(actor), scheme.jurisdiction))
    with transaction.atomic():
        _lock(scheme.jurisdiction)
        current = Scheme.objects.select_for_update(of=("self",)).select_related("jurisdiction").get(pk=scheme.pk)
        if current.version != version:
            raise Stale(who="", when="")
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
        after = _said(current)
        changed = {key for key in after if after[key] != before[key]}
        _record(actor, now, SchemeDeed.EDIT, current, before={k: before[k] for k in changed},
                after={k: after[k] for k in changed})  # fmt: skip
    return current


def place_periods(*, actor: Account, now: datetime, scheme: Scheme, year: int) -> list[Period]:
    """Place a year's periods by the schedule and the jurisdiction's calendar (RP2); those that stand stay."""
    permissions.require(permissions.may_keep(standing_of(actor), scheme.jurisdiction))
    this_year = local_date(now).year
    if not this_year - YEARS_ROUND <= year <= this_year + YEARS_ROUND:
        raise errors.YearOutOfRange(first=this_year - YEARS_ROUND, last=this_year + YEARS_ROUND)
    placed = periods_of_year(schedule_of(scheme), year, calendar_of(scheme.jurisdiction))
    with transaction.atomic():
        Scheme.objects.select_for_update().get(pk=scheme.pk)
        present = set(Period.objects.filter(scheme=scheme).values_list("starts_on", "ends_on"))
        fresh = Period.objects.bulk_create(
            Period(
                scheme=scheme,
                label_chinese=one.chinese,
                label_english=one.english,
                starts_on=one.start,
                ends_on=one.end,
                opens_at=midnight(one.opens_on),
                due_at=midnight_after(one.due_on),
                grace_until=midnight_after(one.grace_until),
                locks_at=midnight(one.locks_on),
            )
            for one in placed
            if (one.start, one.end) not in present
        )
        if fresh:
            _record(actor, now, SchemeDeed.PLACE, scheme, after={"year": year, "periods": len(fresh)})
    return fresh


def except_unit(
    *, actor: Account, now: datetime, period: Period, unit: Unit, last_day: date, reason: str
) -> PeriodException:
    """Let one unit report later in one period, with a reason and an end (RP7); once more changes the end."""
    jurisdiction = period.scheme.jurisdiction
    permissions.require(permissions.may_keep(standing_of(actor), jurisdiction))
    if not reason.strip():
        raise errors.ReasonMissing
    until = midnight_after(last_day)
    if until <= period.due_at:
        raise errors.EndNotLater(due=local_text(period.due_at))
    if not unit.path.startswith(jurisdiction.path):
        raise errors.UnitOwesNothing(unit=unit.label)
    with transaction.atomic():
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
    """Depart from the calendar on a day (WD1). Periods that stand keep their dates."""
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
