"""Forms of disputes: a verified figure contested, and the office's answer."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.domain.reporting.terms import Figure
from luoshi.foundation.refusals import Refusal
from luoshi.pages.reporting.entries import figure_of
from luoshi.pages.shared.language import page_language


class FigureField(forms.CharField):
    """A figure as people write it: a per cent, a value, or a sum in 万元 with or without its unit (MO2)."""

    def __init__(self, *, figure: Figure, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)
        self.figure = figure
        self.widget.attrs["inputmode"] = "decimal"

    def clean(self, value: Any) -> Decimal | None:
        """Give the figure, None where the field is empty."""
        text = super().clean(value)
        try:
            return figure_of(text, self.figure)
        except Refusal as refused:
            raise forms.ValidationError(refused.message(page_language())) from None


class DisputeForm(forms.Form):
    """A verified figure contested."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)
    evidence = forms.FileField(label=_("Evidence"), required=False)
    field_order = ("claimed", "reason", "evidence")

    def __init__(self, *args: Any, figure: Figure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["claimed"] = FigureField(label=_("Correct figure"), figure=figure)
        self.order_fields(self.field_order)


class AnswerForm(forms.Form):
    """The office's answer to a dispute."""

    verdict = forms.ChoiceField(
        label=_("Answer"),
        choices=[("upheld", _("Correct the figure")), ("rejected", _("The verified figure stands"))],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(label=_("Reasons"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)
    field_order = ("verdict", "corrected", "answer")

    def __init__(self, *args: Any, figure: Figure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["corrected"] = FigureField(
            label=_("Corrected figure"),
            required=False,
            figure=figure,
            help_text=_("Leave empty to accept the unit's figure."),
        )
        self.order_fields(self.field_order)
