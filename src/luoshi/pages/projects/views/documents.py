"""Take the projects that a document names into the library (PJ17)."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from luoshi.domain.documents.models import Document
from luoshi.domain.documents.permissions import can_decide, can_view
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import units_within
from luoshi.foundation.money import MoneyUnit
from luoshi.foundation.refusals import NotAllowed, Refusal
from luoshi.pages.projects.forms.fields import units_by_name
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, keys_of
from luoshi.workflows.accept_projects import accept_projects, proposed_projects


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: PersonRequest, pk: int) -> HttpResponse:
    """Show the projects that a document names and draft those that are chosen."""
    document = Document.objects.select_related("jurisdiction").filter(pk=pk).first()
    if document is None or not can_view(request.standing, document):
        raise Http404
    if not can_decide(request.standing, document):
        raise NotAllowed
    proposals = proposed_projects(document)
    chosen = {proposal.finding.pk for proposal in proposals}
    status = 200
    if request.method == "POST":
        chosen &= set(keys_of(request.POST.getlist("finding")))
        unit = Unit.objects.filter(pk__in=keys_of([request.POST.get("lead_unit", "")])).first()
        try:
            made = accept_projects(
                actor=request.user, now=request.now, document=document, finding_ids=chosen, lead_unit=unit
            )
        except Refusal as refusal:
            messages.error(request, refusal.message(page_language()))
            status = refusal.status
        else:
            messages.success(request, gettext("%(n)s projects were drafted.") % {"n": len(made)})
            return HttpResponseRedirect(reverse("projects:list") + "?state=draft")
    context = {
        "document": document,
        "proposals": [(proposal, proposal.finding.pk in chosen) for proposal in proposals],
        "units": units_by_name(units_within([document.jurisdiction.path])),
        "unit": MoneyUnit.WAN_YUAN,
        "chosen_unit": request.POST.get("lead_unit", ""),
    }
    return render(request, "projects/from_document.html", context, status=status)
