"""The page of one bulletin: its words with their figures, what was corrected since, what can be done."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from luoshi.domain.audit.queries import history_of
from luoshi.domain.bulletins.models import Bulletin
from luoshi.domain.bulletins.permissions import may_see_corrections, may_write
from luoshi.domain.bulletins.queries import Correction, corrections_of, unverified_months, visible_units
from luoshi.domain.bulletins.rules import share_in
from luoshi.domain.bulletins.terms import BulletinDeed, BulletinState, Difference, ItemKind, SectionKey
from luoshi.domain.projects.terms import ProblemDeed, ProjectDeed
from luoshi.domain.reporting.terms import ReturnDeed
from luoshi.domain.supervision.terms import Tone
from luoshi.domain.tasks.terms import Deed
from luoshi.foundation.shares import percent_text, year_progress
from luoshi.foundation.terms import Term
from luoshi.pages.bulletins.loading import visible_bulletin
from luoshi.pages.bulletins.shown import (
    light_rows,
    lights_chart,
    shown_lights,
    shown_lists,
    shown_rankings,
    shown_rates,
)
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest

DEEDS: tuple[type[Term], ...] = (Deed, ProjectDeed, ProblemDeed, ReturnDeed)
PAGES = {ItemKind.TASK: "tasks:task", ItemKind.PROJECT: "projects:project", ItemKind.RETURN: "reporting:return"}
MONEY_FIELDS = frozenset({Difference.PLANNED, Difference.VERIFIED, Difference.DECLARED})
SHOWN_CORRECTIONS = 100


@require_safe
def bulletin(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a bulletin; a draft as forms that save themselves."""
    found = visible_bulletin(request, pk)
    may = may_write(request.standing, found.jurisdiction)
    corrections = corrections_of(found)
    is_office = may_see_corrections(request.standing, found)
    open_units = set(visible_units(request.standing).values_list("pk", flat=True))
    behind = reverse("bulletins:behind", args=[found.pk])
    context = content_of(found, page_language(), behind=behind, open_units=open_units) | {
        "bulletin": found,
        "may_write": may,
        "is_draft": found.state == BulletinState.DRAFT,
        "may_edit": may and found.state == BulletinState.DRAFT,
        "may_publish": may and found.state == BulletinState.FROZEN,
        "corrections": corrections,
        "unverified": unverified_months(found) if may and found.state == BulletinState.DRAFT else 0,
        "corrected_rates": [
            (one.key, one.base, percent_text(share_in(one.frozen)), percent_text(share_in(one.now)))
            for one in corrections.rates
        ],
        "corrected_items": [_told(one, page_language()) for one in corrections.items[:SHOWN_CORRECTIONS]],
        "more_corrections": max(0, len(corrections.items) - SHOWN_CORRECTIONS),
        "links_to_things": is_office,
        "history": _history(found, page_language()) if is_office else [],
    }
    return render(request, "bulletins/bulletin.html", context)


def content_of(
    bulletin: Bulletin, words: str, *, has_links: bool = True, behind: str = "", open_units: Container[int] = ()
) -> dict[str, Any]:
    """Give what a page shows of a bulletin's own content. ``open_units``: those whose things may be opened."""
    figures = bulletin.content["figures"]
    lights = shown_lights(figures)
    rates = shown_rates(figures, words, behind=behind)
    return {
        "sections": list(bulletin.sections.all()),
        "rates": rates,
        "rankings": shown_rankings(figures, words, behind=behind, open_units=open_units),
        "behind": behind,
        "open_units": open_units,
        "lists": shown_lists(figures, words),
        "lights": lights,
        "lights_chart": lights_chart(lights, words),
        "light_rows": light_rows(figures, words, has_links=has_links),
        "problems": figures["problems"],
        "returns": figures["returns"],
        "time_share": percent_text(year_progress(bulletin.ends_on)),
        "headline_rates": [rate for rate in rates if rate.is_first][:3],
        "red_lights": figures["lights"]["now"]["red"],
        "SectionKey": SectionKey,
    }


@dataclass(frozen=True, slots=True)
class ToldCorrection:
    """A correction in words."""

    kind: str
    name: str
    link: str
    what: str
    frozen: str
    now: str
    at: datetime | None
    deed: str
    reason: str


def _told(correction: Correction, words: str) -> ToldCorrection:
    item = correction.item
    page = PAGES.get(item.kind)
    return ToldCorrection(
        item.kind.label(words),
        item.name,
        reverse(page, args=[item.pk]) if page else "",
        item.difference.label(words),
        _value(item.difference, item.frozen, words),
        _value(item.difference, item.now, words),
        correction.at,
        next((deeds(correction.verb).label(words) for deeds in DEEDS if correction.verb in set(deeds)), ""),
        correction.reason,
    )


def _value(difference: Difference, value: str, words: str) -> str:
    if difference is Difference.TONE and value:
        return Tone(value).label(words)
    if difference in MONEY_FIELDS and value:
        return f"{Decimal(value):,}"
    return {"1": "✓"}.get(value, value) if difference in (Difference.RECEIVED, Difference.ON_TIME) else value or "—"


def _history(bulletin: Bulletin, words: str) -> list[tuple[datetime, str, str, str]]:
    """Tell what was done, newest first; edits of words that follow one another by one person are told once."""
    told: list[tuple[datetime, str, str, str]] = []
    for event in history_of("bulletin", bulletin.pk)[:200]:
        deed = BulletinDeed(event.verb)
        line = (event.at, event.actor_name, deed.label(words), event.note)
        if not (told and deed is BulletinDeed.EDIT and told[-1][1:3] == line[1:3]):
            told.append(line)
    return told
