"""Read a jurisdiction's settings, compare a bulletin with a recount, find what explains a difference (BU6, BU8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from luoshi.domain.audit.models import Event
from luoshi.domain.bulletins.models import Bulletin, BulletinRules
from luoshi.domain.bulletins.queries.counting import items_of
from luoshi.domain.bulletins.rules import (
    USUAL_RULES,
    ChangedItem,
    ChangedPlace,
    ChangedRate,
    Items,
    ListRule,
    changed_items,
    changed_places,
    changed_rates,
    figures_of,
    last_span,
    read_items,
    read_rules,
    rules_as_plain,
    same_span_last_year,
)
from luoshi.domain.bulletins.terms import Difference, ItemKind, Ranked
from luoshi.domain.organizations.models import Unit
from luoshi.domain.projects.models import MonthlyProgress
from luoshi.domain.projects.terms import ProjectDeed
from luoshi.foundation.clock import local_date
from luoshi.foundation.periods import ReportingPeriod

# What events call the figures, by what a correction changed.
SPOKEN_OF: dict[Difference, frozenset[str]] = {
    Difference.DEADLINE: frozenset({"deadline"}),
    Difference.CLOSED_ON: frozenset({"state", "closed_at"}),
    Difference.UNIT_ID: frozenset({"lead_unit", "lead_unit_id", "responsible_unit", "responsible_unit_id"}),
    Difference.GONE: frozenset({"state", "library_state", "lifecycle_stage", "stage"}),
    Difference.ADDED: frozenset({"state", "library_state", "lifecycle_stage", "stage"}),
    Difference.PLANNED: frozenset({"planned_wan_yuan"}),
    Difference.START_MONTH: frozenset({"planned_start_month"}),
    Difference.FINISH_MONTH: frozenset({"planned_finish_month"}),
    Difference.ANNUAL_CLASS: frozenset({"annual_class"}),
    Difference.STARTED_ON: frozenset({"actual_start"}),
    Difference.FINISHED_ON: frozenset({"actual_finish"}),
    Difference.ENTERED_ON: frozenset({"entered_on", "entry_verified_on"}),
    Difference.MUST_ENTER: frozenset({"total_wan_yuan"}),
    Difference.IS_KEY: frozenset({"level"}),
    Difference.RECEIVED: frozenset({"state"}),
    Difference.ON_TIME: frozenset({"state"}),
    Difference.VERIFIED: frozenset({"verified_wan_yuan"}),
    Difference.DECLARED: frozenset({"declared_wan_yuan"}),
}
MONTH_VERBS = frozenset({ProjectDeed.VERIFY_MONTH.value, ProjectDeed.RECORD_MONTH.value})


@dataclass(frozen=True, slots=True)
class Correction:
    """A changed field of a thing, with the last deed on it since: its moment, verb and reason; None where unknown."""

    item: ChangedItem
    at: datetime | None
    verb: str
    reason: str


@dataclass(frozen=True, slots=True)
class Corrections:
    """Everything that a recount gives otherwise than a bulletin says."""

    rates: tuple[ChangedRate, ...] = ()
    places: tuple[ChangedPlace, ...] = ()
    items: tuple[Correction, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rates or self.places or self.items)


def rules_of(jurisdiction: Unit) -> BulletinRules:
    """Give what a jurisdiction settled; the usual rules, unsaved, where it settled nothing."""
    found = BulletinRules.objects.filter(jurisdiction=jurisdiction).first()
    return found or BulletinRules(
        jurisdiction=jurisdiction, lists=rules_as_plain(USUAL_RULES), number_word="督查通报", issuer=jurisdiction.name
    )


def issue_of(bulletin: Bulletin, now: datetime) -> tuple[int, int]:
    """Give the year and the number that a bulletin would get now (BU7)."""
    year = local_date(now).year
    given = Bulletin.objects.filter(jurisdiction=bulletin.jurisdiction, issue_year=year)
    return year, (given.aggregate(last=Max("issue_number"))["last"] or 0) + 1


def next_number(bulletin: Bulletin, now: datetime) -> str:
    """Write the number that a draft would get now."""
    year, number = issue_of(bulletin, now)
    return f"{bulletin.number_word}〔{year}〕{number}号"


def unverified_months(bulletin: Bulletin) -> int:
    """Count the projects' months until the last day that a unit declared and the office has not verified yet (BU2)."""
    return MonthlyProgress.objects.filter(
        project__jurisdiction=bulletin.jurisdiction,
        month__gte=date(bulletin.ends_on.year, 1, 1),
        month__lte=bulletin.ends_on,
        declared_wan_yuan__gt=0,
        verified_wan_yuan=None,
    ).count()


def list_rules(plain: object) -> tuple[ListRule, ...]:
    """Read stored list rules."""
    return read_rules(plain)[0]


def counted(jurisdiction: Unit, span: ReportingPeriod) -> tuple[Items, Items, Items]:
    """Count the span, the one before and the same a year before (BU6)."""
    return (
        items_of(jurisdiction, span),
        items_of(jurisdiction, last_span(span)),
        items_of(jurisdiction, same_span_last_year(span)),
    )


def assembled(
    jurisdiction: Unit,
    span: ReportingPeriod,
    rules: Iterable[ListRule],
    exemptions: Mapping[tuple[Ranked, int], str],
) -> tuple[dict[str, Any], Items]:
    """Give the figures of a span as they come out now, with the items that they were counted from."""
    items, last, year_before = counted(jurisdiction, span)
    return figures_of(items, last, year_before, rules, exemptions, span.start.isoformat()), items


def exemptions_of(bulletin: Bulletin) -> dict[tuple[Ranked, int], str]:
    """Give the reasons of exemptions by ranking and unit."""
    return {(Ranked(row.ranked), row.unit_id): row.reason for row in bulletin.exemptions.all()}


def corrections_of(bulletin: Bulletin) -> Corrections:
    """Compare a bulletin with a recount of the same span (BU8): thirteen queries, and one for what explains it."""
    frozen = read_items(bulletin.content["items"])
    now = items_of(bulletin.jurisdiction, bulletin.span)
    items = changed_items(frozen, now)
    if not items:
        return Corrections()
    rules = list_rules(bulletin.lists)
    figures = figures_of(now, None, None, rules, exemptions_of(bulletin), bulletin.span.start.isoformat())
    events = _last_events(items, bulletin.frozen_at or bulletin.assembled_at)
    return Corrections(
        tuple(changed_rates(bulletin.content["figures"], figures)),
        tuple(changed_places(bulletin.content["figures"], figures)),
        tuple(_explained(item, _cause(item, events.get((item.kind, item.pk), []))) for item in items),
    )


def _explained(item: ChangedItem, event: Event | None) -> Correction:
    return Correction(item, event.at, event.verb, event.note) if event else Correction(item, None, "", "")


def _last_events(items: Iterable[ChangedItem], since: datetime) -> dict[tuple[ItemKind, int], list[Event]]:
    keys: dict[ItemKind, set[int]] = {}
    for item in items:
        keys.setdefault(item.kind, set()).add(item.pk)
    found: dict[tuple[ItemKind, int], list[Event]] = {}
    for kind, pks in keys.items():
        some = Event.objects.filter(subject_type=kind.value, subject_id__in=pks, at__gt=since).order_by("pk")
        for event in some:
            found.setdefault((kind, event.subject_id), []).append(event)
    return found


def _cause(item: ChangedItem, events: list[Event]) -> Event | None:
    """Give the last event that speaks of the figure; None where none does, rather than a wrong one."""
    words = SPOKEN_OF.get(item.difference, frozenset())
    speaking = [event for event in events if words & {*event.before, *event.after}]
    if item.difference in (Difference.VERIFIED, Difference.DECLARED):
        speaking = [event for event in events if event.verb in MONTH_VERBS] or speaking
    return speaking[-1] if speaking else None
