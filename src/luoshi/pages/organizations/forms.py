"""Forms of units and accounts. They clean what is typed; what is allowed is the actions' business."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import units_within
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.organizations.terms import Role, UnitKind
from luoshi.foundation.terms import Term
from luoshi.pages.shared.language import page_language


def term_choices(words: type[Term]) -> list[tuple[str, str]]:
    """Give the values and words of a closed list in the language of the page."""
    language = page_language()
    return [(word.value, word.label(language)) for word in words]


class UnitChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic for the type checker only
    """A unit out of the tree, indented by its depth."""

    def label_from_instance(self, obj: Unit) -> str:
        """Show the depth as full-width spaces."""
        return str("　" * (obj.depth - 1) + obj.name)


class UnitForm(forms.Form):
    """Names, kind and code of a unit."""

    name = forms.CharField(label=_("Full name"), max_length=100, help_text=_("As on the seal."))
    short_name = forms.CharField(
        label=_("Short name"), max_length=40, required=False, help_text=_("As people say it; shown in lists.")
    )
    aliases = forms.CharField(
        label=_("Other names"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "One a line. Names under which documents call the unit; they are recognised when a document is read."
        ),
    )
    kind = forms.ChoiceField(label=_("Kind"))
    division_code = forms.RegexField(
        r"^\d{6}(\d{3}){0,2}$",
        label=_("Division code"),
        required=False,
        help_text=_("6, 9 or 12 digits, for territories only."),
        error_messages={"invalid": _("Enter 6, 9 or 12 digits.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the kinds in the language of the page."""
        super().__init__(*args, **kwargs)
        kinds = self.fields["kind"]
        assert isinstance(kinds, forms.ChoiceField)
        kinds.choices = term_choices(UnitKind)

    def clean_aliases(self) -> list[str]:
        """Take one name a line."""
        return [line.strip() for line in self.cleaned_data["aliases"].splitlines() if line.strip()]


class MoveForm(forms.Form):
    """Where a unit goes."""

    parent = UnitChoice(label=_("Below which unit"), queryset=Unit.objects.none(), empty_label=_("Choose a unit"))

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        """Offer the units that the administrator reaches."""
        super().__init__(*args, **kwargs)
        _offer_units(self.fields["parent"], standing)


class RoleForm(forms.Form):
    """A post: a unit and a role in it."""

    unit = UnitChoice(label=_("Unit"), queryset=Unit.objects.none(), empty_label=_("Choose a unit"))
    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        """Offer units in reach and all roles."""
        super().__init__(*args, **kwargs)
        _offer_units(self.fields["unit"], standing)
        _offer_roles(self.fields["role"])


class AccountForm(forms.Form):
    """A new account and its first role."""

    display_name = forms.CharField(label=_("Name"), max_length=80)
    username = forms.CharField(
        label=_("Login name"), max_length=150, help_text=_("Letters, digits, Chinese characters and . _ - are allowed.")
    )
    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer all roles."""
        super().__init__(*args, **kwargs)
        _offer_roles(self.fields["role"])


class NameForm(forms.Form):
    """The name others see."""

    display_name = forms.CharField(label=_("Name"), max_length=80)


def _offer_units(field: forms.Field, standing: Standing) -> None:
    assert isinstance(field, UnitChoice)
    field.queryset = units_within(standing.scopes(Role.ADMINISTRATOR))


def _offer_roles(field: forms.Field) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = term_choices(Role)
