"""Fields that several forms share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from luoshi.domain.organizations.models import Unit


class UnitSelect(forms.Select):
    """A list of units that the page turns into one to type in."""

    def __init__(self) -> None:
        super().__init__(attrs={"data-choose": ""})


class UnitField(forms.TypedChoiceField):
    """One unit of those offered."""

    units: dict[int, Unit]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, empty_value=None, widget=UnitSelect(), **kwargs)
        self.units = {}

    def offer(self, units: Iterable[Unit]) -> None:
        """Offer these units, in this order, those deeper in the tree set in."""
        self.units = {unit.pk: unit for unit in units}
        self.choices = [("", _("Choose a unit")), *_labels(self.units)]

    def clean(self, value: Any) -> Unit | None:
        """Give the unit itself."""
        pk = super().clean(value)
        return self.units[pk] if pk else None


class UnitsField(forms.TypedMultipleChoiceField):
    """Several units of those offered."""

    units: dict[int, Unit]

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.SelectMultiple(attrs={"data-choose": ""})
        super().__init__(coerce=int, widget=widget, required=False, **kwargs)
        self.units = {}

    def offer(self, units: Iterable[Unit]) -> None:
        """Offer these units, in this order."""
        self.units = {unit.pk: unit for unit in units}
        self.choices = _labels(self.units)

    def clean(self, value: Any) -> list[Unit]:
        """Give the units themselves."""
        return [self.units[pk] for pk in super().clean(value)]


def _labels(units: dict[int, Unit]) -> list[tuple[int, str]]:
    top = min((unit.depth for unit in units.values()), default=1)
    return [(pk, "　" * (unit.depth - top) + unit.name) for pk, unit in units.items()]


class FilesInput(forms.ClearableFileInput):
    """A field for several files."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Several files; what they may be is the rules' business (T8)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=FilesInput(), required=False, allow_empty_file=True, **kwargs)

    def clean(self, value: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        """Give the files, none being an empty list."""
        files = value if isinstance(value, list | tuple) else [value] if value else []
        return [file for file in files if file]


def text_area(rows: int) -> forms.Textarea:
    """A field for several lines."""
    return forms.Textarea(attrs={"rows": rows})


def day_input() -> forms.DateInput:
    """A field for a day, written as 2026-12-31."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
