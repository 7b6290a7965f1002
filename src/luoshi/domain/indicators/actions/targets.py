"""Set what units are to reach in a year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.indicators import errors, rules
from luoshi.domain.indicators.actions.steps import close_indicator, open_indicator, problems_with_units
from luoshi.domain.indicators.models import Indicator, IndicatorYear
from luoshi.domain.indicators.rules import Target
from luoshi.domain.indicators.terms import IndicatorDeed
from luoshi.domain.organizations.models import Unit
from luoshi.foundation.refusals import refuse_all


def set_targets(
    *, actor: Account, now: datetime, indicator: Indicator, version: int, targets: Sequence[Target], note: str = ""
) -> Indicator:
    """Set targets by unit and year (ID2); what is not named stays, what is the same makes no version. Raises Stale.

    A row whose target is taken away goes only where nothing was declared in it.
    """
    with transaction.atomic():
        current = open_indicator(actor=actor, indicator_id=indicator.pk, version=version)
        units = {unit.pk: unit for unit in Unit.objects.filter(pk__in={t.unit_id for t in targets})}
        refuse_all(_problems(current, targets, units))
        before, after = write_targets(current, targets, units)
        if before or after:
            close_indicator(
                current, deed=IndicatorDeed.SET_TARGETS, actor=actor, now=now, before=before, after=after, note=note
            )
    return current


def write_targets(
    indicator: Indicator, targets: Sequence[Target], units: Mapping[int, Unit]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Write targets that were judged; give what changed, before and after, by unit and year."""
    years = {target.year for target in targets}
    rows = {(row.unit_id, row.year): row for row in indicator.years.filter(year__in=years)}
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    fresh: list[IndicatorYear] = []
    for target in targets:
        row = rows.get((target.unit_id, target.year))
        was = row.target if row else None
        if was == target.value:
            continue
        name = f"{units[target.unit_id].name} {target.year}"
        before[name], after[name] = _said(was), _said(target.value)
        if row is None:
            fresh.append(
                IndicatorYear(indicator=indicator, unit_id=target.unit_id, year=target.year, target=target.value)
            )
        elif target.value is None and row.declared is None and row.verified is None:
            row.delete()
        else:
            row.target = target.value
            row.save(update_fields=["target"])
    IndicatorYear.objects.bulk_create(fresh, batch_size=500)
    return before, after


def _problems(indicator: Indicator, targets: Sequence[Target], units: Mapping[int, Unit]) -> list[Any]:
    problems = problems_with_units(indicator.jurisdiction, units.values())
    problems += [refusal for target in targets if (refusal := rules.problem_with_target(target)) is not None]
    seen: set[tuple[int, int]] = set()
    for target in targets:
        if (target.unit_id, target.year) in seen:
            problems.append(errors.RowTwice(unit=units[target.unit_id].name, year=target.year))
        seen.add((target.unit_id, target.year))
    return problems


def _said(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"
