"""Read schemes with their schedules and calendars, and periods with what moves their ends."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import OFFICE_ROLES, within
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.reporting.models import Period, PeriodException, Return, Scheme, WorkingDayOverride
from luoshi.domain.reporting.rules import Standstill, Window
from luoshi.domain.reporting.terms import ReturnState
from luoshi.foundation.kept_queries import kept_query
from luoshi.foundation.periods import Rhythm, Schedule
from luoshi.foundation.schedules import read_schedule
from luoshi.foundation.working_days import WorkCalendar


def calendar_of(jurisdiction: Unit) -> WorkCalendar:
    """Give the jurisdiction's calendar with its own days."""
    rows = WorkingDayOverride.objects.filter(jurisdiction=jurisdiction).values_list("day", "is_working")
    return WorkCalendar(dict(rows))


def schedule_of(scheme: Scheme) -> Schedule:
    """Read a scheme's schedule; raises ``ValueError`` where what is stored is faulty."""
    schedule, faults = read_schedule(scheme.schedule, rhythm=Rhythm(scheme.rhythm))
    if faults:
        raise ValueError(f"scheme {scheme.pk}: {faults[0].place}: {faults[0].english}")
    return schedule


def window_of(period: Period) -> Window:
    """See a period as the rules do."""
    return Window(period.opens_at, period.due_at, period.grace_until, period.locks_at)


def exception_until(period: Period, unit_id: int) -> datetime | None:
    """Give until when a unit may report in a period beside the others; None without an exception."""
    return _exception.first(period.pk, unit_id)


@kept_query
def _exception(period_id: int, unit_id: int) -> QuerySet[PeriodException, datetime]:
    return PeriodException.objects.filter(period=period_id, unit=unit_id).values_list("until", flat=True)


def moved_for(sheet: Return) -> Standstill:
    """Give what moves the end of a return."""
    reopened = sheet.reopened_until if sheet.state in {ReturnState.RETURNED, ReturnState.SUBMITTED} else None
    return Standstill(exception_until(sheet.period, sheet.unit_id), reopened)


def visible_schemes(standing: Standing) -> QuerySet[Scheme]:
    """Schemes that the account may see: those of jurisdictions it reaches, and those its own units report in."""
    scopes = standing.scopes()
    if not scopes:
        return Scheme.objects.none()
    reported_in = Return.objects.filter(within(scopes, field="unit__path")).values("period__scheme")
    return (
        Scheme.objects.filter(Q(jurisdiction__in=_units(scopes)) | Q(pk__in=reported_in))
        .select_related("jurisdiction")
        .order_by("jurisdiction__path", "pk")
    )


def visible_periods(standing: Standing) -> QuerySet[Period]:
    """Periods of schemes whose jurisdiction the account reaches, or in which its units report."""
    scopes = standing.scopes()
    if not scopes:
        return Period.objects.none()
    reported_in = Return.objects.filter(within(scopes, field="unit__path")).values("period")
    return (
        Period.objects.filter(Q(scheme__jurisdiction__in=_units(scopes)) | Q(pk__in=reported_in))
        .select_related("scheme__jurisdiction")
        .order_by("-ends_on", "-pk")
    )


def open_periods(now: datetime) -> QuerySet[Period]:
    """Periods of schemes in use that have opened and are not locked."""
    return (
        Period.objects.filter(opens_at__lte=now, locks_at__gt=now, scheme__is_active=True)
        .select_related("scheme__jurisdiction")
        .order_by("pk")
    )


def _units(scopes: tuple[str, ...]) -> QuerySet[Unit]:
    units: QuerySet[Unit] = Unit.objects.filter(within(scopes)).order_by().values("pk")
    return units


def kept_jurisdictions(standing: Standing) -> QuerySet[Unit]:
    """The jurisdictions whose schemes an office role of the account speaks for."""
    keys = {post.scope_id for post in standing.posts if post.role in OFFICE_ROLES}
    units: QuerySet[Unit] = Unit.objects.filter(pk__in=keys).order_by("path")
    return units
