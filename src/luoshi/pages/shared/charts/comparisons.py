"""Charts of rows and series: bars, lines and funnels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, ClassVar

from django.utils.translation import gettext

from luoshi.pages.shared.charts.base import (
    PLAIN,
    Cell,
    Chart,
    Column,
    LegendEntry,
    Measure,
    Row,
    Series,
    Table,
    check_rows,
    percent,
)

AXIS_HEIGHT = 56  # pixels of the axis with its unit of measure
LINE_HEIGHT = 320


@dataclass(frozen=True, kw_only=True)
class _OfSeries(Chart):
    """Rows with one value for each series."""

    rows: Sequence[Row]
    series: Sequence[Series]
    measure: Measure = PLAIN
    row_head: str  # what a row is: 单位, 月份

    def __post_init__(self) -> None:
        check_rows(self.rows, len(self.series))

    def drawing(self) -> dict[str, Any]:
        return {
            "unit": self.measure.word,
            "decimals": self.measure.decimals,
            "series": [{"name": series.name, "tone": series.tone.value} for series in self.series],
            "rows": [
                {
                    "name": row.name,
                    "values": [self.measure.shown(value) for value in row.values],
                    "links": [row.link_of(place) for place in range(len(row.values))],
                    "tone": row.tone.value,
                }
                for row in self.rows
            ],
        }

    def table(self) -> Table:
        return Table(
            [Column(self.row_head), *(Column(self.measure.headed(series.name), True) for series in self.series)],
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

    def legend(self) -> Sequence[LegendEntry]:
        if len(self.series) < 2:
            return ()
        is_line = isinstance(self, Line)
        return [LegendEntry(series.name, series.tone, place, is_line) for place, series in enumerate(self.series, 1)]


@dataclass(frozen=True, kw_only=True)
class Bar(_OfSeries):
    """Bars, lying unless ``is_upright``; several series stand beside one another, or end to end if ``is_stacked``.

    A ``tone`` of a row colours its bar where there is one series.
    """

    kind: ClassVar[str] = "bar"
    is_stacked: bool = False
    is_upright: bool = False

    def drawing(self) -> dict[str, Any]:
        return {**super().drawing(), "stacked": self.is_stacked, "upright": self.is_upright}

    def fitting_height(self) -> int:
        if self.is_upright:
            return LINE_HEIGHT
        thickness = 34 if self.is_stacked or len(self.series) == 1 else 14 + 22 * len(self.series)
        return AXIS_HEIGHT + thickness * len(self.rows)


@dataclass(frozen=True, kw_only=True)
class Line(_OfSeries):
    """Values over periods. ``is_step`` holds a value until the next; ``starts_at_zero`` may be given up for rates.

    An S-curve is a line with the series ``Series(…, Tone.PLANNED)`` and ``Series(…, Tone.ACTUAL)``; None ends a line.
    """

    kind: ClassVar[str] = "line"
    is_step: bool = False
    starts_at_zero: bool = True

    def drawing(self) -> dict[str, Any]:
        return {**super().drawing(), "step": self.is_step, "zero": self.starts_at_zero}

    def fitting_height(self) -> int:
        return LINE_HEIGHT

    @property
    def legend_only_narrow(self) -> bool:
        return True


@dataclass(frozen=True, kw_only=True)
class Funnel(Chart):
    """How much of each stage reaches the next; each row has one value, and rows stand in the order of the way."""

    kind: ClassVar[str] = "funnel"
    rows: Sequence[Row]
    measure: Measure = PLAIN
    row_head: str
    value_head: str

    def __post_init__(self) -> None:
        check_rows(self.rows, 1)

    def _passed(self) -> list[str]:
        """Write what share of the stage before each stage holds; empty for the first, and after an empty stage."""
        values = [row.values[0] for row in self.rows]
        shares = [""]
        for before, here in pairwise(values):
            shares.append(f"{percent(0).text(float(here) / float(before))}%" if before and here is not None else "")
        return shares

    def drawing(self) -> dict[str, Any]:
        return {
            "unit": self.measure.word,
            "decimals": self.measure.decimals,
            "name": self.value_head,
            "rows": [
                {
                    "name": row.name,
                    "value": self.measure.shown(row.values[0]),
                    "link": row.link_of(0),
                    "passed": passed,
                }
                for row, passed in zip(self.rows, self._passed(), strict=True)
            ],
        }

    def table(self) -> Table:
        return Table(
            [
                Column(self.row_head),
                Column(self.measure.headed(self.value_head), True),
                Column(gettext("Of the stage before"), True),
            ],
            [
                [
                    Cell(row.name, link=row.link_of(0)),
                    Cell(self.measure.text(row.values[0]), self.measure.shown(row.values[0])),
                    Cell(passed),
                ]
                for row, passed in zip(self.rows, self._passed(), strict=True)
            ],
        )

    def fitting_height(self) -> int:
        return 12 + 52 * len(self.rows)
