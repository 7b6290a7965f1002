"""What the pages of the reserve share: ``{% load reserve_parts %}``.

``{% library_tabs "board" %}`` draws the tabs of the area, the one named marked; ``value|item:mapping`` looks a key up.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext

from luoshi.domain.organizations.terms import JURISDICTION_KINDS, Role
from luoshi.foundation.figures import figure_text
from luoshi.foundation.shares import points_text

register = template.Library()


@register.inclusion_tag("projects/library_tabs.html", takes_context=True)
def library_tabs(context: template.Context, current: str) -> dict[str, Any]:
    """Give the pages of the area that the person may open."""
    standing = context["request"].standing
    oversees = standing.has(Role.OFFICER, Role.ADMINISTRATOR) or any(
        post.unit_kind in JURISDICTION_KINDS for post in standing.posts
    )
    tabs = [
        ("list", gettext("List")),
        ("board", gettext("Board")),
        ("schedule", gettext("Schedule")),
        ("funnel", gettext("Funnel")),
        ("map", gettext("Map")),
        *([("quality", gettext("Reserve quality"))] if oversees else []),
        ("factors", gettext("Factor needs")),
        ("problems", gettext("Problems")),
        ("opportunities", gettext("Calls")),
    ]
    return {"tabs": [(reverse(f"projects:{name}"), word, name == current) for name, word in tabs]}


@register.filter
def item(key: Any, mapping: Mapping[Any, Any]) -> Any:
    """Look a key up; empty where it is not there."""
    return mapping.get(key, "")


@register.filter
def points(gap: Fraction | None) -> str:
    """Write a difference of percentage points with its sign; a dash for none."""
    return "—" if gap is None else points_text(gap)


@register.filter
def quantity(value: Any) -> str:
    """Write a quantity without zeros at its end; empty for none."""
    return figure_text(value)
