"""How progress, numbers and sums rise through the tree (SG6–SG9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from luoshi.domain.strategy.rules.tree import Place, Tree


@dataclass(frozen=True, slots=True)
class Direct:
    """What hangs directly on one goal. ``declared`` and ``verified`` are the sums of the shares 0–1 of its ``parts``.

    ``parts`` counts what has a share of progress; ``tasks`` and ``projects`` what is linked.
    """

    tasks: int = 0
    projects: int = 0
    late: int = 0
    parts: int = 0
    declared: Fraction = Fraction(0)
    verified: Fraction = Fraction(0)
    investment_wan_yuan: Decimal = Decimal(0)

    def __add__(self, other: Direct) -> Direct:
        return Direct(
            self.tasks + other.tasks,
            self.projects + other.projects,
            self.late + other.late,
            self.parts + other.parts,
            self.declared + other.declared,
            self.verified + other.verified,
            self.investment_wan_yuan + other.investment_wan_yuan,
        )


@dataclass(frozen=True, slots=True)
class Overlap:
    """One thing that is linked to several goals, and what it adds at each: it counts once above them (SG9)."""

    goals: tuple[int, ...]
    tasks: int = 0
    projects: int = 0
    late: int = 0
    investment_wan_yuan: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Figures:
    """What a goal comes to with all below it. Progress None: nothing below has a figure. ``empty``: bare leaves."""

    declared: Fraction | None = None
    verified: Fraction | None = None
    tasks: int = 0
    projects: int = 0
    late: int = 0
    investment_wan_yuan: Decimal = Decimal(0)
    empty: int = 0


NOTHING = Direct()


def roll_up(tree: Tree, direct: Mapping[int, Direct], overlaps: Iterable[Overlap] = ()) -> dict[int, Figures]:
    """Give the figures of every goal; a reference has those of the goal it shows and adds none (SG8)."""
    found: dict[int, Figures] = {}
    order = [place for place, _ in tree.walk()]
    repeated = _repeated(tree, overlaps)
    for place in reversed(order):
        if place.refers_to is None:
            parts = [child for child in tree.children.get(place.pk, []) if child.refers_to is None]
            own = direct.get(place.pk, NOTHING)
            found[place.pk] = _figures(own, parts, found, repeated.get(place.pk, NOTHING))
    for place in order:
        if place.refers_to is not None:
            found[place.pk] = found.get(place.refers_to, Figures())
    return found


def _figures(own: Direct, parts: list[Place], found: Mapping[int, Figures], repeated: Direct) -> Figures:
    below = [found[part.pk] for part in parts]
    return Figures(
        declared=_mean(own.parts, own.declared, parts, [figures.declared for figures in below]),
        verified=_mean(own.parts, own.verified, parts, [figures.verified for figures in below]),
        tasks=own.tasks + sum(f.tasks for f in below) - repeated.tasks,
        projects=own.projects + sum(f.projects for f in below) - repeated.projects,
        late=own.late + sum(f.late for f in below) - repeated.late,
        investment_wan_yuan=own.investment_wan_yuan
        + sum((f.investment_wan_yuan for f in below), Decimal(0))
        - repeated.investment_wan_yuan,
        empty=sum(f.empty for f in below) if parts else int(not own.tasks and not own.projects),
    )


def _mean(count: int, total: Fraction, parts: list[Place], shares: list[Fraction | None]) -> Fraction | None:
    """Mean of the children's shares by weight, what hangs directly on the goal being one part more (SG6, SG7)."""
    weighted = [part.weight for part in parts if part.weight is not None]
    usual = Fraction(sum(weighted, Decimal(0))) / len(weighted) if weighted else Fraction(1)
    known = [
        (usual if part.weight is None else Fraction(part.weight), share)
        for part, share in zip(parts, shares, strict=True)
        if share is not None
    ]
    if count:
        known.append((usual, total / count))
    whole = sum((weight for weight, _ in known), Fraction(0))
    return sum((weight * share for weight, share in known), Fraction(0)) / whole if whole else None


def _repeated(tree: Tree, overlaps: Iterable[Overlap]) -> dict[int, Direct]:
    """Tell by goal what would be counted more than once there, though each child counts it once (SG9)."""
    found: dict[int, Direct] = {}
    for overlap in overlaps:
        ways: dict[int, int] = {}
        for goal in overlap.goals:
            for place in tree.way_to(goal):
                ways[place.pk] = ways.get(place.pk, 0) + 1
        own = set(overlap.goals)
        for pk, times in ways.items():
            # A child that holds it counts it once; so many ways into this goal, less one, are too many.
            holding = sum(1 for child in tree.children.get(pk, []) if child.pk in ways) + (pk in own)
            if times > 1 and holding > 1:
                extra = holding - 1
                found[pk] = found.get(pk, NOTHING) + Direct(
                    tasks=extra * overlap.tasks,
                    projects=extra * overlap.projects,
                    late=extra * overlap.late,
                    investment_wan_yuan=extra * overlap.investment_wan_yuan,
                )
    return found
