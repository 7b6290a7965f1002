"""Calls of a higher level: the list, one call with the projects that fit, applications up to money in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.domain.audit.queries import history_of
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.terms import Role
from luoshi.domain.projects.actions.opportunities import (
    CallDraft,
    apply_for,
    close_opportunity,
    move_application,
    open_opportunity,
    put_opportunity,
    receive_money,
)
from luoshi.domain.projects.models import Application, Opportunity
from luoshi.domain.projects.permissions import may_apply, may_review, require_review
from luoshi.domain.projects.queries import sectors_of, visible_projects
from luoshi.domain.projects.queries.opportunities import (
    MATCHES,
    Match,
    Wording,
    applications_to,
    call_lines,
    fit_of_project,
    matches_of,
    visible_opportunities,
)
from luoshi.domain.projects.rules.opportunities import APPLICATION_STEPS, OFFICE_DEEDS
from luoshi.domain.projects.terms import ApplicationDeed, ApplicationState, CriterionField, OpportunityState
from luoshi.domain.strategy.models import Goal
from luoshi.domain.strategy.terms import PlanState
from luoshi.foundation.clock import local_date
from luoshi.foundation.money import page_unit
from luoshi.foundation.refusals import NotAllowed, Refusal
from luoshi.pages.projects.forms.opportunities import ApplyForm, CallForm, StepForm, posted_rows, shown_rows
from luoshi.pages.projects.history import told
from luoshi.pages.projects.views.loading import chosen_library, reviewed_libraries, visible_project
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, keys_of, show_refusal

MOST_GOALS = 200


@require_safe
def opportunities(request: PersonRequest) -> HttpResponse:
    """Show all calls with the sums of their applications."""
    lines = call_lines(request.standing)
    context = {
        "lines": lines,
        "unit": page_unit(line.call.total_wan_yuan for line in lines),
        "is_officer": request.standing.has(Role.OFFICER),
        "today": local_date(request.now),
    }
    return render(request, "projects/opportunities.html", context)


def _call(request: PersonRequest, pk: int) -> Opportunity:
    """Give a call that the account may see; 404 otherwise."""
    return get_object_or_404(visible_opportunities(request.standing).select_related("jurisdiction"), pk=pk)


@require_safe
def opportunity(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a call: its conditions, the projects that fit and nearly fit with reasons, applications with sums."""
    call, standing, today = _call(request, pk), request.standing, local_date(request.now)
    wording = Wording(call, page_language())
    pages = {name: (keys_of([request.GET.get(name, "")]) or [1])[0] for name in ("fitting", "near")}
    found = matches_of(
        standing,
        call,
        fitting_from=(pages["fitting"] - 1) * MATCHES,
        near_from=(pages["near"] - 1) * MATCHES,
    )
    applied = list(applications_to(standing, call))
    by_project = {one.project_id: one for one in applied}
    is_open = call.state == OpportunityState.OPEN and (call.closes_on is None or call.closes_on >= today)
    writes = standing.has(Role.OFFICER, Role.REPORTER, Role.LEADER)
    context = {
        "call": call,
        "demands": [wording.demand(group) for group in wording.demands],
        "found": found,
        "fitting": [_match(match, wording, by_project) for match in found.fitting],
        "near": [_match(match, wording, by_project) for match in found.near],
        "fitting_page": Paginator(range(found.fitting_count), MATCHES).get_page(pages["fitting"]),
        "near_page": Paginator(range(found.near_count), MATCHES).get_page(pages["near"]),
        "applications": applied,
        "sums": {
            "asked": sum((one.asked_wan_yuan or 0 for one in applied), 0),
            "granted": sum((one.granted_wan_yuan or 0 for one in applied), 0),
            "received": sum((one.received_wan_yuan or 0 for one in applied), 0),
        },
        "unit": page_unit(match.total for match in found.fitting),
        "is_open": is_open,
        "may_edit": may_review(standing, call.jurisdiction),
        "may_apply": is_open and writes,
        "history": told(history_of("opportunity", call.pk), page_language()),
        "today": today,
    }
    return render(request, "projects/opportunity.html", context)


def _match(match: Match, wording: Wording, applied: Mapping[int, Application]) -> dict[str, Any]:
    return {
        "project": match,
        "lacks": wording.lacks(match.fit),
        "meets": [wording.reason(verdict) for verdict in match.fit.verdicts if verdict.is_met],
        "application": applied.get(match.pk),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PersonRequest) -> HttpResponse:
    """Record a call."""
    library = chosen_library(request, reviewed_libraries(request.standing))
    return _call_form(request, library, None)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a call and its conditions."""
    call = _call(request, pk)
    require_review(request.standing, call.jurisdiction)
    return _call_form(request, call.jurisdiction, call)


def _call_form(request: PersonRequest, library: Unit, call: Opportunity | None) -> HttpResponse:
    names = ("name", "caller", "document_number", "fund_category", "total_wan_yuan", "closes_on", "text", "version")
    initial = {name: getattr(call, name) for name in names} if call else {}
    is_post = request.method == "POST"
    form = CallForm(request.POST if is_post else None, initial=initial)
    rows: Sequence[Mapping[str, str]] = posted_rows(request.POST) if is_post else (call.criteria if call else [])
    status = 200
    # “Another condition” and “remove” only lay the form anew; nothing is stored.
    if is_post and not {"more", "remove"} & set(request.POST):
        status = 422
        if form.is_valid():
            values = dict(form.cleaned_data)
            version = values.pop("version")
            try:
                stored = put_opportunity(
                    actor=request.user,
                    now=request.now,
                    jurisdiction=library,
                    draft=CallDraft(**values, criteria=rows),
                    opportunity=call,
                    version=version,
                )
            except Refusal as refusal:
                status = refusal.status
                show_refusal(form, refusal)
            else:
                messages.success(request, gettext("The call is kept."))
                return HttpResponseRedirect(reverse("projects:opportunity", args=[stored.pk]))
    context = {"form": form, "rows": shown_rows(rows, _keyed(library)), "call": call, "library": library}
    return render(request, "projects/opportunity_form.html", context, status=status)


def _keyed(library: Unit) -> dict[CriterionField, list[tuple[int, str]]]:
    """Give what the jurisdiction itself offers for conditions: its sectors, and goals in force at or above it."""
    above = [library.path[:length] for length in range(Unit.steplen, len(library.path) + 1, Unit.steplen)]
    goals = Goal.objects.filter(
        plan__jurisdiction__path__in=above,
        plan__state=PlanState.IN_FORCE,
        removed_on__isnull=True,
        refers_to__isnull=True,
    )
    return {
        CriterionField.SECTOR: list(sectors_of(library).values_list("pk", "name")),
        CriterionField.GOAL: list(
            goals.order_by("plan_id", "parent_id", "order").values_list("pk", "title")[:MOST_GOALS]
        ),
    }


@require_POST
def state(request: PersonRequest, pk: int) -> HttpResponse:
    """Open or close a call."""
    call = _call(request, pk)
    require_review(request.standing, call.jurisdiction)
    try:
        if request.POST.get("do") == "close":
            close_opportunity(actor=request.user, now=request.now, opportunity=call)
        else:
            open_opportunity(actor=request.user, now=request.now, opportunity=call)
    except Refusal as refusal:
        messages.error(request, refusal.message(page_language()))
    return HttpResponseRedirect(reverse("projects:opportunity", args=[pk]))


@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: PersonRequest, pk: int, project: int) -> HttpResponse:
    """Prepare a project's application."""
    call, found = _call(request, pk), visible_project(request, project)
    if not may_apply(request.standing, found):
        raise NotAllowed
    earlier = Application.objects.filter(opportunity=call, project=found).first()
    initial = {"asked_wan_yuan": earlier.asked_wan_yuan, "remark": earlier.remark} if earlier else {}
    form = ApplyForm(request.POST if request.method == "POST" else None, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = apply_for(
                    actor=request.user, now=request.now, opportunity=call, project=found, **form.cleaned_data
                )
            except Refusal as refusal:
                status = refusal.status
                show_refusal(form, refusal)
            else:
                messages.success(request, gettext("The application is prepared. Submit it before the call closes."))
                return HttpResponseRedirect(reverse("projects:application", args=[made.pk]))
    wording, fit = Wording(call, page_language()), fit_of_project(call, found)
    context = {
        "form": form,
        "call": call,
        "project": found,
        "reasons": [(wording.reason(verdict), verdict.is_met) for verdict in fit.verdicts],
        "is_fit": fit.is_fit,
    }
    return render(request, "projects/application_new.html", context, status=status)


def _application(request: PersonRequest, pk: int) -> Application:
    """Give an application whose project and call the account may see; 404 otherwise."""
    made = (
        Application.objects.filter(
            pk=pk,
            project__in=visible_projects(request.standing).order_by().values("pk"),
            opportunity__in=visible_opportunities(request.standing).values("pk"),
        )
        .select_related("opportunity__jurisdiction", "project__jurisdiction", "project__lead_unit")
        .first()
    )
    if made is None:
        raise Http404
    return made


def _open_deeds(request: PersonRequest, made: Application) -> list[ApplicationDeed]:
    is_office = may_review(request.standing, made.opportunity.jurisdiction)
    is_applicant = may_apply(request.standing, made.project)
    return [
        deed
        for (state, deed) in APPLICATION_STEPS
        if state == made.state and (is_office if deed in OFFICE_DEEDS else is_applicant)
        if deed is not ApplicationDeed.RECEIVE or made.state != ApplicationState.FUNDED
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def application(request: PersonRequest, pk: int) -> HttpResponse:
    """Show an application and take its next step; what was typed stays where a rule refuses it."""
    made = _application(request, pk)
    open_deeds = _open_deeds(request, made)
    tried: ApplicationDeed | None = None
    status = 200
    steps: dict[ApplicationDeed, StepForm] = {}
    if request.method == "POST":
        do = request.POST.get("do", "")
        if do not in set(ApplicationDeed):
            raise Http404
        tried = ApplicationDeed(do)
        if not open_deeds:
            raise NotAllowed
        form = StepForm(request.POST, deed=tried, initial={})
        status = 422
        if form.is_valid():
            try:
                _step(request, made, tried, form)
            except Refusal as refusal:
                status = refusal.status
                show_refusal(form, refusal)
            else:
                messages.success(request, tried.label(page_language()))
                return HttpResponseRedirect(reverse("projects:application", args=[pk]))
        steps[tried] = form
    for deed in open_deeds:
        steps.setdefault(deed, StepForm(deed=deed, initial={"version": made.version, **_proposed(made, deed)}))
    context = {
        "application": made,
        "call": made.opportunity,
        "project": made.project,
        "steps": [(deed, steps[deed]) for deed in steps],
        "form": steps.get(tried) if tried else None,
        "history": told(history_of("application", made.pk), page_language()),
        "unit": page_unit([made.asked_wan_yuan, made.granted_wan_yuan]),
        "may_change": made.state in {ApplicationState.PREPARING, ApplicationState.REFUSED}
        and may_apply(request.standing, made.project),
    }
    return render(request, "projects/application.html", context, status=status)


def _proposed(made: Application, deed: ApplicationDeed) -> dict[str, Any]:
    if deed is ApplicationDeed.APPROVE:
        return {"granted_wan_yuan": made.asked_wan_yuan}
    if deed is ApplicationDeed.RECEIVE and made.granted_wan_yuan:
        return {"amount": made.granted_wan_yuan - (made.received_wan_yuan or 0)}
    return {}


def _step(request: PersonRequest, made: Application, deed: ApplicationDeed, form: StepForm) -> None:
    values = dict(form.cleaned_data)
    given: dict[str, Any] = {"actor": request.user, "now": request.now, "application": made}
    if deed is ApplicationDeed.RECEIVE:
        receive_money(**given, **values)
    else:
        move_application(**given, deed=deed, **values)
