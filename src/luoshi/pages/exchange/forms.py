"""What is typed on the pages of imports, cleaned; what is allowed is the actions' business."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.domain.organizations.models import Unit

COLUMN = "column-"


class BringForm(forms.Form):
    """A sheet and for which jurisdiction."""

    jurisdiction = forms.ModelChoiceField(Unit.objects.none(), label=_("For which jurisdiction"), empty_label=None)
    file = forms.FileField(
        label=_("Sheet"),
        help_text=_("XLSX, XLS or CSV, up to 20 MB and 20,000 rows. Any layout: you match the columns next."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.csv"}),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )
    submission_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, jurisdictions: list[Unit], **kwargs: Any) -> None:
        """Offer the jurisdictions for which the person may import."""
        super().__init__(*args, **kwargs)
        choice = self.fields["jurisdiction"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in jurisdictions]).order_by("path")
        if jurisdictions:
            self.initial.setdefault("jurisdiction", jurisdictions[0].pk)
        if len(jurisdictions) == 1:
            choice.widget = forms.HiddenInput()
        self.initial.setdefault("submission_key", uuid.uuid4())


class SheetForm(forms.Form):
    """Which sheet, and where its headings stand."""

    sheet = forms.CharField(max_length=100)
    header_row = forms.IntegerField(min_value=1, max_value=25)
    header_rows = forms.IntegerField(min_value=1, max_value=2)
    version = forms.IntegerField(min_value=1, required=False)


def matching_of(posted: Any) -> dict[int, str]:
    """Read which column was given which field; columns that are not imported are left out."""
    found = {}
    for name, value in posted.items():
        number = name.removeprefix(COLUMN)
        if name.startswith(COLUMN) and number.isdecimal() and len(number) <= 4 and value:
            found[int(number)] = str(value)[:40]
    return found
