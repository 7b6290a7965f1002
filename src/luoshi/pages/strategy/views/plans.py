"""Versions of the strategy: list, new, edit, put in force, discard, compare line by line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.domain.audit.queries import history_of
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import supervised_jurisdictions
from luoshi.domain.organizations.terms import Role
from luoshi.domain.strategy import actions
from luoshi.domain.strategy.models import Goal, Plan
from luoshi.domain.strategy.permissions import may_edit
from luoshi.domain.strategy.queries import carried_from, kinds_of, tree_as_of, visible_plans
from luoshi.domain.strategy.rules import ComparedLine, Place, Tree, compared
from luoshi.domain.strategy.terms import GoalChange, PlanState
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import Refusal
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, number_in, show_refusal
from luoshi.pages.strategy.forms.plans import ForceForm, PlanForm
from luoshi.pages.strategy.history import told
from luoshi.pages.strategy.loading import plan_for_office, visible_plan, word_of
from luoshi.workflows.put_plan_in_force import put_plan_in_force


@require_safe
def plans(request: PersonRequest) -> HttpResponse:
    """List the plans that the account sees, drafts first, each version with what it follows."""
    listed = sorted(visible_plans(request.standing), key=lambda plan: plan.state != PlanState.DRAFT)
    rows = [(plan, may_edit(request.standing, plan.jurisdiction)) for plan in listed]
    return render(request, "strategy/plans.html", {"rows": rows, "is_officer": request.standing.has(Role.OFFICER)})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PersonRequest) -> HttpResponse:
    """Open a draft, bare or proposed from the plan before."""
    jurisdictions = supervised_jurisdictions(request.standing)
    formers = [
        plan
        for plan in visible_plans(request.standing).filter(state=PlanState.IN_FORCE, superseded_by=None)
        if may_edit(request.standing, plan.jurisdiction)
    ]
    year = local_date(request.now).year
    chosen = number_in(request.GET.get("supersedes"))
    initial: dict[str, Any] = {"starts_on": f"{year}-01-01", "ends_on": f"{year + 4}-12-31", "supersedes": chosen}
    form = PlanForm(
        request.POST if request.method == "POST" else None,
        jurisdictions=jurisdictions if len(jurisdictions) > 1 else (),
        formers=formers,
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        try:
            plan = _open_draft(request, form, jurisdictions[0])
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, gettext("The draft is open. Add goals, or build them from a document."))
            return HttpResponseRedirect(f"{reverse('strategy:outline')}?plan={plan.pk}")
    return render(request, "strategy/plan_form.html", {"form": form}, status=422 if form.errors else 200)


def _open_draft(request: PersonRequest, form: PlanForm, only: Unit) -> Plan:
    values = form.cleaned_data
    former: Plan | None = values.get("supersedes")
    words = {name: values[name] for name in ("name", "starts_on", "ends_on")}
    if former is not None and values.get("carries"):
        return actions.propose_successor(actor=request.user, now=request.now, plan=former, **words)
    jurisdiction = former.jurisdiction if former else values.get("jurisdiction") or only
    return actions.create_plan(
        actor=request.user, now=request.now, jurisdiction=jurisdiction, supersedes=former, **words
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a plan's name and dates."""
    plan = plan_for_office(request, pk)
    initial = {"name": plan.name, "starts_on": plan.starts_on, "ends_on": plan.ends_on, "version": plan.version}
    form = PlanForm(request.POST if request.method == "POST" else None, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            values = {name: form.cleaned_data[name] for name in ("name", "starts_on", "ends_on", "version")}
            try:
                actions.edit_plan(actor=request.user, now=request.now, plan=plan, **values)
            except Refusal as refusal:
                status = refusal.status
                show_refusal(form, refusal)
            else:
                messages.success(request, gettext("The changes are saved."))
                return HttpResponseRedirect(f"{reverse('strategy:outline')}?plan={pk}")
    return render(request, "strategy/plan_form.html", {"form": form, "plan": plan}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def force(request: PersonRequest, pk: int) -> HttpResponse:
    """Put a draft in force: what that means is said before."""
    plan = plan_for_office(request, pk)
    initial = {"in_force_on": local_date(request.now), "version": plan.version}
    form = ForceForm(request.POST if request.method == "POST" else None, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                put_plan_in_force(actor=request.user, now=request.now, plan=plan, **form.cleaned_data)
            except Refusal as refusal:
                status = refusal.status
                show_refusal(form, refusal)
            else:
                messages.success(request, gettext("“%s” is in force.") % plan.name)
                return HttpResponseRedirect(f"{reverse('strategy:outline')}?plan={pk}")
    return render(request, "strategy/force.html", {"form": form, "plan": plan}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: PersonRequest, pk: int) -> HttpResponse:
    """Throw a draft away, after asking."""
    plan = plan_for_office(request, pk)
    refused = ""
    if request.method == "POST":
        try:
            actions.discard_plan(actor=request.user, now=request.now, plan=plan)
        except Refusal as refusal:
            refused = refusal.message(page_language())
        else:
            messages.success(request, gettext("The draft “%s” is discarded.") % plan.name)
            return HttpResponseRedirect(reverse("strategy:plans"))
    context = {"plan": plan, "refused": refused, "goals": Goal.objects.filter(plan=plan, removed_on=None).count()}
    return render(request, "strategy/discard.html", context, status=409 if refused else 200)


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of the comparison in words."""

    line: ComparedLine
    former_kind: str
    present_kind: str
    differences: tuple[tuple[str, str, str], ...]
    reason: str


@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: PersonRequest, pk: int) -> HttpResponse:
    """Compare a plan with the one before, line by line; a draft's dropped goals get their reasons here."""
    plan = visible_plan(request, pk)
    before = plan.supersedes
    if before is None:
        raise Http404
    may_change = may_edit(request.standing, plan.jurisdiction) and plan.state == PlanState.DRAFT
    refused = ""
    if request.method == "POST":
        plan = plan_for_office(request, pk)
        try:
            _decide(request, plan)
        except Refusal as refusal:
            refused = refusal.message(page_language())
        else:
            return HttpResponseRedirect(reverse("strategy:compare", args=[pk]))
    today = local_date(request.now)
    former_day = before.superseded_on or today
    former, present = tree_as_of(before, former_day), tree_as_of(plan, plan.superseded_on or today)
    lines = compared(former, present, carried_from(plan))
    context = {
        "plan": plan,
        "former": before,
        "lines": _shown(plan, lines, former, present),
        "counts": [(change, sum(line.change is change for line in lines)) for change in GoalChange],
        "may_change": may_change,
        "refused": refused,
        "kept_reason": request.POST.get("reason", "") if refused else "",
        "kept_goal": number_in(request.POST.get("goal")) if refused else None,
        "history": told(history_of("plan", plan.pk), page_language()),
    }
    return render(request, "strategy/compare.html", context, status=422 if refused else 200)


def _decide(request: PersonRequest, plan: Plan) -> None:
    goal = Goal.objects.select_related("plan__jurisdiction").filter(
        pk=number_in(request.POST.get("goal")) or 0, plan=plan.supersedes
    ).first()  # fmt: skip
    if goal is None:
        raise Http404
    if request.POST.get("do") == "carry":
        actions.carry_goal(actor=request.user, now=request.now, plan=plan, goal=goal)
    else:
        reason = request.POST.get("reason", "")
        actions.drop_goal(actor=request.user, now=request.now, plan=plan, goal=goal, reason=reason)


def _shown(plan: Plan, lines: list[ComparedLine], former: Tree, present: Tree) -> list[ShownLine]:
    kinds = {kind.pk: word_of(kind) for kind in kinds_of(plan.jurisdiction)}
    keys = {key for tree in (former, present) for place in tree.places.values() if (key := place.lead_unit)}
    units = {pk: unit.label for pk, unit in Unit.objects.in_bulk(keys).items()}
    dropped = [line.former.pk for line in lines if line.change is GoalChange.DROPPED and line.former]
    reasons = dict(Goal.objects.filter(pk__in=dropped).values_list("pk", "dropped_reason"))
    return [
        ShownLine(
            line,
            kinds.get(line.former.kind, "") if line.former else "",
            kinds.get(line.present.kind, "") if line.present else "",
            _differences(line, former, present, kinds, units),
            reasons.get(line.former.pk, "") if line.former else "",
        )
        for line in lines
    ]


def _differences(
    line: ComparedLine, former: Tree, present: Tree, kinds: dict[int, str], units: dict[int, str]
) -> tuple[tuple[str, str, str], ...]:
    if line.former is None or line.present is None:
        return ()
    words = {
        "title": gettext("Goal"),
        "kind": gettext("Node kind"),
        "parent": gettext("Under"),
        "weight": gettext("Weight"),
        "lead_unit": gettext("Lead unit"),
    }

    def said(place: Place, tree: Tree, name: str) -> str:
        if name == "kind":
            return kinds.get(place.kind, "")
        if name == "parent":
            above = tree.places.get(place.parent or 0)
            return above.title if above else gettext("at the top")
        if name == "lead_unit":
            return units.get(place.lead_unit or 0, "—")
        value = getattr(place, name)
        return "—" if value is None else str(value)

    return tuple(
        (words[name], said(line.former, former, name), said(line.present, present, name)) for name in line.changed
    )
