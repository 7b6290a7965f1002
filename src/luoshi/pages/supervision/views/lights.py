"""The lights that changed on a day: where a notice of many leads."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.domain.organizations.terms import Role
from luoshi.domain.supervision.queries.changes import changes_of_day
from luoshi.domain.supervision.terms import LightWay
from luoshi.foundation.clock import local_date
from luoshi.pages.shared.requests import PersonRequest

PAGE_SIZE = 50


@require_safe
def lights(request: PersonRequest) -> HttpResponse:
    """List the lights that got worse, or better, on a day."""
    day = _day(request.GET.get("day", ""), local_date(request.now))
    way = LightWay.BETTER if request.GET.get("way") == LightWay.BETTER else LightWay.WORSE
    page = Paginator(changes_of_day(request.standing, day, way), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "day": day,
        "way": way,
        "ways": list(LightWay),
        "page": page,
        "is_officer": request.standing.has(Role.OFFICER),
    }
    return render(request, "supervision/lights.html", context)


def _day(text: str, today: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today
