"""Units, accounts and one's own account."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def own_account(request: HttpRequest) -> HttpResponse:
    """Show one's own account: posts, password, second factor, language."""
    return render(request, "organizations/own_account.html")
