"""The list of bulletins, and the form that assembles one."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.domain.bulletins import actions
from luoshi.domain.bulletins.queries import visible_bulletins
from luoshi.domain.bulletins.rules import SPAN_RHYTHMS, over_spans
from luoshi.domain.bulletins.terms import RateKey
from luoshi.domain.organizations.queries import supervised_jurisdictions
from luoshi.domain.organizations.terms import Role
from luoshi.foundation.clock import local_date
from luoshi.foundation.periods import Rhythm
from luoshi.foundation.refusals import Refusal
from luoshi.pages.bulletins.forms import NewBulletinForm
from luoshi.pages.bulletins.loading import span_named
from luoshi.pages.bulletins.shown import shown_rates
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, show_refusal

PAGE = 50
OFFERED = {Rhythm.MONTH: 14, Rhythm.QUARTER: 6, Rhythm.HALF_YEAR: 3, Rhythm.YEAR: 2}


@require_safe
def bulletins(request: PersonRequest) -> HttpResponse:
    """List the bulletins that the account sees, newest first."""
    page = Paginator(visible_bulletins(request.standing), PAGE).get_page(request.GET.get("page"))
    heads = (RateKey.TASKS_CLOSED, RateKey.INVESTMENT)
    rows = []
    for bulletin in page:
        rates = {rate.name: rate.share for rate in reversed(shown_rates(bulletin.content["figures"], page_language()))}
        rows.append((bulletin, [rates.get(key.label(page_language()), "—") for key in heads]))
    context = {
        "page": page,
        "rows": rows,
        "is_officer": request.standing.has(Role.OFFICER),
    }
    return render(request, "bulletins/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PersonRequest) -> HttpResponse:
    """Assemble a span's bulletin."""
    jurisdictions = supervised_jurisdictions(request.standing)
    today, words = local_date(request.now), page_language()
    periods = [
        (rhythm.label(words), [(span.key, span.label(words)) for span in over_spans(rhythm, today, OFFERED[rhythm])])
        for rhythm in SPAN_RHYTHMS
    ]
    form = NewBulletinForm(
        request.POST if request.method == "POST" else None, jurisdictions=jurisdictions, periods=periods
    )
    status = 200
    if request.method == "POST":
        status = 422
        span = span_named(form.cleaned_data["period"]) if form.is_valid() else None
        if span is not None:
            try:
                made = actions.assemble_bulletin(
                    actor=request.user,
                    now=request.now,
                    jurisdiction=form.cleaned_data.get("jurisdiction") or jurisdictions[0],
                    span=span,
                )
            except Refusal as refusal:
                status = refusal.status
                show_refusal(form, refusal)
            else:
                messages.success(request, gettext("The bulletin is assembled. Check the words, then freeze it."))
                return HttpResponseRedirect(reverse("bulletins:bulletin", args=[made.pk]))
    return render(request, "bulletins/new.html", {"form": form}, status=status)
