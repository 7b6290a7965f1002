"""An expression as a machine whose ways through a text are those that ``re`` would try before it gives up.

What reads one letter is a step from one place to another. A repeat of few times is written out; one of more turns in a
loop, and its bound is kept beside. What it looks ahead at, and what an atomic group tries, is a branch that leads
nowhere: there ``re`` tries every way as well. On the way that goes on, an atomic group is read in one way only.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, product
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from tests.engine.repeats.letters import SETS, Letters

TEXT = 1_000
"""Letters of the text that is reckoned with: so many has a repeat without bound."""
WRITTEN_OUT = 4
"""A repeat of at most so many times is no loop."""
LONGEST_LEAST = 8
"""So many of the times a repeat asks for at least are written out before its loop."""


class Link(NamedTuple):
    """A way without a letter: what may come next, what must have come before, the atomic groups entered and left."""

    to: int
    next_letters: int
    behind: int
    enters: int = 0
    leaves: int = 0


Entered = tuple[tuple[int, int, bool], ...]


class Move(NamedTuple):
    """A letter read: one of ``letters``, after one of ``behind``.

    ``kept``: the atomic groups it stays in. ``entered``: those it has come into, with the way taken inside, and whether
    it has left them.
    """

    letters: int
    to: int
    behind: int
    kept: int
    entered: Entered


Numbered = tuple[int, Move]
"""A move with its number among those of its place."""
Places = frozenset[int] | None
Read = tuple[int, int, tuple[int, ...]]
"""What is read, what must stand before it, and where it leads."""


class Readings(NamedTuple):
    """What may be read next: by letter what reads one only, and the others."""

    single: dict[int, list[Read]]
    several: list[Read]

    @classmethod
    def of(cls, reads: Iterable[Read]) -> Readings:
        """Sort them, each once."""
        found = cls(defaultdict(list), [])
        for read in dict.fromkeys(reads):
            (found.several if read[0] & (read[0] - 1) else found.single[read[0]]).append(read)
        return found

    def beside(self, other: Readings) -> Iterator[tuple[Read, Read]]:
        """Those of both that may read the same letter."""
        for letter in self.single.keys() & other.single.keys():
            yield from product(self.single[letter], other.single[letter])
        for letter, reads in self.single.items() if other.several else ():
            yield from product(reads, [one for one in other.several if one[0] & letter])
        for one in self.several:
            for letter, reads in other.single.items():
                if one[0] & letter:
                    yield from product([one], reads)
            yield from product([one], [read for read in other.several if read[0] & one[0]])


class Machine:
    """The places of an expression, its steps by letters and its links without."""

    def __init__(self, parsed: Any, flags: int, searched: bool = True) -> None:
        self.flags = flags
        self.letters = Letters(parsed, flags)
        self.steps: list[list[tuple[int, int]]] = []
        self.links: list[list[Link]] = []
        self.most: dict[int, int] = {}
        """The most letters of each repeat by the place it turns at."""
        self._body: dict[int, int] = {}
        self._turns: set[tuple[int, int]] = set()
        self._groups = 0
        self._named: dict[int, Any] = {}
        self._moves: dict[int, list[Move]] = {}
        self._sorted: dict[tuple[int, Places], tuple[dict[int, list[Numbered]], list[Numbered]]] = {}
        self._reading: dict[tuple[int, Places], Readings] = {}
        self._reading_both: dict[tuple[int, Places, int], Readings] = {}
        self.begin, self.searching = self._place(), self._place()
        """Before the text, and after any letters that a search has passed over."""
        self.link(self.begin, self.searching)
        if searched:
            self.steps[self.searching].append((self.letters.every, self.searching))
        self._read_all(parsed, self.searching)
        self._inside = self._groups_around()

    def _place(self) -> int:
        self.steps.append([])
        self.links.append([])
        return len(self.steps) - 1

    def link(self, a: int, b: int, ahead: int | None = None, behind: int | None = None) -> int:
        """Lead from one place to another without a letter."""
        every = self.letters.every
        self.links[a].append(Link(b, every if ahead is None else ahead, every if behind is None else behind))
        return b

    def _read_all(self, parsed: Any, at: int) -> int:
        for op, argument in parsed:
            at = self._read(op, argument, at)
        return at

    def _read(self, op: Any, argument: Any, at: int) -> int:
        if op in SETS:
            to = self._place()
            self.steps[at].append((self.letters.read_by(op, argument, self.flags), to))
            return to
        if op is ops.SUBPATTERN:
            number, added, taken, body = argument
            self._named[number] = body
            flags, self.flags = self.flags, (self.flags | added) & ~taken
            at = self._read_all(body, at)
            self.flags = flags
            return at
        if op is ops.BRANCH:
            return self._either(argument[1], at)
        if op in (ops.MAX_REPEAT, ops.MIN_REPEAT):
            return self._repeat(argument, at)
        if op is ops.POSSESSIVE_REPEAT:
            return self._possessive(argument, at)
        if op is ops.ATOMIC_GROUP:
            self._read_all(argument, self.link(at, self._place()))
            return self._atomic(lambda place: self._read_all(argument, place), at)
        if op in (ops.ASSERT, ops.ASSERT_NOT):
            return self._assertion(op, argument, at)
        if op is ops.AT:
            return self._anchor(argument, at)
        if op is ops.GROUPREF:
            return self._read_all(self._named[argument], at)
        return self._either([part if part is not None else () for part in argument[1:]], at)

    def _either(self, branches: Any, at: int) -> int:
        end = self._place()
        for branch in branches:
            self.link(self._read_all(branch, self.link(at, self._place())), end)
        return end

    def _repeat(self, times_of: tuple[int, Any, Any], at: int) -> int:
        least, most, body = times_of
        if most is not ops.MAXREPEAT and (most <= WRITTEN_OUT or least == most <= LONGEST_LEAST):
            end = self._place()
            for times in range(most):
                if times >= least:
                    self.link(at, end)
                at = self._read_all(body, at)
            return self.link(at, end)
        for _ in range(min(least, LONGEST_LEAST if len(body) == 1 and body[0][0] in SETS else 1)):
            at = self._read_all(body, at)
        turn = self.link(at, self._place())
        self.most[turn] = TEXT if most is ops.MAXREPEAT else min(most * body.getwidth()[1], TEXT)
        self._body[turn] = self.link(turn, self._place())
        back = self._place()
        self.link(self._read_all(body, self._body[turn]), back)
        self._turns.add((back, self.link(back, turn)))
        return self.link(turn, self._place())

    def _possessive(self, times_of: tuple[int, Any, Any], at: int) -> int:
        """Try the times asked for at least in every way, and of each more the one that it does not come through."""
        least, most, body = times_of
        if not _reads_one(body):
            dead = self.link(at, self._place())
            for _ in range(min(least, WRITTEN_OUT)):
                dead = self._read_all(body, dead)
            body = parser.SubPattern(body.state, [(ops.ASSERT, (1, body)), *body])
        after = self._atomic(lambda place: self._repeat((least, most, body), place), at)
        if most is ops.MAXREPEAT and _reads_one(body):
            # It reads on as long as it can.
            return self.link(after, self._place(), ahead=self.letters.every & ~self._edge_letters(body, 1))
        return after

    def _atomic(self, read: Callable[[int], int], at: int) -> int:
        self._groups += 1
        group, inside, after = 1 << self._groups, self._place(), self._place()
        every = self.letters.every
        self.links[at].append(Link(inside, every, every, enters=group))
        self.links[read(inside)].append(Link(after, every, every, leaves=group))
        return after

    def _assertion(self, op: Any, argument: tuple[int, Any], at: int) -> int:
        direction, body = argument
        if op is ops.ASSERT:
            letters = self._edge_letters(body, direction)
        else:
            single = self._edge_letters(body, 1) if _reads_one(body) else 0
            letters = self.letters.every & ~single
        if direction < 0:
            return self.link(at, self._place(), behind=letters)
        self._read_all(body, self.link(at, self._place()))
        return self.link(at, self._place(), ahead=letters)

    def _edge_letters(self, body: Any, direction: int) -> int:
        """What an expression may begin with, or end in; every letter where it cannot be told."""
        for op, argument in list(body)[::direction][:1]:
            if op in SETS:
                return self.letters.read_by(op, argument, self.flags)
            if op is ops.SUBPATTERN:
                return self._edge_letters(argument[3], direction)
            if op is ops.BRANCH:
                found = 0
                for branch in argument[1]:
                    found |= self._edge_letters(branch, direction)
                return found
            if op in (ops.MAX_REPEAT, ops.MIN_REPEAT) and argument[0]:
                return self._edge_letters(argument[2], direction)
        return self.letters.every

    def _anchor(self, anchor: Any, at: int) -> int:
        lines = self.flags & re.MULTILINE
        if anchor in (ops.AT_BEGINNING, ops.AT_BEGINNING_STRING):
            newline = self.letters.newline if lines and anchor is ops.AT_BEGINNING else 0
            return self.link(at, self._place(), behind=newline)
        if anchor in (ops.AT_END, ops.AT_END_STRING):
            return self.link(at, self._place(), ahead=self.letters.newline if anchor is ops.AT_END else 0)
        return at

    def _groups_around(self) -> list[int]:
        """The atomic groups that each place stands in."""
        inside, todo = {self.begin: 0}, [self.begin]
        while todo:
            place = todo.pop()
            ahead = [(to, inside[place]) for _, to in self.steps[place]]
            ahead += [(one.to, (inside[place] | one.enters) & ~one.leaves) for one in self.links[place]]
            for to, groups in ahead:
                if to not in inside:
                    inside[to] = groups
                    todo.append(to)
        return [inside.get(place, 0) for place in range(len(self.steps))]

    def moves(self, place: int) -> list[Move]:
        """Every letter that may be read next; twice, what is come to in two ways or more."""
        if place not in self._moves:
            self._moves[place] = list(self._find_moves(place))
        return self._moves[place]

    def _find_moves(self, start: int) -> Iterator[Move]:
        every, visits = self.letters.every, Counter[Any]()
        nothing: tuple[Entered, frozenset[int]] = ((), frozenset())
        todo = [(start, every, every, self._inside[start], *nothing)]
        while todo:
            key = todo.pop()
            place, ahead, behind, kept, entered, begun = key
            visits[key] += 1
            if visits[key] > 2:
                continue
            for letters, to in self.steps[place]:
                if letters & ahead:
                    yield Move(letters & ahead, self.plain(to), behind, kept, entered)
            for to, wanted, before, enters, leaves in self.links[place]:
                # What has read nothing is not repeated: nor does re.
                if ahead & wanted and not ((place, to) in self._turns and to in begun):
                    body = begun | {place} if self._body.get(place) == to else begun
                    went = tuple(
                        (group, way if left else hash((way, place, to)), left or group == leaves)
                        for group, way, left in entered
                    )
                    groups = (*went, (enters, 0, False)) if enters else went
                    todo.append((to, ahead & wanted, behind & before, kept & ~leaves, groups, body))

    def plain(self, place: int) -> int:
        """Where a single link leads that asks for nothing: branches that end alike end in one place."""
        every = self.letters.every
        while not self.steps[place] and len(self.links[place]) == 1:
            link = self.links[place][0]
            if link != Link(link.to, every, every):
                break
            place = link.to
        return place

    def turns_after(self, place: int) -> bool:
        """Whether a loop may turn before the next letter is read."""
        seen, todo = {place}, [place]
        while todo:
            at = todo.pop()
            if at in self.most:
                return True
            fresh = {link.to for link in self.links[at]} - seen
            seen |= fresh
            todo.extend(fresh)
        return False

    def _within(self, place: int, places: Places) -> tuple[dict[int, list[Numbered]], list[Numbered]]:
        """The moves from a place that stay within some places: by letter those that read one only, and the others."""
        if (place, places) not in self._sorted:
            single: dict[int, list[Numbered]] = defaultdict(list)
            several: list[Numbered] = []
            for at, move in enumerate(self.moves(place)):
                if places is None or move.to in places:
                    (several if move.letters & (move.letters - 1) else single[move.letters]).append((at, move))
            self._sorted[place, places] = single, several
        return self._sorted[place, places]

    def reading(self, place: int, places: Places) -> Readings:
        """What may be read next without leaving some places: each letter, way and place behind it once."""
        if (place, places) not in self._reading:
            moves = (one for one in self.moves(place) if places is None or one.to in places)
            self._reading[place, places] = Readings.of((one.letters, one.behind, (one.to,)) for one in moves)
        return self._reading[place, places]

    def reading_both(self, a: int, of_a: Places, b: int) -> Readings:
        """The same of two places that read one text: one after the other where ``re`` may try both."""
        if (a, of_a, b) not in self._reading_both:
            self._reading_both[a, of_a, b] = Readings.of(
                (one.letters & other.letters, one.behind & other.behind, (one.to, other.to))
                for (i, one), (j, other) in self.together(a, of_a, b, None)
                if one.behind & other.behind and (a != b or i == j or parted(one, other))
            )
        return self._reading_both[a, of_a, b]

    def together(self, a: int, of_a: Places, b: int, of_b: Places) -> Iterator[tuple[Numbered, Numbered]]:
        """The moves from two places, each within places of its own, that may read the same letter."""
        single, several = self._within(a, of_a)
        single_of_b, several_of_b = self._within(b, of_b)
        for letter in single.keys() & single_of_b.keys():
            yield from product(single[letter], single_of_b[letter])
        singles = [one for ones in single.values() for one in ones] if several_of_b else []
        singles_of_b = [one for ones in single_of_b.values() for one in ones] if several else []
        for one, other in chain(product(singles, several_of_b), product(several, singles_of_b + several_of_b)):
            if one[1].letters & other[1].letters:
                yield one, other


def _reads_one(body: Any) -> bool:
    """Whether an expression reads one letter, whichever of its branches it takes."""
    if len(body) != 1:
        return False
    op, argument = body[0]
    if op is ops.BRANCH:
        return all(_reads_one(branch) for branch in argument[1])
    return op in SETS or (op is ops.SUBPATTERN and _reads_one(argument[3]))


def parted(move: Move, other: Move) -> bool:
    """Whether ``re`` may come back from one move to try the other: what an atomic group has chosen it keeps to."""
    if move.kept or other.kept:
        return False
    chosen = {group: (way, left) for group, way, left in move.entered}
    return all(
        left and chosen.get(group, (way, left)) == (way, left) for group, way, left in other.entered if group in chosen
    )
