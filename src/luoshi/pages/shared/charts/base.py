"""What every chart is made of: numbers and their unit of measure, rows with links, the table, the answer in words."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

Number = int | float | Decimal
NOTHING = "—"
WAN_IN_YI = 10_000
# JSON inside a <template>: nothing in it may end the element or open another.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


class Tone(StrEnum):
    """How a series or an element is drawn: colour together with shape, never colour alone."""

    NEXT = ""  # the next colour of the palette
    PLANNED = "planned"  # dashed line, outlined bar
    ACTUAL = "actual"
    DECLARED = "declared"  # hatched
    VERIFIED = "verified"
    GREEN = "green"  # ●
    YELLOW = "yellow"  # ▲
    RED = "red"  # ■
    NONE = "none"  # ○ no light


SIGNS = {Tone.GREEN: "●", Tone.YELLOW: "▲", Tone.RED: "■", Tone.NONE: "○"}


@dataclass(frozen=True)
class Measure:
    """A unit of measure: its word on axis and table head, decimals shown, and what stored numbers are divided by."""

    word: str
    decimals: int = 0
    divisor: Number = 1

    def shown(self, value: Number | None) -> float | None:
        """Give the number as it is drawn, rounded to the decimals shown."""
        if value is None:
            return None
        return float(round(Decimal(str(value)) / Decimal(str(self.divisor)), self.decimals))

    def text(self, value: Number | None) -> str:
        """Write the number with its decimals and separated thousands; a dash for None."""
        if value is None:
            return NOTHING
        return f"{round(Decimal(str(value)) / Decimal(str(self.divisor)), self.decimals):,.{self.decimals}f}"

    def headed(self, words: str) -> str:
        """Write a head of the table with its unit of measure."""
        if not self.word or not words:
            return words or self.word
        return gettext("%(what)s (%(unit)s)") % {"what": words, "unit": self.word}


PLAIN = Measure("")


def count(word: str) -> Measure:
    """Measure whole things: 件, 个."""
    return Measure(word)


def percent(decimals: int = 1) -> Measure:
    """Measure shares of 0 to 1, shown as per cent; more than 1 is drawn as it is."""
    return Measure("%", decimals, Decimal("0.01"))


def percent_points(decimals: int = 1) -> Measure:
    """Measure numbers that already are per cent or percentage points."""
    return Measure("%", decimals)


def money(wan_yuan: Iterable[Number | None]) -> Measure:
    """Measure sums stored in 万元: 亿元 for the whole chart when the largest reaches one, else 万元."""
    if max((abs(float(sum_)) for sum_ in wan_yuan if sum_ is not None), default=0) >= WAN_IN_YI:
        return Measure(gettext("100 million yuan"), 2, WAN_IN_YI)
    return Measure(gettext("10,000 yuan"), 0)


@dataclass(frozen=True)
class Series:
    """One of the sets of values that are compared; its name stands in legend and table."""

    name: str
    tone: Tone = Tone.NEXT


@dataclass(frozen=True)
class Row:
    """One line of values, one for each series or column; ``link`` opens its page, ``links`` one page a value."""

    name: str
    values: Sequence[Number | None]
    link: str = ""
    links: Sequence[str] = ()
    tone: Tone = Tone.NEXT

    def link_of(self, position: int) -> str:
        """Give the page behind a value."""
        return (self.links[position] if position < len(self.links) else "") or self.link


@dataclass(frozen=True)
class Cell:
    """A cell of the table: its words, the number behind them for the download, the page it opens."""

    text: str
    value: float | None = None
    link: str = ""


@dataclass(frozen=True)
class Column:
    """A column of the table."""

    text: str
    is_number: bool = False


@dataclass(frozen=True)
class Table:
    """The data of a chart, as people read and download it."""

    head: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class LegendEntry:
    """A swatch and its word; ``place`` is the colour's place in the palette, from 1."""

    name: str
    tone: Tone
    place: int = 0
    is_line: bool = False
    mark: str = ""

    @property
    def sign(self) -> str:
        """The sign that stands for it: that of a light, or its own."""
        return self.mark or SIGNS.get(self.tone, "")


@dataclass(frozen=True, kw_only=True)
class Chart(ABC):
    """A picture that answers one question: ``title`` says the answer, ``note`` what else must be known.

    ``height`` in pixels replaces the height that fits the rows.
    """

    title: str
    note: str = ""
    height: int = 0
    kind: ClassVar[str]

    @abstractmethod
    def drawing(self) -> dict[str, Any]:
        """Give what the page's script draws; plain values only."""

    @abstractmethod
    def table(self) -> Table:
        """Give the data as a table."""

    @abstractmethod
    def fitting_height(self) -> int:
        """Give the height in pixels that its rows need."""

    def legend(self) -> Sequence[LegendEntry]:
        """Give what colours and signs mean; empty where labels stand at the marks themselves."""
        return ()

    @property
    def unit_on_top(self) -> str:
        """The unit of measure, where neither an axis nor every number carries it."""
        return ""

    @property
    def legend_only_narrow(self) -> bool:
        """Whether labels at the marks replace the legend where there is room."""
        return False

    @property
    def drawn_height(self) -> int:
        """The height of the picture in pixels."""
        return self.height or self.fitting_height()

    def json(self) -> SafeString:
        """Write what is drawn as JSON that may stand inside an HTML element."""
        drawing = {"kind": self.kind, **self.drawing()}
        text = json.dumps(drawing, ensure_ascii=False, separators=(",", ":"))
        return mark_safe(text.translate(ESCAPES))  # noqa: S308 - escaped above


@dataclass(frozen=True, kw_only=True)
class TonedChart(Chart):
    """Parts of one value each. ``tone_words`` names the tones that colour them, where they have any."""

    measure: Measure = PLAIN
    row_head: str
    value_head: str
    tone_head: str = ""
    tone_words: Sequence[tuple[Tone, str]] = ()

    def table_of(self, parts: Iterable[tuple[str, Number | None, str, Tone]]) -> Table:
        """Give the table of parts: name, value, link, and the tone where tones have words."""
        words = dict(self.tone_words)
        head = [Column(self.row_head), Column(self.measure.headed(self.value_head), True)]
        rows = []
        for name, value, link, tone in parts:
            cells = [Cell(name, link=link), Cell(self.measure.text(value), self.measure.shown(value))]
            rows.append([*cells, Cell(words.get(tone, ""))] if words else cells)
        return Table([*head, Column(self.tone_head)] if words else head, rows)

    def legend(self) -> Sequence[LegendEntry]:
        return [LegendEntry(word, tone) for tone, word in self.tone_words]

    @property
    def unit_on_top(self) -> str:
        return self.measure.word


def own_link(link: str) -> str:
    """Give a link to a page of this house; raise ValueError for an address elsewhere."""
    if link and (link[0] not in "/?#" or link.startswith(("//", "/\\"))):
        raise ValueError(f"a chart links to pages of this site only, not to {link!r}")
    return link


def check_rows(rows: Sequence[Row], width: int) -> None:
    """Raise ValueError where a row lacks values, has too many, or links elsewhere."""
    for row in rows:
        if len(row.values) != width:
            raise ValueError(f"{row.name!r} has {len(row.values)} values for {width} columns")
        for link in (row.link, *row.links):
            own_link(link)
