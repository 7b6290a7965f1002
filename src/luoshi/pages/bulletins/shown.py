"""A bulletin's figures in words for pages and files: rates, places, lists, lights and problems as people read them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from luoshi.domain.bulletins.rules import RANKED_BY, TONES, share_in
from luoshi.domain.bulletins.terms import Base, ListColour, PeerGroup, Ranked, RateKey
from luoshi.domain.supervision.terms import Tone
from luoshi.foundation.shares import percent_text, points_between, points_text
from luoshi.pages.shared.charts import Bar, Row, Series, count, percent
from luoshi.pages.shared.charts import Tone as ChartTone

CHARTED_UNITS = 20  # more bars than that are read in the table


@dataclass(frozen=True, slots=True)
class ShownRate:
    """A rate on one base, with its differences in percentage points."""

    name: str
    base: str
    counted: str
    share: str
    against_last: str
    against_year: str
    is_first: bool  # of its kind
    link: str = ""  # to what it was counted from


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """A row of a ranking. ``moved``: places won since the last span, None where it was not ranked."""

    unit_id: int
    unit: str
    place: int
    counted: str
    share: str
    moved: int | None
    link: str = ""  # to what it was counted from

    @property
    def lost(self) -> int:
        """How many places it lost."""
        return max(0, -(self.moved or 0))


@dataclass(frozen=True, slots=True)
class ShownRanking:
    """One ranking of one group of peers."""

    ranked: Ranked
    name: str
    group: str
    places: list[ShownPlace]
    unranked: list[str]
    chart: Bar | None


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """A unit on a list."""

    unit_id: int
    unit: str
    place: int
    share: str
    group: str
    reason: str


@dataclass(frozen=True, slots=True)
class ShownList:
    """A pair of lists with its rule."""

    ranked: str
    name: str
    target: str
    red: list[ShownEntry]
    black: list[ShownEntry]
    exempt: list[ShownEntry]


@dataclass(frozen=True, slots=True)
class ShownLight:
    """A count of one light against the last span and the year before."""

    tone: Tone
    now: int
    last: int | None
    year_before: int | None


def shown_rates(figures: Mapping[str, Any], language: str, *, behind: str = "") -> list[ShownRate]:
    """Give the rates in order, both bases of a kind together. ``behind``: where numbers open; empty for nowhere."""
    rows, former = [], ""
    for row in figures["rates"]:
        share = share_in(row["share"])
        rows.append(
            ShownRate(
                RateKey(row["key"]).label(language),
                Base(row["base"]).label(language),
                counted_text(row),
                percent_text(share),
                _points(share, share_in(row["last"])),
                _points(share, share_in(row["year_before"])),
                row["key"] != former,
                _link(behind, row["key"], row["base"]),
            )
        )
        former = row["key"]
    return rows


def _link(behind: str, key: str, base: str, unit_id: int | None = None) -> str:
    words = {"rate": key, "base": base} | ({"unit": str(unit_id)} if unit_id else {})
    return f"{behind}?{urlencode(words)}" if behind else ""


def counted_text(row: Mapping[str, Any]) -> str:
    """Write part and whole: 3 / 4, sums in 万元 with separated thousands."""
    return " / ".join(f"{Decimal(row[name]):,.0f}" for name in ("part", "whole"))


def _points(share: Fraction | None, other: Fraction | None) -> str:
    return "—" if share is None or other is None else points_text(points_between(share, other))


def shown_rankings(
    figures: Mapping[str, Any],
    language: str,
    *,
    has_charts: bool = True,
    behind: str = "",
    open_units: Container[int] = (),
) -> list[ShownRanking]:
    """Give the rankings, each with its chart where it has few enough units to be read as one.

    Places of ``open_units`` lead to what they were counted from.
    """
    return [
        ShownRanking(
            Ranked(ranking["ranked"]),
            Ranked(ranking["ranked"]).label(language),
            PeerGroup(ranking["group"]).label(language),
            [
                ShownPlace(
                    row["unit_id"],
                    row["unit"],
                    row["place"],
                    counted_text(row),
                    percent_text(Fraction(row["share"])),
                    None if row["former_place"] is None else row["former_place"] - row["place"],
                    _link(behind, *RANKED_BY[Ranked(ranking["ranked"])], row["unit_id"])
                    if row["unit_id"] in open_units
                    else "",
                )
                for row in ranking["places"]
            ],
            ranking["unranked"],
            _chart(ranking, language) if has_charts and _can_be_drawn(ranking) else None,
        )
        for ranking in figures["rankings"]
    ]


def _can_be_drawn(ranking: Mapping[str, Any]) -> bool:
    """Tell whether bars show anything: some units, not all of them at nothing."""
    return 1 < len(ranking["places"]) <= CHARTED_UNITS and any(Fraction(row["share"]) for row in ranking["places"])


def _chart(ranking: Mapping[str, Any], language: str) -> Bar:
    first = [row["unit"] for row in ranking["places"] if row["place"] == 1]
    share = percent_text(Fraction(ranking["places"][0]["share"]))
    if len(first) == 1:
        title = gettext("%(unit)s leads with %(share)s") % {"unit": first[0], "share": share}
    else:
        title = gettext("%(count)s units share the first place with %(share)s") % {"count": len(first), "share": share}
    return Bar(
        title=title,
        row_head=gettext("Unit"),
        series=[Series(Ranked(ranking["ranked"]).label(language), ChartTone.VERIFIED)],
        rows=[Row(row["unit"], [float(Fraction(row["share"]))]) for row in ranking["places"]],
        measure=percent(),
        note=PeerGroup(ranking["group"]).label(language),
    )


def shown_lists(figures: Mapping[str, Any], language: str) -> list[ShownList]:
    """Give each rule with who stands on its lists."""
    found = []
    for rule in figures["lists"]:
        entries = [(row, _entry(row, language)) for row in rule["entries"]]
        share = percent_text(Fraction(rule["target"]))
        found.append(
            ShownList(
                rule["ranked"],
                rule["zh"] if language.startswith("zh") else rule["en"],
                gettext("time-proportional progress, %s") % share if rule["is_time"] else share,
                [entry for row, entry in entries if row["colour"] == ListColour.RED],
                [entry for row, entry in entries if row["colour"] == ListColour.BLACK and not row["exempt_reason"]],
                [entry for row, entry in entries if row["exempt_reason"]],
            )
        )
    return found


def _entry(row: Mapping[str, Any], language: str) -> ShownEntry:
    return ShownEntry(
        row["unit_id"],
        row["unit"],
        row["place"],
        percent_text(Fraction(row["share"])),
        PeerGroup(row["group"]).label(language),
        row["exempt_reason"],
    )


def shown_lights(figures: Mapping[str, Any]) -> list[ShownLight]:
    """Count lights now, in the span before, in the year before; tones that nobody has or had are left out."""
    lights = figures["lights"]
    rows = [
        ShownLight(
            Tone(tone), lights["now"][tone], (lights["last"] or {}).get(tone), (lights["year_before"] or {}).get(tone)
        )
        for tone in TONES
    ]
    return [row for row in rows if row.now or row.last or row.year_before]


def lights_chart(lights: Iterable[ShownLight], language: str) -> Bar | None:
    """Draw the counts of lights against the span before."""
    rows = list(lights)
    if not rows:
        return None
    red = next((row.now for row in rows if row.tone is Tone.RED), 0)
    has_year = any(row.year_before is not None for row in rows)
    return Bar(
        title=gettext("%s tasks and projects are red") % red if red else gettext("Nothing is red"),
        row_head=gettext("Light"),
        series=[
            Series(gettext("This period"), ChartTone.VERIFIED),
            Series(gettext("Last period"), ChartTone.PLANNED),
            *([Series(gettext("A year before"), ChartTone.NEXT)] if has_year else []),
        ],
        rows=[
            Row(row.tone.label(language), [row.now, row.last, *([row.year_before] if has_year else [])]) for row in rows
        ],
        measure=count(gettext("items")),
    )


def light_rows(figures: Mapping[str, Any], language: str, *, has_links: bool = True) -> list[dict[str, Any]]:
    """Give the things that are yellow or worse or changed their light, with the reason in the page's language."""
    reason = "zh" if language.startswith("zh") else "en"
    pages = {"task": "tasks:task", "project": "projects:project"}
    return [
        {
            **row,
            "tone": Tone(row["tone"]),
            "former": Tone(row["former_tone"]) if row["former_tone"] in TONES else None,
            "reason": row[reason],
            "link": reverse(pages[row["kind"]], args=[row["pk"]]) if has_links else "",
        }
        for row in figures["light_rows"]
    ]
