"""Charts of what belongs to what: chains of flows, nested areas and rings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any, ClassVar

from django.utils.translation import gettext

from luoshi.pages.shared.charts.base import (
    PLAIN,
    Cell,
    Chart,
    Column,
    Measure,
    Number,
    Table,
    Tone,
    TonedChart,
    own_link,
)

BETWEEN = " › "


@dataclass(frozen=True)
class Node:
    """A station of a chain; ``key`` is unique in the chart, ``stage`` the column from 0."""

    key: str
    name: str
    stage: int
    link: str = ""


@dataclass(frozen=True)
class Flow:
    """What passes from one node to another."""

    source: str
    target: str
    value: Number
    link: str = ""


@dataclass(frozen=True, kw_only=True)
class Sankey(Chart):
    """A chain such as goal → unit → project; ``stages`` names its columns. Flows run from lower to higher stages."""

    kind: ClassVar[str] = "sankey"
    stages: Sequence[str]
    nodes: Sequence[Node]
    flows: Sequence[Flow]
    measure: Measure = PLAIN

    def __post_init__(self) -> None:
        before: dict[str, set[str]] = {node.key: set() for node in self.nodes}
        if len(before) != len(self.nodes):
            raise ValueError("two nodes of a chain have the same key")
        for flow in self.flows:
            if flow.source not in before or flow.target not in before:
                raise ValueError(f"no node for the flow {flow.source!r} → {flow.target!r}")
            before[flow.target].add(flow.source)
        try:
            TopologicalSorter(before).prepare()
        except CycleError as error:
            raise ValueError(f"a chain leads back to itself: {error.args[1]}") from error
        for link in [*(node.link for node in self.nodes), *(flow.link for flow in self.flows)]:
            own_link(link)

    def drawing(self) -> dict[str, Any]:
        return {
            "unit": self.measure.word,
            "decimals": self.measure.decimals,
            "stages": list(self.stages),
            "nodes": [
                {"key": node.key, "name": node.name, "stage": node.stage, "link": node.link} for node in self.nodes
            ],
            "flows": [
                {
                    "source": flow.source,
                    "target": flow.target,
                    "value": self.measure.shown(flow.value),
                    "link": flow.link,
                }
                for flow in self.flows
            ],
        }

    def table(self) -> Table:
        nodes = {node.key: node for node in self.nodes}
        return Table(
            [Column(gettext("From")), Column(gettext("To")), Column(self.measure.headed(gettext("Amount")), True)],
            [
                [
                    Cell(nodes[flow.source].name, link=nodes[flow.source].link),
                    Cell(nodes[flow.target].name, link=nodes[flow.target].link),
                    Cell(self.measure.text(flow.value), self.measure.shown(flow.value), flow.link),
                ]
                for flow in self.flows
            ],
        )

    def fitting_height(self) -> int:
        fullest = max((sum(node.stage == stage for node in self.nodes) for stage in range(len(self.stages))), default=1)
        return max(280, 40 + 34 * fullest)

    @property
    def unit_on_top(self) -> str:
        return self.measure.word


@dataclass(frozen=True)
class Branch:
    """A part of a whole with its parts; ``value`` counts for what its parts do not hold, None where they hold all."""

    name: str
    value: Number | None = None
    parts: Sequence[Branch] = ()
    link: str = ""
    tone: Tone = Tone.NEXT

    @property
    def total(self) -> float:
        """The value of the branch with everything below it."""
        return float(self.value or 0) + sum(part.total for part in self.parts)

    def lines(self, above: tuple[Branch, ...] = ()) -> Iterator[tuple[Branch, ...]]:
        """Give the way to the branch and to everything below it, itself first."""
        way = (*above, self)
        yield way
        for part in self.parts:
            yield from part.lines(way)


@dataclass(frozen=True, kw_only=True)
class _Nested(TonedChart):
    """A whole divided into parts of parts. Tones of lights colour them; without tones the top parts have colours."""

    branches: Sequence[Branch]

    def __post_init__(self) -> None:
        for branch in self.branches:
            for way in branch.lines():
                own_link(way[-1].link)
                if way[-1].total < 0:
                    raise ValueError(f"{way[-1].name!r} has a negative area")

    def _part(self, branch: Branch) -> dict[str, Any]:
        return {
            "name": branch.name,
            "value": self.measure.shown(branch.total),
            "link": branch.link,
            "tone": branch.tone.value,
            "children": [self._part(part) for part in branch.parts],
        }

    def drawing(self) -> dict[str, Any]:
        return {
            "unit": self.measure.word,
            "decimals": self.measure.decimals,
            "branches": [self._part(branch) for branch in self.branches],
        }

    def table(self) -> Table:
        ways = (way for branch in self.branches for way in branch.lines())
        return self.table_of(
            (BETWEEN.join(part.name for part in way), way[-1].total, way[-1].link, way[-1].tone) for way in ways
        )


@dataclass(frozen=True, kw_only=True)
class Treemap(_Nested):
    """Nested areas: best for many parts of two or three levels."""

    kind: ClassVar[str] = "treemap"

    def fitting_height(self) -> int:
        return 380


@dataclass(frozen=True, kw_only=True)
class Sunburst(_Nested):
    """Nested rings: best for the shape of a tree; the middle is the whole."""

    kind: ClassVar[str] = "sunburst"

    def fitting_height(self) -> int:
        return 460
