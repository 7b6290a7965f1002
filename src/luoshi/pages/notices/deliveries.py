"""Where administrators see what did not arrive, and send it again (N13)."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_POST

from luoshi.domain.notices import actions
from luoshi.domain.notices.permissions import require_deliveries
from luoshi.domain.notices.queries import has_mail_server, undelivered
from luoshi.domain.notices.terms import DeliveryState
from luoshi.pages.shared.requests import PersonRequest

PAGE_SIZE = 50


@require_GET
def deliveries(request: PersonRequest) -> HttpResponse:
    """List what did not arrive, given up first; of e-mails the kind and the person, never the words."""
    require_deliveries(request.standing)
    rows = undelivered(request.standing).select_related("recipient", "notice", "webhook__unit")
    only_given_up = request.GET.get("show") == "given_up"
    if only_given_up:
        rows = rows.filter(state=DeliveryState.GIVEN_UP)
    context = {
        "page": Paginator(rows.order_by("-state", "-due_at", "-pk"), PAGE_SIZE).get_page(request.GET.get("page")),
        "only_given_up": only_given_up,
        "has_mail_server": has_mail_server(),
    }
    return render(request, "notices/deliveries.html", context)


@require_POST
def again(request: PersonRequest) -> HttpResponse:
    """Send one again, or all."""
    chosen = request.POST.get("delivery", "")
    if chosen != "all" and not (chosen.isascii() and chosen.isdecimal() and len(chosen) < 16):
        raise Http404
    keys = None if chosen == "all" else [int(chosen)]
    count = actions.send_again(actor=request.user, now=request.now, delivery_ids=keys)
    if count:
        words = ngettext("%(count)s delivery is being sent again.", "%(count)s deliveries are being sent again.", count)
        messages.success(request, words % {"count": count})
    else:
        messages.info(request, gettext("Already delivered, or being sent now."))
    return redirect("notices:deliveries")
