"""In how many ways an expression can read a text that it then does not match.

Exponential: a loop reads one word in two ways and is back where it was. Polynomial: one loop can hand over to another
after every word that both read; each such hand-over multiplies by the times of the loop with fewer, and what has no
bound counts as the length of the text. The tests are those of Weber and Seidl for the ambiguity of finite automata.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import product
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from tests.engine.repeats.machine import TEXT, Machine, parted


class Loop(NamedTuple):
    """Places that lead to one another by letters, and how many letters they read at most."""

    places: frozenset[int]
    states: frozenset[int]
    turning: frozenset[int]
    letters: int
    most: int


class Ways(NamedTuple):
    """How many ways, and the words that are read over and over for it."""

    tried: float
    words: tuple[str, ...]


def ways(pattern: str, flags: int, searched: bool = True) -> Ways:
    """Return in how many ways a pattern may stand at one place of a text; infinitely many where they are exponential.

    ``searched``: it is looked for from every place of the text, not tried at one only.
    """
    parsed = parser.parse(pattern, flags)
    flags |= parsed.state.flags
    worst = Ways(1, ())
    # Branches of the whole are tried one after the other: their ways add up, they do not multiply.
    for branch in parsed[0][1][1] if len(parsed) == 1 and parsed[0][0] is ops.BRANCH else [parsed]:
        machine = Machine(branch, flags, searched)
        loops = list(_loops(machine))
        for loop in loops:
            if word := _read_twice(machine, loop):
                found = Ways(2 ** (loop.most / len(word)) if loop.most < TEXT else float("inf"), (word,))
                worst = max(worst, found, key=lambda one: one.tried)
        if worst.tried < float("inf"):
            worst = max(worst, _handed_over(machine, loops), key=lambda one: one.tried)
    return worst


def _ahead(machine: Machine, place: int) -> list[int]:
    return [to for _, to in machine.steps[place]] + [link.to for link in machine.links[place]]


def _components(machine: Machine) -> Iterator[list[int]]:
    """Places that lead to one another, the last ones first (Tarjan)."""
    number: dict[int, int] = {}
    low: dict[int, int] = {}
    open_places: dict[int, None] = {}
    work: list[tuple[int, Iterator[int]]] = []
    todo = iter([machine.begin])
    while True:
        for place in todo:
            if place not in number:
                number[place] = low[place] = len(number)
                open_places[place] = None
                work.append((place, todo))
                todo = iter(_ahead(machine, place))
                break
            if work and place in open_places:
                low[work[-1][0]] = min(low[work[-1][0]], number[place])
        else:
            if not work:
                return
            place, todo = work.pop()
            if work:
                low[work[-1][0]] = min(low[work[-1][0]], low[place])
            if low[place] == number[place]:
                found: list[int] = []
                while not found or found[-1] != place:
                    found.append(open_places.popitem()[0])
                yield found


def _loops(machine: Machine) -> Iterator[Loop]:
    """The loops of a machine, the first ones first."""
    for component in reversed(list(_components(machine))):
        places = frozenset(component)
        inside = [(place, letters, to) for place in component for letters, to in machine.steps[place] if to in places]
        if not inside:
            continue
        states = frozenset(machine.plain(to) for _, _, to in inside)
        letters, most = 0, max((machine.most[place] for place in component if place in machine.most), default=TEXT)
        for _, read, _ in inside:
            letters |= read
        turning = frozenset(state for state in states if machine.turns_after(state))
        yield Loop(places, states, turning or states, letters, most)


def _spelt(machine: Machine, parents: dict[Any, Any], last: Any, *more: int) -> str:
    """The letters read on the way to what was found."""
    letters = list(more)
    while parents[last] is not None:
        last, read = parents[last]
        letters.insert(0, read)
    return "".join(map(machine.letters.one_of, letters))


def _read_twice(machine: Machine, loop: Loop) -> str | None:
    """Return a word that a loop reads in two ways and is in the same place after both."""
    every = machine.letters.every
    parents: dict[tuple[int, int, int], Any] = {(state, state, every): None for state in loop.states}
    queue = deque(parents)
    while queue:
        at = queue.popleft()
        a, b, last = at
        for (i, one), (j, other) in machine.together(a, loop.places, b, loop.places):
            if a == b and i >= j:
                continue
            if not last & one.behind & other.behind or (a == b and not parted(one, other)):
                continue
            letters = one.letters & other.letters
            if one.to == other.to:
                return _spelt(machine, parents, at, letters)
            to = min(one.to, other.to), max(one.to, other.to), letters
            if to not in parents:
                parents[to] = at, letters
                queue.append(to)
    return None


def _handed_over(machine: Machine, loops: list[Loop]) -> Ways:
    """Multiply along the loops that hand over to one another."""
    ahead = [_reached(machine, loop.places) for loop in loops]
    best: list[Ways] = [Ways(1, ()) for _ in loops]
    for number, loop in enumerate(loops):
        for before in range(number):
            earlier = loops[before]
            if not loop.places & ahead[before]:
                continue
            best[number] = max(best[number], best[before], key=lambda one: one.tried)
            tried = best[before].tried * min(earlier.most, loop.most)
            if tried > best[number].tried and (word := _hand_over(machine, earlier, loop)):
                found = Ways(max(best[before].tried, tried / len(word)), (*best[before].words, word))
                best[number] = max(best[number], found, key=lambda one: one.tried)
    return max(best, key=lambda one: one.tried, default=Ways(1, ()))


def _reached(machine: Machine, places: Iterable[int]) -> set[int]:
    seen = set(places)
    todo = list(seen)
    while todo:
        for to in _ahead(machine, todo.pop()):
            if to not in seen:
                seen.add(to)
                todo.append(to)
    return seen


def _hand_over(machine: Machine, one: Loop, other: Loop) -> str | None:
    """Return a word that both loops read, and that leads from the first to the second as well."""
    if not one.letters & other.letters:
        return None
    shortest: str | None = None
    # The word may be taken from wherever one of the two loops turns.
    turning, else_turning = (one.turning, other.states), (one.states, other.turning)
    for a, b in product(*min(turning, else_turning, key=lambda both: len(both[0]) * len(both[1]))):
        shortest = _leads_over(machine, a, b, one, other, len(shortest) if shortest else float("inf")) or shortest
        if shortest and len(shortest) == 1:
            break
    return shortest


def _leads_over(machine: Machine, a: int, b: int, one: Loop, other: Loop, shorter_than: float) -> str | None:
    """Read one word in three ways: from a to a, from a to b and from b to b."""
    every = machine.letters.every
    start = (a, a, b, every, every)
    parents: dict[Any, Any] = {start: None}
    queue = deque([(start, 1)])
    while queue:
        at, length = queue.popleft()
        if length >= shorter_than:
            break
        x, y, z, last, before = at
        of_both, of_third = machine.reading_both(x, one.places, y), machine.reading(z, other.places)
        for (both, behind_both, to_both), (third, behind_third, to_third) in of_both.beside(of_third):
            letters, behind = both & third, behind_both & behind_third & last
            if not behind:
                continue
            # What must stand before the first letter of the word is its own last one.
            to = (*to_both, *to_third, letters, behind if at == start else before)
            if to not in parents:
                parents[to] = at, letters
                if to[:3] == (a, b, b) and letters & to[4]:
                    return _spelt(machine, parents, to)
                queue.append((to, length + 1))
    return None
