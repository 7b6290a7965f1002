"""Rule packs of lights (docs/rules/lights.md): values, and reading them with each fault at its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from luoshi.domain.supervision.rules.intervals import Interval, coverage_faults
from luoshi.domain.supervision.terms import Measure, Preference, Tone
from luoshi.foundation.plain_values import Fault, PlainTable
from luoshi.foundation.shares import TimeBasis

NOT_LIT = "none"
"""The key of the light that every pack has: no rule could judge."""

_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True, slots=True)
class LightName:
    """A light of a pack: its key, its words, its look."""

    key: str
    chinese: str
    english: str
    tone: Tone

    def label(self, language: str) -> str:
        """Give the light's word."""
        return self.chinese if language.startswith("zh") else self.english


UNLIT = LightName(NOT_LIT, Tone.NONE.chinese, Tone.NONE.english, Tone.NONE)


@dataclass(frozen=True, slots=True)
class Run:
    """So many periods running with a light, or worse, become another light (LI4)."""

    light: str
    periods: int
    becomes: str


@dataclass(frozen=True, slots=True)
class LightRule:
    """One rule of a pack: a measure, its intervals, when it applies (LI6). ``least_plan`` is in 万元."""

    id: str
    chinese: str
    english: str
    measure: Measure
    intervals: tuple[Interval, ...]
    basis: TimeBasis = TimeBasis.MONTHS
    kinds: tuple[str, ...] = ()
    least_plan: Decimal | None = None
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule was published: its words in both languages, and its key in the list of sources."""

    chinese: str
    english: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class ExemptReason:
    """A reason that exempts from being judged (LI5)."""

    key: str
    chinese: str
    english: str


@dataclass(frozen=True, slots=True)
class RulePack:
    """The lights of a jurisdiction and how they are given. ``lights`` run from the best to the worst."""

    id: str
    chinese: str
    english: str
    lights: tuple[LightName, ...]
    rules: tuple[LightRule, ...]
    preference: Preference = Preference.WORST
    exempt_light: str = NOT_LIT
    exempt_reasons: tuple[ExemptReason, ...] = ()
    sources: tuple[Source, ...] = ()
    note_zh: str = ""
    note_en: str = ""
    ranks: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ranks", {NOT_LIT: -1} | {light.key: rank for rank, light in enumerate(self.lights)})

    def light(self, key: str) -> LightName:
        """Give a light by its key; what the pack does not know is not lit."""
        rank = self.ranks.get(key, -1)
        return self.lights[rank] if rank >= 0 else UNLIT

    def rank(self, key: str) -> int:
        """Tell how bad a light is: −1 not lit, 0 the best, more is worse."""
        return self.ranks.get(key, -1)


def read_pack(plain: object) -> tuple[RulePack, list[Fault]]:
    """Read a pack from plain values, each fault at its place (LI3). Not to be used while there are faults."""
    faults: list[Fault] = []
    table = PlainTable(plain, "", faults)
    lights = _read_lights(table)
    known = {NOT_LIT, *(light.key for light in lights)}
    exempt_light, reasons = _read_exemptions(table, known)
    pack = RulePack(
        id=read_key(table, "id"),
        chinese=table.text("zh", longest=80),
        english=table.text("en", longest=80),
        lights=lights,
        rules=tuple(_read_rule(row, known) for row in table.tables("rules")),
        preference=table.choice("preference", Preference, Preference.WORST),
        exempt_light=exempt_light,
        exempt_reasons=reasons,
        sources=read_sources(table),
        note_zh=table.text("note_zh", "", longest=1000),
        note_en=table.text("note_en", "", longest=1000),
    )
    if not pack.rules:
        table.fault("rules", "至少要有一条规则。", "There must be at least one rule.")
    name_doubles(table, "rules", [rule.id for rule in pack.rules])
    table.close()
    return pack, faults


def pack_as_plain(pack: RulePack) -> dict[str, Any]:
    """Write a pack as plain values that ``read_pack`` reads back."""
    return _without_nothing(
        {
            "id": pack.id,
            "zh": pack.chinese,
            "en": pack.english,
            "note_zh": pack.note_zh,
            "note_en": pack.note_en,
            "preference": pack.preference.value,
            "sources": sources_as_plain(pack.sources),
            "lights": [
                {"key": light.key, "zh": light.chinese, "en": light.english, "tone": light.tone.value}
                for light in pack.lights
            ],
            "exemptions": {
                "light": pack.exempt_light,
                "reasons": [{"key": r.key, "zh": r.chinese, "en": r.english} for r in pack.exempt_reasons],
            },
            "rules": [_rule_as_plain(rule) for rule in pack.rules],
        }
    )


def read_key(table: PlainTable, name: str) -> str:
    """Read a short name that stays the same for ever: small Latin letters, digits, underscores."""
    key = table.text(name, longest=40)
    if key and not _KEY.fullmatch(key):
        table.fault(
            name,
            "只能用小写字母、数字和下划线，以字母开头。",
            "Use small letters, digits and underscores, beginning with a letter.",
        )
    return key


def name_doubles(table: PlainTable, name: str, keys: list[str]) -> None:
    """Name every key of a list that stands there twice."""
    for index, key in enumerate(keys):
        if key and key in keys[:index]:
            table.fault(f"{name}[{index}]", f"“{key}”重复。", f"“{key}” stands there twice.")


def read_sources(table: PlainTable) -> tuple[Source, ...]:
    """Read where rules were published."""
    sources = []
    for row in table.tables("sources"):
        sources.append(Source(row.text("zh"), row.text("en"), row.text("key", "", longest=20)))
        row.close()
    return tuple(sources)


def sources_as_plain(sources: tuple[Source, ...]) -> list[dict[str, Any]]:
    """Write sources as plain values."""
    return [_without_nothing({"key": s.key, "zh": s.chinese, "en": s.english}) for s in sources]


def _read_lights(table: PlainTable) -> tuple[LightName, ...]:
    lights = []
    for row in table.tables("lights"):
        light = LightName(
            read_key(row, "key"), row.text("zh", longest=20), row.text("en", longest=20), row.choice("tone", Tone)
        )
        if light.key == NOT_LIT:
            row.fault("key", "“none”是未亮灯的保留名称。", "“none” is kept for matters that are not lit.")
        row.close()
        lights.append(light)
    if len(lights) < 2:
        table.fault("lights", "至少要有两种灯，由好到差排列。", "There must be at least two lights, the best first.")
    name_doubles(table, "lights", [light.key for light in lights])
    return tuple(lights)


def _read_exemptions(table: PlainTable, known: set[str]) -> tuple[str, tuple[ExemptReason, ...]]:
    row = table.table("exemptions")
    if row is None:
        return NOT_LIT, ()
    light = _read_light(row, "light", known, NOT_LIT)
    reasons = []
    for reason in row.tables("reasons"):
        reasons.append(
            ExemptReason(read_key(reason, "key"), reason.text("zh", longest=80), reason.text("en", longest=80))
        )
        reason.close()
    name_doubles(row, "reasons", [reason.key for reason in reasons])
    row.close()
    return light, tuple(reasons)


def _read_rule(row: PlainTable, known: set[str]) -> LightRule:
    measure = row.choice("measure", Measure)
    least_plan = row.number("least_plan_wan_yuan")
    if least_plan is not None and least_plan < 0:
        row.fault("least_plan_wan_yuan", "不能为负数。", "This must not be negative.")
    before = len(row.faults)
    intervals = tuple(_read_interval(place, known) for place in row.tables("intervals"))
    if len(row.faults) == before:
        for fault in coverage_faults(measure, intervals):
            row.fault("intervals", fault.chinese, fault.english)
    rule = LightRule(
        id=read_key(row, "id"),
        chinese=row.text("zh", longest=80),
        english=row.text("en", longest=80),
        measure=measure,
        intervals=intervals,
        basis=row.choice("basis", TimeBasis, TimeBasis.MONTHS),
        kinds=row.texts("kinds"),
        least_plan=least_plan,
        runs=tuple(_read_run(place, known) for place in row.tables("runs")),
    )
    row.close()
    return rule


def _read_interval(row: PlainTable, known: set[str]) -> Interval:
    low, has_low = _read_bound(row, "from", "above")
    high, has_high = _read_bound(row, "to", "below")
    interval = Interval(
        low,
        high,
        has_low,
        has_high,
        _read_light(row, "light", known),
        row.text("note_zh", "", longest=500),
        row.text("note_en", "", longest=500),
        row.flag("is_ours", False),
    )
    row.close()
    return interval


def _read_bound(row: PlainTable, inclusive: str, exclusive: str) -> tuple[Fraction | None, bool]:
    with_it, without_it = row.number(inclusive), row.number(exclusive)
    if with_it is not None and without_it is not None:
        row.fault(
            exclusive,
            f"“{inclusive}”与“{exclusive}”只能填一个。",
            f"Give either “{inclusive}” or “{exclusive}”, not both.",
        )
    bound = without_it if with_it is None else with_it
    return (None if bound is None else Fraction(bound)), with_it is not None


def _read_run(row: PlainTable, known: set[str]) -> Run:
    run = Run(
        _read_light(row, "light", known), row.whole("periods", least=2, most=60), _read_light(row, "becomes", known)
    )
    row.close()
    return run


def _read_light(row: PlainTable, name: str, known: set[str], default: str | None = None) -> str:
    key = row.text(name, default, longest=40)
    if key and key not in known:
        row.fault(name, f"没有名为“{key}”的灯。", f"There is no light named “{key}”.")
    return key


def _rule_as_plain(rule: LightRule) -> dict[str, Any]:
    return _without_nothing(
        {
            "id": rule.id,
            "zh": rule.chinese,
            "en": rule.english,
            "measure": rule.measure.value,
            "basis": rule.basis.value,
            "kinds": list(rule.kinds),
            "least_plan_wan_yuan": None if rule.least_plan is None else str(rule.least_plan),
            "intervals": [_interval_as_plain(interval) for interval in rule.intervals],
            "runs": [{"light": run.light, "periods": run.periods, "becomes": run.becomes} for run in rule.runs],
        }
    )


def _interval_as_plain(interval: Interval) -> dict[str, Any]:
    plain: dict[str, Any] = {"light": interval.light, "note_zh": interval.note_zh, "note_en": interval.note_en}
    if interval.low is not None:
        plain["from" if interval.has_low else "above"] = _bound_as_plain(interval.low)
    if interval.high is not None:
        plain["to" if interval.has_high else "below"] = _bound_as_plain(interval.high)
    return _without_nothing(plain | ({"is_ours": True} if interval.is_ours else {}))


def _bound_as_plain(bound: Fraction) -> int | str:
    """Write a bound as it was typed: whole, or an exact decimal in text, since JSON has binary floats only."""
    if bound.denominator == 1:
        return int(bound)
    return f"{Decimal(bound.numerator) / Decimal(bound.denominator):f}"


def _without_nothing(plain: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in plain.items() if value not in (None, "", [])}
