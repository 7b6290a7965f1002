"""How the history of units and accounts is worded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from luoshi.domain.audit.models import Event
from luoshi.domain.organizations.terms import Role, UnitKind
from luoshi.pages.shared.language import page_language

register = template.Library()

FIELDS: dict[str, Promise] = {
    "name": _("Name"),
    "short_name": _("Short name"),
    "aliases": _("Other names"),
    "kind": _("Kind"),
    "division_code": _("Division code"),
    "parent": pgettext_lazy("place in the tree", "Below"),
    "is_active": _("In use"),
    "unit": _("Unit"),
    "role": _("Role"),
    "username": _("Login name"),
}

UNIT_FIELDS: dict[str, Promise] = {"name": _("Full name")}


@dataclass(frozen=True)
class Change:
    """One field before and after, in words."""

    field: str
    before: str
    after: str


@register.filter
def changes(event: Event) -> Iterator[Change]:
    """Give what an event changed, field by field, empty values left out."""
    for name in {**event.before, **event.after}:
        before, after = (_words(name, values.get(name)) for values in (event.before, event.after))
        if before or after:
            words = UNIT_FIELDS if event.subject_type == "unit" else FIELDS
            yield Change(str(words.get(name, FIELDS.get(name, name))), before, after)


def _words(name: str, value: Any) -> str:
    language = page_language()
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, list):
        return "、".join(str(one) for one in value)
    lists = {"role": Role, "kind": UnitKind}
    if name in lists and value in set(lists[name]):
        return lists[name](value).label(language)
    return "" if value is None else str(value)
