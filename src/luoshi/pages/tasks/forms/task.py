"""The form of a task, new or changed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.domain.documents.models import Document
from luoshi.domain.organizations.models import Unit
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.rules import CitationDraft, TaskText, locate
from luoshi.domain.tasks.terms import Comparator, Instrument, Part, TaskState
from luoshi.pages.shared.language import page_language
from luoshi.pages.tasks.forms.fields import UnitField, UnitsField, day_input, text_area

DAY_WRONG = {"invalid": _("Enter a date like 2026-12-31.")}
NUMBER_WRONG = {"invalid": _("Enter a number like 120 or 3.5.")}


class TaskForm(forms.Form):
    """Words, figures and units of a task. Lengths and what belongs together are judged by the rules."""

    title = forms.CharField(label=_("Task"), widget=text_area(2), required=False,
                            help_text=_("What is to be done, in one sentence."))  # fmt: skip
    instrument = forms.ChoiceField(label=_("Instrument"))
    lead_unit = UnitField(label=_("Lead unit"), required=False)
    supporting_units = UnitsField(label=_("Supporting units"))
    deadline = forms.DateField(label=_("Deadline"), required=False, widget=day_input(), error_messages=DAY_WRONG)
    no_deadline_reason = forms.CharField(
        label=_("Why there is no deadline"), required=False, help_text=_("Needed before issue if no deadline is set.")
    )
    deadline_text = forms.CharField(
        label=_("Deadline as the document says it"),
        required=False,
        help_text=_("For instance: by the end of next year."),
    )
    measures = forms.CharField(label=_("Concrete measures"), widget=text_area(4), required=False)
    indicator = forms.CharField(label=_("Indicator"), required=False)
    comparator = forms.ChoiceField(label=_("Compared with the target"), required=False)
    target_value = forms.DecimalField(
        label=_("Target value"), required=False, max_digits=20, decimal_places=4, error_messages=NUMBER_WRONG
    )
    target_unit = forms.CharField(label=_("Unit of measure"), required=False)
    responsible_leader = forms.CharField(label=_("Responsible leader"), required=False)
    responsible_person = forms.CharField(label=_("Responsible person"), required=False)

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = page_language()
        offered = list(units)
        self.lead.offer(offered)
        self.supporting.offer(offered)
        self._choose("instrument", [(i.value, i.label(language)) for i in Instrument])
        self._choose("comparator", [("", "—"), *((c.value, c.label(language)) for c in Comparator)])

    @property
    def lead(self) -> UnitField:
        """The field of the lead unit."""
        field = self.fields["lead_unit"]
        assert isinstance(field, UnitField)
        return field

    @property
    def supporting(self) -> UnitsField:
        """The field of the supporting units."""
        field = self.fields["supporting_units"]
        assert isinstance(field, UnitsField)
        return field

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def text(self, heading: str) -> TaskText:
        """Give the words and figures; the heading is the document's and no field."""
        values = self.cleaned_data
        names = [n for n in TaskText.__slots__ if n != "heading"]
        return TaskText(heading=heading, **{name: values[name] for name in names})


class NewTaskForm(TaskForm):
    """A task by hand, with the passage that orders it where there is one."""

    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    document = forms.TypedChoiceField(label=_("Document"), required=False, coerce=int, empty_value=None)
    quote = forms.CharField(label=_("Sentence that orders it"), required=False, widget=text_area(3),
                            help_text=_("Copy it from the document; its place is found by itself."))  # fmt: skip

    def __init__(self, *args: Any, documents: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"submission_key": uuid.uuid4(), "instrument": Instrument.ITEM.value})
        super().__init__(*args, **kwargs)
        self._choose("document", [("", str(_("None"))), *((str(pk), name) for pk, name in documents)])

    def clean(self) -> dict[str, Any] | None:
        """Find the sentence in its document."""
        values = self.cleaned_data
        quote, document = values.get("quote", "").strip(), values.get("document")
        if quote and not document:
            self.add_error("document", _("Choose the document that the sentence stands in."))
        elif document and not quote:
            self.add_error("quote", _("Copy the sentence from the document."))
        elif document:
            source = Document.objects.values_list("source", flat=True).get(pk=document)
            if (place := locate(quote, source)) is None:
                self.add_error("quote", _("This sentence was not found in the document. Copy it exactly."))
            else:
                values["citation"] = CitationDraft(document, *place, " ".join(quote.split()))
        return values


class EditTaskForm(TaskForm):
    """A changed task; ``version`` tells on which state of the task it was opened (T11)."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Reason for the change"), required=False, widget=text_area(2),
                             help_text=_("Shown to the units in the history."))  # fmt: skip

    def __init__(self, *args: Any, task: Task, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _as_it_stands(task))
        super().__init__(*args, **kwargs)
        if task.state == TaskState.DRAFT:
            del self.fields["reason"]
        else:
            self.lead.disabled = True


def _as_it_stands(task: Task) -> dict[str, Any]:
    initial: dict[str, Any] = {name: getattr(task, name) for name in TaskText.__slots__}
    if task.target_value is not None:
        initial["target_value"] = f"{task.target_value.normalize():f}"
    initial["lead_unit"] = task.lead_unit_id
    initial["supporting_units"] = [row.unit_id for row in task.participations.all() if row.part == Part.SUPPORT]
    initial["version"] = task.version
    return initial
