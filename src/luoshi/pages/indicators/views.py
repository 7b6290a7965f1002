"""The list of indicators, the page of one, its words, its targets by unit."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.domain.audit.queries import history_of
from luoshi.domain.indicators import actions
from luoshi.domain.indicators.models import Indicator, IndicatorYear
from luoshi.domain.indicators.permissions import may_set, require_set
from luoshi.domain.indicators.queries import (
    indicators_visible_to,
    setting_jurisdictions,
    targets_of,
    years_with_targets,
)
from luoshi.domain.indicators.rules import YEARS, Distribution, adds_up, distribution
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import within
from luoshi.domain.organizations.terms import UnitKind
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import NotAllowed, Refusal
from luoshi.pages.indicators.forms import UNIT, IndicatorForm, TargetsForm
from luoshi.pages.shared.requests import PersonRequest, show_refusal

PAGE_SIZE = 50


@require_safe
def listing(request: PersonRequest) -> HttpResponse:
    """Show the indicators that the person sees with one year's figures; the address holds the state."""
    if not request.standing.posts:
        raise NotAllowed
    visible = indicators_visible_to(request.standing)
    this_year = local_date(request.now).year
    years = sorted({*years_with_targets(visible), this_year}, reverse=True)
    year = _year(request.GET.get("year", ""), this_year)
    words = request.GET.get("q", "").strip()[:60]
    with_inactive = "inactive" in request.GET
    found = visible.filter(name__icontains=words) if words else visible
    page = Paginator(found if with_inactive else found.filter(is_active=True), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    rows = targets_of(page.object_list, year)
    context = {
        "page": page,
        "lines": [_line(indicator, rows.get(indicator.pk, [])) for indicator in page.object_list],
        "years": years,
        "year": year,
        "words": words,
        "with_inactive": with_inactive,
        "may_make": bool(setting_jurisdictions(request.standing)),
    }
    return render(request, "indicators/list.html", context)


@require_safe
def indicator(request: PersonRequest, pk: int) -> HttpResponse:
    """Show one indicator: its words, its targets by year and unit, its history."""
    shown = _visible(request, pk)
    by_year: dict[int, list[IndicatorYear]] = {}
    for row in targets_of([shown]).get(shown.pk, []):
        by_year.setdefault(row.year, []).append(row)
    this_year = local_date(request.now).year
    years = [
        {"year": year, "rows": by_year[year], "distribution": _distribution(shown, by_year[year])}
        for year in sorted(by_year, reverse=True)
    ]
    context = {
        "indicator": shown,
        "years": years,
        "may_set": may_set(request.standing, shown.jurisdiction),
        "open_years": [year for year in (this_year, this_year + 1) if year not in by_year],
        "history": history_of("indicator", shown.pk)[:20],
    }
    return render(request, "indicators/indicator.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PersonRequest) -> HttpResponse:
    """Make an indicator."""
    jurisdictions = setting_jurisdictions(request.standing)
    if not jurisdictions:
        raise NotAllowed
    form = IndicatorForm(_posted(request), jurisdictions=jurisdictions)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create_indicator(
                actor=request.user,
                now=request.now,
                jurisdiction=form.cleaned_data["jurisdiction"],
                text=form.text(),
                lead_unit=form.cleaned_data["lead_unit"],
            )
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, gettext("“%(name)s” is made.") % {"name": made.name})
            return redirect("indicators:indicator", pk=made.pk)
    return _form_page(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change an indicator's words."""
    shown = _visible(request, pk)
    require_set(request.standing, shown.jurisdiction)
    names = ("name", "measured_in", "direction", "definition", "version", "lead_unit")
    initial = {name: getattr(shown, name) for name in names}
    form = IndicatorForm(_posted(request), initial=initial, jurisdictions=[shown.jurisdiction])
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_indicator(
                actor=request.user,
                now=request.now,
                indicator=shown,
                version=form.cleaned_data["version"] or 0,
                text=form.text(),
                lead_unit=form.cleaned_data["lead_unit"],
            )
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, gettext("Saved."))
            return redirect("indicators:indicator", pk=pk)
    return _form_page(request, form, shown)


@require_http_methods(["GET", "HEAD", "POST"])
def targets(request: PersonRequest, pk: int, year: int) -> HttpResponse:
    """Set what each unit is to reach in a year."""
    shown = _visible(request, pk)
    require_set(request.standing, shown.jurisdiction)
    if year not in YEARS:
        raise Http404
    rows = {row.unit_id: row for row in shown.years.filter(year=year)}
    units = _units_for(shown, set(rows))
    former = {unit: row.target for unit, row in rows.items() if row.target is not None}
    form = TargetsForm(_posted(request), units=units, year=year, former=former, initial={"version": shown.version})
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_targets(
                actor=request.user,
                now=request.now,
                indicator=shown,
                version=form.cleaned_data["version"],
                targets=form.targets(),
            )
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, gettext("Saved."))
            return redirect("indicators:indicator", pk=pk)
    context = {"indicator": shown, "year": year, "form": form, "places": [form[f"{UNIT}{unit.pk}"] for unit in units]}
    return render(request, "indicators/targets.html", context, status=422 if form.errors else 200)


@require_POST
def switch(request: PersonRequest, pk: int) -> HttpResponse:
    """Switch an indicator off, or on again."""
    shown = _visible(request, pk)
    actions.switch_indicator(
        actor=request.user, now=request.now, indicator=shown, is_active=request.POST.get("to") == "on"
    )
    return redirect("indicators:indicator", pk=pk)


def _posted(request: PersonRequest) -> Any:
    """Give what was posted, so that an empty post is told what it lacks."""
    return request.POST if request.method == "POST" else None


def _visible(request: PersonRequest, pk: int) -> Indicator:
    return get_object_or_404(indicators_visible_to(request.standing), pk=pk)


def _year(text: str, usual: int) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) == 4 and int(text) in YEARS else usual


def _line(shown: Indicator, rows: list[IndicatorYear]) -> dict[str, Any]:
    own = next((row for row in rows if row.unit_id == shown.jurisdiction_id), None)
    return {"indicator": shown, "own": own, "units": len([row for row in rows if row is not own])}


def _distribution(shown: Indicator, rows: list[IndicatorYear]) -> Distribution | None:
    """Give the sum beside the whole where figures may be added (ID3)."""
    own = next((row.target for row in rows if row.unit_id == shown.jurisdiction_id), None)
    others = [row.target for row in rows if row.unit_id != shown.jurisdiction_id]
    return distribution(own, others) if others and adds_up(shown.measured_in) else None


def _units_for(shown: Indicator, known: set[int]) -> list[Unit]:
    """Give the jurisdiction, the territories and departments right below it, and whoever has a target already."""
    home = shown.jurisdiction
    below = Unit.objects.filter(within([home.path]), is_active=True).exclude(kind=UnitKind.OFFICE).order_by("path")
    return [u for u in below if u.depth <= home.depth + 1 or u.pk in known]


def _form_page(request: PersonRequest, form: IndicatorForm, shown: Indicator | None) -> HttpResponse:
    context = {"form": form, "indicator": shown}
    return render(request, "indicators/form.html", context, status=422 if form.errors else 200)
