"""The tree of one day: places, their order, loops, and which wording was valid when (SG2, SG4, SG5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cached_property

TITLE_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Place:
    """A goal as it stood on one day: its words and where it hung. ``weight`` None: as much as each sibling."""

    pk: int
    title: str
    parent: int | None = None
    kind: int = 0
    order: int = 0
    weight: Decimal | None = None
    lead_unit: int | None = None
    refers_to: int | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a goal and from when it was valid."""

    place: Place
    valid_from: datetime


def wording_at(wordings: Sequence[Wording], moment: datetime) -> Place | None:
    """Give the place that the last wording begun by ``moment`` says; None where none had begun (SG5).

    ``wordings`` are those of one goal in the order in which they were written.
    """
    found = None
    for wording in wordings:
        if wording.valid_from <= moment:
            found = wording.place
    return found


@dataclass(frozen=True)
class Tree:
    """The goals that stood on one day. A goal whose parent no longer stands is shown at the top."""

    places: Mapping[int, Place] = field(default_factory=dict)

    @classmethod
    def of(cls, places: Iterable[Place]) -> Tree:
        """Make a tree of places."""
        return cls({place.pk: place for place in places})

    @cached_property
    def children(self) -> dict[int | None, list[Place]]:
        """The children of each goal, and of the top under None, in their order."""
        found: dict[int | None, list[Place]] = {}
        for place in self.places.values():
            found.setdefault(place.parent if place.parent in self.places else None, []).append(place)
        for siblings in found.values():
            siblings.sort(key=lambda place: (place.order, place.pk))
        return found

    def walk(self, top: int | None = None) -> Iterator[tuple[Place, int]]:
        """Give the goals below ``top`` with their depth from 0, each before its children; None: the whole tree."""
        waiting = [(place, 0) for place in reversed(self.children.get(top, []))]
        while waiting:
            place, depth = waiting.pop()
            yield place, depth
            waiting += [(child, depth + 1) for child in reversed(self.children.get(place.pk, []))]

    def way_to(self, pk: int) -> list[Place]:
        """Give the goals above one, highest first, and the goal itself."""
        way: list[Place] = []
        at: int | None = pk
        while at is not None and at in self.places and self.places[at] not in way:
            way.append(self.places[at])
            at = self.places[at].parent
        return way[::-1]

    def holds(self, pk: int) -> set[int]:
        """Give a goal and everything below it; references are not followed."""
        return {pk, *(place.pk for place, _ in self.walk(pk))}


def loop_from(start: int, tree: Tree) -> list[int]:
    """Give the way from a goal back to itself through children and references, first and last the same (SG4).

    Empty where none leads back.
    """
    came_from: dict[int, int] = {}
    waiting = [start]
    while waiting:
        at = waiting.pop()
        place = tree.places[at]
        following = [child.pk for child in tree.children.get(at, [])]
        if place.refers_to is not None and place.refers_to in tree.places:
            following.append(place.refers_to)
        for pk in following:
            if pk == start:
                return _way_back(start, at, came_from)
            if pk not in came_from:
                came_from[pk] = at
                waiting.append(pk)
    return []


def _way_back(start: int, last: int, came_from: Mapping[int, int]) -> list[int]:
    way = [start]
    while last != start:
        way.append(last)
        last = came_from[last]
    return [start, *reversed(way)]
