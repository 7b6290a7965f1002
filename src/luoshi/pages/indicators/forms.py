"""Forms of indicators. They clean what is typed; what is allowed is the actions' business."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.domain.indicators.rules import IndicatorText, Target
from luoshi.domain.indicators.terms import Direction
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import units_within
from luoshi.pages.shared.language import page_language

UNIT = "unit-"


class UnitChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic for the type checker only
    """A unit out of the tree, indented by its depth."""

    def label_from_instance(self, obj: Unit) -> str:
        """Show the depth as full-width spaces."""
        return str("　" * (obj.depth - 1) + obj.name)


class IndicatorForm(forms.Form):
    """The words of an indicator."""

    jurisdiction = forms.ModelChoiceField(Unit.objects.none(), label=_("For which jurisdiction"), empty_label=None)
    name = forms.CharField(label=_("Indicator"), max_length=120)
    measured_in = forms.CharField(label=_("Unit of measure"), max_length=20, help_text=_("For example 亿元, % or 个."))
    direction = forms.ChoiceField(label=_("Direction"))
    lead_unit = UnitChoice(queryset=Unit.objects.none(), label=_("Lead unit"), required=False, empty_label="—")
    definition = forms.CharField(
        label=_("Definition"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What is counted, and how."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, jurisdictions: Sequence[Unit], **kwargs: Any) -> None:
        """Offer jurisdictions, units and directions; a single jurisdiction is not asked for."""
        super().__init__(*args, **kwargs)
        choice, lead, direction = (self.fields[name] for name in ("jurisdiction", "lead_unit", "direction"))
        assert isinstance(choice, forms.ModelChoiceField)
        assert isinstance(lead, forms.ModelChoiceField)
        assert isinstance(direction, forms.ChoiceField)
        choice.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in jurisdictions]).order_by("path")
        lead.queryset = units_within([unit.path for unit in jurisdictions])
        direction.choices = [(term.value, term.label(page_language())) for term in Direction]
        if jurisdictions:
            self.initial.setdefault("jurisdiction", jurisdictions[0].pk)
        if len(jurisdictions) == 1:
            choice.widget = forms.HiddenInput()

    def text(self) -> IndicatorText:
        """Give the words as the action takes them."""
        names = ("name", "measured_in", "direction", "definition")
        return IndicatorText(**{name: self.cleaned_data[name] for name in names})


class TargetsForm(forms.Form):
    """What each unit is to reach in a year; an empty place takes a target away."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, units: Sequence[Unit], year: int, former: dict[int, Decimal], **kwargs: Any) -> None:
        """Give each unit a place."""
        super().__init__(*args, **kwargs)
        self.year, self.units = year, units
        for unit in units:
            value = former.get(unit.pk)
            self.fields[f"{UNIT}{unit.pk}"] = forms.DecimalField(
                label=unit.name,
                required=False,
                max_digits=20,
                decimal_places=4,
                initial=value.normalize() if value is not None else None,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "input num"}),
            )

    def targets(self) -> list[Target]:
        """Give the targets as the action takes them."""
        return [Target(unit.pk, self.year, self.cleaned_data[f"{UNIT}{unit.pk}"]) for unit in self.units]
