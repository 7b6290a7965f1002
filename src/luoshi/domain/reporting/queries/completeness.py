"""Who handed in what, when: from the columns of returns and tallies, never from lines (RP14)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from luoshi.domain.organizations.models import Unit
from luoshi.domain.reporting.models import Period, Return, Tally
from luoshi.domain.reporting.rules import HANDED_IN
from luoshi.domain.reporting.terms import ReturnState

_RECEIVED = Q(first_approved_at__isnull=False)


@dataclass(frozen=True, slots=True)
class PeriodTotals:
    """All units of one period: returns expected, received, on time, sent back at least once, verified; lines; sums."""

    period_id: int
    expected: int = 0
    received: int = 0
    on_time: int = 0
    returned: int = 0
    verified: int = 0
    lines: int = 0
    marked: int = 0
    disputed: int = 0
    declared_wan_yuan: Decimal = Decimal(0)
    verified_wan_yuan: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit in one period."""

    sheet: Return
    tally: Tally | None


def totals_by_period(periods: Sequence[Period]) -> dict[int, PeriodTotals]:
    """Give the totals of periods. Two queries, over one row a unit and period."""
    keys = [period.pk for period in periods]
    found = {
        row["period"]: row
        for row in Return.objects.filter(period__in=keys)
        .values("period")
        .annotate(
            expected=Count("pk"),
            received=Count("pk", filter=_RECEIVED),
            on_time=Count("pk", filter=Q(is_on_time=True)),
            returned=Count("pk", filter=Q(times_returned__gt=0)),
            done=Count("pk", filter=Q(state=ReturnState.VERIFIED)),
        )
        .order_by()
    }
    sums = {
        row["period"]: row
        for row in Tally.objects.filter(period__in=keys)
        .values("period")
        .annotate(
            all_lines=Sum("lines"),
            all_marked=Sum("marked"),
            all_disputed=Sum("disputed"),
            declared=Sum("declared_wan_yuan"),
            judged=Sum("verified_wan_yuan"),
        )
        .order_by()
    }
    return {pk: _totals(pk, found.get(pk, {}), sums.get(pk, {})) for pk in keys}


def _totals(pk: int, row: Mapping[str, Any], sums: Mapping[str, Any]) -> PeriodTotals:
    return PeriodTotals(
        pk,
        row.get("expected", 0),
        row.get("received", 0),
        row.get("on_time", 0),
        row.get("returned", 0),
        row.get("done", 0),
        int(sums.get("all_lines") or 0),
        int(sums.get("all_marked") or 0),
        int(sums.get("all_disputed") or 0),
        sums.get("declared") or Decimal(0),
        sums.get("judged") or Decimal(0),
    )


def units_of_period(period: Period, returns: QuerySet[Return]) -> QuerySet[Return]:
    """Give the returns of a period in tree order, units loaded; ``returns`` are those that the account may see."""
    return returns.filter(period=period).select_related("unit", "period").order_by("unit__path")


def with_tallies(sheets: Sequence[Return]) -> list[UnitLine]:
    """Put each return beside its tally. One query."""
    tallies = {
        (tally.period_id, tally.unit_id): tally
        for tally in Tally.objects.filter(
            period__in={sheet.period_id for sheet in sheets}, unit__in=[sheet.unit_id for sheet in sheets]
        )
    }
    return [UnitLine(sheet, tallies.get((sheet.period_id, sheet.unit_id))) for sheet in sheets]


def units_by_period(
    units: Sequence[Unit], periods: Sequence[Period], returns: QuerySet[Return]
) -> dict[int, dict[int, Return]]:
    """Give the returns of units in periods, by unit and period. One query."""
    found: dict[int, dict[int, Return]] = defaultdict(dict)
    for sheet in returns.filter(period__in=periods, unit__in=units).only(
        "pk", "unit_id", "period_id", "state", "is_on_time", "times_returned", "first_approved_at"
    ):
        found[sheet.unit_id][sheet.period_id] = sheet
    return found


def is_handed_in(sheet: Return) -> bool:
    """Tell whether a return is with the office."""
    return ReturnState(sheet.state) in HANDED_IN
