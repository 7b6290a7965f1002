"""What the office does to a bulletin: write, exempt, assemble anew, freeze, publish, discard."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from luoshi.domain.bulletins import actions
from luoshi.domain.bulletins.models import Bulletin, BulletinSection
from luoshi.domain.bulletins.queries import corrections_of, next_number, unverified_months
from luoshi.domain.bulletins.terms import BulletinState, Ranked, SectionKey
from luoshi.domain.organizations.models import Unit
from luoshi.foundation.refusals import Refusal, Stale
from luoshi.pages.bulletins.loading import bulletin_for_office
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, number_in


def _page_of(bulletin: Bulletin, place: str = "") -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("bulletins:bulletin", args=[bulletin.pk]) + place)


@require_POST
def title(request: PersonRequest, pk: int) -> HttpResponse:
    """Keep the title of a draft."""
    bulletin = bulletin_for_office(request, pk)
    actions.edit_title(
        actor=request.user,
        now=request.now,
        bulletin=bulletin,
        title=request.POST.get("title", ""),
        version=number_in(request.POST.get("version")),
    )
    return _page_of(bulletin)


@require_POST
def section(request: PersonRequest, pk: int, key: str) -> HttpResponse:
    """Keep the words of a section as they are typed, or give it back what the figures say."""
    bulletin = bulletin_for_office(request, pk)
    if key not in set(SectionKey):
        raise Http404
    given: dict[str, Any] = {
        "actor": request.user,
        "now": request.now,
        "bulletin": bulletin,
        "key": SectionKey(key),
    }
    if request.POST.get("do") == "restore":
        actions.restore_section(**given)
        return _page_of(bulletin, f"#{key}")
    try:
        kept = actions.edit_section(
            **given, words=request.POST.get("words", ""), version=number_in(request.POST.get("version"))
        )
    except Stale as stale:
        other = BulletinSection.objects.get(bulletin=bulletin, key=key)
        return _state(request, other, stale.message(page_language()), stale.status)
    if not request.headers.get("HX-Request"):
        return _page_of(bulletin, f"#{key}")
    return _state(request, kept)


def _state(request: PersonRequest, section: BulletinSection, refused: str = "", status: int = 200) -> HttpResponse:
    context = {"section": section, "refused": refused, "saved": not refused, "mine": request.POST.get("words", "")}
    name = "bulletins/section_state.html" if request.headers.get("HX-Request") else "bulletins/stale.html"
    return render(request, name, context, status=status)


@require_POST
def exempt(request: PersonRequest, pk: int) -> HttpResponse:
    """Exempt a unit from a black list with a reason, or take that back."""
    bulletin = bulletin_for_office(request, pk)
    unit = Unit.objects.filter(pk=number_in(request.POST.get("unit")) or 0).first()
    ranked = request.POST.get("ranked", "")
    if unit is None or ranked not in set(Ranked):
        raise Http404
    given: dict[str, Any] = {
        "actor": request.user,
        "now": request.now,
        "bulletin": bulletin,
        "unit": unit,
        "ranked": Ranked(ranked),
    }
    if request.POST.get("do") == "end":
        actions.end_exemption(**given)
    else:
        actions.exempt_from_list(**given, reason=request.POST.get("reason", ""))
    return _page_of(bulletin, "#lists")


@require_POST
def reassemble(request: PersonRequest, pk: int) -> HttpResponse:
    """Count a draft anew."""
    bulletin = bulletin_for_office(request, pk)
    actions.reassemble_bulletin(actor=request.user, now=request.now, bulletin=bulletin)
    messages.success(request, gettext("Figures recounted. Text that you wrote is unchanged."))
    return _page_of(bulletin)


@require_http_methods(["GET", "HEAD", "POST"])
def freeze(request: PersonRequest, pk: int) -> HttpResponse:
    """Say what freezing means, then freeze."""
    bulletin = bulletin_for_office(request, pk)
    refused, status = "", 200
    if request.method == "POST":
        try:
            actions.freeze_bulletin(
                actor=request.user,
                now=request.now,
                bulletin=bulletin,
                version=number_in(request.POST.get("version")),
            )
        except Refusal as refusal:
            refused, status = refusal.message(page_language()), refusal.status
        else:
            messages.success(request, gettext("The bulletin is frozen. Download it, or publish it."))
            return _page_of(bulletin)
    context = {
        "bulletin": bulletin,
        "refused": refused,
        "has_changed": bulletin.state == BulletinState.DRAFT and bool(corrections_of(bulletin)),
        "unverified": unverified_months(bulletin),
        "next_number": next_number(bulletin, request.now),
    }
    return render(request, "bulletins/freeze.html", context, status=status)


@require_POST
def publish(request: PersonRequest, pk: int) -> HttpResponse:
    """Publish a frozen bulletin."""
    bulletin = bulletin_for_office(request, pk)
    actions.publish_bulletin(actor=request.user, now=request.now, bulletin=bulletin)
    messages.success(request, gettext("The bulletin is published, and every unit was told."))
    return _page_of(bulletin)


@require_POST
def discard(request: PersonRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    bulletin = bulletin_for_office(request, pk)
    actions.discard_bulletin(actor=request.user, now=request.now, bulletin=bulletin)
    messages.success(request, gettext("The draft is discarded. It can be assembled again at any time."))
    return HttpResponseRedirect(reverse("bulletins:list"))
