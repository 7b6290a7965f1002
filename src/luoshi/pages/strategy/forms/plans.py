"""Forms of plans and kinds of node. What is wrong is said by the rules, at the field it speaks of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.domain.organizations.models import Unit
from luoshi.domain.strategy.models import Plan

DAY_WRONG = {"invalid": _("Write the day as 2026-12-31."), "required": _("Write the day as 2026-12-31.")}


def day_input() -> forms.DateInput:
    """A field for a day, written as 2026-12-31."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class PlanForm(forms.Form):
    """A plan's name and dates; for a new one also whose it is and what it follows."""

    jurisdiction = forms.ModelChoiceField(Unit.objects.none(), label=_("Jurisdiction"), empty_label=None)
    name = forms.CharField(
        label=_("Name of the plan"), max_length=120, help_text=_("As people call it, with its years.")
    )
    starts_on = forms.DateField(label=_("First day"), widget=day_input(), error_messages=DAY_WRONG)
    ends_on = forms.DateField(label=_("Last day"), widget=day_input(), error_messages=DAY_WRONG)
    supersedes = forms.ModelChoiceField(
        Plan.objects.none(),
        label=_("Takes the place of"),
        required=False,
        empty_label=_("no plan: it stands beside the others"),
        help_text=_("The plan in force goes on until the new one is put in force."),
    )
    carries = forms.BooleanField(
        label=_("Begin with all goals of that plan"),
        required=False,
        initial=True,
        help_text=_("Each is then kept, changed, or removed with a reason; new ones are added."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, jurisdictions: Iterable[Unit] = (), formers: Iterable[Plan] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        units = [unit.pk for unit in jurisdictions]
        plans = [plan.pk for plan in formers]
        for name, keys, offered in (
            ("jurisdiction", units, Unit.objects.filter(pk__in=units)),
            ("supersedes", plans, Plan.objects.filter(pk__in=plans)),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            if not keys:
                del self.fields[name]
            else:
                field.queryset = offered
        if not plans:
            del self.fields["carries"]


class ForceForm(forms.Form):
    """The day on which a plan comes into force."""

    in_force_on = forms.DateField(
        label=_("In force from"),
        widget=day_input(),
        error_messages=DAY_WRONG,
        help_text=_("Today or earlier, such as the date of the document that decided it."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class KindForm(forms.Form):
    """A word for a kind of node."""

    chinese = forms.CharField(
        label=_("Word"),
        max_length=30,
        error_messages={"required": _("Enter the word for this kind of node.")},
    )
    english = forms.CharField(label=_("English word"), max_length=60, required=False)


class ReasonForm(forms.Form):
    """Why something is removed or dropped."""

    reason = forms.CharField(
        label=_("Reason"), max_length=200, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
