"""Fields that several forms of the project pages share."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.domain.organizations.models import Unit
from luoshi.foundation.money import read_money
from luoshi.foundation.refusals import Refusal
from luoshi.foundation.terms import Term
from luoshi.pages.shared.language import page_language

DAY_WRONG = {"invalid": _("Enter a date like 2026-12-31.")}


def word(words: tuple[str, str]) -> str:
    """Give the Chinese or the English of two words, after the language of the page."""
    return words[0] if page_language().startswith("zh") else words[1]


class MoneyField(forms.CharField):
    """A sum in 万元; 1.2亿元 and 12,000 are read too, and what is unclear is refused (MO2, MO3)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "num"}), **kwargs)

    def clean(self, value: Any) -> Any:
        """Give the sum in 万元; None where the field is empty."""
        try:
            reading = read_money(super().clean(value))
        except Refusal as refusal:
            raise forms.ValidationError(refusal.message(page_language())) from None
        return reading.wan_yuan if reading else None

    def prepare_value(self, value: Any) -> Any:
        """Write a stored sum without zeros at its end."""
        return f"{value.normalize():f}" if isinstance(value, Decimal) and value else value if value else ""


def day_field(label: str, **kwargs: Any) -> forms.DateField:
    """A field for a day, written as 2026-12-31."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, widget=widget, error_messages=DAY_WRONG, **kwargs)


def term_field(label: str, terms: type[Term], *, may_be_empty: bool, **kwargs: Any) -> forms.ChoiceField:
    """A field for one of a closed list."""
    choices = [(t.value, t.label(page_language())) for t in terms]
    empty = [("", "—")] if may_be_empty else []
    return forms.ChoiceField(label=label, required=False, choices=[*empty, *choices], **kwargs)


def key_field(label: str, choices: Iterable[tuple[int, str]], **kwargs: Any) -> forms.TypedChoiceField:
    """A field for the key of one of several things, typed into where the page can."""
    return forms.TypedChoiceField(
        label=label,
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "—"), *choices],
        widget=forms.Select(attrs={"data-choose": ""}),
        **kwargs,
    )


def units_by_name(units: Iterable[Unit]) -> list[tuple[int, str]]:
    """Name units for a list, those deeper in the tree set in."""
    listed = list(units)
    top = min((unit.depth for unit in listed), default=1)
    return [(unit.pk, "　" * (unit.depth - top) + unit.name) for unit in listed]


def text_field(label: str, *, rows: int = 1, **kwargs: Any) -> forms.CharField:
    """A field for words, of one line or more."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
    return forms.CharField(label=label, required=False, widget=widget, **kwargs)
