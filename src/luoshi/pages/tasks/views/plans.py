"""Annual plans: the list, one plan with its batches and versions, opening and changing one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.domain.audit.queries import history_of
from luoshi.domain.organizations.queries import supervised_jurisdictions, units_within
from luoshi.domain.organizations.terms import Role
from luoshi.domain.tasks import actions, permissions
from luoshi.domain.tasks.models import AnnualPlan
from luoshi.domain.tasks.queries import batches_of, plan_lines, versions_of
from luoshi.domain.tasks.queries.plans import year_end
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import Refusal
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, show_refusal
from luoshi.pages.tasks.forms.plans import PlanForm
from luoshi.pages.tasks.history import told
from luoshi.pages.tasks.views.loading import plan_for_office, visible_plan


@require_safe
def plans(request: PersonRequest) -> HttpResponse:
    """List the plans."""
    context = {"lines": plan_lines(request.standing), "is_officer": request.standing.has(Role.OFFICER)}
    return render(request, "tasks/plans.html", context)


@require_safe
def plan(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a plan: its batches with how far they are, its versions and its history."""
    found = visible_plan(request, pk)
    batches = batches_of(found)
    context = {
        "plan": found,
        "batches": batches,
        "tasks": sum(line.tasks for line in batches),
        "closed": sum(line.closed for line in batches),
        "versions": versions_of(AnnualPlan.objects.filter(pk=pk)),
        "is_office": permissions.may_supervise(request.standing, found.jurisdiction),
        "year_end": year_end(found.year),
        "can_roll": local_date(request.now) >= year_end(found.year),
        "history": told(history_of("annual_plan", pk), page_language()),
    }
    return render(request, "tasks/plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PersonRequest) -> HttpResponse:
    """Open a plan."""
    jurisdictions = supervised_jurisdictions(request.standing)
    year = local_date(request.now).year
    initial = {"year": year, "needs_check": True, "needs_approval": True}
    if len(jurisdictions) == 1:
        initial["name"] = gettext("%(place)s plan of %(year)s") % {"place": jurisdictions[0].name, "year": year}  # type: ignore[assignment]
    form = PlanForm(
        request.POST if request.method == "POST" else None,
        jurisdictions=jurisdictions,
        units=units_within([unit.path for unit in jurisdictions]),
        initial=initial,
    )
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            made = actions.create_plan(
                actor=request.user,
                now=request.now,
                jurisdiction=values.get("jurisdiction") or jurisdictions[0],
                year=values["year"],
                **_settings(values),
            )
        except Refusal as refusal:
            status = refusal.status
            show_refusal(form, refusal)
        else:
            return HttpResponseRedirect(reverse("tasks:plan", args=[made.pk]))
    return render(request, "tasks/plan_form.html", {"form": form, "plan": None}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a plan's name and the steps of its batches."""
    found = plan_for_office(request, pk)
    initial = {
        "name": found.name,
        "needs_check": found.needs_check,
        "needs_approval": found.needs_approval,
        "approving_unit": found.approving_unit_id,
        "version": found.version,
    }
    form = PlanForm(
        request.POST if request.method == "POST" else None,
        jurisdictions=[found.jurisdiction],
        units=units_within([found.jurisdiction.path]),
        plan=found,
        initial=initial,
    )
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            actions.edit_plan(
                actor=request.user,
                now=request.now,
                plan=found,
                version=values["version"] or 0,
                **_settings(values),
            )
        except Refusal as refusal:
            status = refusal.status
            show_refusal(form, refusal)
        else:
            messages.success(request, gettext("The changes are saved."))
            return HttpResponseRedirect(reverse("tasks:plan", args=[pk]))
    return render(request, "tasks/plan_form.html", {"form": form, "plan": found}, status=status)


def _settings(values: dict[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in ("name", "needs_check", "needs_approval", "approving_unit")}
