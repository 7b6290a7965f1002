"""Today, and the search over everything."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from luoshi.domain.organizations.terms import Role
from luoshi.foundation.clock import local_date
from luoshi.pages.home.follow_through import follow_through_for
from luoshi.pages.home.last_visit import remember, visit_of
from luoshi.pages.home.overview import overview_for
from luoshi.pages.home.searching import LONGEST_WORDS, search_everything
from luoshi.pages.home.situation import situation_for
from luoshi.pages.shared.requests import PersonRequest


@require_GET
def today(request: PersonRequest) -> HttpResponse:
    """Show what waits for the person, what is late, and what changed."""
    standing = request.standing
    if not standing.posts:
        return render(request, "home/no_post.html")
    visit = visit_of(request)
    context = {
        "now": request.now,
        "follow": follow_through_for(standing, request.now),
        "situation": situation_for(standing, local_date(request.now)),
        "overview": overview_for(standing, request.now, visit.since),
        "is_officer": standing.has(Role.OFFICER),
        "is_administrator": standing.has(Role.ADMINISTRATOR),
        "is_of_unit": standing.has(Role.REPORTER, Role.LEADER),
    }
    response = render(request, "home/today.html", context)
    remember(request, response, visit)
    return response


@require_GET
def search(request: PersonRequest) -> HttpResponse:
    """Search everything the person may see."""
    words = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:LONGEST_WORDS]
    results = search_everything(request.standing, words, local_date(request.now)) if words else None
    return render(request, "home/search.html", {"searched_for": words, "results": results})
