"""One's own account."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from luoshi.domain.audit.queries import history_of
from luoshi.pages.shared.requests import PersonRequest


@require_GET
def own_account(request: PersonRequest) -> HttpResponse:
    """Show one's own account: posts, password, second factor, history."""
    context = {
        "has_second_factor": is_mfa_enabled(request.user),
        "history": history_of("account", request.user.pk)[:20],
    }
    return render(request, "organizations/own_account.html", context)
