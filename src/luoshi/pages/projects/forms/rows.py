"""Forms of the rows that hang on a project, of a month and of a year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.domain.projects.models import Approval, Funding, Milestone, Participant
from luoshi.domain.projects.rules import (
    WORDS,
    ApprovalDraft,
    FundingDraft,
    MilestoneDraft,
    MonthDraft,
    MonthVerdict,
    ParticipantDraft,
    RowDraft,
    YearDraft,
)
from luoshi.domain.projects.terms import (
    AnnualClass,
    ApprovalKind,
    ApprovalState,
    FundCategory,
    ImageStage,
    ParticipantRole,
)
from luoshi.foundation.terms import Term
from luoshi.pages.projects.forms.fields import MoneyField, day_field, key_field, term_field, text_field, word

TERMS: Mapping[str, type[Term]] = MappingProxyType(
    {
        "kind": ApprovalKind,
        "state": ApprovalState,
        "role": ParticipantRole,
        "category": FundCategory,
        "image_stage": ImageStage,
        "annual_class": AnnualClass,
    }
)
LONG = {"narrative": 4, "problems_and_advice": 3, "next_month_plan": 3, "objective": 3}
DAYS = frozenset(
    {"granted_on", "needed_by", "starts_on", "ends_on", "planned_on", "planned_start", "actual_start", "actual_on"}
)
WHOLE = frozenset({"order", "planned_start_month", "planned_finish_month"})

# By the word in the address: the draft, its table, and what the row is called.
FORMS: Mapping[str, tuple[type[RowDraft], type[Any], Any]] = MappingProxyType(
    {
        "approvals": (ApprovalDraft, Approval, _("Approval")),
        "fundings": (FundingDraft, Funding, _("Source of money")),
        "milestones": (MilestoneDraft, Milestone, _("Milestone")),
        "participants": (ParticipantDraft, Participant, _("Firm")),
    }
)


class DraftForm(forms.Form):
    """A form with one field for each of a draft; what they may hold is judged by the rules (PJ14)."""

    def __init__(
        self,
        draft: type[RowDraft | MonthDraft | YearDraft | MonthVerdict],
        data: Any = None,
        *,
        units: list[tuple[int, str]] | None = None,
        initial: dict[str, Any] | None = None,
        without: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(data, initial=initial)
        self.draft = draft
        for field in fields(draft):
            if field.name not in without:
                self.fields[field.name] = _field(field.name, units or [])

    def made(self, **given: Any) -> Any:
        """Give the draft; ``given`` are fields that the form does not hold."""
        values = dict(given)
        for field in fields(self.draft):
            if field.name in self.cleaned_data:
                value = self.cleaned_data[field.name]
                is_sum = field.default is not MISSING and isinstance(field.default, Decimal)
                values[field.name] = Decimal(0) if value is None and is_sum else value
        if values.get("order", 0) is None:
            values["order"] = 0
        return self.draft(**values)


def _field(name: str, units: list[tuple[int, str]]) -> forms.Field:
    label = word(WORDS[name.removesuffix("_id")])
    if name in TERMS:
        return term_field(label, TERMS[name], may_be_empty=name in {"image_stage", "annual_class"})
    if name.endswith("_wan_yuan"):
        return MoneyField(label=label, required=False)
    if name.endswith("_id"):
        return key_field(label, units)
    if name in DAYS:
        field = day_field(label)
        field.required = name == "planned_on"
        return field
    if name in WHOLE:
        return forms.IntegerField(label=label, required=False, min_value=0, max_value=99)
    return text_field(label, rows=LONG.get(name, 1))
