"""The tree of units and the page of one unit."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from luoshi.domain.audit.queries import history_of
from luoshi.domain.organizations import actions
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.permissions import may_administer, may_restructure, may_see, require_administrator
from luoshi.domain.organizations.queries import members_of, unit_tree
from luoshi.domain.organizations.terms import Role, UnitKind
from luoshi.foundation.refusals import NotAllowed, Refusal
from luoshi.pages.organizations.forms import MoveForm, UnitForm
from luoshi.pages.shared.requests import PersonRequest, show_refusal
from luoshi.workflows.deactivate_unit import deactivate_idle_unit


def unit_or_404(request: PersonRequest, pk: int) -> Unit:
    """Give a unit that the person sees; one outside the reach does not exist for them."""
    unit: Unit | None = Unit.objects.filter(pk=pk).first()
    if unit is None or not may_see(request.standing, unit):
        raise Http404
    return unit


@require_GET
def units(request: PersonRequest) -> HttpResponse:
    """Show the tree of units that the person reaches."""
    if not request.standing.posts:
        raise NotAllowed
    with_inactive = "inactive" in request.GET
    lines = unit_tree(request.standing, with_inactive=with_inactive)
    context = {
        "lines": lines,
        "with_inactive": with_inactive,
        "administers": request.standing.has(Role.ADMINISTRATOR),
        "top": lines[0].unit if lines else None,
    }
    return render(request, "organizations/units.html", context)


@require_GET
def unit(request: PersonRequest, pk: int) -> HttpResponse:
    """Show one unit: facts, people, sub-units, history."""
    shown = unit_or_404(request, pk)
    above = [u for u in Unit.objects.get_ancestors(shown) if may_see(request.standing, u)]
    context = {
        "unit": shown,
        "above": above,
        "below": Unit.objects.get_children(shown).filter(is_active=True),
        "members": members_of(shown),
        "administers": may_administer(request.standing, shown.path),
        "restructures": may_restructure(request.standing, shown),
        "history": history_of("unit", shown.pk)[:20],
    }
    return render(request, "organizations/unit.html", context)


def new_unit(request: PersonRequest, pk: int) -> HttpResponse:
    """Make a unit below this one."""
    parent = unit_or_404(request, pk)
    require_administrator(request.standing, parent.path)
    form = UnitForm(request.POST or None, initial={"kind": UnitKind.DEPARTMENT})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create_unit(actor=request.user, now=request.now, parent=parent, **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, gettext("“%(name)s” is made.") % {"name": made.label})
            return redirect("organizations:unit", pk=made.pk)
    context = {"form": form, "unit": parent, "is_new": True}
    return render(request, "organizations/unit_form.html", context, status=422 if form.errors else 200)


def edit_unit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change the names, kind and code of a unit."""
    shown = unit_or_404(request, pk)
    require_administrator(request.standing, shown.path)
    initial = {
        "name": shown.name,
        "short_name": shown.short_name,
        "aliases": "\n".join(shown.aliases),
        "kind": shown.kind,
        "division_code": shown.division_code,
    }
    form = UnitForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_unit(actor=request.user, now=request.now, unit=shown, **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, gettext("Saved."))
            return redirect("organizations:unit", pk=shown.pk)
    context = {"form": form, "unit": shown, "is_new": False}
    return render(request, "organizations/unit_form.html", context, status=422 if form.errors else 200)


def move_unit(request: PersonRequest, pk: int) -> HttpResponse:
    """Put a unit with everything below it under another one."""
    shown = unit_or_404(request, pk)
    if not may_restructure(request.standing, shown):
        raise NotAllowed
    form = MoveForm(request.POST or None, standing=request.standing)
    if request.method == "POST" and form.is_valid():
        try:
            actions.move_unit(actor=request.user, now=request.now, unit=shown, parent=form.cleaned_data["parent"])
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, gettext("“%(name)s” is moved.") % {"name": shown.label})
            return redirect("organizations:unit", pk=shown.pk)
    context = {"form": form, "unit": shown}
    return render(request, "organizations/unit_move.html", context, status=422 if form.errors else 200)


@require_POST
def switch_unit(request: PersonRequest, pk: int) -> HttpResponse:
    """Switch a unit off, or on again."""
    shown = unit_or_404(request, pk)
    if request.POST.get("to") == "on":
        actions.reactivate_unit(actor=request.user, now=request.now, unit=shown)
        words = gettext("“%(name)s” is switched on again.")
    else:
        deactivate_idle_unit(actor=request.user, now=request.now, unit=shown)
        words = gettext("“%(name)s” is switched off. You can switch it on again at any time.")
    messages.success(request, words % {"name": shown.label})
    return redirect("organizations:unit", pk=shown.pk)
