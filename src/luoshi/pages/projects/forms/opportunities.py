"""Forms of calls and applications; conditions are rows of field, comparator and value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from luoshi.domain.projects.rules.opportunities import COMPARATORS, NO, TERMS, YES
from luoshi.domain.projects.terms import ApplicationDeed, CriterionComparator, CriterionField, FundCategory
from luoshi.pages.projects.forms.fields import MoneyField, day_field, term_field, text_field
from luoshi.pages.shared.language import page_language

SPARE_ROWS = 1  # empty rows offered below those filled in
MOST_ROWS = 30


class CallForm(forms.Form):
    """A call without its conditions."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        self.fields["name"] = text_field(str(_("Name of the call")))
        self.fields["caller"] = text_field(str(_("Who calls")))
        self.fields["document_number"] = text_field(str(_("Document number")))
        self.fields["fund_category"] = term_field(str(_("Category of funds")), FundCategory, may_be_empty=True)
        self.fields["total_wan_yuan"] = MoneyField(label=_("Sum of the call (10,000 yuan)"), required=False)
        self.fields["closes_on"] = day_field(str(_("Closes on")))
        self.fields["text"] = text_field(str(_("What it is about")), rows=4)


@dataclass(frozen=True, slots=True)
class Choice:
    """One offer of a list."""

    value: str
    word: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One condition as the form shows it: lists for field and comparison, and for the value where it is of a list."""

    number: int
    fields: Sequence[Choice]
    comparators: Sequence[Choice]
    values: Sequence[Choice]
    value: str
    is_day: bool


def posted_rows(data: QueryDict) -> list[dict[str, str]]:
    """Read the rows as they were posted; those marked for removal are left out."""
    fields, comparators, values = (data.getlist(f"criterion_{name}") for name in ("field", "comparator", "value"))
    rows = [
        {"field": field, "comparator": comparator, "value": value.strip()}
        for field, comparator, value in zip(fields, comparators, values, strict=False)
    ]
    removed = data.get("remove", "")
    return [row for place, row in enumerate(rows[:MOST_ROWS]) if str(place) != removed]


def shown_rows(
    rows: Sequence[Mapping[str, str]], keyed: Mapping[CriterionField, Sequence[tuple[int, str]]]
) -> list[CriterionRow]:
    """Give the rows to show, with an empty one to fill in; ``keyed`` are the offers of fields with own lists."""
    filled = [row for row in rows if row.get("field")]
    empty: Mapping[str, str] = {"field": "", "comparator": "", "value": ""}
    return [_row(place, row, keyed) for place, row in enumerate([*filled, *[empty] * SPARE_ROWS])]


def _row(place: int, row: Mapping[str, str], keyed: Mapping[CriterionField, Sequence[tuple[int, str]]]) -> CriterionRow:
    name, said = row.get("field", ""), page_language()
    field = CriterionField(name) if name in set(CriterionField) else None
    usual = COMPARATORS[field] if field else tuple(CriterionComparator)
    chosen = row.get("comparator", "")
    return CriterionRow(
        place,
        [Choice(f.value, f.label(said), f.value == name) for f in CriterionField],
        [Choice(c.value, c.label(said), c.value == chosen) for c in usual],
        _values(field, row.get("value", ""), keyed),
        row.get("value", ""),
        field is CriterionField.PLANNED_START,
    )


def _values(
    field: CriterionField | None, chosen: str, keyed: Mapping[CriterionField, Sequence[tuple[int, str]]]
) -> list[Choice]:
    if field is None:
        return []
    said = page_language()
    if field in TERMS:
        return [Choice(t.value, t.label(said), t.value == chosen) for t in TERMS[field]]
    if field in keyed:
        return [Choice(str(key), word, str(key) == chosen) for key, word in keyed[field]]
    if field is CriterionField.IS_STARTED:
        return [Choice(YES, str(_("Yes")), chosen == YES), Choice(NO, str(_("No")), chosen == NO)]
    return []


class ApplyForm(forms.Form):
    """What a project asks for, and why where it lacks a condition."""

    asked_wan_yuan = MoneyField(label=_("Asked for (10,000 yuan)"), required=False)
    remark = forms.CharField(label=_("Remark"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class StepForm(forms.Form):
    """What one step of an application asks for."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, deed: ApplicationDeed, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial), prefix=None)
        if deed is ApplicationDeed.APPROVE:
            self.fields["granted_wan_yuan"] = MoneyField(label=_("Granted (10,000 yuan)"), required=False)
            self.fields["document_number"] = text_field(str(_("Document number")))
        if deed is ApplicationDeed.RECEIVE:
            self.fields["amount"] = MoneyField(label=_("Money that came in (10,000 yuan)"), required=False)
        else:
            label = _("Reason") if deed is ApplicationDeed.REFUSE else _("Remark")
            self.fields["remark"] = text_field(str(label), rows=2)
