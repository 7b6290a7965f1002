"""The form of a dossier, in sections."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from luoshi.domain.projects.rules import DATES, FIELD_NAMES, FIELD_WORDS, YEARS, Dossier
from luoshi.domain.projects.rules.dossier import PLANNED
from luoshi.domain.projects.terms import ApprovalRoute, BuildKind, InvestorType, Level
from luoshi.pages.projects.forms.fields import MoneyField, day_field, key_field, term_field, text_field, word

MOST_YEARS = 15
YEARS_AHEAD = 3
YEAR_NAME = re.compile(r"year_(\d{4})")
MONEY = ("total_wan_yuan", "actual_total_wan_yuan", "done_before_wan_yuan")
LONG = {"summary": 3, "scale": 4}
SECTIONS = (
    (_("What it is"), ("name", "lead_unit", "sector_id", "level", "build_kind", "parent_id", "scale", "summary",
                       "new_capacity")),
    (_("Owner and people"), ("investor_type", "owner_unit_id", "owner_name", "owner_credit_code", "sponsor_leader",
                             "responsible_person", "contact_person", "contact_phone")),
    (_("Codes and place"), ("approval_route", "national_code", "local_code", "industry_code", "division_code",
                            "longitude", "latitude")),
    (_("Dates"), DATES),
    (_("Money (10,000 yuan)"), (*MONEY, "total_difference_reason")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form with its fields."""

    name: str
    fields: Sequence[BoundField]


@dataclass(frozen=True, slots=True)
class Offers:
    """What the lists of the form offer, as key and name."""

    lead_units: Sequence[tuple[int, str]]
    units: Sequence[tuple[int, str]]
    sectors: Sequence[tuple[int, str]]
    parents: Sequence[tuple[int, str]]


class DossierForm(forms.Form):
    """A dossier. Lengths, codes, order of dates and sums are judged by the rules (PJ8).

    ``asks_for_later``: the reader cannot put off planned dates, only ask for it (PJ23).
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    submission_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        offers: Offers,
        today: date,
        dossier: Dossier | None = None,
        lead_unit_id: int | None = None,
        version: int | None = None,
        is_lead_fixed: bool = False,
        asks_for_later: bool = False,
    ) -> None:
        initial = {name: getattr(dossier, name) for name in FIELD_NAMES} if dossier else {}
        initial |= {"lead_unit": lead_unit_id, "version": version, "submission_key": uuid.uuid4()}
        initial |= {f"year_{year}": amount for year, amount in (dossier.investment_by_year if dossier else ())}
        super().__init__(data, initial=initial)
        self._offer(offers)
        for year in self._years(dossier, today):
            self.fields[f"year_{year}"] = MoneyField(label=str(year), required=False)
        if dossier is not None:
            self.fields["reason"] = text_field(gettext("Reason for the change"), rows=2)
        self.fields["lead_unit"].disabled = is_lead_fixed
        if asks_for_later:
            for name in PLANNED:
                self.fields[name].help_text = gettext(
                    "The project is issued: an earlier date can be entered; for a later one ask on the project's page."
                )

    def _offer(self, offers: Offers) -> None:
        keys = {
            "lead_unit": offers.lead_units,
            "sector_id": offers.sectors,
            "owner_unit_id": offers.units,
            "parent_id": offers.parents,
        }
        terms = {
            "level": Level,
            "build_kind": BuildKind,
            "investor_type": InvestorType,
            "approval_route": ApprovalRoute,
        }
        for _name, names in SECTIONS:
            for name in names:
                label = word(FIELD_WORDS[name])
                if name in keys:
                    self.fields[name] = key_field(label, keys[name])
                elif name in terms:
                    is_open = name in {"investor_type", "approval_route"}
                    self.fields[name] = term_field(label, terms[name], may_be_empty=is_open)
                    if not is_open:
                        self.fields[name].initial = {"level": Level.ORDINARY.value, "build_kind": BuildKind.NEW.value}[
                            name
                        ]
                elif name in MONEY:
                    self.fields[name] = MoneyField(label=label, required=False)
                elif name in {"longitude", "latitude"}:
                    self.fields[name] = forms.DecimalField(
                        label=label, required=False, max_digits=9, decimal_places=6, localize=False
                    )
                elif name in DATES:
                    self.fields[name] = day_field(label)
                else:
                    self.fields[name] = text_field(label, rows=LONG.get(name, 1))

    def _years(self, dossier: Dossier | None, today: date) -> list[int]:
        """Give the years to fill in: those of the plan, those filled, and some ahead of a new project."""
        years = {int(found[1]) for name in self.data if (found := YEAR_NAME.fullmatch(name))}
        if dossier is not None:
            years |= {year for year, _ in dossier.investment_by_year}
            years |= {day.year for day in (dossier.planned_start, dossier.planned_finish) if day}
        if not years:
            years = {today.year, today.year + YEARS_AHEAD}
        first, last = min(years), max(max(years), min(years) + 1)
        return [year for year in range(first, min(last, first + MOST_YEARS - 1) + 1) if year in YEARS]

    @property
    def sections(self) -> list[Section]:
        """Give the parts of the form in order."""
        return [Section(str(name), [self[field] for field in fields]) for name, fields in SECTIONS]

    @property
    def year_fields(self) -> list[BoundField]:
        """Give the fields of the yearly investments."""
        return [self[name] for name in self.fields if YEAR_NAME.fullmatch(name)]

    def dossier(self) -> Dossier:
        """Give what was filled in."""
        values = self.cleaned_data
        years = tuple(
            (int(found[1]), values[name])
            for name in self.fields
            if (found := YEAR_NAME.fullmatch(name)) and values.get(name) is not None
        )
        taken: dict[str, Any] = {name: values[name] for name in FIELD_NAMES if name != "investment_by_year"}
        taken["done_before_wan_yuan"] = taken["done_before_wan_yuan"] or Decimal(0)
        return Dossier(**taken, investment_by_year=years)

    @property
    def places(self) -> dict[str, str]:
        """Say in which field of the form a rule's field stands."""
        first_year = next((name for name in self.fields if YEAR_NAME.fullmatch(name)), "total_wan_yuan")
        return {
            "sector": "sector_id",
            "owner_unit": "owner_unit_id",
            "parent": "parent_id",
            "investment_by_year": first_year,
        }
