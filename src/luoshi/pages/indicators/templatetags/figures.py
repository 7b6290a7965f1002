"""Figures as people read them."""

from __future__ import annotations

from decimal import Decimal

from django import template

from luoshi.foundation.figures import figure_text

register = template.Library()


@register.filter
def figure(value: Decimal | str | None) -> str:
    """Write a figure with groups of three and without needless zeros; a dash for none."""
    return figure_text(value) if isinstance(value, Decimal) else "—"
