"""The form of a goal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import units_within
from luoshi.domain.strategy.models import Goal, NodeKind, Plan
from luoshi.domain.strategy.queries import tree_as_of
from luoshi.foundation.clock import current_time, local_date
from luoshi.pages.strategy.loading import word_of

SET_IN = "　"


class KindField(forms.ModelChoiceField[NodeKind]):
    """One kind of node, in the language of the page."""

    def label_from_instance(self, obj: Any) -> str:
        """Give its word."""
        return word_of(obj)


class UnitField(forms.ModelChoiceField[Unit]):
    """One unit, those deeper in the tree set in."""

    def label_from_instance(self, obj: Any) -> str:
        """Give its short name."""
        return f"{SET_IN * max(obj.depth - 2, 0)}{obj.label}"


class GoalField(forms.ModelChoiceField[Goal]):
    """One goal of a plan, in the order of the tree."""

    depths: dict[int, int]

    def offer(self, plan: Plan, *, without: set[int], references: bool) -> None:
        """Offer a plan's standing goals but for those named; references only where they are wanted."""
        tree = tree_as_of(plan, local_date(current_time()))
        listed = [
            (place, depth)
            for place, depth in tree.walk()
            if place.pk not in without and (references or place.refers_to is None)
        ]
        self.depths = {place.pk: depth for place, depth in listed}
        self.queryset = Goal.objects.filter(pk__in=self.depths)
        self.choices = [("", self.empty_label), *((p.pk, f"{SET_IN * depth}{p.title}") for p, depth in listed)]


class GoalForm(forms.Form):
    """A goal's words, place, weight and lead unit; for a new one also the goal it shows."""

    title = forms.CharField(label=_("Goal"), max_length=400, error_messages={"required": _("Enter the goal's words.")})
    kind = KindField(
        NodeKind.objects.none(),
        label=_("Node kind"),
        empty_label=_("Choose a kind"),
        error_messages={"required": _("Choose what kind of node it is.")},
    )
    parent = GoalField(Goal.objects.none(), label=_("Under"), required=False, empty_label=_("at the top"))
    refers_to = GoalField(
        Goal.objects.none(),
        label=_("Shows another goal"),
        required=False,
        empty_label=_("no, it is a goal of its own"),
        help_text=_("An element that stands in several places: it is shown here and counted where it stands itself."),
    )
    weight = forms.DecimalField(
        label=_("Weight"),
        required=False,
        max_digits=7,
        decimal_places=2,
        help_text=_("Left empty, it weighs as much as its siblings on average."),
        error_messages={"invalid": _("Enter a number, for example 20.")},
    )
    lead_unit = UnitField(Unit.objects.none(), label=_("Lead unit"), required=False, empty_label=_("none"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, plan: Plan, goal: Goal | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind, parent, unit = self.fields["kind"], self.fields["parent"], self.fields["lead_unit"]
        assert isinstance(kind, KindField)
        assert isinstance(parent, GoalField)
        assert isinstance(unit, UnitField)
        kind.queryset = NodeKind.objects.filter(jurisdiction=plan.jurisdiction).order_by("order", "pk")
        unit.queryset = units_within([plan.jurisdiction.path])
        parent.offer(plan, without={goal.pk} if goal else set(), references=False)
        if goal is not None:
            del self.fields["refers_to"]
        else:
            target = self.fields["refers_to"]
            assert isinstance(target, GoalField)
            target.offer(plan, without=set(), references=False)
