"""How logging in differs from allauth's way: no sign-up, passwords set through our action, a clear lock-out page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from luoshi.domain.accounts.actions import change_own_password
from luoshi.domain.accounts.models import Account
from luoshi.foundation.clock import current_time


class LoginAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the package has no types
    """Accounts are made by administrators; nothing is sent by mail."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False

    def set_password(self, user: Account, password: str) -> None:
        """Change the person's own password."""
        change_own_password(actor=user, now=current_time(), password=password)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send nothing: accounts have no address, and the server calls no other host."""


def lockout_page(
    request: HttpRequest, response: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """Say that login is locked after too many wrong passwords, and when one may try again."""
    now = current_time()
    username = (credentials or {}).get("username") or request.POST.get("login", "")
    wait = get_cool_off(request) or timedelta()
    attempt = AccessAttempt.objects.filter(username=username).order_by("-attempt_time").first()
    opens_at = (attempt.attempt_time if attempt else now) + wait
    context = {"opens_at": opens_at, "limit": settings.AXES_FAILURE_LIMIT}
    answer = render(request, "organizations/locked.html", context, status=429)
    answer["Retry-After"] = str(max(1, int((opens_at - now).total_seconds())))
    return answer
