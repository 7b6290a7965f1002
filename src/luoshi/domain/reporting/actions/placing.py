"""Place a scheme's periods, and let those that have not opened follow a changed schedule (RP2)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.reporting import errors, permissions
from luoshi.domain.reporting.models import Period, Scheme
from luoshi.domain.reporting.queries.placing import MOMENTS, Placement, moments_of, placements
from luoshi.domain.reporting.queries.schemes import calendar_of, schedule_of
from luoshi.domain.reporting.terms import Placing, SchemeDeed
from luoshi.foundation.clock import local_date
from luoshi.foundation.periods import Rhythm

YEARS_ROUND = 5


def place_periods(*, actor: Account, now: datetime, scheme: Scheme, year: int) -> list[Period]:
    """Place a year's periods by the schedule and the jurisdiction's calendar (RP2); give those that are new.

    Periods that have opened keep their dates; those ahead take the days that now follow from schedule and calendar.
    """
    permissions.require(permissions.may_keep(standing_of(actor), scheme.jurisdiction))
    this_year = local_date(now).year
    if not this_year - YEARS_ROUND <= year <= this_year + YEARS_ROUND:
        raise errors.YearOutOfRange(first=this_year - YEARS_ROUND, last=this_year + YEARS_ROUND)
    with transaction.atomic():
        current = Scheme.objects.select_for_update(of=("self",)).select_related("jurisdiction").get(pk=scheme.pk)
        found = _placements(current, year, now)
        fresh = Period.objects.bulk_create(_period(current, one) for one in found if one.placing is Placing.NEW)
        moved, dropped = _follow(found)
        if fresh or moved or dropped:
            counts = {"year": year, "periods": len(fresh), "periods_moved": moved, "periods_dropped": dropped}
            record_event(
                actor=actor, now=now, verb=SchemeDeed.PLACE.value, subject_type="scheme", subject_id=scheme.pk,
                before=None, after={name: count for name, count in counts.items() if count},
            )  # fmt: skip
    return fresh


def follow_schedule(*, scheme: Scheme, now: datetime) -> None:
    """Move the periods that stand ahead to where the schedule now puts them; inside the deed that changed it.

    Own dates that were added become periods. Raises PeriodStands where they no longer hold one that has opened.
    """
    years = {day.year for day in Period.objects.filter(scheme=scheme).values_list("ends_on", flat=True)}
    is_own = scheme.rhythm == Rhythm.OWN
    if is_own:
        years |= {span.end.year for span in schedule_of(scheme).own}
    for year in sorted(years):
        found = _placements(scheme, year, now)
        stray = next((one.standing for one in found if one.placing is Placing.STRAY and one.standing), None)
        if stray is not None:
            raise errors.PeriodStands(period=stray.label_chinese)
        if is_own:
            Period.objects.bulk_create(_period(scheme, one) for one in found if one.placing is Placing.NEW)
        _follow(found)


def _placements(scheme: Scheme, year: int, now: datetime) -> list[Placement]:
    try:
        return placements(
            schedule_of(scheme), year, calendar_of(scheme.jurisdiction), rhythm=Rhythm(scheme.rhythm), scheme=scheme,
            now=now,
        )  # fmt: skip
    except ValueError as broken:
        raise errors.ScheduleFaulty(words_zh=str(broken), words_en=str(broken)) from None


def _follow(found: list[Placement]) -> tuple[int, int]:
    moving = [one for one in found if one.placing is Placing.MOVES]
    rows = []
    for one in moving:
        if one.standing is not None and one.placed is not None:
            for name, value in moments_of(one.placed).items():
                setattr(one.standing, name, value)
            rows.append(one.standing)
    Period.objects.bulk_update(rows, MOMENTS)
    dropped = [one.standing.pk for one in found if one.placing is Placing.DROPPED and one.standing]
    Period.objects.filter(pk__in=dropped).delete()
    return len(rows), len(dropped)


def _period(scheme: Scheme, one: Placement) -> Period:
    placed = one.placed
    if placed is None:
        raise ValueError("a new period has its dates")
    return Period(scheme=scheme, starts_on=placed.start, ends_on=placed.end, **moments_of(placed))
