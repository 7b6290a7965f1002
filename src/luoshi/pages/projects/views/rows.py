"""Write the rows that hang on a project, one at a time."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from luoshi.domain.organizations.queries import units_within
from luoshi.domain.projects import actions
from luoshi.domain.projects.models import Project
from luoshi.domain.projects.terms import ProjectDeed
from luoshi.foundation.refusals import Refusal
from luoshi.pages.projects.forms.fields import units_by_name
from luoshi.pages.projects.forms.rows import FORMS, DraftForm
from luoshi.pages.projects.views.loading import project_for
from luoshi.pages.shared.requests import PersonRequest, show_refusal


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PersonRequest, pk: int, table: str) -> HttpResponse:
    """Add a row; ``kind`` in the address proposes which approval."""
    project = project_for(request, pk, ProjectDeed.UPDATE)
    initial = {name: request.GET[name] for name in ("kind", "category", "role") if name in request.GET}
    return _form(request, project, table, initial, None)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PersonRequest, pk: int, table: str, row: int) -> HttpResponse:
    """Change a row or remove it."""
    project = project_for(request, pk, ProjectDeed.UPDATE)
    draft, model, _ = FORMS[table]
    stored = get_object_or_404(model.objects, project=project, pk=row)
    if request.POST.get("do") == "remove":
        actions.remove_row(actor=request.user, now=request.now, project=project, table=model, row_id=row)
        messages.success(request, gettext("The row is removed; the history keeps it."))
        return _back(project, table)
    return _form(request, project, table, {f.name: getattr(stored, f.name) for f in fields(draft)}, row)


def _form(
    request: PersonRequest, project: Project, table: str, initial: dict[str, Any], row: int | None
) -> HttpResponse:
    draft, _, word = FORMS[table]
    units = units_by_name(units_within([project.jurisdiction.path]))
    form = DraftForm(draft, request.POST if request.method == "POST" else None, units=units, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.put_row(actor=request.user, now=request.now, project=project, draft=form.made(), row_id=row)
            except Refusal as refusal:
                status = refusal.status
                show_refusal(form, refusal, {"authority": "authority_id", "unit": "unit_id"})
            else:
                messages.success(request, gettext("The changes are saved."))
                return _back(project, table)
    context = {"form": form, "project": project, "word": word, "is_new": row is None}
    return render(request, "projects/row.html", context, status=status)


def _back(project: Project, table: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('projects:project', args=[project.pk])}#{table}")
