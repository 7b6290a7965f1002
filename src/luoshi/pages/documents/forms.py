"""The forms of the reading page: a finding's fields, and the task that a commitment becomes."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from luoshi.domain.documents.models import Finding
from luoshi.domain.documents.terms import CommitmentLevel, FindingKind
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import units_within
from luoshi.domain.tasks.terms import Comparator, Instrument
from luoshi.foundation.terms import Term
from luoshi.pages.shared.language import page_language
from luoshi.workflows.accept_findings import TaskProposal


def term_choices(closed_list: type[Term], empty: str | None = "—") -> list[tuple[str, str]]:
    """Value and word of a closed list in the language of the page."""
    words = [(member.value, member.label(page_language())) for member in closed_list]
    return [("", empty), *words] if empty is not None else words


class FindingForm(forms.Form):
    """What an officer may correct on a finding; only the fields of its kind are there."""

    quote = forms.CharField(
        label=_("Words in the document"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Shorten or extend to the letter, or select the words in the source and press the button below."),
    )
    start = forms.IntegerField(required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, widget=forms.HiddenInput)
    level = forms.ChoiceField(label=_("Level"))
    instrument = forms.ChoiceField(label=_("Instrument"), required=False)
    lead = forms.CharField(
        label=_("Lead unit in the document"), required=False, max_length=200, help_text=_("Several, separated by 、")
    )
    supporting = forms.CharField(label=_("Supporting units in the document"), required=False, max_length=400)
    text = forms.CharField(label=_("Formulation"), required=False, max_length=120)
    members = forms.CharField(label=_("Its members"), required=False, max_length=600)
    indicator = forms.CharField(label=_("Indicator"), required=False, max_length=120)
    comparator = forms.ChoiceField(label=_("Comparison"), required=False)
    value = forms.DecimalField(label=_("Value"), required=False)
    unit = forms.CharField(label=_("Unit of measure"), required=False, max_length=20)
    deadline = forms.CharField(
        label=_("Deadline"), required=False, max_length=10, help_text=_("2026, 2026-06 or 2026-06-30")
    )
    deadline_text = forms.CharField(label=_("Deadline as the document says it"), required=False, max_length=120)

    FIELDS_BY_KIND = {
        FindingKind.COMMITMENT: ("level", "instrument", "lead", "supporting", "deadline", "deadline_text"),
        FindingKind.TARGET: ("indicator", "comparator", "value", "unit", "deadline", "deadline_text"),
        FindingKind.FORMULATION: ("text", "members"),
    }
    LISTS = ("lead", "supporting", "members")

    def __init__(self, finding: Finding, data: QueryDict | None = None) -> None:
        self.finding = finding
        self.own = self.FIELDS_BY_KIND[FindingKind(finding.kind)]
        initial = {"quote": finding.quote} | {name: self._shown(finding, name) for name in self.own}
        super().__init__(data, auto_id=f"edit-{finding.pk}-%s", initial=initial)
        for name in set(self.fields) - {"quote", "start", "end", *self.own}:
            del self.fields[name]
        for name, closed_list in (("level", CommitmentLevel), ("instrument", Instrument), ("comparator", Comparator)):
            if name in self.fields:
                choices = term_choices(closed_list, empty=None if name == "level" else "—")
                self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _shown(self, finding: Finding, name: str) -> Any:
        value = finding.fields.get(name)
        if name == "lead" and not value:
            value = finding.fields.get("owner")
        return "、".join(value) if isinstance(value, list) else value

    def changes(self) -> dict[str, Any]:
        """Give the fields as the findings keep them."""
        changed: dict[str, Any] = {}
        for name in self.own:
            value = self.cleaned_data[name]
            if name in self.LISTS:
                value = [part.strip() for part in re.split(r"[、，,；;\n]", value) if part.strip()]
                if name == "members":
                    value = value or None
            elif name == "value":
                value = float(value) if value is not None else None
            else:
                value = value.strip() or None
            changed[name] = value
        if "lead" in changed:
            changed["owner"] = "、".join(changed["lead"]) or None
        if any(
            name in changed and changed[name] != self.finding.fields.get(name) for name in ("deadline", "deadline_text")
        ):
            # How the engine came by its own deadline says nothing of an officer's.
            changed |= {"deadline_basis": None, "deadline_from": None}
        return changed


class TaskForm(forms.Form):
    """The task that a commitment becomes."""

    title = forms.CharField(label=_("What is to be done"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    instrument = forms.ChoiceField(label=_("Instrument"))
    lead_unit = forms.ModelChoiceField(
        label=_("Lead unit"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label="—",
        widget=forms.Select(attrs={"data-choose": ""}),
    )
    supporting_units = forms.ModelMultipleChoiceField(
        label=_("Supporting units"),
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"data-choose": ""}),
    )
    deadline = forms.DateField(
        label=_("Deadline"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    deadline_text = forms.CharField(label=_("Deadline as the document says it"), required=False, max_length=120)
    indicator = forms.CharField(label=_("Indicator"), required=False, max_length=120)
    comparator = forms.ChoiceField(label=_("Comparison"), required=False)
    target_value = forms.DecimalField(label=_("Target value"), required=False, max_digits=20, decimal_places=4)
    target_unit = forms.CharField(label=_("Unit of measure"), required=False, max_length=20)
    measures = forms.CharField(
        label=_("Concrete measures"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    responsible_leader = forms.CharField(label=_("Responsible leader"), required=False, max_length=60)
    responsible_person = forms.CharField(label=_("Responsible person"), required=False, max_length=60)

    def __init__(self, finding: Finding, data: QueryDict | None = None, proposal: TaskProposal | None = None) -> None:
        initial = self.initial_of(proposal) if proposal else None
        super().__init__(data, auto_id=f"task-{finding.pk}-%s", initial=initial)
        self.fields["instrument"].choices = term_choices(Instrument, empty=None)  # type: ignore[attr-defined]
        self.fields["comparator"].choices = term_choices(Comparator)  # type: ignore[attr-defined]
        units = units_within([finding.document.jurisdiction.path])
        for name in ("lead_unit", "supporting_units"):
            self.fields[name].queryset = units  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, proposal: TaskProposal) -> dict[str, Any]:
        """Give what the form begins with."""
        value = proposal.target_value
        return {
            "title": proposal.title,
            "instrument": proposal.instrument.value,
            "lead_unit": proposal.lead_unit,
            "supporting_units": list(proposal.supporting_units),
            "deadline": proposal.deadline,
            "deadline_text": proposal.deadline_text,
            "indicator": proposal.indicator,
            "comparator": proposal.comparator,
            "target_value": f"{value.normalize():f}" if value is not None else None,
            "target_unit": proposal.target_unit,
            "measures": proposal.measures,
            "responsible_leader": proposal.responsible_leader,
            "responsible_person": proposal.responsible_person,
        }

    def proposal(self) -> TaskProposal:
        """Give the task as the officer wrote it."""
        its = self.cleaned_data
        return TaskProposal(
            title=its["title"],
            instrument=Instrument(its["instrument"]),
            lead_unit=its["lead_unit"],
            supporting_units=tuple(its["supporting_units"]),
            deadline=its["deadline"],
            deadline_text=its["deadline_text"],
            indicator=its["indicator"],
            comparator=its["comparator"],
            target_value=its["target_value"],
            target_unit=its["target_unit"],
            measures=its["measures"],
            responsible_leader=its["responsible_leader"],
            responsible_person=its["responsible_person"],
        )
