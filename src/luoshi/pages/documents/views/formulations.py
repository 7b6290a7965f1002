"""Formulations (提法): the list of all that documents name, and the timeline of one."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.domain.documents.queries import formulation_lines, formulation_uses, formulations_seen
from luoshi.domain.tasks.queries import tasks_under
from luoshi.pages.documents.access import standing_in

PAGE_SIZE = 50
TASKS_SHOWN = 20


@require_safe
def formulation_list(request: HttpRequest) -> HttpResponse:
    """Show the formulations of the documents that the person sees, the most widespread first."""
    standing = standing_in(request)
    search = request.GET.get("q", "").strip()[:80]
    page = Paginator(formulations_seen(standing, search), PAGE_SIZE).get_page(request.GET.get("page"))
    lines = formulation_lines(standing, page.object_list)
    return render(request, "documents/formulations.html", {"page": page, "lines": lines, "search": search})


@require_safe
def formulation(request: HttpRequest, text: str) -> HttpResponse:
    """Show where a formulation stands from the first document to the last, and the tasks under it."""
    standing = standing_in(request)
    uses = formulation_uses(standing, text)
    if not uses:
        raise Http404
    read = [use for use in uses if use.finding_id]
    named = read[0].text
    naming = next((use for use in read if use.members), None)
    tasks = tasks_under(standing, named, naming.members if naming else ()).select_related("lead_unit")
    context = {
        "text": named,
        "uses": uses,
        "first": uses[0],
        "last": uses[-1],
        "naming": naming,
        "tasks": tasks.defer("search_text")[:TASKS_SHOWN],
        "task_count": tasks.count(),
    }
    return render(request, "documents/formulation.html", context)
