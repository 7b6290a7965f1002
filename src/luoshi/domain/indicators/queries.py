"""Read indicators with their targets."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from luoshi.domain.indicators.models import Indicator, IndicatorYear
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import within
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.organizations.terms import JURISDICTION_KINDS, Role


def indicators_visible_to(standing: Standing) -> QuerySet[Indicator]:
    """Indicators of jurisdictions in reach, and those that a unit in reach leads or has a target in (ID4)."""
    scopes = standing.scopes()
    with_target = IndicatorYear.objects.filter(within(scopes, field="unit__path")).values("indicator_id")
    return (
        Indicator.objects.filter(
            within(scopes, field="jurisdiction__path") | within(scopes, field="lead_unit__path") | Q(pk__in=with_target)
        )
        .select_related("jurisdiction", "lead_unit")
        .order_by("jurisdiction__path", "name", "id")
    )


def setting_jurisdictions(standing: Standing) -> list[Unit]:
    """Jurisdictions whose indicators the account sets, in tree order (ID4)."""
    reached = Unit.objects.filter(within(standing.scopes(Role.OFFICER)), kind__in=JURISDICTION_KINDS, is_active=True)
    return list(reached.order_by("path"))


def targets_of(indicators: Iterable[Indicator], year: int | None = None) -> dict[int, list[IndicatorYear]]:
    """Give the yearly rows of indicators by indicator, units in tree order, years in order. One query."""
    rows = IndicatorYear.objects.filter(indicator__in=list(indicators)).select_related("unit")
    if year is not None:
        rows = rows.filter(year=year)
    found: dict[int, list[IndicatorYear]] = {}
    for row in rows.order_by("unit__path", "year"):
        found.setdefault(row.indicator_id, []).append(row)
    return found


def years_with_targets(indicators: QuerySet[Indicator]) -> list[int]:
    """Years in which one of the indicators has a row, newest first."""
    rows = IndicatorYear.objects.filter(indicator__in=indicators.order_by().values("pk"))
    return sorted(set(rows.values_list("year", flat=True)), reverse=True)
