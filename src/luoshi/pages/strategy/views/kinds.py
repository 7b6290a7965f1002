"""The kinds of node in the jurisdiction's own words."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from luoshi.domain.organizations.queries import supervised_jurisdictions
from luoshi.domain.strategy import actions
from luoshi.domain.strategy.models import NodeKind
from luoshi.domain.strategy.queries import kinds_of
from luoshi.foundation.refusals import Refusal
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, chosen_unit, number_in, show_refusal
from luoshi.pages.strategy.forms.plans import KindForm


@require_http_methods(["GET", "HEAD", "POST"])
def kinds(request: PersonRequest) -> HttpResponse:
    """Show the kinds of the jurisdiction; add, rename, reorder and remove them."""
    jurisdictions = supervised_jurisdictions(request.standing)
    jurisdiction = chosen_unit(request, jurisdictions)
    form = KindForm(request.POST if request.method == "POST" and request.POST.get("do") == "add" else None)
    refused, status = "", 200
    if form.is_bound and not form.is_valid():
        status = 422
    elif request.method == "POST":
        try:
            if form.is_bound:
                actions.add_kind(actor=request.user, now=request.now, jurisdiction=jurisdiction, **form.cleaned_data)
            else:
                _change(request)
        except Refusal as refusal:
            status = refusal.status
            if form.is_bound:
                show_refusal(form, refusal)
            else:
                refused = refusal.message(page_language())
        else:
            return HttpResponseRedirect(f"{reverse('strategy:kinds')}?jurisdiction={jurisdiction.pk}")
    context = {
        "form": form,
        "kinds": kinds_of(jurisdiction),
        "jurisdiction": jurisdiction,
        "jurisdictions": jurisdictions,
        "refused": refused,
    }
    return render(request, "strategy/kinds.html", context, status=status)


def _change(request: PersonRequest) -> None:
    kind = get_object_or_404(
        NodeKind.objects.select_related("jurisdiction"), pk=number_in(request.POST.get("kind")) or 0
    )
    if request.POST.get("do") == "remove":
        actions.remove_kind(actor=request.user, now=request.now, kind=kind)
        return
    actions.edit_kind(
        actor=request.user,
        now=request.now,
        kind=kind,
        chinese=request.POST.get("chinese", ""),
        english=request.POST.get("english", ""),
        order=number_in(request.POST.get("order")),
    )
