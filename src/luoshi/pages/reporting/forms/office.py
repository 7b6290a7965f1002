"""Forms of the office, exceptions and working days; and those of keys and sheets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luoshi.domain.organizations.models import Unit
from luoshi.domain.reporting.models import Return


class ExceptionForm(forms.Form):
    """One unit may report later."""

    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none())
    until = forms.DateField(label=_("Until the end of"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, *args: Any, returns: Sequence[Return], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(  # type: ignore[attr-defined]
            pk__in=[sheet.unit_id for sheet in returns]
        ).order_by("path")


class WorkingDayForm(forms.Form):
    """A day on which the jurisdiction departs from the calendar."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    is_working = forms.TypedChoiceField(
        label=pgettext_lazy("calendar", "That day is"),
        choices=[("no", _("a day off")), ("yes", _("a working day"))],
        coerce=lambda value: value == "yes",
        initial="no",
    )
    reason = forms.CharField(label=_("Reason"), max_length=120)


class TokenForm(forms.Form):
    """A key for a unit's own programs."""

    name = forms.CharField(label=_("What the key is for"), max_length=60)
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none())

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class UploadForm(forms.Form):
    """A filled sheet."""

    file = forms.FileField(label=_("Filled XLSX"))
