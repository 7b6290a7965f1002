"""Forms of problems: raising, assigning, solving, the raiser's word, classes."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from luoshi.domain.projects.terms import ProblemDeed
from luoshi.pages.projects.forms.fields import day_field, key_field, text_field

Choices = Sequence[tuple[int, str]]


class RaiseForm(forms.Form):
    """What is wrong, in whose name, of what class, who might solve it by when."""

    submission_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, units: Choices, classes: Choices, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial | {"submission_key": uuid.uuid4()})
        self.fields["text"] = text_field(str(_("What is wrong")), rows=5)
        self.fields["problem_class"] = key_field(str(_("Class")), classes)
        self.fields["raised_by_unit"] = key_field(str(_("Raised for")), units)
        self.fields["raised_by_unit"].required = True
        self.fields["raised_by_unit"].error_messages["required"] = str(_("Choose the unit that raises it."))
        self.fields["responsible_person"] = text_field(str(_("Person who may solve it")))
        self.fields["deadline"] = day_field(str(_("Wanted by")))


class AssignForm(forms.Form):
    """Unit, leader, person and deadline."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, units: Choices, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.fields["responsible_unit"] = key_field(str(_("Unit that solves it")), units)
        self.fields["responsible_leader"] = text_field(str(_("Responsible leader")))
        self.fields["responsible_person"] = text_field(str(_("Responsible person")))
        self.fields["deadline"] = day_field(str(_("Deadline")))


class EvidenceInput(forms.ClearableFileInput):
    """A field for several files."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class EvidenceField(forms.FileField):
    """Several files; what they may be is the rules' business (PJ15)."""

    def __init__(self) -> None:
        super().__init__(label=_("Evidence"), widget=EvidenceInput(), required=False, allow_empty_file=True)

    def clean(self, value: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        """Give the files, none being an empty list."""
        files = value if isinstance(value, list | tuple) else [value] if value else []
        return [file for file in files if file]


class SolveForm(forms.Form):
    """How it was solved, with files that show it."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    result = forms.CharField(label=_("How it was solved"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    evidence = EvidenceField()


class WordForm(forms.Form):
    """The raiser's word, or the reason for sending back or reopening."""

    def __init__(self, data: Any = None, *, deed: ProblemDeed) -> None:
        super().__init__(data)
        name = "words" if deed is ProblemDeed.CLOSE else "reason"
        label = _("Remark") if deed is ProblemDeed.CLOSE else _("Reason")
        self.fields[name] = text_field(str(label), rows=3)
        if deed is ProblemDeed.REOPEN:
            self.fields["deadline"] = day_field(str(_("New deadline")))


class ClassForm(forms.Form):
    """One class of the list."""

    name = forms.CharField(label=_("Name of the class"), required=False)
    order = forms.IntegerField(label=_("Order"), required=False, min_value=0, max_value=99)
