"""Keep the sums of a unit's lines with every write, so that a dashboard counts no lines (RP14)."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from luoshi.domain.reporting.models import Dispute, Line, Period, Return, Tally
from luoshi.domain.reporting.terms import DisputeState, ReturnLineState

_SUMS = {
    "lines": Count("pk"),
    "touched": Count("pk", filter=Q(is_touched=True)),
    "unchanged": Count("pk", filter=Q(is_unchanged=True)),
    "marked": Count("pk", filter=~Q(marks=[])),
    "verified": Count("pk", filter=Q(state=ReturnLineState.VERIFIED)),
    "returned": Count("pk", filter=Q(state=ReturnLineState.RETURNED)),
    "percent_sum": Coalesce(Sum("declared_percent"), 0),
    "all_declared": Sum("declared_wan_yuan"),
    "all_verified": Sum("verified_wan_yuan"),
}


def keep_tally(sheet: Return) -> None:
    """Make the tally of a return's unit and period that of its lines. Three queries, whatever was written."""
    Tally.objects.update_or_create(period_id=sheet.period_id, unit_id=sheet.unit_id, defaults=counted(sheet.pk))


def counted(sheet_id: int) -> dict[str, int | Decimal]:
    """Count and add up a return's lines from scratch."""
    sums = Line.objects.filter(sheet=sheet_id).aggregate(**_SUMS)
    open_disputes = Dispute.objects.filter(line__sheet=sheet_id, state=DisputeState.OPEN)
    declared, verified = sums.pop("all_declared"), sums.pop("all_verified")
    return sums | {
        "disputed": open_disputes.count(),
        "declared_wan_yuan": declared or Decimal(0),
        "verified_wan_yuan": verified or Decimal(0),
    }


def recount(*, period: Period) -> int:
    """Count a period's lines from scratch and put right what differs; give how many tallies did (RP14)."""
    wrong = 0
    kept = {tally.unit_id: tally for tally in Tally.objects.filter(period=period)}
    for sheet in Return.objects.filter(period=period):
        sums = counted(sheet.pk)
        tally = kept.get(sheet.unit_id)
        if tally is None or any(getattr(tally, name) != value for name, value in sums.items()):
            wrong += 1
            keep_tally(sheet)
    return wrong
