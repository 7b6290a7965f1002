"""Heat maps: units by periods, shaded by a number or marked by lights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from luoshi.pages.shared.charts.base import (
    NOTHING,
    PLAIN,
    SIGNS,
    Cell,
    Chart,
    Column,
    LegendEntry,
    Measure,
    Row,
    Table,
    Tone,
    check_rows,
    own_link,
)


@dataclass(frozen=True, kw_only=True)
class Heatmap(Chart):
    """One shaded cell for each row and column, its number in it; None leaves a cell empty.

    ``lowest`` and ``highest`` are the values of the palest and the darkest shade; without them, those of the data.
    """

    kind: ClassVar[str] = "heatmap"
    rows: Sequence[Row]
    columns: Sequence[str]
    measure: Measure = PLAIN
    row_head: str
    lowest: float | None = None
    highest: float | None = None

    def __post_init__(self) -> None:
        check_rows(self.rows, len(self.columns))

    def drawing(self) -> dict[str, Any]:
        limits = {"lowest": self.measure.shown(self.lowest), "highest": self.measure.shown(self.highest)}
        return {
            "unit": self.measure.word,
            "decimals": self.measure.decimals,
            "columns": list(self.columns),
            "rows": [
                {
                    "name": row.name,
                    "cells": [
                        {
                            "value": self.measure.shown(value),
                            "text": "" if value is None else self.measure.text(value),
                            "link": row.link_of(place),
                        }
                        for place, value in enumerate(row.values)
                    ],
                }
                for row in self.rows
            ],
            **{name: value for name, value in limits.items() if value is not None},
        }

    def table(self) -> Table:
        return Table(
            [Column(self.row_head), *(Column(self.measure.headed(name), True) for name in self.columns)],
            [
                [
                    Cell(row.name, link=row.link),
                    *(
                        Cell(self.measure.text(value), self.measure.shown(value), row.link_of(place))
                        for place, value in enumerate(row.values)
                    ),
                ]
                for row in self.rows
            ],
        )

    def fitting_height(self) -> int:
        return 34 + 30 * len(self.rows)

    @property
    def unit_on_top(self) -> str:
        return self.measure.word


@dataclass(frozen=True)
class LightRow:
    """The lights of one unit or project over the columns; None where there was none to give."""

    name: str
    lights: Sequence[Tone | None]
    link: str = ""
    links: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class LightGrid(Chart):
    """Lights over time: a sign and its colour for each row and period. ``words`` names the lights used."""

    kind: ClassVar[str] = "heatmap"
    rows: Sequence[LightRow]
    columns: Sequence[str]
    row_head: str
    words: Sequence[tuple[Tone, str]]

    def __post_init__(self) -> None:
        known = dict(self.words)
        for row in self.rows:
            if len(row.lights) != len(self.columns):
                raise ValueError(f"{row.name!r} has {len(row.lights)} lights for {len(self.columns)} columns")
            if unknown := {light for light in row.lights if light is not None} - set(known):
                raise ValueError(f"no word for the lights {sorted(unknown)}")
            for link in (row.link, *row.links):
                own_link(link)

    def _cell_link(self, row: LightRow, place: int) -> str:
        return (row.links[place] if place < len(row.links) else "") or row.link

    def drawing(self) -> dict[str, Any]:
        words = dict(self.words)
        return {
            "unit": "",
            "decimals": 0,
            "columns": list(self.columns),
            "rows": [
                {
                    "name": row.name,
                    "cells": [
                        {
                            "value": None,
                            "text": SIGNS.get(light, "") if light else "",
                            "word": words[light] if light else "",
                            "tone": light.value if light else "",
                            "link": self._cell_link(row, place),
                        }
                        for place, light in enumerate(row.lights)
                    ],
                }
                for row in self.rows
            ],
        }

    def table(self) -> Table:
        words = dict(self.words)
        return Table(
            [Column(self.row_head), *(Column(name) for name in self.columns)],
            [
                [
                    Cell(row.name, link=row.link),
                    *(
                        Cell(
                            f"{SIGNS.get(light, '')} {words[light]}" if light else NOTHING,
                            link=self._cell_link(row, place),
                        )
                        for place, light in enumerate(row.lights)
                    ),
                ]
                for row in self.rows
            ],
        )

    def legend(self) -> Sequence[LegendEntry]:
        return [LegendEntry(word, tone) for tone, word in self.words]

    def fitting_height(self) -> int:
        return 34 + 30 * len(self.rows)
