"""Schemes: made, changed, and where their dates would put the year's periods before anything is saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import supervised_jurisdictions
from luoshi.domain.reporting import actions
from luoshi.domain.reporting.models import Scheme
from luoshi.domain.reporting.queries import Placement, calendar_of, cost_of_fields, placements
from luoshi.domain.reporting.terms import Placing
from luoshi.foundation.clock import local_date
from luoshi.foundation.periods import Rhythm
from luoshi.foundation.refusals import Refusal
from luoshi.foundation.working_days import note_on_unknown_years
from luoshi.pages.reporting.forms.schemes import SchemeForm
from luoshi.pages.reporting.views.loading import scheme_kept
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, chosen_unit, show_refusal

PERIODS_SHOWN = 40
_KEPT = frozenset({Placing.OPENED, Placing.STRAY, Placing.DROPPED})


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A period as it will stand after saving; ``working_days`` is the time that units have, 0 where it is settled."""

    name: str
    starts_on: date
    ends_on: date
    opens_on: date
    due_on: date
    grace_until: date
    locks_on: date
    working_days: int
    is_due_on_day_off: bool
    placing: Placing


@require_http_methods(["GET", "HEAD", "POST"])
def new_scheme(request: PersonRequest) -> HttpResponse:
    """Make a scheme, and a year's periods with it."""
    jurisdictions = supervised_jurisdictions(request.standing)
    jurisdiction = chosen_unit(request, jurisdictions)
    initial = {"covers_tasks": True, "covers_projects": True, "rhythm": Rhythm.MONTH, "due_counts": "working"}
    year = local_date(request.now).year
    form = SchemeForm(
        request.POST if request.method == "POST" else None, language=page_language(), this_year=year, initial=initial
    )
    context: dict[str, Any] = {"form": form, "jurisdiction": jurisdiction, "jurisdictions": jurisdictions}
    if _asks_preview(request):
        return _previewed(request, form, jurisdiction, None, context, "reporting/scheme_form.html")
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
                schedule=form.plain,
                covers_tasks=values["covers_tasks"],
                covers_projects=values["covers_projects"],
                fields=values["own_fields"],
                years=form.years(),
            )
        except Refusal as refusal:
            show_refusal(form, refusal)
            status = refusal.status
        else:
            messages.success(request, gettext("The scheme is made, with its periods."))
            return HttpResponseRedirect(reverse("reporting:scheme", args=[scheme.pk]))
    status = 422 if form.errors and status == 200 else status
    return render(request, "reporting/scheme_form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def scheme(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a scheme; what new fields cost is said before they are kept (RP15)."""
    found = scheme_kept(request, pk)
    year = local_date(request.now).year
    opened = found.periods.filter(opens_at__lte=request.now).values_list("starts_on", "ends_on")
    form = SchemeForm(
        request.POST if request.method == "POST" else None, language=page_language(), this_year=year, scheme=found,
        opened=list(opened) if found.rhythm == Rhythm.OWN else (),
    )  # fmt: skip
    context: dict[str, Any] = {
        "form": form,
        "scheme": found,
        "periods": list(found.periods.order_by("-ends_on")[:PERIODS_SHOWN]),
        "years": [year - 1, year, year + 1],
    }
    if _asks_preview(request):
        return _previewed(request, form, found.jurisdiction, found, context, "reporting/scheme.html")
    status, cost, added = 200, None, 0
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
                    schedule=form.plain,
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
    return render(request, "reporting/scheme.html", context | {"cost": cost, "added": added}, status=status)


@require_POST
def place(request: PersonRequest, pk: int) -> HttpResponse:
    """Place a year's periods."""
    found = scheme_kept(request, pk)
    text = request.POST.get("year", "")
    year = int(text) if text.isdecimal() and len(text) == 4 else 0
    made = actions.place_periods(actor=request.user, now=request.now, scheme=found, year=year)
    messages.success(
        request, ngettext("%(n)s period is created.", "%(n)s periods are created.", len(made)) % {"n": len(made)}
    )
    return HttpResponseRedirect(reverse("reporting:scheme", args=[pk]))


def _asks_preview(request: PersonRequest) -> bool:
    return request.method == "POST" and request.POST.get("do") == "preview"


def _previewed(
    request: PersonRequest,
    form: SchemeForm,
    jurisdiction: Unit,
    found: Scheme | None,
    context: dict[str, Any],
    page: str,
) -> HttpResponse:
    """Show where the periods would stand; for htmx that part alone. A name may still be missing."""
    form.is_valid()
    rows: list[PreviewRow] = []
    note = ""
    if form.read is not None:
        calendar = calendar_of(jurisdiction)
        for year in form.years():
            placed = placements(form.read, year, calendar, rhythm=form.read.rhythm, now=request.now, scheme=found)
            rows += [_row(one) for one in placed]
        days = [day for row in rows for day in (row.opens_on, row.locks_on)]
        note = note_on_unknown_years(days, page_language(), calendar)
    context |= {"preview": rows, "preview_note": note, "is_previewed": True, "faults": _faults(form)}
    if request.headers.get("HX-Request"):
        return render(request, "reporting/scheme_preview.html", context)
    return render(request, page, context)


def _faults(form: SchemeForm) -> list[str]:
    """Give what keeps the dates from being placed."""
    if form.read is not None:
        return []
    named = (form[name] for name in form.errors if name in form.fields)
    return [*form.non_field_errors(), *(f"{field.label} {error}" for field in named for error in field.errors)]


def _row(one: Placement) -> PreviewRow:
    placed, standing = one.placed, one.standing
    if standing is not None and (placed is None or one.placing in _KEPT):
        return PreviewRow(
            standing.label_chinese if page_language().startswith("zh") else standing.label_english,
            standing.starts_on,
            standing.ends_on,
            local_date(standing.opens_at),
            _last_day(standing.due_at),
            _last_day(standing.grace_until),
            local_date(standing.locks_at),
            0,
            False,
            one.placing,
        )
    if placed is None:
        raise ValueError("a placement stands or is placed")
    return PreviewRow(
        placed.label(page_language()),
        placed.start,
        placed.end,
        placed.opens_on,
        placed.due_on,
        placed.grace_until,
        placed.locks_on,
        one.working_days,
        one.is_due_on_day_off,
        one.placing,
    )


def _last_day(moment: Any) -> date:
    """Give the day that is over at a midnight."""
    return local_date(moment - timedelta(seconds=1))
