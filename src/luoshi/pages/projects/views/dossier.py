"""Write a dossier: new, or changed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from luoshi.domain.audit.queries import history_of
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import units_within
from luoshi.domain.projects import actions
from luoshi.domain.projects.models import Project
from luoshi.domain.projects.permissions import may_review
from luoshi.domain.projects.queries import parents_for, sectors_of, units_to_lead
from luoshi.domain.projects.queries.dossiers import stored_dossier
from luoshi.domain.projects.terms import LibraryState, ProjectDeed
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import Refusal, Stale
from luoshi.pages.projects.forms.dossier import DossierForm, Offers
from luoshi.pages.projects.forms.fields import units_by_name
from luoshi.pages.projects.history import told
from luoshi.pages.projects.views.loading import chosen_library, project_for, writable_libraries
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, show_refusal
from luoshi.workflows import lit_deeds


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PersonRequest) -> HttpResponse:
    """Draft a project; a draft may lack all but its name and unit, so that it can be saved at any time."""
    libraries = writable_libraries(request.standing)
    library = chosen_library(request, libraries)
    offers = _offers(request, library, None)
    form = DossierForm(
        request.POST if request.method == "POST" else None,
        offers=offers,
        today=local_date(request.now),
        lead_unit_id=offers.lead_units[0][0] if len(offers.lead_units) == 1 else None,
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            made = actions.create_project(
                actor=request.user,
                now=request.now,
                jurisdiction=library,
                lead_unit=_unit(values["lead_unit"]),
                dossier=form.dossier(),
                submission_key=values["submission_key"],
            )
        except Refusal as refusal:
            show_refusal(form, refusal, form.places)
        else:
            messages.success(request, gettext("Project %s is saved as a draft.") % made.number)
            return HttpResponseRedirect(reverse("projects:project", args=[made.pk]))
    context = {"form": form, "library": library, "libraries": libraries}
    return render(request, "projects/dossier.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a dossier; a stale form shows what others changed and keeps what was typed."""
    current = project_for(request, pk, ProjectDeed.EDIT)
    form = DossierForm(
        request.POST if request.method == "POST" else None,
        offers=_offers(request, current.jurisdiction, current),
        today=local_date(request.now),
        dossier=stored_dossier(current),
        lead_unit_id=current.lead_unit_id,
        version=current.version,
        is_lead_fixed=current.library_state != LibraryState.DRAFT,
        asks_for_later=current.library_state == LibraryState.ISSUED
        and not may_review(request.standing, current.jurisdiction),
    )
    context: dict[str, Any] = {"form": form, "project": current}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                lit_deeds.edit_project(
                    actor=request.user,
                    now=request.now,
                    project=current,
                    version=form.cleaned_data["version"] or 0,
                    dossier=form.dossier(),
                    lead_unit=_unit(form.cleaned_data["lead_unit"]),
                    reason=form.cleaned_data["reason"],
                )
            except Refusal as refusal:
                status = refusal.status
                if isinstance(refusal, Stale):
                    context["since"] = _since(request, form, current)
                show_refusal(form, refusal, form.places)
            else:
                messages.success(request, gettext("The changes are saved."))
                return HttpResponseRedirect(reverse("projects:project", args=[pk]))
    return render(request, "projects/dossier.html", context, status=status)


def _since(request: PersonRequest, form: DossierForm, project: Project) -> Any:
    """Give what others changed since the form was opened, and let the next attempt stand on the newest version."""
    opened = form.cleaned_data["version"] or 0
    since = [e for e in history_of("project", project.pk) if int(e.after.get("version", 0)) > opened]
    renewed = request.POST.copy()
    renewed["version"] = str(project.version)
    form.data = renewed
    return told(since, page_language())


def _unit(key: int | None) -> Unit | None:
    return Unit.objects.filter(pk=key).first() if key else None


def _offers(request: PersonRequest, library: Unit, project: Project | None) -> Offers:
    units = units_by_name(units_within([library.path]))
    leads = units_by_name(units_to_lead(request.standing, library))
    if project is not None and project.lead_unit_id not in {pk for pk, _ in leads}:
        leads = [*leads, (project.lead_unit_id, project.lead_unit.name)]
    sectors = list(sectors_of(library).values_list("pk", "name"))
    if project is not None and project.sector and project.sector_id not in {pk for pk, _ in sectors}:
        sectors.append((project.sector.pk, project.sector.name))
    parents = [(pk, f"{number} {name}") for pk, number, name in _parents(project, library)]
    return Offers(leads, units, sectors, parents)


def _parents(project: Project | None, library: Unit) -> list[tuple[int, int, str]]:
    return list(parents_for(project, library).values_list("pk", "number", "name")[:2000])
