"""What the office keeps beside schemes: exceptions for single units, working days."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from luoshi.domain.organizations.queries import supervised_jurisdictions
from luoshi.domain.reporting import actions, permissions
from luoshi.domain.reporting.models import Return, WorkingDayOverride
from luoshi.foundation.refusals import NotAllowed, Refusal
from luoshi.pages.reporting.forms.office import ExceptionForm, WorkingDayForm
from luoshi.pages.reporting.views.loading import period_seen
from luoshi.pages.shared.requests import PersonRequest, chosen_unit, show_refusal


@require_http_methods(["GET", "HEAD", "POST"])
def except_unit(request: PersonRequest, pk: int) -> HttpResponse:
    """Let one unit report later, with a reason and an end."""
    found = period_seen(request, pk)
    if not permissions.may_keep(request.standing, found.scheme.jurisdiction):
        raise NotAllowed
    returns = list(Return.objects.filter(period=found).only("unit_id"))
    initial = {"unit": request.GET.get("unit", "")}
    form = ExceptionForm(request.POST if request.method == "POST" else None, returns=returns, initial=initial)
    status = 200
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            actions.except_unit(
                actor=request.user,
                now=request.now,
                period=found,
                unit=values["unit"],
                last_day=values["until"],
                reason=values["reason"],
            )
        except Refusal as refusal:
            show_refusal(form, refusal)
            status = refusal.status
        else:
            messages.success(request, gettext("The exception is granted."))
            return HttpResponseRedirect(reverse("reporting:period", args=[pk]))
    status = 422 if form.errors and status == 200 else status
    return render(request, "reporting/exception.html", {"form": form, "period": found}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def working_days(request: PersonRequest) -> HttpResponse:
    """Show and set the days on which the jurisdiction departs from the calendar."""
    jurisdictions = supervised_jurisdictions(request.standing)
    jurisdiction = chosen_unit(request, jurisdictions)
    form = WorkingDayForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            actions.set_working_day(
                actor=request.user,
                now=request.now,
                jurisdiction=jurisdiction,
                day=values["day"],
                is_working=values["is_working"],
                reason=values["reason"],
            )
        except Refusal as refusal:
            show_refusal(form, refusal)
            status = refusal.status
        else:
            messages.success(request, gettext("Saved. Existing periods keep their dates."))
            address = reverse("reporting:working_days")
            return HttpResponseRedirect(f"{address}?jurisdiction={jurisdiction.pk}")
    status = 422 if form.errors and status == 200 else status
    context = {
        "form": form,
        "jurisdiction": jurisdiction,
        "jurisdictions": jurisdictions,
        "days": list(WorkingDayOverride.objects.filter(jurisdiction=jurisdiction).order_by("-day")),
    }
    return render(request, "reporting/working_days.html", context, status=status)


@require_POST
def clear_working_day(request: PersonRequest, pk: int) -> HttpResponse:
    """Go back to the calendar on a day."""
    found = get_object_or_404(WorkingDayOverride.objects.select_related("jurisdiction"), pk=pk)
    actions.clear_working_day(actor=request.user, now=request.now, override=found)
    return HttpResponseRedirect(f"{reverse('reporting:working_days')}?jurisdiction={found.jurisdiction_id}")
