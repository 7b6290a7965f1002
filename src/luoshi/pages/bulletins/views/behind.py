"""What stands behind a number: the things that a rate, a place or a count of lights was counted from (BU12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from luoshi.domain.bulletins.permissions import may_see_corrections
from luoshi.domain.bulletins.queries import answers_to, items_of, visible_units
from luoshi.domain.bulletins.rules import BASES, MONEY, TONES, Counted, Items, counted_in, is_over, rate_of, read_items
from luoshi.domain.bulletins.terms import Base, Difference, ItemKind, RateKey
from luoshi.domain.supervision.terms import Tone
from luoshi.foundation.clock import local_date
from luoshi.foundation.shares import percent_text, rounded
from luoshi.pages.bulletins.loading import span_named, visible_bulletin, visible_unit
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest

PAGE = 50
PAGES = {ItemKind.TASK: "tasks:task", ItemKind.PROJECT: "projects:project", ItemKind.RETURN: "reporting:return"}
COLUMNS: dict[RateKey, tuple[Difference, ...]] = {
    RateKey.TASKS_CLOSED: (Difference.DEADLINE, Difference.CLOSED_ON),
    RateKey.INVESTMENT: (Difference.PLANNED, Difference.VERIFIED, Difference.DECLARED),
    RateKey.KEY_INVESTMENT: (Difference.PLANNED, Difference.VERIFIED, Difference.DECLARED),
    RateKey.STARTS: (Difference.START_MONTH, Difference.STARTED_ON),
    RateKey.ENTRIES: (Difference.STARTED_ON, Difference.ENTERED_ON),
    RateKey.COMPLETIONS: (Difference.FINISH_MONTH, Difference.FINISHED_ON),
    RateKey.REPORTS_ON_TIME: (Difference.RECEIVED, Difference.ON_TIME),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing: its name with its page, its unit, whether it counts as done, and its figures."""

    name: str
    link: str
    unit: str
    is_done: bool
    figures: tuple[tuple[str, str], ...]  # with their heads


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which number: a rate on a base, or a light."""

    rate: tuple[RateKey, Base] | None
    tone: Tone | None

    @property
    def name(self) -> str:
        """Name it in the page's language."""
        if self.rate is not None:
            return self.rate[0].label(page_language())
        assert self.tone is not None
        return self.tone.label(page_language())

    @property
    def is_money(self) -> bool:
        """Whether sums are added up."""
        return self.rate is not None and self.rate[0] in MONEY


@require_safe
def behind_bulletin(request: PersonRequest, pk: int) -> HttpResponse:
    """Show what a bulletin's number was counted from, as it was frozen; those of one unit where ``unit`` names it."""
    bulletin = visible_bulletin(request, pk)
    items = read_items(bulletin.content["items"])
    unit_id = _unit(request, items)
    if unit_id:
        items = items.of_unit(unit_id)
    seen = None
    if not may_see_corrections(request.standing, bulletin):
        own = visible_units(request.standing).filter(pk__in=[unit.pk for unit in items.units])
        seen = set(own.values_list("pk", flat=True))
    context = _context(request, items, seen) | {
        "title": bulletin.title,
        "up": reverse("bulletins:bulletin", args=[bulletin.pk]),
        "of_unit": next((unit.name for unit in items.units if unit.pk == unit_id), ""),
        "is_frozen": bulletin.frozen_at is not None,
        "moment": bulletin.frozen_at or bulletin.assembled_at,
    }
    return render(request, "bulletins/behind.html", context)


@require_safe
def behind_scorecard(request: PersonRequest, pk: int) -> HttpResponse:
    """Show what a number of a unit's scorecard is counted from today."""
    unit = visible_unit(request, pk)
    today = local_date(request.now)
    span = span_named(request.GET.get("period", ""))
    if span is None or span.start > today:
        raise Http404
    items = items_of(answers_to(unit), span, today).of_unit(unit.pk)
    context = _context(request, items, None) | {
        "title": unit.name,
        "up": f"{reverse('bulletins:scorecard', args=[unit.pk])}?period={span.key}",
        "of_unit": "",
        "moment": request.now,
    }
    return render(request, "bulletins/behind.html", context)


def _unit(request: PersonRequest, items: Items) -> int:
    """Read the unit; 0 for none, 404 for one that is not in the bulletin."""
    word = request.GET.get("unit", "")
    if not word:
        return 0
    found = next((unit.pk for unit in items.units if str(unit.pk) == word), 0)
    if not found:
        raise Http404
    return found


def _wanted(request: PersonRequest) -> _Wanted:
    key, base, tone = (request.GET.get(name, "") for name in ("rate", "base", "light"))
    if key in set(RateKey) and base in BASES[RateKey(key)]:
        return _Wanted((RateKey(key), Base(base)), None)
    if tone in TONES:
        return _Wanted(None, Tone(tone))
    raise Http404


def _context(request: PersonRequest, items: Items, seen: set[int] | None) -> dict[str, Any]:
    wanted = _wanted(request)
    columns: tuple[Difference, ...] = (Difference.TONE,)
    if wanted.rate is not None:
        columns = COLUMNS[wanted.rate[0]]
        rows = counted_in(*wanted.rate, items)
    else:
        lit = [item for item in items.lit if item.tone == wanted.tone and not is_over(item)]
        rows = [Counted(item, Decimal(0), Decimal(1)) for item in lit]
    told = [row for row in rows if seen is None or row.item.unit_id in seen]
    told.sort(key=lambda row: row.part >= row.whole)  # what is not done first
    page = Paginator(told, PAGE).get_page(request.GET.get("page"))
    names = {unit.pk: unit.name for unit in items.units}
    rate = rate_of(*wanted.rate, items) if wanted.rate else None
    return {
        "wanted": wanted.name,
        "base": wanted.rate[1].label(page_language()) if wanted.rate else "",
        "is_money": wanted.is_money,
        "is_rate": rate is not None,
        "counted": f"{rounded(rate.part, 0):,f} / {rounded(rate.whole, 0):,f}" if rate else f"{len(rows):,}",
        "share": percent_text(rate.share) if rate else "",
        "heads": [column.label(page_language()) for column in columns],
        "page": page,
        "rows": [_shown(row, columns, names) for row in page],
        "hidden": len(rows) - len(told),
        "count": len(rows),
    }


def _shown(row: Counted, columns: tuple[Difference, ...], names: dict[int, str]) -> Shown:
    item = row.item
    page = PAGES.get(item.kind)
    return Shown(
        item.name,
        reverse(page, args=[item.pk]) if page else "",
        names.get(item.unit_id, ""),
        row.part >= row.whole,
        tuple((column.label(page_language()), _figure(getattr(item, column.value, None))) for column in columns),
    )


def _figure(value: object) -> str:
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return "✓" if value else "—"
    if isinstance(value, Decimal):
        return f"{rounded(value, 2):,f}".removesuffix(".00")
    if isinstance(value, date):
        return value.isoformat()
    return Tone(value).label(page_language()) if value in TONES else str(value)
