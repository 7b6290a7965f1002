"""What the office keeps: schemes, their periods by year, exceptions, working days."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from luoshi.domain.organizations.models import Unit
from luoshi.domain.reporting import actions, permissions
from luoshi.domain.reporting.models import Return, WorkingDayOverride
from luoshi.domain.reporting.queries import calendar_of, cost_of_fields
from luoshi.foundation.clock import local_date
from luoshi.foundation.periods import Rhythm
from luoshi.foundation.refusals import NotAllowed, Refusal
from luoshi.foundation.working_days import note_on_unknown_years
from luoshi.pages.reporting.forms.office import ExceptionForm, SchemeForm, WorkingDayForm
from luoshi.pages.reporting.views.loading import kept_jurisdictions, language, period_seen, scheme_kept
from luoshi.pages.shared.requests import PersonRequest, show_refusal


@require_http_methods(["GET", "HEAD", "POST"])
def new_scheme(request: PersonRequest) -> HttpResponse:
    """Make a scheme, and this year's periods with it."""
    jurisdictions = kept_jurisdictions(request)
    jurisdiction = _chosen(request, jurisdictions)
    initial = {"covers_tasks": True, "covers_projects": True, "rhythm": Rhythm.MONTH, "due_counts": "working"}
    form = SchemeForm(request.POST if request.method == "POST" else None, language=language(), initial=initial)
    status = 200
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            scheme = actions.create_scheme(
                actor=request.user,
                now=request.now,
                jurisdiction=jurisdiction,
                name=values["name"],
                rhythm=Rhythm(values["rhythm"]),
                schedule=form.schedule(),
                covers_tasks=values["covers_tasks"],
                covers_projects=values["covers_projects"],
                fields=values["own_fields"],
            )
            actions.place_periods(actor=request.user, now=request.now, scheme=scheme, year=local_date(request.now).year)
        except Refusal as refusal:
            show_refusal(form, refusal)
            status = refusal.status
        else:
            messages.success(request, gettext("The scheme is made, with this year's periods."))
            return HttpResponseRedirect(reverse("reporting:scheme", args=[scheme.pk]))
    status = 422 if form.errors and status == 200 else status
    context = {"form": form, "jurisdiction": jurisdiction, "jurisdictions": jurisdictions}
    return render(request, "reporting/scheme_form.html", context, status=status)


def _chosen(request: PersonRequest, jurisdictions: list[Unit]) -> Unit:
    wanted = request.POST.get("jurisdiction") or request.GET.get("jurisdiction") or ""
    return next((unit for unit in jurisdictions if str(unit.pk) == wanted), jurisdictions[0])


@require_http_methods(["GET", "HEAD", "POST"])
def scheme(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a scheme; what new fields cost is said before they are kept (RP15)."""
    found = scheme_kept(request, pk)
    form = SchemeForm(request.POST if request.method == "POST" else None, language=language(), scheme=found)
    status, cost, added = 200, None, 0
    year = local_date(request.now).year
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        had = {one["name"] for one in found.own_fields}
        added = sum(one["name"] not in had for one in values["own_fields"])
        if added and request.POST.get("cost_is_known") != str(added):
            cost = cost_of_fields(found, year=year, added=added)
        else:
            try:
                actions.edit_scheme(
                    actor=request.user,
                    now=request.now,
                    scheme=found,
                    version=values["version"] or 0,
                    name=values["name"],
                    rhythm=Rhythm(values["rhythm"]),
                    schedule=form.schedule(),
                    covers_tasks=values["covers_tasks"],
                    covers_projects=values["covers_projects"],
                    fields=values["own_fields"],
                    is_active=values["is_active"],
                )
            except Refusal as refusal:
                show_refusal(form, refusal)
                status = refusal.status
            else:
                messages.success(request, gettext("The scheme is saved."))
                return HttpResponseRedirect(reverse("reporting:scheme", args=[pk]))
    elif form.errors:
        status = 422
    calendar = calendar_of(found.jurisdiction)
    context = {
        "form": form,
        "scheme": found,
        "cost": cost,
        "added": added,
        "periods": list(found.periods.order_by("-ends_on")[:40]),
        "years": [year - 1, year, year + 1],
        "note": note_on_unknown_years([local_date(request.now).replace(year=year + 1)], language(), calendar),
    }
    return render(request, "reporting/scheme.html", context, status=status)


@require_POST
def place(request: PersonRequest, pk: int) -> HttpResponse:
    """Place a year's periods."""
    found = scheme_kept(request, pk)
    text = request.POST.get("year", "")
    year = int(text) if text.isdecimal() and len(text) == 4 else 0
    made = actions.place_periods(actor=request.user, now=request.now, scheme=found, year=year)
    messages.success(
        request, ngettext("%(n)s period is placed.", "%(n)s periods are placed.", len(made)) % {"n": len(made)}
    )
    return HttpResponseRedirect(reverse("reporting:scheme", args=[pk]))


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
    jurisdictions = kept_jurisdictions(request)
    jurisdiction = _chosen(request, jurisdictions)
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
            messages.success(request, gettext("The day is set. Periods that stand keep their dates."))
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
    found = WorkingDayOverride.objects.select_related("jurisdiction").filter(pk=pk).first()
    if found is None:
        raise Http404
    actions.clear_working_day(actor=request.user, now=request.now, override=found)
    return HttpResponseRedirect(f"{reverse('reporting:working_days')}?jurisdiction={found.jurisdiction_id}")
