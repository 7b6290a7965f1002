"""How a jurisdiction's bulletins look, and the rules of its lists."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from luoshi.domain.bulletins import actions
from luoshi.domain.bulletins.queries import rules_of
from luoshi.domain.organizations.queries import supervised_jurisdictions
from luoshi.foundation.refusals import Refusal
from luoshi.pages.bulletins.forms import SettingsForm
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, chosen_unit, show_refusal


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: PersonRequest) -> HttpResponse:
    """Show and keep the settings of one jurisdiction; ``unit`` of the address names it where there are several."""
    jurisdictions = supervised_jurisdictions(request.standing)
    jurisdiction = chosen_unit(request, jurisdictions, "unit")
    stored = rules_of(jurisdiction)
    form = SettingsForm(request.POST if request.method == "POST" else None, initial=SettingsForm.initial_of(stored))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            words = {name: form.cleaned_data[name] for name in ("issuer", "number_word", "copies_to", "is_open")}
            try:
                actions.settle_bulletins(
                    actor=request.user,
                    now=request.now,
                    jurisdiction=jurisdiction,
                    lists=form.lists(stored),
                    version=form.cleaned_data["version"],
                    **words,
                )
            except Refusal as refusal:
                status = refusal.status
                show_refusal(form, refusal)
            else:
                messages.success(request, gettext("Settings saved. They apply to bulletins assembled from now on."))
                return HttpResponseRedirect(f"{reverse('bulletins:settings')}?unit={jurisdiction.pk}")
    context = {
        "form": form,
        "rule_rows": form.rule_rows(page_language()),
        "jurisdiction": jurisdiction,
        "jurisdictions": jurisdictions if len(jurisdictions) > 1 else [],
        "fields": [form[name] for name in ("issuer", "number_word", "copies_to", "is_open")],
    }
    return render(request, "bulletins/settings.html", context, status=status)
