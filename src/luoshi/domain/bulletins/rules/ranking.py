"""Places of units among their peers (rule BU3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from luoshi.domain.bulletins.rules.items import Items
from luoshi.domain.bulletins.rules.rates import Rate, rate_of
from luoshi.domain.bulletins.terms import Base, PeerGroup, Ranked, RateKey

GROUPS: Mapping[str, PeerGroup] = {
    "city": PeerGroup.TERRITORY,
    "district": PeerGroup.TERRITORY,
    "county": PeerGroup.TERRITORY,
    "development_zone": PeerGroup.TERRITORY,
    "township": PeerGroup.TOWNSHIP,
    "department": PeerGroup.DEPARTMENT,
    "office": PeerGroup.DEPARTMENT,
    "enterprise": PeerGroup.DEPARTMENT,
}  # by organizations.terms.UnitKind
RANKED_BY: Mapping[Ranked, tuple[RateKey, Base]] = {
    Ranked.TASKS: (RateKey.TASKS_CLOSED, Base.DUE),
    Ranked.INVESTMENT: (RateKey.INVESTMENT, Base.YEAR_PLAN),
    Ranked.KEY_INVESTMENT: (RateKey.KEY_INVESTMENT, Base.YEAR_PLAN),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A unit's place. ``from_below`` counts from the last; equal shares have equal places, and the next is skipped."""

    unit_id: int
    place: int
    from_below: int
    part: Decimal | Fraction
    whole: Decimal | Fraction

    @property
    def share(self) -> Fraction:
        """The exact share by which it is ranked."""
        return Fraction(self.part) / Fraction(self.whole)


@dataclass(frozen=True, slots=True)
class Ranking:
    """One order of one peer group; ``unranked`` are its units with nothing due."""

    ranked: Ranked
    group: PeerGroup
    places: tuple[Place, ...]
    unranked: tuple[int, ...]


def rankings_of(items: Items) -> list[Ranking]:
    """Rank the units of every peer group by every order in which at least one of them has something due (BU3)."""
    by_unit = items.by_unit()
    found = []
    for ranked in Ranked:
        for group in PeerGroup:
            members = {
                unit.pk: rate_of(*RANKED_BY[ranked], by_unit[unit.pk]) for unit in items.units if unit.group == group
            }
            due = {pk: rate for pk, rate in members.items() if rate.whole}
            if due:
                rest = tuple(pk for pk in members if pk not in due)
                found.append(Ranking(ranked, group, tuple(places_of(due)), rest))
    return found


def places_of(rates: Mapping[int, Rate]) -> list[Place]:
    """Place units by the exact share, best first; equal shares keep the order in which they come."""
    shares = {pk: Fraction(rate.part) / Fraction(rate.whole) for pk, rate in rates.items()}
    order = sorted(rates, key=lambda pk: -shares[pk])
    return [
        Place(
            pk,
            1 + sum(share > shares[pk] for share in shares.values()),
            1 + sum(share < shares[pk] for share in shares.values()),
            rates[pk].part,
            rates[pk].whole,
        )
        for pk in order
    ]
