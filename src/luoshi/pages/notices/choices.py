"""Where a person chooses how to be told."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from luoshi.domain.accounts.actions import change_email
from luoshi.domain.notices.actions import choose_delivery
from luoshi.domain.notices.permissions import may_see_deliveries
from luoshi.domain.notices.queries import failing_mails, feed_of, has_mail_server, preference_of
from luoshi.pages.notices.forms import ChoiceForm
from luoshi.pages.shared.requests import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: PersonRequest) -> HttpResponse:
    """Show and keep how the person wants to be told."""
    form = ChoiceForm(
        request.POST or None,
        preference=preference_of(request.user),
        email=request.user.email,
        is_administrator=may_see_deliveries(request.standing),
    )
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["email"] != request.user.email:
            change_email(actor=request.user, now=request.now, email=form.cleaned_data["email"])
        choose_delivery(actor=request.user, now=request.now, **form.chosen())
        messages.success(request, gettext("Saved. It applies to notices from now on."))
        return redirect("notices:choices")
    context = choice_context(request) | {"form": form}
    return render(request, "notices/choices.html", context, status=422 if form.errors else 200)


def choice_context(request: PersonRequest) -> dict[str, Any]:
    """Give what the page shows beside the form: the calendar address, and e-mails that did not arrive."""
    return {
        "feed_since": feed_of(request.user),
        "has_mail_server": has_mail_server(),
        "failing": failing_mails(request.user)[:5],
    }
