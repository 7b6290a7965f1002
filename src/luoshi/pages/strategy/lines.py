"""The outline as pages and files show it: one line a goal, with figures, unit, passage and light."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.projects.queries.goals import Outline
from luoshi.domain.strategy.models import GoalCitation
from luoshi.domain.strategy.permissions import sees_all_work
from luoshi.domain.strategy.queries import kinds_of, telling_citations
from luoshi.domain.strategy.rules import Figures, Place, Tree
from luoshi.foundation.money import MoneyUnit, money_phrase, money_text, page_unit
from luoshi.pages.shared.language import page_language
from luoshi.pages.strategy.loading import word_of

PHRASE_LENGTH = 46  # characters of a passage under a goal: one line at 1,440 pixels
_CLAUSE = re.compile(r"[^，；。、,;]+[，；。、,;]*")
_STOPS = " \u3000，；、,;"

OPEN_DEPTH = 2
"""Levels shown unfolded: a formulation with its members fits on a screen."""


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """One goal of the outline. ``phrase`` is the part of its passage that speaks of it; ``shows`` the goal that a
    reference shows; ``light`` green, red or none.
    """

    place: Place
    depth: int
    kind: str
    figures: Figures
    investment: str
    unit: Unit | None
    citation: GoalCitation | None
    phrase: str
    shows: Place | None
    has_children: bool
    is_own: bool

    @property
    def level(self) -> int:
        """The depth from 1, as a tree says it to those who cannot see it."""
        return self.depth + 1

    @property
    def declared(self) -> float | None:
        """Declared progress, 0–1."""
        return _float(self.figures.declared)

    @property
    def verified(self) -> float | None:
        """Verified progress, 0–1."""
        return _float(self.figures.verified)

    @property
    def light(self) -> str:
        """Red where a task below is late, green where none of those below is, none where nothing is below."""
        if self.figures.late:
            return "red"
        return "green" if self.figures.tasks or self.figures.projects else "none"

    @property
    def is_open(self) -> bool:
        """Whether its children are shown at first."""
        return self.depth < OPEN_DEPTH - 1

    @property
    def is_hidden(self) -> bool:
        """Whether it is folded away at first."""
        return self.depth >= OPEN_DEPTH

    @property
    def work(self) -> int:
        """How much work hangs below."""
        return self.figures.tasks + self.figures.projects


def _float(share: Fraction | None) -> float | None:
    return None if share is None else float(share)


@dataclass(frozen=True, slots=True)
class OutlineTable:
    """The lines with the unit of their sums, and how many goals have nothing below."""

    lines: list[OutlineLine]
    money_unit: MoneyUnit
    empty: int
    tasks: int
    late: int
    investment: str


def table_of(standing: Standing, outline: Outline) -> OutlineTable:
    """Put an outline into lines. Three queries: kinds, units, passages."""
    kinds = {kind.pk: word_of(kind) for kind in kinds_of(outline.plan.jurisdiction)}
    tree = outline.tree
    units = Unit.objects.in_bulk({place.lead_unit for place in tree.places.values() if place.lead_unit})
    citations = _without_repeats(tree, telling_citations(tree.places))
    unit = page_unit(figures.investment_wan_yuan for figures in outline.figures.values())
    is_part = not sees_all_work(standing, outline.plan.jurisdiction)
    lines = [
        _line(place, depth, outline, kinds, units, citations, unit, is_part=is_part) for place, depth in tree.walk()
    ]
    tops = [outline.figures[place.pk] for place in tree.children.get(None, []) if place.refers_to is None]
    return OutlineTable(
        lines,
        unit,
        sum(figures.empty for figures in tops),
        *_totals(tops, unit),
    )


def _without_repeats(tree: Tree, citations: dict[int, GoalCitation]) -> dict[int, GoalCitation]:
    """Leave out a passage that the goal above shows already, as a formulation's members do."""

    def place_of(pk: int | None) -> tuple[int, int] | None:
        citation = citations.get(pk or 0)
        return (citation.document_id, citation.start) if citation else None

    return {
        pk: citation
        for pk, citation in citations.items()
        if pk not in tree.places or place_of(tree.places[pk].parent) != place_of(pk)
    }


def phrase_about(title: str, quote: str) -> str:
    """Give the clauses of a passage that speak of a goal, whole ones and at most ``PHRASE_LENGTH`` characters.

    The one that names the goal is among them, with those after it, then those before it, for which there is room; "…"
    stands where words are left out.
    """
    if len(quote) <= PHRASE_LENGTH:
        return quote
    clauses = [(match.start(), match.end()) for match in _CLAUSE.finditer(quote)]
    named = quote.find(title)
    first = next((n for n, (_, end) in enumerate(clauses) if end > named), 0) if named >= 0 else 0
    start, end = clauses[first]
    for _, further in clauses[first + 1 :]:
        if further - start > PHRASE_LENGTH:
            break
        end = further
    for earlier, _ in reversed(clauses[:first]):
        if end - earlier > PHRASE_LENGTH:
            break
        start = earlier
    if end - start > PHRASE_LENGTH:  # one clause alone is too long
        start = max(start, named)
        end = start + PHRASE_LENGTH
    said = quote[start:end].strip(_STOPS)
    return f"{'…' if start else ''}{said}{'…' if end < len(quote) else ''}"


def _totals(tops: Iterable[Figures], unit: MoneyUnit) -> tuple[int, int, str]:
    figures = list(tops)
    money = sum((f.investment_wan_yuan for f in figures), Decimal(0))
    return sum(f.tasks for f in figures), sum(f.late for f in figures), money_phrase(money, unit, page_language())


def _line(
    place: Place,
    depth: int,
    outline: Outline,
    kinds: dict[int, str],
    units: dict[int, Unit],
    citations: dict[int, GoalCitation],
    unit: MoneyUnit,
    *,
    is_part: bool,
) -> OutlineLine:
    figures = outline.figures[place.pk]
    money = figures.investment_wan_yuan
    citation = citations.get(place.pk) or citations.get(place.refers_to or 0)
    return OutlineLine(
        place=place,
        depth=depth,
        kind=kinds.get(place.kind, ""),
        figures=figures,
        investment=money_text(money, unit) if money else "—",
        unit=units.get(place.lead_unit or 0),
        citation=citation,
        phrase=phrase_about(place.title, citation.quote) if citation else "",
        shows=outline.tree.places.get(place.refers_to) if place.refers_to else None,
        has_children=bool(outline.tree.children.get(place.pk)),
        is_own=is_part and bool(figures.tasks or figures.projects),
    )
