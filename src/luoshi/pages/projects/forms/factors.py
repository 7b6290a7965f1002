"""Forms of factor needs: what a project needs, and what an authority answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.domain.projects.rules.factors import WORDS
from luoshi.domain.projects.terms import FactorKind, FactorState
from luoshi.pages.projects.forms.fields import DAY_WRONG, key_field, term_field, word

A_NUMBER = {"invalid": _("Enter a number, for example 20.")}
MEASURES = ("亩", "公顷", "万元", "吨标准煤", "千瓦", "吨/日", "项")


class QuantityField(forms.DecimalField):
    """A quantity, shown without zeros at its end."""

    def __init__(self) -> None:
        super().__init__(required=False, max_digits=18, decimal_places=4, error_messages=A_NUMBER)
        self.widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "num"})

    def prepare_value(self, value: Any) -> Any:
        """Write a stored quantity."""
        return f"{value.normalize():f}" if hasattr(value, "normalize") else value


class AnswerForm(forms.Form):
    """The authority's answer; what belongs together is judged by the rules (FN2)."""

    state = forms.ChoiceField(required=False)
    secured_quantity = QuantityField()
    document_number = forms.CharField(required=False)
    secured_on = forms.DateField(
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages=DAY_WRONG,
        help_text=_("Today, if left empty."),
    )
    blocker = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fields:
            if name in WORDS:
                self.fields[name].label = word(WORDS[name])
        self.fields["state"] = term_field(word(WORDS["state"]), FactorState, may_be_empty=False)


class NeedForm(AnswerForm):
    """A need with all that is known of it."""

    def __init__(self, *args: Any, units: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        made: dict[str, forms.Field] = {
            "kind": term_field(word(WORDS["kind"]), FactorKind, may_be_empty=True),
            "quantity": QuantityField(),
            "measured_in": forms.CharField(
                required=False, widget=forms.TextInput(attrs={"list": "measures"}), label=word(WORDS["measured_in"])
            ),
            "authority_id": key_field(word(WORDS["authority"]), units),
            "needed_by": forms.DateField(
                required=False,
                label=word(WORDS["needed_by"]),
                widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
                error_messages=DAY_WRONG,
            ),
        }
        made["quantity"].label = word(WORDS["quantity"])
        self.fields = {**made, **self.fields}
        self.measures = MEASURES
