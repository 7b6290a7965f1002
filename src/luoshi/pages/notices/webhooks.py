"""Where administrators keep the webhooks of a unit (N9)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoshi.domain.notices import actions
from luoshi.domain.notices.models import Delivery, Webhook
from luoshi.domain.notices.permissions import require_webhooks
from luoshi.domain.notices.queries import latest_deliveries, webhooks_of
from luoshi.domain.notices.terms import DeliveryState
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.permissions import may_see
from luoshi.foundation.refusals import Refusal
from luoshi.pages.notices.forms import WebhookForm
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, show_refusal


def _unit_or_404(request: PersonRequest, pk: int) -> Unit:
    unit: Unit | None = Unit.objects.filter(pk=pk).first()
    if unit is None or not may_see(request.standing, unit):
        raise Http404
    require_webhooks(request.standing, unit)
    return unit


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def webhooks(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a unit's webhooks; make one and show its secret this once."""
    unit = _unit_or_404(request, pk)
    form = WebhookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create_webhook(actor=request.user, now=request.now, unit=unit, **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            return render(request, "notices/secret.html", {"webhook": made, "unit": unit})
    hooks = list(webhooks_of(unit))
    context = {"unit": unit, "form": form, "webhooks": hooks} | _messages(hooks)
    return render(request, "notices/webhooks.html", context, status=422 if form.errors else 200)


@require_GET
def messages_of(request: PersonRequest, pk: int) -> HttpResponse:
    """Show the newest messages alone, while the page waits for one to arrive."""
    unit = _unit_or_404(request, pk)
    context = {"unit": unit} | _messages(list(webhooks_of(unit)))
    return render(request, "notices/messages.html", context)


def _messages(hooks: list[Webhook]) -> dict[str, Any]:
    language = "zh" if page_language().startswith("zh") else "en"
    rows: list[Delivery] = list(latest_deliveries(hooks)) if hooks else []
    under_way = {DeliveryState.WAITING, DeliveryState.SENDING}
    return {
        "deliveries": [(row, row.payload["title"][language]) for row in rows],
        "is_under_way": any(row.state in under_way for row in rows),
    }


@never_cache
@require_POST
def deed(request: PersonRequest, pk: int) -> HttpResponse:
    """Test, switch, renew or remove a webhook."""
    webhook = get_object_or_404(Webhook.objects.select_related("unit"), pk=pk)
    unit = _unit_or_404(request, webhook.unit_id)
    whose: dict[str, Any] = {"actor": request.user, "now": request.now, "webhook": webhook}
    match request.POST.get("do"):
        case "test":
            actions.send_test_message(**whose)
            messages.success(request, gettext("A test message is on its way; below you see whether it arrives."))
        case "renew":
            renewed = actions.renew_webhook_secret(**whose)
            return render(request, "notices/secret.html", {"webhook": renewed, "unit": unit})
        case "on" | "off" as state:
            actions.switch_webhook(**whose, is_active=state == "on")
        case "remove":
            actions.remove_webhook(**whose)
            messages.success(request, gettext("“%(name)s” is removed.") % {"name": webhook.name})
        case _:
            raise Http404
    return redirect("notices:webhooks", pk=unit.pk)
