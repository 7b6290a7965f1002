"""Periods and ends of days as people write them: ``{{ period.due_at|until_text }}`` gives 2026-12-07 24:00."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from luoshi.domain.reporting.models import Period

register = template.Library()


@register.filter
def until_text(moment: datetime | None) -> str:
    """Write the first moment that is over; midnight belongs to the day before it."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    if (local.hour, local.minute) == (0, 0):
        return f"{local - timedelta(seconds=1):%Y-%m-%d} 24:00"
    return f"{local:%Y-%m-%d %H:%M}"


@register.filter
def period_name(period: Period) -> str:
    """Write the period's name in the reader's language."""
    return period.label_english if get_language() == "en" else period.label_chinese
