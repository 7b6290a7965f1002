"""Units' scorecards: the list of those that the account reaches, and one unit's card."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from luoshi.domain.bulletins.queries import (
    Scorecard,
    UnitStanding,
    by_jurisdiction,
    scorecard_of,
    standings_in,
    visible_units,
)
from luoshi.domain.bulletins.queries.standings import SHOWN_RATES
from luoshi.domain.bulletins.rules import TONES, earlier_spans, span_of
from luoshi.domain.bulletins.rules.rates import Rate
from luoshi.domain.bulletins.terms import PeerGroup, Ranked
from luoshi.domain.organizations.models import Unit
from luoshi.domain.reporting.terms import DisputeState
from luoshi.domain.supervision.terms import Tone
from luoshi.foundation.clock import local_date
from luoshi.foundation.periods import ReportingPeriod, Rhythm
from luoshi.foundation.shares import percent_text, rounded
from luoshi.pages.bulletins.loading import span_named, visible_unit
from luoshi.pages.shared.charts import Bar, Row, Series, count, percent
from luoshi.pages.shared.charts import Tone as ChartTone
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest

PAGE = 50
PEERS_CHARTED = 30
CHART_TONES = {"red": ChartTone.RED, "yellow": ChartTone.YELLOW, "green": ChartTone.GREEN}


@require_safe
def scorecards(request: PersonRequest) -> HttpResponse:
    """List the units whose scorecard the account sees, side by side within one jurisdiction (BU13)."""
    today = local_date(request.now)
    offered = _newest_spans(today)
    named = span_named(request.GET.get("period", ""))
    span = named if named is not None and named.start <= today else offered[0]
    ranked = next((one for one in Ranked if one.value == request.GET.get("ranked")), Ranked.TASKS)
    words = " ".join(request.GET.get("q", "").split())[:80]
    parts = by_jurisdiction(visible_units(request.standing))
    chosen = next((one for one in parts if str(one.pk) == request.GET.get("within")), next(iter(parts), None))
    units = [unit for unit in parts.get(chosen, []) if words.lower() in unit.name.lower()] if chosen else []
    rows = standings_in(chosen, units, span, today, ranked) if chosen and units else []
    elsewhere = [
        unit
        for one, some in parts.items()
        if one != chosen
        for unit in some
        if words and words.lower() in unit.name.lower()
    ]
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [_beside(row, span) for row in page],
        "words": words,
        "span": span,
        "spans": [(one.key, one.label(page_language())) for one in _with(offered, span)],
        "as_of": min(span.end, today),
        "ranked": ranked,
        "rankings": [(one.value, one.label(page_language())) for one in Ranked],
        "rates": [(key.label(page_language()), base.label(page_language())) for key, base in SHOWN_RATES],
        "within": chosen,
        "jurisdictions": list(parts),
        "elsewhere": elsewhere[:PAGE],
    }
    return render(request, "bulletins/scorecards.html", context)


def _beside(row: UnitStanding, span: ReportingPeriod) -> dict[str, Any]:
    return {
        "unit": row.unit,
        "link": f"{reverse('bulletins:scorecard', args=[row.unit.pk])}?{urlencode({'period': span.key})}",
        "group": row.group.label(page_language()) if row.group else "",
        "place": row.place.place if row.place else None,
        "of": row.of,
        "rates": [_rate(rate, row.unit, span) if rate.whole else None for rate in row.rates],
        "lights": [
            (tone, f"{Tone(tone).label(page_language())} {number}") for tone, number in row.lights.items() if number
        ],
    }


@require_safe
def scorecard(request: PersonRequest, pk: int) -> HttpResponse:
    """Show one unit's scorecard in a span, the running month where none is named."""
    unit = visible_unit(request, pk)
    today = local_date(request.now)
    offered = _newest_spans(today)
    named = span_named(request.GET.get("period", ""))
    span = named if named is not None and named.start <= today else offered[0]
    card = scorecard_of(unit, span, request.now, today)
    context = {
        "card": card,
        "unit": unit,
        "span": span,
        "spans": [(one.key, one.label(page_language())) for one in _with(offered, span)],
        "as_of": min(span.end, today),
        "rates": [_rate(rate, unit, span) for rate in card.rates],
        "headlines": [_standing(card, ranking) for ranking in card.rankings],
        "peers": [_peers(card, place) for place in range(len(card.rankings))],
        "lights": _lights(card),
        "past_places": [
            (one.bulletin, Ranked(one.ranked).label(page_language()), one.place, one.of) for one in card.past_places
        ],
        "open_disputes": sum(dispute.state == DisputeState.OPEN for dispute in card.disputes),
        "is_empty": not (card.rates or card.open_tasks or card.lights),
        "today": today,
    }
    return render(request, "bulletins/scorecard.html", context)


def _newest_spans(today: date) -> list[ReportingPeriod]:
    """Offer the running month and the twelve before it, then the quarters and the year that have begun."""
    months = list(islice(earlier_spans(span_of(Rhythm.MONTH, today.year, today.month)), 13))
    quarters = list(islice(earlier_spans(span_of(Rhythm.QUARTER, today.year, (today.month + 2) // 3)), 4))
    return [*months, *quarters, span_of(Rhythm.YEAR, today.year, 1)]


def _with(offered: list[ReportingPeriod], span: ReportingPeriod) -> list[ReportingPeriod]:
    return offered if span in offered else [*offered, span]


def _rate(rate: Rate, unit: Unit, span: ReportingPeriod) -> dict[str, Any]:
    words = page_language()
    number = urlencode({"period": span.key, "rate": rate.key, "base": rate.base})
    return {
        "link": f"{reverse('bulletins:behind_scorecard', args=[unit.pk])}?{number}",
        "name": rate.key.label(words),
        "base": rate.base.label(words),
        "counted": f"{rounded(rate.part, 0):,f} / {rounded(rate.whole, 0):,f}",
        "share": percent_text(rate.share),
    }


def _standing(card: Scorecard, ranking: Any) -> dict[str, Any]:
    own = next(place for place in ranking.places if place.unit_id == card.unit.pk)
    return {
        "name": ranking.ranked.label(page_language()),
        "group": ranking.group.label(page_language()),
        "place": own.place,
        "of": len(ranking.places),
        "share": percent_text(own.share),
    }


def _peers(card: Scorecard, place: int) -> dict[str, Any]:
    """Give a ranking whole; drawn where it can be read."""
    ranking = card.rankings[place]
    rows = [
        (one.place, card.names[one.unit_id], percent_text(one.share), one.unit_id == card.unit.pk)
        for one in ranking.places
    ]
    chart = None
    if 1 < len(rows) <= PEERS_CHARTED:
        own = next(one for one in ranking.places if one.unit_id == card.unit.pk)
        chart = Bar(
            title=gettext("%(unit)s ranks %(place)s of %(count)s")
            % {"unit": card.unit.label, "place": own.place, "count": len(rows)},
            row_head=gettext("Unit"),
            series=[Series(ranking.ranked.label(page_language()))],
            rows=[
                Row(
                    card.names[one.unit_id],
                    [float(one.share)],
                    tone=ChartTone.VERIFIED if one.unit_id == card.unit.pk else ChartTone.PLANNED,
                )
                for one in ranking.places
            ],
            measure=percent(),
            note=PeerGroup(ranking.group).label(page_language()),
        )
    return {"name": ranking.ranked.label(page_language()), "rows": rows, "chart": chart}


def _lights(card: Scorecard) -> Bar | None:
    """Stack the unit's lights at the ends of months."""
    if not card.lights:
        return None
    tones = [tone for tone in TONES if any(tone in counts for counts in card.lights.values())]
    if not tones:
        return None
    last: date = max(card.lights)
    red = card.lights[last].get("red", 0)
    return Bar(
        title=gettext("%(count)s red at the end of %(month)s") % {"count": red, "month": f"{last:%Y-%m}"},
        row_head=gettext("Month"),
        series=[Series(Tone(tone).label(page_language()), CHART_TONES.get(tone, ChartTone.NEXT)) for tone in tones],
        rows=[Row(f"{day:%Y-%m}", [counts.get(tone, 0) for tone in tones]) for day, counts in card.lights.items()],
        measure=count(gettext("items")),
        is_upright=True,
        is_stacked=True,
    )
