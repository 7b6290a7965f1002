"""How the units of one jurisdiction stand beside one another in a span (BU13): a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from luoshi.domain.bulletins.queries.counting import items_of
from luoshi.domain.bulletins.rules import Items, Place, Rate, light_counts, rankings_of, rate_of
from luoshi.domain.bulletins.terms import Base, PeerGroup, Ranked, RateKey
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.terms import JURISDICTION_KINDS
from luoshi.foundation.periods import ReportingPeriod

SHOWN_RATES: tuple[tuple[RateKey, Base], ...] = (
    (RateKey.TASKS_CLOSED, Base.DUE),
    (RateKey.REPORTS_ON_TIME, Base.EXPECTED),
    (RateKey.INVESTMENT, Base.YEAR_PLAN),
)
GROUP_ORDER = [group.value for group in PeerGroup]


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """One unit's rates and lights. ``place`` among its peers: None where nothing is due; ``of``: ranked peers."""

    unit: Unit
    group: PeerGroup | None
    place: Place | None
    of: int
    rates: tuple[Rate, ...]  # those of SHOWN_RATES, in their order
    lights: dict[str, int]  # by tone


def by_jurisdiction(units: Iterable[Unit]) -> dict[Unit, list[Unit]]:
    """Part units by the jurisdiction that each answers to, in tree order; a topmost unit answers to itself.

    One query for what stands above them.
    """
    some = list(units)
    step = Unit.steplen
    paths = {unit.path[:length] for unit in some for length in range(step, len(unit.path) + 1, step)}
    known = {unit.path: unit for unit in Unit.objects.filter(path__in=paths - {unit.path for unit in some})}
    known |= {unit.path: unit for unit in some}
    parts: dict[Unit, list[Unit]] = {}
    for unit in some:
        parts.setdefault(_answers_to(unit, known), []).append(unit)
    return dict(sorted(parts.items(), key=lambda part: part[0].path))


def _answers_to(unit: Unit, known: dict[str, Unit]) -> Unit:
    """Give what ``scorecards.answers_to`` gives, from units that are read already."""
    above = [known[unit.path[:end]] for end in range(len(unit.path) - Unit.steplen, 0, -Unit.steplen)]
    if not above:
        return unit
    return next((one for one in above if one.kind in JURISDICTION_KINDS), above[-1])


def standings_in(
    jurisdiction: Unit, units: Iterable[Unit], span: ReportingPeriod, today: date, ranked: Ranked
) -> list[UnitStanding]:
    """Give how units stand, best first within each kind; those with nothing due come last of their kind."""
    items = items_of(jurisdiction, span, today)
    own = items.by_unit()
    groups = {unit.pk: unit.group for unit in items.units}
    places = {
        place.unit_id: (place, len(ranking.places))
        for ranking in rankings_of(items)
        if ranking.ranked is ranked
        for place in ranking.places
    }
    nothing = Items(items.day)
    rows = [_standing(unit, own.get(unit.pk, nothing), groups.get(unit.pk, ""), places.get(unit.pk)) for unit in units]
    return sorted(rows, key=_order)


def _standing(unit: Unit, own: Items, group: str, placed: tuple[Place, int] | None) -> UnitStanding:
    return UnitStanding(
        unit=unit,
        group=PeerGroup(group) if group else None,
        place=placed[0] if placed else None,
        of=placed[1] if placed else 0,
        rates=tuple(rate_of(key, base, own) for key, base in SHOWN_RATES),
        lights=light_counts(own),
    )


def _order(row: UnitStanding) -> tuple[int, bool, int, str]:
    group = GROUP_ORDER.index(row.group) if row.group else len(GROUP_ORDER)
    return group, row.place is None, row.place.place if row.place else 0, row.unit.path
