"""Factor needs: an authority's worklist and its answers, what blocks coming starts, quarterly lists, forms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.domain.organizations.models import Unit
from luoshi.domain.projects.actions.factors import FactorAnswer, answer_factor, draft_of, put_factor, remove_factor
from luoshi.domain.projects.models import FactorNeed, Project
from luoshi.domain.projects.permissions import may_review, may_write_for
from luoshi.domain.projects.queries.factors import (
    NeedFilters,
    authorities_for,
    blocked_starts,
    filtered_needs,
    hold_ups,
    needs_of_quarter,
    own_authorities,
    page_of_needs,
    quantities_of,
    visible_needs,
)
from luoshi.domain.projects.rules.factors import FactorDraft, days_held_up, next_quarter, quarter_days
from luoshi.domain.projects.terms import FactorKind, FactorState, ProjectDeed
from luoshi.foundation.clock import local_date
from luoshi.foundation.money import page_unit
from luoshi.foundation.refusals import NotAllowed, Refusal
from luoshi.pages.projects.exports.tables import Value, table_response
from luoshi.pages.projects.forms.factors import AnswerForm, NeedForm
from luoshi.pages.projects.forms.fields import units_by_name
from luoshi.pages.projects.views.loading import places_on, project_for
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, keys_of, show_refusal

PAGE_SIZE = 50
PLACES = {"authority": "authority_id"}


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A need with the days it is late and whether the reader answers it."""

    need: FactorNeed
    days_late: int
    may_answer: bool


def _lines(request: PersonRequest, needs: Iterable[FactorNeed]) -> list[NeedLine]:
    today, standing = local_date(request.now), request.standing
    return [
        NeedLine(
            need,
            days_held_up(need.state, need.needed_by, today),
            may_review(standing, need.project.jurisdiction)
            or (need.authority is not None and may_write_for(standing, need.authority)),
        )
        for need in needs
    ]


def _filters(request: PersonRequest, own: list[Unit]) -> NeedFilters:
    """Read the address; whoever answers for one authority only begins with that one."""
    keys = keys_of(request.GET.getlist("authority"))
    usual = own[0].pk if len(own) == 1 and "authority" not in request.GET else None
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    return NeedFilters(
        authority=keys[0] if keys else usual,
        kind=kind if kind in set(FactorKind) else "",
        state=state if state in set(FactorState) else "",
        is_open=request.GET.get("all") != "1",
        is_late=request.GET.get("late") == "1",
    )


@require_safe
def factors(request: PersonRequest) -> HttpResponse:
    """Show what each authority holds up, and the list of needs that waits for answers."""
    today, standing = local_date(request.now), request.standing
    filters = _filters(request, own_authorities(standing))
    held = hold_ups(standing, today)
    count = filtered_needs(standing, filters, today).order_by().count()
    page = Paginator(range(count), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "held": held,
        "unit": page_unit(one.wan_yuan for one in held),
        "filters": filters,
        "page": page,
        "lines": _lines(request, page_of_needs(standing, filters, today, places_on(page))),
        "authorities": [one.authority for one in held if one.authority is not None],
        "kinds": _choices(FactorKind, filters.kind),
        "states": _choices(FactorState, filters.state),
        "query": request.GET.urlencode(),
        "today": today,
    }
    return render(request, "projects/factors.html", context)


def _choices(terms: Any, chosen: str) -> list[tuple[str, str, bool]]:
    return [(term.value, term.label(page_language()), term.value == chosen) for term in terms]


@require_safe
def export(request: PersonRequest) -> HttpResponseBase:
    """Give the worklist as XLSX."""
    today = local_date(request.now)
    needs = filtered_needs(request.standing, _filters(request, own_authorities(request.standing)), today)
    return table_response(gettext("Factor needs"), _heads(), (_row(need, today) for need in needs), today=today)


def _heads() -> list[tuple[str, int]]:
    return [
        (gettext("Project"), 36),
        (gettext("Responsible unit"), 16),
        (gettext("Factor"), 12),
        (gettext("Quantity needed"), 11),
        (gettext("Quantity secured"), 11),
        (gettext("Measured in"), 10),
        (gettext("Securing authority"), 18),
        (gettext("Needed by"), 12),
        (gettext("State"), 10),
        (gettext("Days late"), 9),
        (gettext("Document number"), 20),
        (gettext("What blocks it"), 32),
    ]


def _row(need: FactorNeed, today: date) -> list[Value]:
    return [
        need.project.name,
        need.project.lead_unit.label,
        FactorKind(need.kind).label(page_language()),
        need.quantity,
        need.secured_quantity,
        need.measured_in,
        need.authority.label if need.authority else "",
        need.needed_by,
        FactorState(need.state).label(page_language()),
        days_held_up(need.state, need.needed_by, today),
        need.document_number,
        need.blocker,
    ]


@require_safe
def starts(request: PersonRequest) -> HttpResponse:
    """Show what blocks the starts until the end of the coming quarter."""
    today = local_date(request.now)
    quarter, blocked = blocked_starts(request.standing, today)
    context = {
        "quarter": quarter,
        "starts": blocked,
        "unit": page_unit(start.total for start in blocked),
        "today": today,
        "total": sum((start.total or 0 for start in blocked), 0),
    }
    return render(request, "projects/factor_starts.html", context)


def _quarter(request: PersonRequest) -> tuple[FactorKind, int, int]:
    """Read kind and quarter; land of the coming quarter where the address names none that makes sense."""
    first, _ = next_quarter(local_date(request.now))
    kind = request.GET.get("kind", "")
    years, quarters = keys_of([request.GET.get("year", "")]), keys_of([request.GET.get("quarter", "")])
    year = years[0] if years and 1990 <= years[0] <= 2100 else first.year
    quarter = quarters[0] if quarters and 1 <= quarters[0] <= 4 else (first.month + 2) // 3
    return FactorKind(kind) if kind in set(FactorKind) else FactorKind.LAND, year, quarter


@require_safe
def quarter_list(request: PersonRequest) -> HttpResponse:
    """Show the needs of one kind that fall into a quarter, with their sums."""
    kind, year, quarter = _quarter(request)
    needs = needs_of_quarter(request.standing, kind, *quarter_days(year, quarter))
    context = {
        "kind": kind,
        "year": year,
        "quarter": quarter,
        "lines": _lines_of_quarter(request, needs),
        "sums": sorted(quantities_of(needs).items()),
        "kinds": _choices(FactorKind, kind),
        "quarters": (1, 2, 3, 4),
        "query": urlencode({"kind": kind.value, "year": year, "quarter": quarter}),
    }
    return render(request, "projects/factor_quarter.html", context)


def _lines_of_quarter(request: PersonRequest, needs: Iterable[FactorNeed]) -> list[NeedLine]:
    today = local_date(request.now)
    return [NeedLine(need, days_held_up(need.state, need.needed_by, today), may_answer=False) for need in needs]


@require_safe
def quarter_export(request: PersonRequest) -> HttpResponseBase:
    """Give the quarter's list as XLSX."""
    kind, year, quarter = _quarter(request)
    today = local_date(request.now)
    needs = needs_of_quarter(request.standing, kind, *quarter_days(year, quarter))
    title = gettext("%(kind)s needs %(year)s Q%(quarter)s") % {
        "kind": kind.label(page_language()),
        "year": year,
        "quarter": quarter,
    }
    return table_response(title, _heads(), [_row(need, today) for need in needs], today=today)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: PersonRequest, need: int) -> HttpResponse:
    """Take the answer of the authority on one need."""
    found = get_object_or_404(
        visible_needs(request.standing).select_related("project__jurisdiction", "project__lead_unit", "authority"),
        pk=need,
    )
    if not _lines(request, [found])[0].may_answer:
        raise NotAllowed
    initial = {field: getattr(found, field) for field in AnswerForm.base_fields if field != "version"}
    form = AnswerForm(request.POST if request.method == "POST" else None, initial=initial | {"version": found.version})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            values = dict(form.cleaned_data)
            version = values.pop("version")
            try:
                answer_factor(
                    actor=request.user, now=request.now, need=found, answer=FactorAnswer(**values), version=version
                )
            except Refusal as refusal:
                status = refusal.status
                show_refusal(form, refusal, PLACES)
            else:
                messages.success(request, gettext("The answer is kept."))
                return HttpResponseRedirect(reverse("projects:factors"))
    context = {"form": form, "need": found, "project": found.project}
    return render(request, "projects/factor_answer.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PersonRequest, pk: int) -> HttpResponse:
    """Add a need to a project."""
    project = project_for(request, pk, ProjectDeed.UPDATE)
    kind = request.GET.get("kind", "")
    return _need_form(request, project, {"kind": kind if kind in set(FactorKind) else ""}, None)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PersonRequest, pk: int, need: int) -> HttpResponse:
    """Change a need of a project, or remove it."""
    project = project_for(request, pk, ProjectDeed.UPDATE)
    found = get_object_or_404(FactorNeed, project=project, pk=need)
    if request.POST.get("do") == "remove":
        remove_factor(actor=request.user, now=request.now, project=project, need_id=need)
        messages.success(request, gettext("The need is removed; the history keeps it."))
        return _back(project)
    draft = draft_of(found)
    initial = {name: getattr(draft, name) for name in FactorDraft.__slots__} | {"version": found.version}
    return _need_form(request, project, initial, need)


def _need_form(request: PersonRequest, project: Project, initial: dict[str, Any], need: int | None) -> HttpResponse:
    units = units_by_name(authorities_for(project.jurisdiction))
    form = NeedForm(request.POST if request.method == "POST" else None, initial=initial, units=units)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            values = dict(form.cleaned_data)
            version = values.pop("version")
            try:
                put_factor(
                    actor=request.user,
                    now=request.now,
                    project=project,
                    draft=FactorDraft(**values),
                    need_id=need,
                    version=version,
                )
            except Refusal as refusal:
                status = refusal.status
                show_refusal(form, refusal, PLACES)
            else:
                messages.success(request, gettext("The changes are saved."))
                return _back(project)
    context = {"form": form, "project": project, "is_new": need is None}
    return render(request, "projects/factor_form.html", context, status=status)


def _back(project: Project) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('projects:project', args=[project.pk])}#factors")
