"""Today, and the search over everything."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def today(request: HttpRequest) -> HttpResponse:
    """Show what waits for the person today."""
    return render(request, "home/today.html")


def search(request: HttpRequest) -> HttpResponse:
    """Search everything the person may see."""
    return render(request, "home/search.html")
