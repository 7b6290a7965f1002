"""Whether the tabs above the documents lead to read archives."""

from __future__ import annotations

from django import template

from luoshi.domain.documents.permissions import can_open_archives
from luoshi.domain.documents.queries import archive_folders

register = template.Library()


@register.simple_tag(takes_context=True)
def archives_open(context: template.Context) -> bool:
    """Tell whether there are archives and the person may open them; asks the database only where there are."""
    return bool(archive_folders()) and can_open_archives(context["request"].standing)
