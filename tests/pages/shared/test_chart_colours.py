"""The palette of charts: seen on its ground, and told apart by people with any colour vision."""

from __future__ import annotations

import re
from itertools import combinations
from math import dist

import pytest

from tests.architecture.source_tree import PRODUCT

SHEETS = PRODUCT / "pages/shared/static/shared"
# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear light.
VISIONS = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
}
# Oklab distance; 0.02 is just seen side by side, a legend needs several times that.
LEAST_DISTANCE = 0.08
SCHEMES = ["light", "dark"]


def colours(scheme: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for sheet in ("tokens.css", "charts.css"):
        text = (SHEETS / sheet).read_text(encoding="utf-8")
        light, dark = text.split("@media (prefers-color-scheme: dark)", 1)
        part = light if scheme == "light" else dark.split("\n}\n", 1)[0]
        found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", part))
    return found


def linear(colour: str) -> list[float]:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def seen(colour: str, vision: str) -> list[float]:
    light = linear(colour)
    return [
        min(max(sum(weight * part for weight, part in zip(row, light, strict=True)), 0), 1) for row in VISIONS[vision]
    ]


def oklab(light: list[float]) -> tuple[float, float, float]:
    r, g, b = light
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    middle = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short,
    )


def contrast(one: str, other: str) -> float:
    weights = (0.2126, 0.7152, 0.0722)
    lights = sorted(sum(w * part for w, part in zip(weights, linear(colour), strict=True)) for colour in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_series_stand_out_from_the_ground(scheme: str) -> None:
    found = colours(scheme)
    names = [*(f"chart-{place}" for place in range(1, 7)), "chart-planned", "chart-actual", "chart-verified"]
    assert {
        name: round(contrast(found[name], found["paper"]), 2)
        for name in names
        if contrast(found[name], found["paper"]) < 3
    } == {}


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    "names", [[f"chart-{place}" for place in range(1, 7)], ["chart-green", "chart-yellow", "chart-red", "chart-none"]]
)
def test_colours_are_told_apart(scheme: str, vision: str, names: list[str]) -> None:
    found = colours(scheme)
    near = {
        (one, other): round(dist(oklab(seen(found[one], vision)), oklab(seen(found[other], vision))), 3)
        for one, other in combinations(names, 2)
    }
    assert {pair: distance for pair, distance in near.items() if distance < LEAST_DISTANCE} == {}
