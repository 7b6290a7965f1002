"""Forms of annual plans: opening one, and comparing versions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.domain.organizations.models import Unit
from luoshi.domain.tasks.models import AnnualPlan
from luoshi.pages.tasks.forms.fields import UnitField
from luoshi.pages.tasks.forms.task import NUMBER_WRONG


class PlanForm(forms.Form):
    """A plan's year, name and the steps of its batches (AP1)."""

    jurisdiction = UnitField(label=_("Jurisdiction"))
    year = forms.IntegerField(label=_("Year"), error_messages=NUMBER_WRONG)
    name = forms.CharField(label=_("Plan name"), required=False, max_length=120)
    needs_check = forms.BooleanField(
        label=_("Batches are checked before issue"), required=False, help_text=_("By an officer, point by point.")
    )
    needs_approval = forms.BooleanField(
        label=_("Batches are approved before issue"),
        required=False,
        help_text=_("By a leader. A small office switches one or both off."),
    )
    approving_unit = UnitField(
        label=_("Whose leader approves"),
        required=False,
        help_text=_("Leaders of the jurisdiction itself always may. None chosen: only they."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        jurisdictions: Iterable[Unit],
        units: Iterable[Unit],
        plan: AnnualPlan | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = list(jurisdictions)
        self._unit_field("jurisdiction").offer(offered)
        self._unit_field("approving_unit").offer(units)
        if plan is not None or len(offered) == 1:
            del self.fields["jurisdiction"]
        if plan is not None:
            del self.fields["year"]

    def _unit_field(self, name: str) -> UnitField:
        field = self.fields[name]
        assert isinstance(field, UnitField)
        return field
