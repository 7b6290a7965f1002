"""Sums, rates and fields as the project pages write them: ``{% load project_figures %}``."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from django import template

from luoshi.foundation.money import MoneyUnit, money_text
from luoshi.foundation.shares import percent_text

register = template.Library()


@register.filter
def money(wan_yuan: Decimal | None, unit: MoneyUnit) -> str:
    """Write a sum stored in 万元 for a column in the page's unit: always two decimals, without the unit's name."""
    return money_text(wan_yuan, unit, is_fixed=True)


@register.filter
def lone_money(wan_yuan: Decimal | None, unit: MoneyUnit) -> str:
    """Write a sum that stands in no column, such as on a card, without zeros at its end."""
    return money_text(wan_yuan, unit)


@register.filter
def rate(share: Fraction | None) -> str:
    """Write a rate: 97.2%, a dash for none."""
    return percent_text(share)
