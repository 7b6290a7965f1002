"""Suggested lead units as buttons with their reasons; choosing is always the officer's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luoshi.domain.organizations.models import Unit
from luoshi.domain.tasks.queries import SuggestedLead


@dataclass(frozen=True, slots=True)
class LeadChoice:
    """A unit that may be chosen, and why it is offered, in the language of the page."""

    unit: Unit
    reason: str


def lead_choices(suggested: Iterable[SuggestedLead]) -> list[LeadChoice]:
    """Put the reasons of suggestions in words."""
    return [LeadChoice(each.unit, _reason(each)) for each in suggested]


def _reason(suggested: SuggestedLead) -> str:
    words = _("”, “").join(suggested.words)
    named = {"words": f"“{words}”", "unit": suggested.unit.label, "count": suggested.task_count}
    if not suggested.task_count:
        return _("because of %(words)s: what %(unit)s usually does") % named
    return (
        ngettext(
            "because of %(words)s: %(unit)s has led %(count)s such task",
            "because of %(words)s: %(unit)s has led %(count)s such tasks",
            suggested.task_count,
        )
        % named
    )
