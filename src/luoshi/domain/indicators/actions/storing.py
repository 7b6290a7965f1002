"""Store many indicators with their targets at once: all or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.indicators import rules
from luoshi.domain.indicators.actions.editing import apply_text
from luoshi.domain.indicators.actions.steps import changed, close_indicator, described, problems_with_units, text_of
from luoshi.domain.indicators.actions.targets import write_targets
from luoshi.domain.indicators.models import Indicator
from luoshi.domain.indicators.permissions import require_set
from luoshi.domain.indicators.rules import IndicatorText, Target
from luoshi.domain.indicators.terms import IndicatorDeed
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.foundation.refusals import Refusal, refuse_all


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRow:
    """One indicator to store with targets; the name tells whether it exists."""

    text: IndicatorText
    lead_unit_id: int | None = None
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredIndicators:
    """Keys of the indicators that were made, changed and left as they are."""

    created: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    unchanged: list[int] = field(default_factory=list)


def store_indicators(
    *, actor: Account, now: datetime, jurisdiction: Unit, rows: Sequence[IndicatorRow], source: str
) -> StoredIndicators:
    """Store indicators, all or none; ``source`` says where they come from. Raises NotAllowed, or what is wrong."""
    require_set(standing_of(actor), jurisdiction)
    tidy = [(rules.tidied(row.text), row) for row in rows]
    keys = {t.unit_id for row in rows for t in row.targets} | {row.lead_unit_id for row in rows}
    stored = StoredIndicators()
    with transaction.atomic():
        units = {unit.pk: unit for unit in Unit.objects.filter(pk__in=keys - {None})}
        refuse_all(_problems(jurisdiction, tidy, units))
        existing = {
            indicator.name: indicator
            for indicator in Indicator.objects.select_for_update(of=("self",))
            .select_related("lead_unit")
            .filter(jurisdiction=jurisdiction, name__in=[text.name for text, _ in tidy])
        }
        for text, row in tidy:
            indicator = existing.get(text.name)
            lead = units.get(row.lead_unit_id or 0)
            if indicator is None:
                existing[text.name] = made = _create(actor, now, jurisdiction, text, lead, row, units, source)
                stored.created.append(made.pk)
            else:
                is_changed = _change(actor, now, indicator, text, lead, row, units, source)
                (stored.changed if is_changed else stored.unchanged).append(indicator.pk)
    return stored


def _create(
    actor: Account,
    now: datetime,
    jurisdiction: Unit,
    text: IndicatorText,
    lead: Unit | None,
    row: IndicatorRow,
    units: dict[int, Unit],
    source: str,
) -> Indicator:
    indicator = Indicator(jurisdiction=jurisdiction, lead_unit=lead)
    apply_text(indicator, text)
    indicator.save()
    _, targets = write_targets(indicator, row.targets, units)
    record_event(
        actor=actor,
        now=now,
        verb=IndicatorDeed.IMPORT.value,
        subject_type="indicator",
        subject_id=indicator.pk,
        after=described(text, lead) | targets,
        note=source,
    )
    return indicator


def _change(
    actor: Account,
    now: datetime,
    indicator: Indicator,
    text: IndicatorText,
    lead: Unit | None,
    row: IndicatorRow,
    units: dict[int, Unit],
    source: str,
) -> bool:
    before, after = changed(described(text_of(indicator), indicator.lead_unit), described(text, lead))
    was, becomes = write_targets(indicator, row.targets, units)
    before, after = before | was, after | becomes
    if not before and not after:
        return False
    apply_text(indicator, text)
    indicator.lead_unit = lead
    close_indicator(indicator, deed=IndicatorDeed.IMPORT, actor=actor, now=now, before=before, after=after, note=source)
    return True


def _problems(
    jurisdiction: Unit, tidy: Sequence[tuple[IndicatorText, IndicatorRow]], units: dict[int, Unit]
) -> list[Refusal]:
    problems = problems_with_units(jurisdiction, units.values())
    for text, row in tidy:
        problems += rules.problems_in_text(text)
        problems += [refusal for t in row.targets if (refusal := rules.problem_with_target(t)) is not None]
    return problems
