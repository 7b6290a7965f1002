"""The figures of a bulletin as plain values, so that what is frozen is what was shown (rules BU2–BU7).

Shares are written exactly ("7/12"), sums as decimals in 万元, names as they were called then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from luoshi.domain.bulletins.rules.items import Items, ProblemItem, ProjectItem, TaskItem
from luoshi.domain.bulletins.rules.lists import ListRule, listed, target_on
from luoshi.domain.bulletins.rules.ranking import Ranking, rankings_of
from luoshi.domain.bulletins.rules.rates import Rate, counted_in, rates_of
from luoshi.domain.bulletins.terms import Ranked
from luoshi.foundation.shares import rounded

TONES = ("red", "orange", "yellow", "blue", "green")  # worst first; what is not lit is not counted
WARNING = frozenset({"red", "orange", "yellow"})


def figures_of(
    items: Items,
    last: Items | None,
    year_before: Items | None,
    rules: Iterable[ListRule],
    exemptions: Mapping[tuple[Ranked, int], str],
    first_day: str,
) -> dict[str, Any]:
    """Put together all figures of a bulletin. ``first_day`` of the span, as 2026-10-01."""
    names = {unit.pk: unit.name for unit in items.units}
    rankings = rankings_of(items)
    former = {} if last is None else _former_places(rankings_of(last))
    return {
        "day": items.day.isoformat(),
        "rates": _rates(items, last, year_before),
        "rankings": [_ranking(ranking, names, former) for ranking in rankings],
        "lists": _lists(items, list(rules), rankings, exemptions, names),
        "lights": {
            "now": light_counts(items),
            "last": _counts_where_lit(last),
            "year_before": _counts_where_lit(year_before),
        },
        "light_rows": _light_rows(items, names),
        "problems": _problems(items.problems, names, first_day, items.day.isoformat()),
        "returns": {
            "expected": len(items.returns),
            "received": sum(item.received for item in items.returns),
            "on_time": sum(item.on_time for item in items.returns),
        },
    }


def light_counts(items: Items) -> dict[str, int]:
    """Count lit tasks and projects by tone; what is closed or finished has no light."""
    tones = Counter(item.tone for item in items.lit if item.tone in TONES and not is_over(item))
    return {tone: tones[tone] for tone in TONES}


def is_over(item: TaskItem | ProjectItem) -> bool:
    """Tell whether a thing was closed or finished by the last day."""
    return (item.closed_on if isinstance(item, TaskItem) else item.finished_on) is not None


def share_in(plain: str | None) -> Fraction | None:
    """Read an exact share; None for none."""
    return None if plain is None else Fraction(plain)


def _rates(items: Items, last: Items | None, year_before: Items | None) -> list[dict[str, Any]]:
    def shares(other: Items | None) -> dict[tuple[str, str], str | None]:
        return {} if other is None else {(rate.key, rate.base): _share(rate) for rate in rates_of(other)}

    before, a_year_ago = shares(last), shares(year_before)
    return [
        {
            "key": rate.key.value,
            "base": rate.base.value,
            "part": _number(rate.part),
            "whole": _number(rate.whole),
            "is_money": rate.is_money,
            "declared": _declared(rate, items) if rate.is_money else None,
            "share": _share(rate),
            "last": before.get((rate.key, rate.base)),
            "year_before": a_year_ago.get((rate.key, rate.base)),
        }
        for rate in rates_of(items)
    ]


def _declared(rate: Rate, items: Items) -> str:
    """Give what the units say beside what is verified (BU2)."""
    projects = (row.item for row in counted_in(rate.key, rate.base, items))
    return _number(sum((item.declared for item in projects if isinstance(item, ProjectItem)), Decimal(0)))


def _number(value: Decimal | Fraction) -> str:
    """Write a number of things or of 万元, to six decimals."""
    text = f"{rounded(value, 6):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _counts_where_lit(items: Items | None) -> dict[str, int] | None:
    """Count the lights of another span; None where lights were not given yet."""
    counts = {} if items is None else light_counts(items)
    return counts if any(counts.values()) else None


def _share(rate: Rate) -> str | None:
    return None if rate.share is None else str(rate.share)


def _former_places(rankings: Iterable[Ranking]) -> dict[tuple[Ranked, int], int]:
    return {(ranking.ranked, place.unit_id): place.place for ranking in rankings for place in ranking.places}


def _ranking(ranking: Ranking, names: Mapping[int, str], former: Mapping[tuple[Ranked, int], int]) -> dict[str, Any]:
    return {
        "ranked": ranking.ranked.value,
        "group": ranking.group.value,
        "places": [
            {
                "unit_id": place.unit_id,
                "unit": names[place.unit_id],
                "place": place.place,
                "former_place": former.get((ranking.ranked, place.unit_id)),
                "part": _number(place.part),
                "whole": _number(place.whole),
                "share": str(place.share),
            }
            for place in ranking.places
        ],
        "unranked": [names[pk] for pk in ranking.unranked],
    }


def _lists(
    items: Items,
    rules: list[ListRule],
    rankings: list[Ranking],
    exemptions: Mapping[tuple[Ranked, int], str],
    names: Mapping[int, str],
) -> list[dict[str, Any]]:
    entries = listed(rules, rankings, items.day, exemptions)
    return [
        {
            "ranked": rule.ranked.value,
            "zh": rule.chinese,
            "en": rule.english,
            "target": str(target_on(rule, items.day)),
            "is_time": rule.target is None,
            "entries": [
                {
                    "group": entry.group.value,
                    "colour": entry.colour.value,
                    "unit_id": entry.unit_id,
                    "unit": names[entry.unit_id],
                    "place": entry.place.place,
                    "share": str(entry.place.share),
                    "exempt_reason": entry.exempt_reason,
                }
                for entry in entries
                if entry.ranked is rule.ranked
            ],
        }
        for rule in rules
        if any(ranking.ranked is rule.ranked for ranking in rankings)
    ]


def _light_rows(items: Items, names: Mapping[int, str]) -> list[dict[str, Any]]:
    """Give what is yellow or worse, and what changed its light, worst first."""
    rows = [
        {
            "kind": item.kind.value,
            "pk": item.pk,
            "name": item.name,
            "unit": names.get(item.unit_id, ""),
            "tone": item.tone,
            "former_tone": item.former_tone,
            "since": item.tone_since.isoformat() if item.tone_since else "",
            "zh": item.reason_chinese,
            "en": item.reason_english,
        }
        for item in items.lit
        if not is_over(item) and item.tone in TONES and (item.tone in WARNING or _has_changed(item))
    ]
    return sorted(rows, key=lambda row: (TONES.index(row["tone"]), row["unit"], row["name"]))


def _has_changed(item: TaskItem | ProjectItem) -> bool:
    return item.former_tone in TONES and item.former_tone != item.tone


def _problems(
    problems: Iterable[ProblemItem], names: Mapping[int, str], first_day: str, last_day: str
) -> dict[str, Any]:
    rows = [
        {
            "pk": item.pk,
            "text": item.name,
            "project": item.project,
            "unit": names.get(item.unit_id, ""),
            "raised_on": item.raised_on.isoformat() if item.raised_on else "",
            "deadline": item.deadline.isoformat() if item.deadline else "",
            "closed_on": item.closed_on.isoformat() if item.closed_on else "",
            "is_overdue": bool(item.deadline and not item.closed_on and item.deadline.isoformat() < last_day),
        }
        for item in problems
    ]
    rows.sort(key=lambda row: (bool(row["closed_on"]), not row["is_overdue"], row["deadline"] or "9", row["pk"]))
    return {
        "open": sum(not row["closed_on"] for row in rows),
        "raised": sum(str(row["raised_on"]) >= first_day for row in rows),
        "closed": sum(bool(row["closed_on"]) for row in rows),
        "overdue": sum(bool(row["is_overdue"]) for row in rows),
        "rows": rows,
    }
