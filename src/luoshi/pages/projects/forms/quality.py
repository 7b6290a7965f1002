"""Forms of what an office wants of its reserve: targets, shares of investors, limits of stay."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.domain.projects.models import ReserveTarget
from luoshi.domain.projects.terms import InvestorType, LifecycleStage
from luoshi.pages.projects.forms.fields import MoneyField
from luoshi.pages.shared.language import page_language

WHOLE_NUMBER = {"invalid": _("Enter a whole number.")}
A_NUMBER = {"invalid": _("Enter a number, for example 20.")}


class TargetForm(forms.Form):
    """One year's target. Shares are entered in per cent."""

    year = forms.IntegerField(label=_("Year of the starts"), error_messages=WHOLE_NUMBER)
    investment_wan_yuan = MoneyField(label=_("Investment that the starts need (10,000 yuan)"), required=False)
    projects = forms.IntegerField(label=_("Number of starts"), required=False, error_messages=WHOLE_NUMBER)
    times = forms.DecimalField(
        label=_("Reserve wanted, as a multiple"),
        max_digits=5,
        decimal_places=2,
        help_text=_("2 means: twice what the starts need."),
        error_messages=A_NUMBER,
    )

    def __init__(self, data: Any = None, *, stored: ReserveTarget | None, year: int) -> None:
        initial: dict[str, Any] = {"year": year, "times": Decimal(2)}
        if stored is not None:
            initial |= {
                "investment_wan_yuan": stored.investment_wan_yuan,
                "projects": stored.projects,
                "times": stored.times,
            }
            shares = stored.wanted_investor_shares.items()
            initial |= {f"share_{name}": f"{(Decimal(share) * 100).normalize():f}" for name, share in shares}
        super().__init__(data, initial=initial)
        for investor in InvestorType:
            self.fields[f"share_{investor.value}"] = forms.DecimalField(
                label=_("%(investor)s, wanted share (%%)") % {"investor": investor.label(page_language())},
                required=False,
                max_digits=5,
                decimal_places=2,
                error_messages=A_NUMBER,
            )

    def values(self) -> dict[str, Any]:
        """Give what the action takes."""
        cleaned = self.cleaned_data
        shares = {
            investor.value: cleaned[f"share_{investor.value}"] / 100
            for investor in InvestorType
            if cleaned.get(f"share_{investor.value}") is not None
        }
        return {
            "year": cleaned["year"],
            "investment_wan_yuan": cleaned["investment_wan_yuan"],
            "projects": cleaned["projects"],
            "times": cleaned["times"],
            "investor_shares": shares,
        }


class DwellForm(forms.Form):
    """After how many days a project stands still in each stage."""

    def __init__(self, data: Any = None, *, limits: Mapping[LifecycleStage, int]) -> None:
        super().__init__(data, initial={f"days_{stage.value}": days for stage, days in limits.items()})
        self.stages = tuple(limits)
        for stage in limits:
            self.fields[f"days_{stage.value}"] = forms.IntegerField(
                label=_("%(stage)s (days)") % {"stage": stage.label(page_language())},
                required=False,
                error_messages=WHOLE_NUMBER,
            )

    def days(self) -> dict[LifecycleStage, int | None]:
        """Give the limits; None goes back to the usual."""
        return {stage: self.cleaned_data[f"days_{stage.value}"] for stage in self.stages}
