"""Forms of deeds on matters and steps: answers, appeals, closing, interviews, extensions, exemptions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from luoshi.domain.supervision import errors
from luoshi.domain.supervision.actions import InterviewDraft, PromiseDraft
from luoshi.domain.supervision.terms import (
    AnswerKind,
    AppealDeed,
    ClosingGrade,
    Complexity,
    ExtendedDate,
    StepDeed,
    Urgency,
)
from luoshi.foundation.refusals import Refusal
from luoshi.foundation.terms import Term
from luoshi.pages.shared.language import page_language

DAY_WRONG = {"invalid": _("Enter a date like 2026-12-31.")}
MOST_PROMISES = 8
FEW_PROMISES = 3  # the rows that stand open; the others open on demand


def _message(refusal: type[Refusal]) -> str:
    return refusal().message(page_language())


def missing(refusal: type[Refusal]) -> dict[str, Any]:
    """Say what is missing in the words of the rule that wants it."""
    return {"required": lazy(_message, str)(refusal)}


NO_REASON = missing(errors.ReasonMissing)
NO_ANSWER = missing(errors.AnswerMissing)
NO_RECORD = missing(errors.InterviewIncomplete)


def words(rows: int) -> forms.Textarea:
    """A field for several lines."""
    return forms.Textarea(attrs={"rows": rows})


def day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A field for a day, written as 2026-12-31."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=required, widget=widget, error_messages=DAY_WRONG, help_text=help_text)


def choices(terms: Iterable[Term]) -> list[tuple[str, str]]:
    """Say a closed list in the language of the page."""
    language = page_language()
    return [(term.value, term.label(language)) for term in terms]


def _offer(field: forms.Field, terms: Iterable[Term]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices(terms)


class StepDeedForm(forms.Form):
    """Why steps are held or dropped; held, also up to which day."""

    reason = forms.CharField(label=_("Reason"), widget=words(3), max_length=300, error_messages=NO_REASON)
    held_until = day(_("Hold until"), required=False, help_text=_("Leave empty to hold until you release it."))

    def __init__(self, *args: Any, deed: StepDeed, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if deed is not StepDeed.HOLD:
            del self.fields["held_until"]


class AnswerForm(forms.Form):
    """A unit's answer to a step."""

    kind = forms.ChoiceField(label=_("Kind of answer"), widget=forms.RadioSelect)
    words = forms.CharField(label=_("Text of the answer"), widget=words(8), error_messages=NO_ANSWER)
    file = forms.FileField(
        label=_("Signed file"), required=False, help_text=_("One file of at most 20 MB, such as a scan of the letter.")
    )

    def __init__(self, *args: Any, kinds: Iterable[AnswerKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = list(kinds)
        _offer(self.fields["kind"], offered)
        self.fields["kind"].initial = offered[0].value if offered else None


class AppealForm(forms.Form):
    """A unit's appeal against a step."""

    reason = forms.CharField(label=_("Why the step is wrong"), widget=words(6), error_messages=NO_REASON)


class AppealAnswerForm(forms.Form):
    """The office's decision on an appeal."""

    deed = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Answer to the unit"), widget=words(4), error_messages=NO_REASON)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["deed"], (AppealDeed.UPHOLD, AppealDeed.REJECT))


class RegisterForm(forms.Form):
    """How urgent and how complex a matter is."""

    urgency = forms.ChoiceField(label=_("Urgency"), widget=forms.RadioSelect)
    complexity = forms.ChoiceField(label=_("Complexity"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why it comes under supervision"),
        widget=words(3),
        required=False,
        max_length=500,
        help_text=_("For example a leader's remark or the light; kept in the history."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["urgency"], Urgency)
        _offer(self.fields["complexity"], Complexity)


class CloseForm(forms.Form):
    """The closing grade."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    grade = forms.ChoiceField(label=_("Closing grade"), widget=forms.RadioSelect)
    words = forms.CharField(label=_("Closing remark"), widget=words(4), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["grade"], ClosingGrade)


class ReopenForm(forms.Form):
    """Why a matter is taken up again."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Reason for reopening"), widget=words(4), error_messages=NO_REASON)


class InterviewForm(forms.Form):
    """The record of an interview, with what was promised."""

    trigger = forms.CharField(label=_("Reason for the interview"), widget=words(2))
    interviewer = forms.CharField(
        label=_("Held by"),
        max_length=120,
        error_messages=NO_RECORD,
        help_text=_("Public role: vice mayor in charge"),
    )
    interviewees = forms.CharField(
        label=_("With whom"),
        max_length=300,
        error_messages=NO_RECORD,
        help_text=_("Public roles: head of the bureau"),
    )
    held_on = day(_("Day"))
    held_time = forms.TimeField(label=_("Time"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}))
    place = forms.CharField(label=_("Where it was held"), max_length=120, required=False)
    problems = forms.CharField(label=_("Problems named"), widget=words(5), error_messages=NO_RECORD)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_PROMISES + 1):
            self.fields[f"promise_{number}"] = forms.CharField(
                label=_("Promise %s") % number, max_length=300, required=False
            )
            self.fields[f"due_{number}"] = day(_("Due date"), required=False)

    def promise_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Pair the fields of each promise."""
        return [(self[f"promise_{n}"], self[f"due_{n}"]) for n in range(1, MOST_PROMISES + 1)]

    def has_many_promises(self) -> bool:
        """Say whether more promises are written than the form shows at first."""
        later = (self[f"{name}_{n}"] for n in range(FEW_PROMISES + 1, MOST_PROMISES + 1) for name in ("promise", "due"))
        return any(field.value() or field.errors for field in later)

    def draft(self) -> InterviewDraft:
        """Give the record as it was written."""
        values = self.cleaned_data
        held = datetime.combine(values["held_on"], values["held_time"])
        pairs = [(values[f"promise_{n}"], values[f"due_{n}"]) for n in range(1, MOST_PROMISES + 1)]
        return InterviewDraft(
            trigger=values["trigger"],
            interviewer=values["interviewer"],
            interviewees=values["interviewees"],
            held_at=timezone.make_aware(held),
            problems=values["problems"],
            place=values["place"],
            promises=tuple(PromiseDraft(text, due) for text, due in pairs if text or due),
        )


class ExtensionForm(forms.Form):
    """A wish for a later date; for a project, with which of its dates."""

    extended = forms.ChoiceField(label=_("Which date"), widget=forms.RadioSelect)
    wanted_deadline = day(_("New date"))
    reason = forms.CharField(label=_("Why more time is needed"), widget=words(5), error_messages=NO_REASON)

    def __init__(self, *args: Any, dates: Mapping[ExtendedDate, date], is_project: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = page_language()
        field = self.fields["extended"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(which.value, f"{which.label(language)} {on.isoformat()}") for which, on in dates.items()]
        field.initial = next(iter(dates), None)
        if not is_project or not dates:
            del self.fields["extended"]
        if dates:
            first = min(dates.values()) + timedelta(days=1)
            self.fields["wanted_deadline"].widget.attrs["min"] = first.isoformat()

    @property
    def extended_date(self) -> ExtendedDate | None:
        """Which date is asked for; None: the thing's own deadline."""
        chosen = self.cleaned_data.get("extended")
        return ExtendedDate(chosen) if chosen else None


class ExtensionAnswerForm(forms.Form):
    """The answer to a wish for a later date."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        choices=[("approve", _("Approve the new date")), ("refuse", _("Refuse; the current date stands"))],
    )
    reason = forms.CharField(
        label=_("Answer to the unit"), widget=words(4), required=False, help_text=_("Required when refusing.")
    )


class ExemptForm(forms.Form):
    """A reason for not being judged, until a day."""

    kind = forms.ChoiceField(label=_("Kind of reason"))
    reason = forms.CharField(label=_("Details of the reason"), widget=words(3), error_messages=NO_REASON)
    ends_on = day(_("Until"), required=False, help_text=_("Leave empty to exempt until ended by hand."))

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = kinds


class LetterForm(forms.Form):
    """The words of a kind of letter."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    number_word = forms.CharField(
        label=_("Series prefix"), max_length=30, help_text=_("Placed before 〔year〕number号.")
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    body = forms.CharField(label=_("Words"), widget=words(10), help_text=_("One paragraph per line."))


class TrialForm(forms.Form):
    """The past day on which a pack is tried."""

    day = day(_("Day"))

    @staticmethod
    def month_ends(today: date, count: int = 12) -> list[date]:
        """Give the last month ends, the newest first."""
        ends = []
        first = today.replace(day=1)
        for _number in range(count):
            end = date.fromordinal(first.toordinal() - 1)
            ends.append(end)
            first = end.replace(day=1)
        return ends
