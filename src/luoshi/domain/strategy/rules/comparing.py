"""Two plans line by line: carried over, changed, dropped, new (SG3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from luoshi.domain.strategy.rules.tree import Place, Tree
from luoshi.domain.strategy.terms import GoalChange


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One line of a comparison. ``changed`` names the fields that differ: title, kind, parent, weight, lead_unit."""

    change: GoalChange
    former: Place | None
    present: Place | None
    depth: int
    changed: tuple[str, ...] = ()


def compared(former: Tree, present: Tree, carried_from: Mapping[int, int]) -> list[ComparedLine]:
    """Compare two trees in the order of the present one; what was dropped stands after its former siblings.

    ``carried_from`` gives for each goal of the present plan the goal of the former that it continues.
    """
    lines = []
    for place, depth in present.walk():
        before = former.places.get(carried_from.get(place.pk, 0))
        if before is None:
            lines.append(ComparedLine(GoalChange.NEW, None, place, depth))
            continue
        changed = _changed(before, place, carried_from)
        change = GoalChange.CHANGED if changed else GoalChange.CARRIED
        lines.append(ComparedLine(change, before, place, depth, changed))
    kept = set(carried_from.values())
    for place, depth in former.walk():
        if place.pk not in kept:
            _insert(lines, ComparedLine(GoalChange.DROPPED, place, None, depth), former)
    return lines


def _changed(before: Place, now: Place, carried_from: Mapping[int, int]) -> tuple[str, ...]:
    names = [name for name in ("title", "kind", "weight", "lead_unit") if getattr(before, name) != getattr(now, name)]
    if before.parent != (carried_from.get(now.parent) if now.parent is not None else None):
        names.append("parent")
    return tuple(names)


def _insert(lines: list[ComparedLine], line: ComparedLine, former: Tree) -> None:
    """Put a dropped goal behind the last line that stood before it in the former tree."""
    assert line.former is not None
    order = {place.pk: index for index, (place, _) in enumerate(former.walk())}
    own = order[line.former.pk]
    places = [i for i, other in enumerate(lines) if other.former and order.get(other.former.pk, own) < own]
    lines.insert(places[-1] + 1 if places else len(lines), line)
