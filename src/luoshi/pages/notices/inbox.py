"""The list behind the bell."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from luoshi.domain.notices.actions import mark_read
from luoshi.domain.notices.models import Notice
from luoshi.domain.notices.permissions import may_see_deliveries
from luoshi.domain.notices.queries import notices_of
from luoshi.domain.notices.rules import facts_of, title_of
from luoshi.domain.notices.terms import KindGroup, NoticeKind
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest

PAGE_SIZE = 50


@dataclass(frozen=True)
class Line:
    """A notice in the reader's language."""

    notice: Notice
    title: str
    facts: list[tuple[str, str]]


@require_GET
def notices(request: PersonRequest) -> HttpResponse:
    """List one's own notices, newest first, all or unread, of all groups or one."""
    chosen = request.GET.get("group", "")
    group = next((one for one in KindGroup if one.value == chosen), None)
    only_unread = request.GET.get("show") == "unread"
    found = notices_of(request.user, only_unread=only_unread, group=group)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    language = page_language()
    sees_deliveries = may_see_deliveries(request.standing)
    context = {
        "page": page,
        "lines": [
            Line(row, title_of(NoticeKind(row.kind), row.parameters, language), facts_of(row.parameters, language))
            for row in page
        ],
        "groups": [one for one in KindGroup if sees_deliveries or one != KindGroup.SYSTEM],
        "group": group,
        "only_unread": only_unread,
        "may_see_deliveries": sees_deliveries,
    }
    return render(request, "notices/list.html", context)


@require_GET
def open_notice(request: PersonRequest, pk: int) -> HttpResponse:
    """Go to what a notice is about; whoever has gone there has read it."""
    notice = get_object_or_404(notices_of(request.user), pk=pk)
    mark_read(actor=request.user, now=request.now, notice_ids=[notice.pk])
    return HttpResponseRedirect(notice.url)


@require_POST
def mark_as_read(request: PersonRequest) -> HttpResponse:
    """Mark one notice as read, or all, and go back to the list as it was."""
    chosen = request.POST.get("notice", "")
    if chosen != "all" and not (chosen.isascii() and chosen.isdecimal() and len(chosen) < 16):
        raise Http404
    mark_read(actor=request.user, now=request.now, notice_ids=None if chosen == "all" else [int(chosen)])
    kept = request.GET.urlencode()
    return HttpResponseRedirect(reverse("notices:list") + (f"?{kept}" if kept else ""))
