"""Exempt a task or project from its light, and end the exemption."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from luoshi.domain.supervision import actions
from luoshi.domain.supervision.models import LightExemption
from luoshi.domain.supervision.queries import pack_in_force
from luoshi.domain.supervision.rules import DEFAULT_PACK, read_pack, shipped_packs
from luoshi.foundation.refusals import Refusal
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, show_refusal
from luoshi.pages.shared.under_supervision import way_back
from luoshi.pages.supervision.forms.deeds import ExemptForm
from luoshi.pages.supervision.views.loading import about_thing, thing_for_office


@require_http_methods(["GET", "HEAD", "POST"])
def exempt(request: PersonRequest, kind: str, pk: int) -> HttpResponse:
    """Exempt a thing from its light, with a reason and an end."""
    thing = thing_for_office(request, kind, pk)
    adopted = pack_in_force(thing.jurisdiction)
    pack = read_pack(adopted.content)[0] if adopted else shipped_packs()[DEFAULT_PACK].pack
    zh = page_language().startswith("zh")
    reasons = [(reason.key, reason.chinese if zh else reason.english) for reason in pack.exempt_reasons]
    form = ExemptForm(request.POST if request.method == "POST" else None, kinds=reasons)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.exempt_from_light(
                    actor=request.user,
                    now=request.now,
                    thing=thing,
                    kind=form.cleaned_data["kind"],
                    words=form.cleaned_data["reason"],
                    ends_on=form.cleaned_data["ends_on"],
                )
            except Refusal as refusal:
                status = refusal.status
                show_refusal(form, refusal)
            else:
                messages.success(request, gettext("It is exempt from its light."))
                return HttpResponseRedirect(way_back(request, reverse("supervision:exempt", args=[kind, pk])))
    rows = LightExemption.objects.filter(**{f"{kind}_id": pk}).select_related("granted_by").order_by("-id")
    context = about_thing(request, thing) | {"form": form, "rows": rows}
    return render(request, "supervision/exempt.html", context, status=status)


@require_POST
def end(request: PersonRequest, pk: int) -> HttpResponse:
    """End an exemption today."""
    found = get_object_or_404(LightExemption, pk=pk)
    kind, key = ("task", found.task_id) if found.task_id is not None else ("project", found.project_id)
    assert key is not None  # one of both is kept
    thing_for_office(request, kind, key)
    actions.end_exemption(actor=request.user, now=request.now, exemption=found)
    return HttpResponseRedirect(reverse("supervision:exempt", args=[kind, key]))
