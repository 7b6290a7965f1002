"""Figures as people read them."""

from __future__ import annotations

from decimal import Decimal

from django import template

register = template.Library()


@register.filter
def figure(value: Decimal | str | None) -> str:
    """Write a figure with groups of three and without needless zeros; a dash for none."""
    return f"{value.normalize():,f}" if isinstance(value, Decimal) else "—"
