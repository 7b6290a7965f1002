"""Red and black lists by rules that are data (rules BU4, BU5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from luoshi.domain.bulletins.rules.ranking import Place, Ranking
from luoshi.domain.bulletins.terms import ListColour, PeerGroup, Ranked
from luoshi.foundation.plain_values import Fault, PlainTable
from luoshi.foundation.shares import year_progress


@dataclass(frozen=True, slots=True)
class ListRule:
    """One pair of lists over one ranking.

    ``target`` is a share of 0 to 1 and more, None for time-proportional progress; ``top`` and ``bottom`` say by group
    how many places count, 0 for none.
    """

    ranked: Ranked
    chinese: str
    english: str
    target: Decimal | None
    top: Mapping[PeerGroup, int]
    bottom: Mapping[PeerGroup, int]

    def name(self, language: str) -> str:
        """Give the name of the lists."""
        return self.chinese if language.startswith("zh") else self.english


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit on a list, or exempt from it with a reason."""

    ranked: Ranked
    group: PeerGroup
    colour: ListColour
    unit_id: int
    place: Place
    exempt_reason: str = ""


USUAL_TOP = {PeerGroup.TERRITORY: 5, PeerGroup.TOWNSHIP: 5, PeerGroup.DEPARTMENT: 4}
USUAL_BOTTOM = {PeerGroup.TERRITORY: 4, PeerGroup.TOWNSHIP: 4, PeerGroup.DEPARTMENT: 3}
USUAL_RULES = (
    ListRule(Ranked.TASKS, "任务办理", "Tasks", Decimal("0.9"), USUAL_TOP, USUAL_BOTTOM),
    ListRule(Ranked.KEY_INVESTMENT, "重点项目", "Key projects", None, USUAL_TOP, USUAL_BOTTOM),
    ListRule(Ranked.INVESTMENT, "投资完成", "Investment", None, USUAL_TOP, USUAL_BOTTOM),
)


def target_on(rule: ListRule, day: date) -> Fraction:
    """Give the target of a day."""
    return year_progress(day) if rule.target is None else Fraction(rule.target)


def listed(
    rules: Iterable[ListRule], rankings: Sequence[Ranking], day: date, exemptions: Mapping[tuple[Ranked, int], str]
) -> list[Entry]:
    """Put units on lists: above the target and among the first, or below it and among the last (BU4).

    Who meets the target exactly stands on neither list. ``exemptions``: reasons by ranking and unit (BU5).
    """
    entries = []
    for rule in rules:
        target = target_on(rule, day)
        for ranking in rankings:
            if ranking.ranked is rule.ranked:
                entries += _of_ranking(rule, ranking, target, exemptions)
    return entries


def _of_ranking(
    rule: ListRule, ranking: Ranking, target: Fraction, exemptions: Mapping[tuple[Ranked, int], str]
) -> list[Entry]:
    top, bottom = rule.top.get(ranking.group, 0), rule.bottom.get(ranking.group, 0)
    entries = []
    for place in ranking.places:
        if place.share > target and place.place <= top:
            entries.append(Entry(rule.ranked, ranking.group, ListColour.RED, place.unit_id, place))
    for place in reversed(ranking.places):
        if place.share < target and place.from_below <= bottom:
            reason = exemptions.get((rule.ranked, place.unit_id), "")
            entries.append(Entry(rule.ranked, ranking.group, ListColour.BLACK, place.unit_id, place, reason))
    return entries


def rules_as_plain(rules: Iterable[ListRule]) -> list[dict[str, Any]]:
    """Write rules as plain values that ``read_rules`` reads back."""
    return [
        {
            "ranked": rule.ranked.value,
            "zh": rule.chinese,
            "en": rule.english,
            "target": "time" if rule.target is None else str(rule.target),
            "top": {group.value: count for group, count in rule.top.items()},
            "bottom": {group.value: count for group, count in rule.bottom.items()},
        }
        for rule in rules
    ]


def read_rules(plain: object) -> tuple[tuple[ListRule, ...], list[Fault]]:
    """Read rules from plain values, each fault at its place (BU4)."""
    faults: list[Fault] = []
    outer = PlainTable({"lists": plain}, "", faults)
    rules = []
    for table in outer.tables("lists"):
        ranked = table.choice("ranked", Ranked, Ranked.TASKS)
        chinese, english = table.text("zh", ranked.chinese, longest=40), table.text("en", ranked.english, longest=80)
        rules.append(
            ListRule(ranked, chinese, english, _target(table), _counts(table, "top"), _counts(table, "bottom"))
        )
        table.close()
    outer.close()
    if len({rule.ranked for rule in rules}) < len(rules):
        outer.fault("lists", "同一排名只能有一条榜单规则。", "Each ranking has one rule.")
    return tuple(rules), faults


def _target(table: PlainTable) -> Decimal | None:
    word = table.text("target", "time", longest=12)
    if word == "time":
        return None
    try:
        value = Decimal(word)
    except ArithmeticError:
        value = Decimal(-1)
    if not 0 <= value <= 10:
        table.fault("target", "目标应为 0 至 1000% 的比例。", "A target is a share of 0 to 1000%.")
        return None
    return value


def _counts(table: PlainTable, name: str) -> dict[PeerGroup, int]:
    counts = table.table(name)
    if counts is None:
        return {}
    found = {group: counts.whole(group.value, 0, most=999) for group in PeerGroup}
    counts.close()
    return found
