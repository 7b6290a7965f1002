"""Forms of bulletins. What is wrong is said by the rules, at the field it speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.domain.bulletins.models import BulletinRules
from luoshi.domain.bulletins.queries import list_rules
from luoshi.domain.bulletins.terms import PeerGroup, Ranked
from luoshi.domain.organizations.models import Unit


class NewBulletinForm(forms.Form):
    """The jurisdiction and the span."""

    jurisdiction = forms.ModelChoiceField(Unit.objects.none(), label=_("Jurisdiction"), empty_label=None)
    period = forms.ChoiceField(label=_("Time span"), help_text=_("Periods that are over, newest first."))

    def __init__(
        self,
        *args: Any,
        jurisdictions: Iterable[Unit],
        periods: Sequence[tuple[str, list[tuple[str, str]]]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        keys = [unit.pk for unit in jurisdictions]
        place, period = self.fields["jurisdiction"], self.fields["period"]
        assert isinstance(place, forms.ModelChoiceField)
        assert isinstance(period, forms.ChoiceField)
        place.queryset = Unit.objects.filter(pk__in=keys)
        if len(keys) < 2:
            del self.fields["jurisdiction"]
        period.choices = periods


class SettingsForm(forms.Form):
    """How bulletins look, who may read them, and the rules of the lists: a target and places by group."""

    issuer = forms.CharField(
        label=_("Issued by"), max_length=60, help_text=_("Shown in red at the head, and as the signature.")
    )
    number_word = forms.CharField(
        label=_("Number prefix"),
        max_length=30,
        help_text=_("Such as 霁督通报; 〔year〕 and number follow."),
    )
    copies_to = forms.CharField(label=_("Copies to"), max_length=200, required=False)
    is_open = forms.BooleanField(
        label=_("Show published bulletins without a login"),
        required=False,
        help_text=_("Everybody who knows the address can then read them. Leave it off unless you are told otherwise."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for ranked in Ranked:
            self.fields[f"{ranked.value}_on"] = forms.BooleanField(label=_("Use these lists"), required=False)
            self.fields[f"{ranked.value}_target"] = forms.DecimalField(
                label=_("Target in %"),
                required=False,
                min_value=0,
                max_value=1000,
                decimal_places=2,
                help_text=_("Leave empty for time-proportional progress."),
            )
            for group in PeerGroup:
                for side in ("top", "bottom"):
                    self.fields[f"{ranked.value}_{side}_{group.value}"] = forms.IntegerField(
                        min_value=0, max_value=999, label=group.label("zh-hans")
                    )

    @staticmethod
    def initial_of(rules: BulletinRules) -> dict[str, Any]:
        """Give what the form shows of stored settings."""
        shown: dict[str, Any] = {
            name: getattr(rules, name) for name in ("issuer", "number_word", "copies_to", "is_open")
        }
        shown["version"] = rules.version if rules.pk else None
        by_ranked = {rule.ranked: rule for rule in list_rules(rules.lists)}
        for ranked in Ranked:
            rule = by_ranked.get(ranked)
            shown[f"{ranked.value}_on"] = rule is not None
            shown[f"{ranked.value}_target"] = None if rule is None or rule.target is None else rule.target * 100
            for group in PeerGroup:
                shown[f"{ranked.value}_top_{group.value}"] = rule.top.get(group, 0) if rule else 0
                shown[f"{ranked.value}_bottom_{group.value}"] = rule.bottom.get(group, 0) if rule else 0
        return shown

    def lists(self, rules: BulletinRules) -> list[dict[str, Any]]:
        """Give the rules as plain values; names stay as they were."""
        values = self.cleaned_data
        names = {rule.ranked: (rule.chinese, rule.english) for rule in list_rules(rules.lists)}
        made = []
        for ranked in Ranked:
            if not values[f"{ranked.value}_on"]:
                continue
            target: Decimal | None = values[f"{ranked.value}_target"]
            chinese, english = names.get(ranked, (ranked.chinese.split("（")[0], ranked.english))
            made.append(
                {
                    "ranked": ranked.value,
                    "zh": chinese,
                    "en": english,
                    "target": "time" if target is None else f"{target / 100:f}",
                    "top": {group.value: values[f"{ranked.value}_top_{group.value}"] for group in PeerGroup},
                    "bottom": {group.value: values[f"{ranked.value}_bottom_{group.value}"] for group in PeerGroup},
                }
            )
        return made

    def rule_rows(self, language: str) -> list[dict[str, Any]]:
        """Give the bound fields of each rule for the table."""
        return [
            {
                "name": ranked.label(language),
                "key": ranked.value,
                "on": self[f"{ranked.value}_on"],
                "target": self[f"{ranked.value}_target"],
                "groups": [
                    (
                        group.label(language),
                        self[f"{ranked.value}_top_{group.value}"],
                        self[f"{ranked.value}_bottom_{group.value}"],
                    )
                    for group in PeerGroup
                ],
            }
            for ranked in Ranked
        ]
