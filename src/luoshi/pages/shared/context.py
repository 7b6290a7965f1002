"""What the frame's templates need on every page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from luoshi.domain.notices.queries import unread_count
from luoshi.foundation.clock import local_date
from luoshi.pages.shared.kept_forms import SESSION_KEY, form_account_token, kept_form_for
from luoshi.pages.shared.navigation import rail_of


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give the rail, the posts the person holds, today's date, the bell's count, and what was kept of a form."""
    if not hasattr(request, "standing"):
        return {}
    return {
        "rail": SimpleLazyObject(lambda: rail_of(request)),
        "own_posts": SimpleLazyObject(lambda: request.standing.posts),
        "today": local_date(request.now),  # type: ignore[attr-defined]
        "unread_notices": SimpleLazyObject(lambda: unread_count(request.user) if request.user.is_authenticated else 0),
        "kept_form": SimpleLazyObject(lambda: kept_form_for(request)),
        "form_account": SimpleLazyObject(lambda: form_account_token(request)),
        "kept_waits": SimpleLazyObject(lambda: not request.user.is_authenticated and SESSION_KEY in request.session),
    }
