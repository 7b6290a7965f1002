"""Where reporting stands: what one's own units still owe, and for the office the periods of its schemes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.terms import Role
from luoshi.domain.reporting import actions, permissions, rules
from luoshi.domain.reporting.models import Period, PeriodException, Return
from luoshi.domain.reporting.queries import (
    PeriodTotals,
    burden_by_period,
    burden_of,
    open_periods,
    returns_to_do,
    totals_by_period,
    units_by_period,
    units_of_period,
    visible_disputes,
    visible_periods,
    visible_returns,
    visible_schemes,
    window_of,
)
from luoshi.domain.reporting.queries.completeness import with_tallies
from luoshi.domain.reporting.queries.returns import FILLING_ROLES
from luoshi.domain.reporting.terms import DisputeState, ReturnState
from luoshi.foundation.clock import local_date
from luoshi.foundation.periods import PeriodPhase
from luoshi.foundation.shares import percent_text, share_of
from luoshi.pages.reporting.views.loading import period_seen
from luoshi.pages.shared.charts import LightGrid, LightRow, Tone
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest

PERIODS_SHOWN = 12
UNITS_A_PAGE = 50
UNITS_A_MAP = 100  # a map is read as a whole


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A period with its totals, as a table shows it."""

    period: Period
    totals: PeriodTotals
    phase: PeriodPhase
    received_share: str
    on_time_share: str


@require_safe
def overview(request: PersonRequest) -> HttpResponse:
    """Show the returns to fill, the periods and what waits for the office."""
    _open_own(request)
    periods = list(visible_periods(request.standing).filter(opens_at__lte=request.now)[:PERIODS_SHOWN])
    ahead = visible_periods(request.standing).filter(opens_at__gt=request.now).order_by("opens_at").first()
    is_office = request.standing.has(Role.OFFICER)
    context = {
        "to_do": returns_to_do(request.standing, request.now),
        "rows": _rows(periods, request),
        "ahead": ahead,
        "schemes": list(visible_schemes(request.standing)),
        "is_office": is_office,
        "is_leader": request.standing.has(Role.LEADER),
        "disputes": list(visible_disputes(request.standing).filter(state=DisputeState.OPEN)[:10]),
        "waiting": list(
            visible_returns(request.standing)
            .filter(state=ReturnState.APPROVED)
            .select_related("unit", "period__scheme")
            .order_by("approved_at")[:10]
        )
        if is_office
        else [],
    }
    return render(request, "reporting/overview.html", context)


def _open_own(request: PersonRequest) -> None:
    """Make the returns of one's own units that the nightly job has not made yet (RP3)."""
    units = {post.unit_id: post.unit_path for post in request.standing.posts if post.role in FILLING_ROLES}
    if not units:
        return
    periods = list(open_periods(request.now))
    made = set(Return.objects.filter(period__in=periods, unit__in=units).values_list("period_id", "unit_id"))
    for period in periods:
        for unit, path in units.items():
            if path.startswith(period.scheme.jurisdiction.path) and (period.pk, unit) not in made:
                actions.open_return(now=request.now, period=period, unit_id=unit)


def _rows(periods: list[Period], request: PersonRequest) -> list[PeriodRow]:
    totals = totals_by_period(periods)
    return [
        PeriodRow(
            period,
            totals[period.pk],
            rules.phase_at(window_of(period), request.now),
            percent_text(share_of(totals[period.pk].received, totals[period.pk].expected)),
            percent_text(share_of(totals[period.pk].on_time, totals[period.pk].expected)),
        )
        for period in periods
    ]


@require_safe
def period(request: PersonRequest, pk: int) -> HttpResponse:
    """Show who handed in what in a period."""
    found = period_seen(request, pk)
    keeps = permissions.may_keep(request.standing, found.scheme.jurisdiction)
    returns = units_of_period(found, visible_returns(request.standing))
    states: dict[str, dict[str, Any]] = {"missing": {"first_approved_at__isnull": True}, "late": {"is_on_time": False}}
    states |= {state.value: {"state": state} for state in ReturnState}
    chosen = request.GET.get("state", "")
    if chosen in states:
        returns = returns.filter(**states[chosen])
    page = Paginator(returns, UNITS_A_PAGE).get_page(request.GET.get("page"))
    [row] = _rows([found], request)
    context = {
        "period": found,
        "row": row,
        "page": page,
        "lines": with_tallies(list(page.object_list)),
        "keeps": keeps,
        "chosen": chosen,
        "states": [
            ("missing", gettext("Not handed in")),
            ("late", gettext("Late")),
            *((state.value, state.label(page_language())) for state in ReturnState),
        ],
        "exceptions": list(
            PeriodException.objects.filter(period=found, unit__in=_seen_units(request))
            .select_related("unit", "granted_by")
            .order_by("unit__path")
        ),
    }
    return render(request, "reporting/period.html", context)


def _seen_units(request: PersonRequest) -> list[int]:
    returns = visible_returns(request.standing).values_list("unit_id", flat=True)
    return list(returns.distinct())


@require_safe
def completeness(request: PersonRequest) -> HttpResponse:
    """Show who handed in on time as a map of units and periods, and the periods' totals."""
    schemes = list(visible_schemes(request.standing))
    scheme = next((s for s in schemes if str(s.pk) == request.GET.get("scheme")), schemes[0] if schemes else None)
    periods: list[Period] = []
    if scheme is not None:
        newest = visible_periods(request.standing).filter(scheme=scheme, opens_at__lte=request.now)
        periods = list(newest[:PERIODS_SHOWN])[::-1]
    returns = visible_returns(request.standing)
    units = Unit.objects.filter(pk__in=returns.filter(period__in=periods).values("unit")).order_by("path")
    page = Paginator(units, UNITS_A_MAP).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    found = units_by_period(shown, periods, returns)
    is_chinese = page_language().startswith("zh")
    rows = _rows(periods[::-1], request)
    chart = LightGrid(
        title=_answer(rows, is_chinese),
        row_head=gettext("Unit"),
        columns=[_short(one, is_chinese) for one in periods],
        rows=[
            LightRow(
                unit.label,
                [_tone(found[unit.pk].get(one.pk), one, request) for one in periods],
                links=[_link(found[unit.pk].get(one.pk)) for one in periods],
            )
            for unit in shown
        ],
        words=[
            (Tone.GREEN, gettext("On time")),
            (Tone.YELLOW, gettext("Late, or sent back")),
            (Tone.RED, gettext("Not handed in")),
            (Tone.NONE, gettext("Not due yet")),
        ],
        note=gettext("Empty: nothing was owed."),
    )
    context = {
        "chart": chart,
        "rows": rows,
        "page": page,
        "scheme": scheme,
        "schemes": schemes,
    }
    return render(request, "reporting/completeness.html", context)


def _tone(sheet: Return | None, period: Period, request: PersonRequest) -> Tone | None:
    if sheet is None:
        return None
    if sheet.first_approved_at is None:
        return Tone.NONE if request.now <= period.grace_until else Tone.RED
    if sheet.state == ReturnState.RETURNED or not sheet.is_on_time:
        return Tone.YELLOW
    return Tone.GREEN


def _answer(rows: list[PeriodRow], is_chinese: bool) -> str:
    """Say in the title how many units were on time in the newest period that is no longer open."""
    due = next((row for row in rows if row.phase not in {PeriodPhase.AHEAD, PeriodPhase.OPEN, PeriodPhase.GRACE}), None)
    if due is None:
        return gettext("Who handed in on time")
    return gettext("%(period)s: %(on_time)s of %(expected)s units on time") % {
        "period": due.period.label_chinese if is_chinese else due.period.label_english,
        "on_time": due.totals.on_time,
        "expected": due.totals.expected,
    }


def _link(sheet: Return | None) -> str:
    return f"/reporting/returns/{sheet.pk}/" if sheet is not None else ""


def _short(one: Period, is_chinese: bool) -> str:
    """Name a period in few letters: the year only where it is not clear."""
    label = one.label_chinese if is_chinese else one.label_english
    return label.removeprefix(f"{one.ends_on.year}年") if is_chinese else label.replace(f" {one.ends_on.year}", "")


@require_safe
def burden(request: PersonRequest) -> HttpResponse:
    """Show what reporting cost the units in a year; in the order of the tree, nobody ranked (RP15)."""
    this_year = local_date(request.now).year
    text = request.GET.get("year", "")
    year = int(text) if text.isdecimal() and len(text) == 4 else this_year
    periods = list(visible_periods(request.standing).filter(ends_on__year=year, opens_at__lte=request.now))
    chosen = next((one for one in periods if str(one.pk) == request.GET.get("period")), None)
    returns = visible_returns(request.standing)
    lines = burden_of([chosen] if chosen else periods, returns)
    context = {
        "lines": lines,
        "year": year,
        "years": [this_year - 1, this_year],
        "asked": sum(line.fields_asked for line in lines),
        "filled": sum(line.fields_filled_in for line in lines),
        "avoided": sum(line.duplicates_avoided for line in lines),
        "minutes": sum(line.minutes for line in lines),
        "periods": periods,
        "chosen": chosen,
        "by_period": [] if chosen else burden_by_period(periods, returns),
        "schemes": list(visible_schemes(request.standing)),
        "is_office": request.standing.has(Role.OFFICER),
    }
    return render(request, "reporting/burden.html", context)
