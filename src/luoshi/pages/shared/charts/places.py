"""Maps from the jurisdiction's own boundaries and points; nothing is fetched from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from luoshi.pages.shared.charts.base import (
    PLAIN,
    SIGNS,
    Cell,
    Chart,
    Column,
    LegendEntry,
    Measure,
    Number,
    Table,
    Tone,
    own_link,
)


@dataclass(frozen=True)
class Area:
    """A unit whose boundary is the GeoJSON feature with the property ``name_property`` equal to ``name``."""

    name: str
    value: Number | None
    link: str = ""


@dataclass(frozen=True)
class Place:
    """A point, in degrees; its area grows with ``value`` where there is one."""

    name: str
    longitude: float
    latitude: float
    value: Number | None = None
    link: str = ""
    tone: Tone = Tone.NEXT


@dataclass(frozen=True, kw_only=True)
class Map(Chart):
    """Areas shaded by value, and points. ``boundaries`` is GeoJSON or the address of this site that gives it.

    Without boundaries the points stand on an empty ground.
    """

    kind: ClassVar[str] = "map"
    boundaries: str | Mapping[str, Any] = ""
    name_property: str = "name"
    areas: Sequence[Area] = ()
    places: Sequence[Place] = ()
    measure: Measure = PLAIN
    row_head: str
    value_head: str
    tone_head: str = ""
    tone_words: Sequence[tuple[Tone, str]] = ()

    def __post_init__(self) -> None:
        if isinstance(self.boundaries, str):
            own_link(self.boundaries)
        for area in self.areas:
            own_link(area.link)
        for place in self.places:
            own_link(place.link)
            if not (-180 <= place.longitude <= 180 and -90 <= place.latitude <= 90):
                raise ValueError(f"{place.name!r} does not stand on the earth")

    def drawing(self) -> dict[str, Any]:
        return {
            "unit": self.measure.word,
            "decimals": self.measure.decimals,
            "name_property": self.name_property,
            "boundaries": self.boundaries if isinstance(self.boundaries, str) else dict(self.boundaries),
            "areas": [
                {"name": area.name, "value": self.measure.shown(area.value), "link": area.link} for area in self.areas
            ],
            "places": [
                {
                    "name": place.name,
                    "at": [place.longitude, place.latitude],
                    "value": self.measure.shown(place.value),
                    "link": place.link,
                    "tone": place.tone.value,
                    "sign": SIGNS.get(place.tone, ""),
                }
                for place in self.places
            ],
        }

    def table(self) -> Table:
        words = dict(self.tone_words)
        rows = [self._cells(area) for area in self.areas] + [self._cells(place) for place in self.places]
        head = [Column(self.row_head), Column(self.measure.headed(self.value_head), True)]
        if not words:
            return Table(head, rows)
        tones = [*("" for _ in self.areas), *(words.get(place.tone, "") for place in self.places)]
        return Table(
            [*head, Column(self.tone_head)], [[*cells, Cell(word)] for cells, word in zip(rows, tones, strict=True)]
        )

    def _cells(self, part: Area | Place) -> list[Cell]:
        return [Cell(part.name, link=part.link), Cell(self.measure.text(part.value), self.measure.shown(part.value))]

    def legend(self) -> Sequence[LegendEntry]:
        return [LegendEntry(word, tone) for tone, word in self.tone_words]

    def fitting_height(self) -> int:
        return 420

    @property
    def unit_on_top(self) -> str:
        return self.measure.word
