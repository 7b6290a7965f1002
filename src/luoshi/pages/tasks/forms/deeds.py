"""Forms of the deeds on a task: answer, report, verdict, and the office's steps."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from luoshi.domain.organizations.models import Unit
from luoshi.domain.tasks.models import Report, Task
from luoshi.domain.tasks.rules import ATTACHMENT_TYPES
from luoshi.domain.tasks.terms import Deed, ReportKind
from luoshi.pages.shared.language import page_language
from luoshi.pages.tasks.forms.fields import FilesField, UnitField, day_input, text_area
from luoshi.pages.tasks.forms.task import DAY_WRONG, NUMBER_WRONG

ATTACHMENTS_HELP = format_lazy(_("Up to 10 files of 20 MB each: {types}"), types=" ".join(ATTACHMENT_TYPES))
REASON_LABELS = {
    Deed.RETURN: _("Why the unit cannot take it on"),
    Deed.REASSIGN: _("Why it goes to another unit"),
    Deed.REISSUE: _("Answer to the unit"),
    Deed.WITHDRAW: _("Why it is withdrawn"),
    Deed.REOPEN: _("Why it is taken up again"),
}


class DeedForm(forms.Form):
    """What a deed needs besides the will: a reason, a unit, or who answers for the task."""

    lead_unit = UnitField(label=_("New lead unit"), required=False)
    responsible_leader = forms.CharField(label=_("Responsible leader"), required=False)
    responsible_person = forms.CharField(label=_("Responsible person"), required=False)
    reason = forms.CharField(widget=text_area(3), required=False)

    def __init__(self, *args: Any, deed: Deed, task: Task, units: Iterable[Unit] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = {"reason"} if deed in REASON_LABELS else set()
        if deed is Deed.SIGN:
            wanted = {"responsible_leader", "responsible_person"}
            for name in wanted:
                self.fields[name].initial = getattr(task, name)
        if deed is Deed.REASSIGN:
            wanted.add("lead_unit")
            field = self.fields["lead_unit"]
            assert isinstance(field, UnitField)
            field.offer(unit for unit in units if unit.pk != task.lead_unit_id)
        for name in set(self.fields) - wanted:
            del self.fields[name]
        if deed in REASON_LABELS:
            self.fields["reason"].label = REASON_LABELS[deed]


class ReportForm(forms.Form):
    """Progress or completion of a task."""

    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("What do you report?"), widget=forms.RadioSelect)
    percent = forms.IntegerField(label=_("Progress (%)"), required=False, error_messages=NUMBER_WRONG,
                                 help_text=_("0 to 100. Completion counts as 100."))  # fmt: skip
    value = forms.DecimalField(
        label=_("Value reached"), required=False, max_digits=20, decimal_places=4, error_messages=NUMBER_WRONG
    )
    note = forms.CharField(label=_("What has been done"), widget=text_area(6), required=False)
    attachments = FilesField(label=_("Attachments"), help_text=ATTACHMENTS_HELP)

    def __init__(self, *args: Any, task: Task, **kwargs: Any) -> None:
        initial = {"submission_key": uuid.uuid4(), "percent": task.declared_percent, "kind": ReportKind.PROGRESS.value}
        super().__init__(*args, **{"initial": initial | kwargs.pop("initial", {}), **kwargs})
        language = page_language()
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [(k.value, k.label(language)) for k in (ReportKind.PROGRESS, ReportKind.COMPLETION)]
        if task.target_value is None:
            del self.fields["value"]
        else:
            self.fields["value"].help_text = (
                f"{task.indicator}（{task.target_unit}）" if task.target_unit else task.indicator
            )

    def clean(self) -> dict[str, Any] | None:
        """Want a percentage for progress."""
        values = self.cleaned_data
        if values.get("kind") == ReportKind.PROGRESS and values.get("percent") is None and "percent" not in self.errors:
            self.add_error("percent", _("Enter the progress, 0 to 100."))
        return values


class NoteForm(forms.Form):
    """What a supporting unit did."""

    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    note = forms.CharField(label=_("What your unit has done for this task"), widget=text_area(5), required=False)
    attachments = FilesField(label=_("Attachments"), help_text=ATTACHMENTS_HELP)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"submission_key": uuid.uuid4()})
        super().__init__(*args, **kwargs)


class VerdictForm(forms.Form):
    """The office's verdict: verified figures, or what has to change."""

    verified_percent = forms.IntegerField(label=_("Verified progress (%)"), required=False, error_messages=NUMBER_WRONG)
    verified_value = forms.DecimalField(
        label=_("Verified value"), required=False, max_digits=20, decimal_places=4, error_messages=NUMBER_WRONG
    )
    remark = forms.CharField(label=_("Remark"), widget=text_area(3), required=False,
                             help_text=_("Needed when the report is sent back."))  # fmt: skip

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        initial: dict[str, Any] = {"verified_percent": report.percent}
        if report.value is not None:
            initial["verified_value"] = f"{report.value.normalize():f}"
        super().__init__(*args, **{"initial": initial, **kwargs})
        if report.value is None:
            del self.fields["verified_value"]
        if report.kind == ReportKind.COMPLETION:
            del self.fields["verified_percent"]


class BatchForm(forms.Form):
    """A batch's name and document number."""

    jurisdiction = UnitField(label=_("Jurisdiction"))
    name = forms.CharField(label=_("Batch name"), required=False, max_length=120)
    document_number = forms.CharField(
        label=_("Document number"),
        required=False,
        max_length=60,
        help_text=_("It may be entered when the batch is issued."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, jurisdictions: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["jurisdiction"]
        assert isinstance(field, UnitField)
        offered = list(jurisdictions)
        if len(offered) == 1:
            del self.fields["jurisdiction"]
        field.offer(offered)


class IssueForm(forms.Form):
    """Issuing a batch."""

    document_number = forms.CharField(label=_("Document number"), required=False, max_length=60)
    issued_on = forms.DateField(label=_("Date of issue"), widget=day_input(), error_messages=DAY_WRONG)
