"""Make, edit and switch off indicators."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.indicators import errors, rules
from luoshi.domain.indicators.actions.steps import (
    changed,
    close_indicator,
    described,
    open_indicator,
    problems_with_units,
    text_of,
)
from luoshi.domain.indicators.models import Indicator
from luoshi.domain.indicators.permissions import require_set
from luoshi.domain.indicators.rules import IndicatorText
from luoshi.domain.indicators.terms import IndicatorDeed
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.foundation.refusals import Refusal, refuse_all


def create_indicator(
    *, actor: Account, now: datetime, jurisdiction: Unit, text: IndicatorText, lead_unit: Unit | None = None
) -> Indicator:
    """Make an indicator (ID1). Raises NotAllowed, or what is wrong with its words."""
    require_set(standing_of(actor), jurisdiction)
    text = rules.tidied(text)
    with transaction.atomic():
        refuse_all(_problems(jurisdiction, text, lead_unit, None))
        indicator = Indicator(jurisdiction=jurisdiction, lead_unit=lead_unit)
        apply_text(indicator, text)
        indicator.save()
        record_event(
            actor=actor,
            now=now,
            verb=IndicatorDeed.CREATE.value,
            subject_type="indicator",
            subject_id=indicator.pk,
            after=described(text, lead_unit),
        )
    return indicator


def edit_indicator(
    *,
    actor: Account,
    now: datetime,
    indicator: Indicator,
    version: int,
    text: IndicatorText,
    lead_unit: Unit | None = None,
) -> Indicator:
    """Change an indicator's words (ID1); what did not change makes no version. Raises Stale."""
    text = rules.tidied(text)
    with transaction.atomic():
        current = open_indicator(actor=actor, indicator_id=indicator.pk, version=version)
        refuse_all(_problems(current.jurisdiction, text, lead_unit, current.pk))
        before, after = changed(described(text_of(current), current.lead_unit), described(text, lead_unit))
        if not before and not after:
            return current
        apply_text(current, text)
        current.lead_unit = lead_unit
        close_indicator(current, deed=IndicatorDeed.EDIT, actor=actor, now=now, before=before, after=after)
    return current


def switch_indicator(*, actor: Account, now: datetime, indicator: Indicator, is_active: bool) -> Indicator:
    """Switch an indicator off, or on again; its figures stay."""
    with transaction.atomic():
        current = open_indicator(actor=actor, indicator_id=indicator.pk, version=None)
        if current.is_active != is_active:
            current.is_active = is_active
            close_indicator(
                current,
                deed=IndicatorDeed.RESTORE if is_active else IndicatorDeed.RETIRE,
                actor=actor,
                now=now,
                before={"is_active": not is_active},
                after={"is_active": is_active},
            )
    return current


def apply_text(indicator: Indicator, text: IndicatorText) -> None:
    """Put the words into the indicator."""
    for name in IndicatorText.__slots__:
        setattr(indicator, name, getattr(text, name))


def _problems(jurisdiction: Unit, text: IndicatorText, lead: Unit | None, own: int | None) -> list[Refusal]:
    problems = rules.problems_in_text(text)
    outside = problems_with_units(jurisdiction, [lead])
    for refusal in outside:
        refusal.field = "lead_unit"  # type: ignore[misc]
    problems += outside
    if Indicator.objects.filter(jurisdiction=jurisdiction, name=text.name).exclude(pk=own or 0).exists():
        problems.append(errors.NameTaken(name=text.name))
    return problems
