"""Keep the sums of a unit's lines with every write, so that a dashboard counts no lines (RP14)."""

from __future__ import annotations

from decimal import Decimal

from django.db import connection
from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from luoshi.domain.reporting.models import Dispute, Line, Period, Return, Tally
from luoshi.domain.reporting.terms import DisputeState, ReturnLineState
from luoshi.foundation.rows import put_rows

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


# The same sums as ``counted``, which proves them; written out because it runs with every saved line.
_KEEP = f"""
UPDATE reporting_tally SET
  (lines, touched, unchanged, marked, verified, returned, percent_sum, declared_wan_yuan, verified_wan_yuan) = (
    SELECT COUNT(*), COUNT(*) FILTER (WHERE is_touched), COUNT(*) FILTER (WHERE is_unchanged),
      COUNT(*) FILTER (WHERE marks <> '[]'),
      COUNT(*) FILTER (WHERE state = '{ReturnLineState.VERIFIED.value}'),
      COUNT(*) FILTER (WHERE state = '{ReturnLineState.RETURNED.value}'),
      COALESCE(SUM(declared_percent), 0),
      ROUND(COALESCE(SUM(declared_wan_yuan), 0), 6), ROUND(COALESCE(SUM(verified_wan_yuan), 0), 6)
    FROM reporting_line WHERE sheet_id = %s),
  disputed = (
    SELECT COUNT(*) FROM reporting_dispute JOIN reporting_line ON reporting_line.id = reporting_dispute.line_id
    WHERE reporting_line.sheet_id = %s AND reporting_dispute.state = '{DisputeState.OPEN.value}')
WHERE period_id = %s AND unit_id = %s
"""  # noqa: S608 - words of ours


def keep_tally(sheet: Return) -> None:
    """Make the tally of a return's unit and period that of its lines. One statement, whatever was written; the
    first time two more."""
    if not _kept(sheet):
        new = Tally(period_id=sheet.period_id, unit_id=sheet.unit_id)
        put_rows([new], unique=["period", "unit"], fields=[])  # somebody else may begin it at the same moment
        _kept(sheet)


def _kept(sheet: Return) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [sheet.pk, sheet.pk, sheet.period_id, sheet.unit_id])
        found: int = cursor.rowcount
    return found > 0


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
