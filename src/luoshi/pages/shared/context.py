"""What the frame's templates need on every page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from luoshi.foundation.clock import local_date
from luoshi.pages.shared.kept_forms import SESSION_KEY, form_account_token, kept_form_for
from luoshi.pages.shared.navigation import rail_of


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give the rail, the posts the person holds, today's date, and what was kept of an unfinished form."""
    if not hasattr(request, "standing"):
        return {}
    return {
        "rail": SimpleLazyObject(lambda: rail_of(request)),
        "own_posts": SimpleLazyObject(lambda: request.standing.posts),
        "today": local_date(request.now),  # type: ignore[attr-defined]
        "kept_form": SimpleLazyObject(lambda: kept_form_for(request)),
        "form_account": SimpleLazyObject(lambda: form_account_token(request)),
        "kept_waits": SimpleLazyObject(lambda: not request.user.is_authenticated and SESSION_KEY in request.session),
    }
