"""A tree proposed from what a document says: formulations with members, headings, and the orders below them (SG12)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

KIND_OF_FORMULATION = "战略部署"
KIND_OF_HEADING = "工作举措"
KIND_OF_MEMBER = "重点任务"
# The last of these words that a title ends with names its kind; documents call their elements so.
KINDS = (
    ("定位", "战略定位"),
    ("目标", "主要目标"),
    ("战略", "重大战略"),
    ("突破", "重大突破"),
    ("攻坚", "攻坚行动"),
    ("攻坚战", "攻坚行动"),
    ("工程", "重点工程"),
    ("行动", "重点工程"),
)
FRAME = re.compile(
    r"总体要求|指导思想|基本原则|工作要求|主要目标|目标任务|工作目标|保障|组织领导|领导$|回顾|机制$|队伍"
)
"""Headings that frame a document and name no field of work; they are proposed, not ticked."""
SHORTEST_NAME = 2
LIKE_ANOTHER = re.compile(r"[^。；“”]{0,16}[同即](?P<formula>[^“”，。、]{0,14}?)的?“(?P<name>[^“”]{2,20})”")


@dataclass(frozen=True, slots=True)
class Formula:
    """An accepted formulation with its members and its place in the source."""

    finding_id: int
    text: str
    members: tuple[str, ...]
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class HeadingAt:
    """A heading of the document; level 1 is the highest."""

    level: int
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Order:
    """A commitment of the document."""

    finding_id: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Cited:
    """The passage that a proposed node rests on."""

    start: int
    end: int
    quote: str
    finding_id: int | None = None


@dataclass(frozen=True, slots=True)
class ProposedNode:
    """A node that may become a goal. ``refers_to`` is the key of the node that it repeats."""

    key: str
    title: str
    kind: str
    parent: str | None
    cited: tuple[Cited, ...]
    refers_to: str | None = None
    is_ticked: bool = True


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a document proposes: nodes, each before what hangs below it, and under which node each order stands."""

    nodes: tuple[ProposedNode, ...]
    under: dict[int, str]


def propose(
    formulas: Iterable[Formula], headings: Sequence[HeadingAt], orders: Iterable[Order], source: str
) -> Proposal:
    """Propose a tree (SG12)."""
    return _Proposing(list(formulas), sorted(headings, key=lambda heading: heading.start), list(orders), source).done()


class _Proposing:
    """One proposal on its way: members first, then what headings stand for, then what hangs below."""

    def __init__(self, formulas: list[Formula], headings: list[HeadingAt], orders: list[Order], source: str) -> None:
        self.formulas = _once(formulas)
        self.headings = headings
        self.orders = orders
        self.source = source
        self.nodes: dict[str, ProposedNode] = {}
        self.named: dict[str, str] = {}  # what a node is called → its key
        self.stands_for: dict[int, str] = {}  # heading → node

    def done(self) -> Proposal:
        for formula in self.formulas:
            self._add_formula(formula)
        for index, heading in enumerate(self.headings):
            self._add_heading(index, heading)
        for formula in self.formulas:
            self._place_formula(formula)
        under = {order.finding_id: key for order in self.orders if (key := self._node_of(order)) is not None}
        return Proposal(tuple(self._in_order()), under)

    def _add_formula(self, formula: Formula) -> None:
        cited = Cited(formula.start, formula.end, formula.quote, formula.finding_id)
        key = f"f{formula.finding_id}"
        kind = kind_of(formula.text, KIND_OF_FORMULATION) if not formula.members else KIND_OF_FORMULATION
        self.nodes[key] = ProposedNode(key, formula.text, kind, None, (cited,), is_ticked=bool(formula.members))
        self.named.setdefault(formula.text, key)
        for number, member in enumerate(formula.members):
            name = member.strip("“” ")
            own = f"{key}.{number}"
            same = self._same_as(name)
            kind = kind_of(name, kind_of(formula.text, KIND_OF_MEMBER))
            self.nodes[own] = ProposedNode(own, name, kind, key, (cited,), refers_to=same)
            if same is None:
                self.named[name] = own

    def _same_as(self, name: str) -> str | None:
        """Find the node that a member repeats: by the same name, or said so, as in 同三大战略的“大扶贫”."""
        if name in self.named:
            return self.named[name]
        for match in re.finditer(re.escape(name), self.source):
            said = LIKE_ANOTHER.match(self.source, match.end())
            if said and said["name"] in self.named:
                return self.named[said["name"]]
        return None

    def _add_heading(self, index: int, heading: HeadingAt) -> None:
        names = [name for name, key in self.named.items() if name in heading.words and "." in key]
        if len(names) == 1:
            key = self.named[names[0]]
            self.stands_for[index] = key
            node = self.nodes[key]
            self.nodes[key] = replace(node, cited=(*node.cited, _cited(heading)))
            return
        above = self._above(index)
        parent = self.stands_for.get(above) if above is not None else None
        key = f"h{heading.start}"
        is_frame = FRAME.search(heading.words) is not None or any(text in heading.words for text in self.named)
        is_ticked = not is_frame and (self.nodes[parent].is_ticked if parent else not self.has_main)
        self.nodes[key] = ProposedNode(
            key, heading.words, KIND_OF_HEADING, parent, (_cited(heading),), is_ticked=is_ticked
        )
        self.stands_for[index] = key

    @cached_property
    def has_main(self) -> bool:
        """Whether a formulation leads the document: it is said before all headings, or headings name its members."""
        first = self.headings[0].start if self.headings else len(self.source)
        return any(
            formula.start < first or any(member in heading.words for member in formula.members)
            for formula in self.formulas
            for heading in self.headings or [HeadingAt(1, "", first, first)]
            if formula.members
        )

    def _above(self, index: int) -> int | None:
        level = self.headings[index].level
        return next((i for i in range(index - 1, -1, -1) if self.headings[i].level < level), None)

    def _place_formula(self, formula: Formula) -> None:
        """Hang a formulation that is said within the section of a node below that node."""
        key = f"f{formula.finding_id}"
        holder = self._section_of(formula.start) or self._paragraph_of(formula.start, formula.end)
        if holder is None or holder == key or holder.startswith(f"{key}.") or key in self._line_of(holder):
            return
        node = self.nodes[key]
        self.nodes[key] = replace(node, parent=holder, is_ticked=node.is_ticked and self.nodes[holder].is_ticked)

    def _line_of(self, key: str) -> list[str]:
        line: list[str] = []
        at: str | None = key
        while at is not None and at not in line:
            line.append(at)
            at = self.nodes[at].parent
        return line

    def _node_of(self, order: Order) -> str | None:
        if any(heading.start <= order.start and order.end <= heading.end for heading in self.headings):
            return None  # a heading that is worded as an order is the node itself
        key = self._section_of(order.start) or self._paragraph_of(order.start, order.end)
        return self.nodes[key].refers_to or key if key else None

    def _section_of(self, position: int) -> str | None:
        index = bisect_right([heading.start for heading in self.headings], position) - 1
        return self.stands_for.get(index) if index >= 0 else None

    def _paragraph_of(self, start: int, end: int) -> str | None:
        """Give the member that a paragraph is about: the only one that it names of the first formulation named."""
        first = self.source.rfind("\n", 0, start) + 1
        last = self.source.find("\n", end)
        words = self.source[first : last if last >= 0 else len(self.source)]
        named: dict[str, list[str]] = {}
        for name, key in self.named.items():
            if "." in key and len(name) > SHORTEST_NAME and name in words:
                named.setdefault(key.split(".")[0], []).append(key)
        members = next(iter(named.values()), [])
        return members[0] if len(members) == 1 else None

    def _in_order(self) -> list[ProposedNode]:
        """Put each node behind its parent, siblings as they were found."""
        below: dict[str | None, list[ProposedNode]] = {}
        for node in self.nodes.values():
            below.setdefault(node.parent, []).append(node)
        listed: list[ProposedNode] = []
        waiting = list(reversed(below.get(None, [])))
        while waiting:
            node = waiting.pop()
            listed.append(node)
            waiting += reversed(below.get(node.key, []))
        return listed


def _once(formulas: Iterable[Formula]) -> list[Formula]:
    """Keep each formulation once, where it names its members, the earliest else."""
    found: dict[str, Formula] = {}
    for formula in sorted(formulas, key=lambda formula: formula.start):
        known = found.get(formula.text)
        if known is None or (not known.members and formula.members):
            found[formula.text] = formula
    return list(found.values())


def _cited(heading: HeadingAt) -> Cited:
    return Cited(heading.start, heading.end, heading.words)


def kind_of(title: str, otherwise: str) -> str:
    """Guess the word for a kind of node from how a title ends."""
    return next((kind for ending, kind in reversed(KINDS) if title.endswith(ending)), otherwise)
