"""How the tasks pages write figures: ``{{ value|figure }}`` gives 120 or 3.5, without the zeros of the column."""

from __future__ import annotations

from decimal import Decimal

from django import template

register = template.Library()


@register.filter
def figure(value: Decimal | None) -> str:
    """Write a value as people do; empty for None."""
    return "" if value is None else f"{value.normalize():f}"
