"""Sums, rates and fields as the project pages write them: ``{% load project_figures %}``."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from django import template
from django.utils.html import format_html

from luoshi.foundation.money import MoneyUnit, money_phrase, money_text
from luoshi.foundation.shares import percent_text
from luoshi.pages.shared.language import page_language

register = template.Library()


@register.filter
def money(wan_yuan: Decimal | None, unit: MoneyUnit) -> str:
    """Write a sum stored in 万元 for a column in the page's unit: always two decimals, without the unit's name."""
    return money_text(wan_yuan, unit, is_fixed=True)


@register.filter
def money_words(wan_yuan: Decimal | None, unit: MoneyUnit) -> str:
    """Write a sum that stands in no column, such as on a card, with its unit; empty for none."""
    return "" if wan_yuan is None else money_phrase(wan_yuan, unit, page_language())


@register.filter
def money_figure(wan_yuan: Decimal | None, unit: MoneyUnit) -> str:
    """Write a large figure with its unit in small letters."""
    number, space, words = money_words(wan_yuan or Decimal(0), unit).partition(" ")
    if not space:
        number, words = number.removesuffix(unit.chinese), unit.chinese
    return format_html("{}<small>{}</small>", number, words)


@register.filter
def rate(share: Fraction | None) -> str:
    """Write a rate: 97.2%, a dash for none."""
    return percent_text(share)
