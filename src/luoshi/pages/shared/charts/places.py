"""Maps from the jurisdiction's own boundaries and points; nothing is fetched from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from luoshi.pages.shared.charts.base import (
    SIGNS,
    Number,
    Table,
    Tone,
    TonedChart,
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
class Map(TonedChart):
    """Areas shaded by value, and points. ``boundaries`` is GeoJSON or the address of this site that gives it.

    Without boundaries the points stand on an empty ground.
    """

    kind: ClassVar[str] = "map"
    boundaries: str | Mapping[str, Any] = ""
    name_property: str = "name"
    areas: Sequence[Area] = ()
    places: Sequence[Place] = ()

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
        return self.table_of(
            [
                *((area.name, area.value, area.link, Tone.NEXT) for area in self.areas),
                *((place.name, place.value, place.link, place.tone) for place in self.places),
            ]
        )

    def fitting_height(self) -> int:
        return 420
