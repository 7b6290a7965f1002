"""The words and signs of every page. Built in: templates need no ``{% load luoshi %}``, though it does no harm.

Filters
    ``{{ task.state|term:"TaskState" }}``    the word of a closed list, in the language of the page
    ``{{ unit|unit_label }}``                short name of a unit, "—" for none
    ``{{ when|date_text }}``                 2026-11-21;  ``:"weekday"`` adds the weekday, ``:"time"`` the time of day
    ``{{ deadline|days_left:today }}``       "3 days left", "today", "2 days late"; empty for no date
Tags
    ``{% icon "search" %}``                  a sign of the sprite, hidden from screen readers; names in ``icons.txt``
    ``{% csrf_token %}``                     Django's field, and beside it whose form this is (see ``kept_forms``)
    ``{% query page=2 sort="deadline" %}``   the present query string with some values replaced; None removes one
    ``{% phrase refusal %}``                 the words of a refusal in the language of the page
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from luoshi.domain.organizations.models import Unit
from luoshi.foundation.figures import Count, figure_text
from luoshi.foundation.refusals import Refusal
from luoshi.foundation.terms import Term
from luoshi.pages.shared.kept_forms import FORM_ACCOUNT_FIELD, form_account_token
from luoshi.pages.shared.language import page_language

register = template.Library()


@cache
def _term(name: str) -> type[Term]:
    for found in Term.__subclasses__():
        if found.__name__ == name:
            return found
    raise template.TemplateSyntaxError(f"no closed list is called {name}")


@register.filter
def term(value: Any, name: str) -> str:
    """Give the word of a stored value of the closed list ``name``; empty for an empty value.

    A value that the list no longer knows, as an old history may hold, stands for itself.
    """
    words = _term(name)
    if not value:
        return ""
    try:
        return words(value).label(page_language())
    except ValueError:
        return str(value)


@register.filter
def unit_label(unit: Unit | None) -> str:
    """Give the short name of a unit; a dash where there is none."""
    return unit.label if unit else "—"


@register.filter
def figure(value: Any) -> Any:
    """Write a count or a figure: 12,345 or 3.5; empty for None. Years, numbers of documents and keys go without it."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Count(value)  # a number still, so that a sentence can ask for its plural
    return figure_text(value)


@register.filter
def date_text(when: date | datetime | None, form: str = "") -> str:
    """Write a day as 2026-11-21, a moment likewise in local time; empty for None."""
    if when is None or when == "":
        return ""
    local = timezone.localtime(when) if isinstance(when, datetime) and timezone.is_aware(when) else when
    text = f"{local:%Y-%m-%d}"
    if form == "weekday":
        return f"{text} {date_format(local, 'D')}"
    return f"{text} {local:%H:%M}" if form == "time" else text


@register.filter
def days_left(day: date | None, today: date) -> str:
    """Say how far a day is from today; empty for None."""
    if day is None:
        return ""
    days = (day - today).days
    if days == 0:
        return gettext("due today")
    if days > 0:
        return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
    return ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}


@register.simple_tag
@cache  # dozens stand on a page, and the sprite's address holds as long as the process
def icon(name: str) -> SafeString:
    """Draw a sign of the sprite; the words beside it say what it means."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        static("vendor/icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def csrf_token(context: template.Context) -> SafeString:
    """Write the hidden fields of a form: Django's proof of origin, and the signed account the form was made for."""
    token = context.get("csrf_token")
    if not token or token == "NOTPROVIDED":  # noqa: S105 - Django's own word for none
        return mark_safe("")
    owner = form_account_token(context["request"]) if "request" in context else ""
    return format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}"><input type="hidden" name="{}" value="{}">',
        token,
        FORM_ACCOUNT_FIELD,
        owner,
    )


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """Give the present query string, ``?`` included, with some values replaced; None removes one."""
    values = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None or value == "":
            values.pop(name, None)
        else:
            values[name] = str(value)
    return f"?{values.urlencode()}"


@register.simple_tag
def phrase(refusal: Refusal) -> str:
    """Give the words of a refusal."""
    return refusal.message(page_language())
