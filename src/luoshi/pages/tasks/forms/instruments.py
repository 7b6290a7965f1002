"""Forms of the instruments: steps, stages, mechanisms and their meetings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from luoshi.domain.organizations.models import Unit
from luoshi.domain.tasks.models import Mechanism, Step
from luoshi.domain.tasks.rules.instruments import StepDraft, stages_after
from luoshi.domain.tasks.terms import MechanismState, MeetingRhythm, PolicyStage
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import number_in
from luoshi.pages.tasks.forms.deeds import ATTACHMENTS_HELP
from luoshi.pages.tasks.forms.fields import FilesField, UnitField, UnitsField, day_input, text_area
from luoshi.pages.tasks.forms.task import DAY_WRONG

BLANK_ROWS = 4


class StepsForm(forms.Form):
    """All steps of an item: rows of words and a day. The rows are read beside the form's own fields."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason for the change"),
        required=False,
        widget=text_area(2),
        help_text=_("Needed where a step of an issued task moves or falls away."),
    )

    def __init__(self, *args: Any, steps: Iterable[Step], is_draft: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = list(steps)
        self.done = {step.pk for step in kept if step.done_on is not None}
        self.rows = (
            _rows_of(self.data)
            if isinstance(self.data, QueryDict) and self.is_bound
            else [(str(step.pk), step.title, step.due_on.isoformat()) for step in kept]
        )
        if is_draft:
            del self.fields["reason"]

    @property
    def shown_rows(self) -> list[tuple[str, str, str, bool]]:
        """The rows to fill in, blank ones after them; the last value tells whether the step is done."""
        rows = [(*row, number_in(row[0]) in self.done) for row in self.rows]
        return rows + [("", "", "", False)] * BLANK_ROWS

    def steps(self) -> list[StepDraft]:
        """Give the rows that hold anything."""
        return [StepDraft(title, _day(due), number_in(key)) for key, title, due in self.rows]


def _rows_of(data: QueryDict) -> list[tuple[str, str, str]]:
    rows = zip(data.getlist("step"), data.getlist("title"), data.getlist("due"), strict=False)
    return [(key, title.strip(), due.strip()) for key, title, due in rows if title.strip() or due.strip()]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class StepDoneForm(forms.Form):
    """A step that is done, and what proves it."""

    day = forms.DateField(label=_("Done on"), widget=day_input(), error_messages=DAY_WRONG)
    evidence = forms.CharField(label=_("What was done and what proves it"), widget=text_area(4), required=False)
    attachments = FilesField(label=_("Evidence files"), help_text=ATTACHMENTS_HELP)


class ReasonForm(forms.Form):
    """A reason and nothing else."""

    reason = forms.CharField(label=_("Reason"), widget=text_area(3), required=False)


class StageForm(forms.Form):
    """The stage that a policy reached, or went back to."""

    stage = forms.ChoiceField(label=_("Policy stage"), widget=forms.RadioSelect)
    day = forms.DateField(label=_("Reached on"), widget=day_input(), error_messages=DAY_WRONG)
    document_number = forms.CharField(
        label=_("Document number"), required=False, max_length=60, help_text=_("Needed when the policy is issued.")
    )
    note = forms.CharField(
        label=_("How it went"),
        widget=text_area(4),
        required=False,
        help_text=_("Where a stage was not needed, say why. Going back needs a reason."),
    )
    attachments = FilesField(label=_("Evidence files"), help_text=ATTACHMENTS_HELP)

    def __init__(self, *args: Any, stage: PolicyStage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = page_language()
        field = self.fields["stage"]
        assert isinstance(field, forms.ChoiceField)
        following = stages_after(stage)
        field.choices = [(s.value, s.label(language)) for s in following]
        if following:
            field.initial = following[0].value


class MechanismForm(forms.Form):
    """Who convenes a mechanism, who takes part, how often it meets."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    convenor_unit = UnitField(label=_("Convened by"), required=False)
    convenor_role = forms.CharField(
        label=_("Presided over by"),
        required=False,
        max_length=60,
        help_text=_("The public role: for instance the executive vice-mayor."),
    )
    members = UnitsField(label=_("Member units"))
    rhythm = forms.ChoiceField(label=_("Meets"))
    is_running = forms.BooleanField(label=_("It is running"), required=False)
    set_up_on = forms.DateField(label=_("Running since"), required=False, widget=day_input(), error_messages=DAY_WRONG)
    next_meeting_on = forms.DateField(
        label=_("Next meeting"), required=False, widget=day_input(), error_messages=DAY_WRONG
    )

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = page_language()
        offered = list(units)
        convenor, members, rhythm = self.fields["convenor_unit"], self.fields["members"], self.fields["rhythm"]
        assert isinstance(convenor, UnitField)
        assert isinstance(members, UnitsField)
        assert isinstance(rhythm, forms.ChoiceField)
        convenor.offer(offered)
        members.offer(offered)
        rhythm.choices = [(r.value, r.label(language)) for r in MeetingRhythm]


def mechanism_as_it_stands(mechanism: Mechanism, members: Iterable[Unit]) -> dict[str, Any]:
    """Give the values of the form for a mechanism."""
    return {
        "convenor_unit": mechanism.convenor_unit_id,
        "convenor_role": mechanism.convenor_role,
        "members": [unit.pk for unit in members],
        "rhythm": mechanism.rhythm,
        "is_running": mechanism.state == MechanismState.RUNNING,
        "set_up_on": mechanism.set_up_on,
        "next_meeting_on": mechanism.next_meeting_on,
    }


class MeetingForm(forms.Form):
    """A meeting that was held."""

    day = forms.DateField(label=_("Held on"), widget=day_input(), error_messages=DAY_WRONG)
    subject = forms.CharField(label=_("Meeting subject"), required=False, max_length=200)
    attended = forms.TypedMultipleChoiceField(
        label=_("Units that attended"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    outcome = forms.CharField(label=_("What was agreed"), widget=text_area(4), required=False)
    next_meeting_on = forms.DateField(
        label=_("Next meeting"),
        required=False,
        widget=day_input(),
        error_messages=DAY_WRONG,
        help_text=_("Empty: one rhythm later."),
    )
    attachments = FilesField(label=_("Minutes of the meeting"), help_text=ATTACHMENTS_HELP)

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.pk: unit for unit in units}
        field = self.fields["attended"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(pk, unit.name) for pk, unit in self.units.items()]

    def clean_attended(self) -> list[Unit]:
        """Give the units themselves."""
        return [self.units[pk] for pk in self.cleaned_data["attended"]]
