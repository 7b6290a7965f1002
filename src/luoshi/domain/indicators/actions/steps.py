"""What every deed on an indicator shares: lock, version, event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.audit.queries import refuse_stale
from luoshi.domain.indicators import errors
from luoshi.domain.indicators.models import Indicator
from luoshi.domain.indicators.permissions import require_set
from luoshi.domain.indicators.rules import IndicatorText
from luoshi.domain.indicators.terms import IndicatorDeed
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.foundation.refusals import Refusal


def open_indicator(*, actor: Account, indicator_id: int, version: int | None) -> Indicator:
    """Lock an indicator for somebody who sets it; Stale where it changed since ``version``."""
    current = (
        Indicator.objects.select_for_update(of=("self",))
        .select_related("jurisdiction", "lead_unit")
        .get(pk=indicator_id)
    )
    require_set(standing_of(actor), current.jurisdiction)
    refuse_stale("indicator", current.pk, version=current.version, opened_on=version)
    return current


def close_indicator(
    indicator: Indicator,
    *,
    deed: IndicatorDeed,
    actor: Account,
    now: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    note: str = "",
) -> None:
    """Save the indicator one version on and keep the event."""
    indicator.version += 1
    indicator.save()
    record_event(
        actor=actor,
        now=now,
        verb=deed.value,
        subject_type="indicator",
        subject_id=indicator.pk,
        before=before,
        after=after,
        note=note,
    )


def described(text: IndicatorText, lead_unit: Unit | None) -> dict[str, str]:
    """Say an indicator's words as the history keeps them; empty ones are left out."""
    words = {name: getattr(text, name) for name in IndicatorText.__slots__}
    words["lead_unit"] = lead_unit.name if lead_unit else ""
    return {name: str(value) for name, value in words.items() if value}


def text_of(indicator: Indicator) -> IndicatorText:
    """Read the words of an indicator."""
    return IndicatorText(**{name: getattr(indicator, name) for name in IndicatorText.__slots__})


def changed(was: Mapping[str, Any], becomes: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give what changed, before and after, by field."""
    names = [name for name in {**was, **becomes} if was.get(name, "") != becomes.get(name, "")]
    return {n: was.get(n, "") for n in names}, {n: becomes.get(n, "") for n in names}


def problems_with_units(jurisdiction: Unit, units: Iterable[Unit | None]) -> list[Refusal]:
    """Name the units that lie outside the jurisdiction (ID2)."""
    return [
        errors.UnitOutside(unit=unit.name, jurisdiction=jurisdiction.name)
        for unit in units
        if unit is not None and not unit.path.startswith(jurisdiction.path)
    ]
