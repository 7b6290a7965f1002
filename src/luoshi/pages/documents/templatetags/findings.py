"""The words above lists of what was found."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from luoshi.domain.documents.terms import FindingKind

register = template.Library()

SEVERAL: dict[str, Promise | str] = {
    FindingKind.FORMULATION: gettext_lazy("Formulations"),
    FindingKind.TARGET: gettext_lazy("Targets"),
    FindingKind.COMMITMENT: gettext_lazy("Commitments"),
    FindingKind.PERSON: gettext_lazy("People"),
}


@register.filter
def several(kind: str) -> str:
    """Give the word for many findings of a kind; raises ``KeyError`` for a kind that is none."""
    return str(SEVERAL[kind])
