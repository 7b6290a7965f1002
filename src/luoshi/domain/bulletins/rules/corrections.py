"""What a recount gives otherwise than a frozen bulletin, figure by figure and thing by thing (rule BU8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from luoshi.domain.bulletins.rules.items import Item, Items
from luoshi.domain.bulletins.terms import Base, Difference, ItemKind, Ranked, RateKey

IGNORED = frozenset(
    {"pk", "name", "former_tone", "tone_since", "reason_chinese", "reason_english", "project"}
)  # wordings are no figures


@dataclass(frozen=True, slots=True)
class ChangedRate:
    """A rate that now comes out otherwise; shares as exact text."""

    key: RateKey
    base: Base
    frozen: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class ChangedPlace:
    """A unit whose place would now be another; None: not ranked."""

    ranked: Ranked
    unit: str
    unit_id: int
    frozen: int | None
    now: int | None


@dataclass(frozen=True, slots=True)
class ChangedItem:
    """One field of one thing that was corrected since; values as plain text, empty for none."""

    kind: ItemKind
    pk: int
    name: str
    difference: Difference
    frozen: str
    now: str


def changed_rates(frozen: Mapping[str, Any], now: Mapping[str, Any]) -> list[ChangedRate]:
    """Compare the rates of two sets of figures."""
    before = {(row["key"], row["base"]): row["share"] for row in frozen["rates"]}
    after = {(row["key"], row["base"]): row["share"] for row in now["rates"]}
    return [
        ChangedRate(RateKey(key), Base(base), before.get((key, base)), after.get((key, base)))
        for key, base in dict.fromkeys([*before, *after])
        if before.get((key, base)) != after.get((key, base))
    ]


def changed_places(frozen: Mapping[str, Any], now: Mapping[str, Any]) -> list[ChangedPlace]:
    """Compare the places of units in two sets of figures."""
    before, after = _places(frozen), _places(now)
    return [
        ChangedPlace(Ranked(ranked), (before.get(key) or after[key])[1], pk, _place(before, key), _place(after, key))
        for key in dict.fromkeys([*before, *after])
        for ranked, pk in [key]
        if _place(before, key) != _place(after, key)
    ]


def changed_items(frozen: Items, now: Items) -> list[ChangedItem]:
    """Compare everything that figures are counted from, field by field."""
    before, after = frozen.by_key(), now.by_key()
    names = {unit.pk: unit.name for unit in (*frozen.units, *now.units)}
    found: list[ChangedItem] = []
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key), after.get(key)
        thing = old or new
        assert thing is not None
        if old is None or new is None:
            what = Difference.ADDED if old is None else Difference.GONE
            found.append(ChangedItem(thing.kind, thing.pk, thing.name, what, "", ""))
        else:
            found += _fields(old, new, names)
    return found


def _fields(old: Item, new: Item, names: Mapping[int, str]) -> Iterator[ChangedItem]:
    for field in fields(old):
        if field.name in IGNORED:
            continue
        before, after = getattr(old, field.name), getattr(new, field.name)
        if before != after:
            if field.name == "unit_id":
                before, after = names.get(before, ""), names.get(after, "")
            yield ChangedItem(
                old.kind, old.pk, new.name, Difference(field.name), _text(field.name, before), _text(field.name, after)
            )


def _text(name: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "1" if value else ""
    return f"{value.normalize():f}" if name in ("planned", "verified", "declared") else str(value)


def _places(figures: Mapping[str, Any]) -> dict[tuple[str, int], tuple[int, str]]:
    return {
        (ranking["ranked"], row["unit_id"]): (row["place"], row["unit"])
        for ranking in figures["rankings"]
        for row in ranking["places"]
    }


def _place(places: Mapping[tuple[str, int], tuple[int, str]], key: tuple[str, int]) -> int | None:
    return places[key][0] if key in places else None
