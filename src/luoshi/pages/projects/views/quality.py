"""Reserve quality on one page, the projects behind each figure, and what the office wants of its reserve."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.domain.organizations.models import Unit
from luoshi.domain.projects.actions.reserve import set_dwell_limits, set_reserve_target
from luoshi.domain.projects.permissions import may_review
from luoshi.domain.projects.queries.quality import (
    FIGURES,
    Quality,
    behind_figure,
    dwell_limits_of,
    libraries_overseen,
    quality_of,
    target_of,
    targets_of,
)
from luoshi.domain.projects.rules.quality import DWELL_DAYS, Advice, Part
from luoshi.domain.projects.terms import InvestorType, Level, LifecycleStage, ReserveAdvice
from luoshi.foundation.clock import local_date
from luoshi.foundation.money import MoneyUnit, money_phrase, page_unit
from luoshi.foundation.refusals import Refusal
from luoshi.foundation.shares import points_text
from luoshi.pages.projects.forms.quality import DwellForm, TargetForm
from luoshi.pages.projects.views.loading import chosen_library, reviewed_libraries
from luoshi.pages.shared.charts import Bar, Row, Series, Tone, percent
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, show_refusal


@require_safe
def quality(request: PersonRequest) -> HttpResponse:
    """Show how adequate, well made up, flowing and focused a library's reserve is, and what to do about it."""
    libraries = libraries_overseen(request.standing)
    library = chosen_library(request, libraries)
    first, last = _span(request)
    found = quality_of(request.standing, library, first=first, last=last)
    unit = page_unit([part.tally.wan_yuan for part in (*found.sectors, *found.levels)])
    context = {
        "quality": found,
        "libraries": libraries,
        "library": library,
        "first": first,
        "last": last,
        "unit": unit,
        "advice": [_advised(found, advice, unit) for advice in found.advice],
        "structures": [
            _structure(found, "sector", gettext("By sector"), found.sectors),
            _structure(found, "investor", gettext("By investor"), found.investors),
        ],
        "units": [(_name(found, "unit", part.key), part, _link(found, "unit", part.key)) for part in found.units],
        "levels": [(_name(found, "level", part.key), part, _link(found, "level", part.key)) for part in found.levels],
        "links": {figure: _link(found, figure) for figure in FIGURES},
        "stages": [(p, {f: _link(found, f, p.stage.value) for f in FIGURES}) for p in found.passages],
        "may_set": may_review(request.standing, library),
    }
    return render(request, "projects/quality.html", context)


def _span(request: PersonRequest) -> tuple[date, date]:
    """Read the span of the flow; the year so far where the address names none that makes sense."""
    today = local_date(request.now)
    first, last = _day(request.GET.get("from")), _day(request.GET.get("to"))
    last = min(last or today, today)
    first = first or date(last.year, 1, 1)
    return (first, last) if first <= last else (date(last.year, 1, 1), last)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _link(found: Quality, figure: str, key: object = "") -> str:
    pairs = {
        "library": found.library.pk,
        "figure": figure,
        "value": "" if key is None else key,
        "from": found.first,
        "to": found.last,
    }
    return f"{reverse('projects:quality_projects')}?{urlencode(pairs)}"


def _name(found: Quality, by: str, key: Any) -> str:
    if key is None:
        return gettext("not filled in")
    names: dict[str, Any] = {"sector": found.sector_names, "unit": found.unit_names}
    if by in names:
        return str(names[by].get(key, key))
    return {"investor": InvestorType, "level": Level}[by](key).label(page_language())


def _structure(found: Quality, by: str, word: str, parts: Sequence[Part]) -> dict[str, Any]:
    """One part of the structure as a chart and as lines with their gap."""
    lines = [(_name(found, by, part.key), part, _link(found, by, part.key)) for part in parts]
    has_wanted = any(part.wanted is not None for part in parts)
    series = [Series(gettext("Share of the reserve"), Tone.ACTUAL)]
    series += [Series(gettext("Wanted share"), Tone.PLANNED)] if has_wanted else []
    chart = Bar(
        title=_structure_title(lines, word),
        row_head=word,
        series=series,
        rows=[
            Row(
                name,
                [_number(part.share), *([_number(part.wanted)] if has_wanted else [])],
                link=link,
            )
            for name, part, link in lines
        ],
        measure=percent(),
    )
    return {"word": word, "lines": lines, "chart": chart, "has_wanted": has_wanted}


def _number(share: Any) -> float | None:
    return None if share is None else float(share)


def _structure_title(lines: Sequence[tuple[str, Part, str]], word: str) -> str:
    short = [(name, part) for name, part, _ in lines if part.gap_points is not None and part.gap_points < 0]
    if not short:
        return gettext("%(what)s: no share falls short of what is wanted") % {"what": word}
    name, part = min(short, key=lambda one: one[1].gap_points or 0)
    return gettext("%(what)s: %(name)s lies %(gap)s points below its wanted share") % {
        "what": word,
        "name": name,
        "gap": _below(part.gap_points),
    }


def _below(points: Fraction | None) -> str:
    """Write how many points something lies below; empty for none."""
    return "" if points is None else points_text(abs(points)).lstrip("+")


def _advised(found: Quality, advice: Advice, unit: MoneyUnit) -> dict[str, Any]:
    """Say one thing to do something about, with where a click leads."""
    stage = LifecycleStage(advice.key).label(page_language()) if advice.key in set(LifecycleStage) else ""
    places = {
        "year": advice.year,
        "stage": stage,
        "n": advice.projects,
        "sum": money_phrase(advice.wan_yuan, unit, page_language()),
        "gap": _below(advice.points),
    }
    if advice.kind is ReserveAdvice.SECTOR_SHORT:
        places["name"] = _name(found, "sector", advice.key)
    if advice.kind is ReserveAdvice.INVESTOR_SHORT:
        places["name"] = _name(found, "investor", advice.key)
    words = {
        ReserveAdvice.NO_TARGET: gettext("Set what the starts of %(year)s need, so that the reserve can be measured."),
        ReserveAdvice.NO_RESERVE: gettext("%(year)s has a target and no reserve at all: admit projects first."),
        ReserveAdvice.SHORT: gettext("%(sum)s of reserve are missing for %(year)s: plan and admit more."),
        ReserveAdvice.FEW: ngettext(
            "%(n)s more project is wanted in the reserve for %(year)s.",
            "%(n)s more projects are wanted in the reserve for %(year)s.",
            advice.projects,
        ),
        ReserveAdvice.STAGE_EMPTY: gettext("No project is in the stage “%(stage)s”: what follows will run dry."),
        ReserveAdvice.NO_PASSAGE: ngettext(
            "The only project in “%(stage)s” did not move on in this span (%(sum)s).",
            "None of the %(n)s projects in “%(stage)s” moved on in this span (%(sum)s).",
            advice.projects,
        ),
        ReserveAdvice.STANDING_STILL: ngettext(
            "%(n)s project stands still in “%(stage)s” (%(sum)s): go through it.",
            "%(n)s projects stand still in “%(stage)s” (%(sum)s): go through them.",
            advice.projects,
        ),
        ReserveAdvice.SECTOR_SHORT: gettext("%(name)s lies %(gap)s points below its wanted share of the reserve."),
        ReserveAdvice.INVESTOR_SHORT: gettext("%(name)s lies %(gap)s points below its wanted share of the reserve."),
    }
    links = {
        ReserveAdvice.NO_TARGET: reverse("projects:reserve_targets"),
        ReserveAdvice.NO_RESERVE: reverse("projects:list"),
        ReserveAdvice.SHORT: _link(found, "reserve"),
        ReserveAdvice.FEW: _link(found, "reserve"),
        ReserveAdvice.STAGE_EMPTY: f"{reverse('projects:list')}?stage={advice.key}",
        ReserveAdvice.NO_PASSAGE: _link(found, "stage", advice.key),
        ReserveAdvice.STANDING_STILL: _link(found, "still", advice.key),
        ReserveAdvice.SECTOR_SHORT: _link(found, "sector", advice.key),
        ReserveAdvice.INVESTOR_SHORT: _link(found, "investor", advice.key),
    }
    return {"kind": advice.kind, "words": words[advice.kind] % places, "link": links[advice.kind]}


@require_safe
def behind(request: PersonRequest) -> HttpResponse:
    """List the projects behind a figure of the quality page."""
    library = chosen_library(request, libraries_overseen(request.standing))
    figure, value = request.GET.get("figure", ""), request.GET.get("value", "")
    if figure not in FIGURES:
        raise Http404
    first, last = _span(request)
    tally, projects = behind_figure(request.standing, library, figure=figure, value=value, first=first, last=last)
    today = local_date(request.now)
    context = {
        "library": library,
        "projects": [(project, (today - project.stage_since).days) for project in projects],
        "count": tally.projects,
        "unit": page_unit(project.total_wan_yuan for project in projects),
        "total": tally.wan_yuan,
        "words": _figure_words(figure, value, library),
        "first": first,
        "last": last,
        "has_span": figure in {"passed", "dropped"},
    }
    return render(request, "projects/quality_projects.html", context)


def _figure_words(figure: str, value: str, library: Unit) -> str:
    stage = LifecycleStage(value).label(page_language()) if value in set(LifecycleStage) else value
    words = {
        "reserve": gettext("In the reserve"),
        "key": gettext("Key projects in the reserve"),
        "sector": gettext("In the reserve, by sector"),
        "unit": gettext("In the reserve, by unit"),
        "investor": gettext("In the reserve, by investor"),
        "level": gettext("In the reserve, by level"),
        "stage": gettext("Now in “%(stage)s”") % {"stage": stage},
        "passed": gettext("Passed on from “%(stage)s”") % {"stage": stage},
        "dropped": gettext("Stopped in “%(stage)s”") % {"stage": stage},
        "still": gettext("Standing still in “%(stage)s”") % {"stage": stage},
    }
    return words[figure]


@require_http_methods(["GET", "HEAD", "POST"])
def targets(request: PersonRequest) -> HttpResponse:
    """Set targets, wanted shares of investors and limits of stay."""
    libraries = reviewed_libraries(request.standing)
    library = chosen_library(request, libraries)
    year = local_date(request.now).year + 1
    do = request.POST.get("do", "")
    target = TargetForm(request.POST if do == "target" else None, stored=target_of(library, year), year=year)
    limits = {stage: dwell_limits_of(library)[stage] for stage in DWELL_DAYS}
    dwell = DwellForm(request.POST if do == "dwell" else None, limits=limits)
    status = 200
    form: TargetForm | DwellForm | None = target if do == "target" else dwell if do == "dwell" else None
    if form is not None:
        status = 422
        if form.is_valid():
            try:
                if isinstance(form, TargetForm):
                    set_reserve_target(actor=request.user, now=request.now, jurisdiction=library, **form.values())
                else:
                    set_dwell_limits(actor=request.user, now=request.now, jurisdiction=library, days=form.days())
            except Refusal as refusal:
                status = refusal.status
                show_refusal(form, refusal)
            else:
                messages.success(request, gettext("The changes are saved."))
                return HttpResponseRedirect(f"{reverse('projects:reserve_targets')}?library={library.pk}")
    context = {
        "library": library,
        "libraries": libraries,
        "target_form": target,
        "dwell_form": dwell,
        "form": form or target,
        "targets": targets_of(library),
        "wan_yuan": MoneyUnit.WAN_YUAN,
    }
    return render(request, "projects/reserve_targets.html", context, status=status)
