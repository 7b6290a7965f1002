"""Which lines of a report are suspicious, and why (docs/rules/suspicions.md). Pure: values in, marks out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from fractions import Fraction
from typing import Any

from luoshi.foundation.money import money_text
from luoshi.foundation.plain_values import Fault, PlainTable
from luoshi.foundation.terms import Term

LONGEST_COMPARED = 600
"""Characters of a narrative that are compared: finding likeness costs the square of the length."""


class SuspicionKind(Term):
    """Why a line is marked (rules SU2 to SU6)."""

    BACKWARDS = "backwards", "倒退", "Went backwards"
    LEAP = "leap", "突增", "Leapt"
    NO_EVIDENCE = "no_evidence", "完成100%但无佐证", "100 % without evidence"
    SAME_WORDS = "same_words", "文字与上期雷同", "Same words as last time"
    NOT_ADDING_UP = "not_adding_up", "累计与本期不符", "Does not add up"
    PAID_BEYOND_FUNDS = "paid_beyond_funds", "支付大于到位", "Paid more than is in place"


@dataclass(frozen=True, slots=True)
class SuspicionLimits:
    """From when a line is suspicious. ``leap_points`` are percentage points; ``alike_percent`` is 0–100 (SU3, SU5)."""

    leap_points: int = 30
    alike_percent: int = 95
    least_characters: int = 8


@dataclass(frozen=True, slots=True)
class LineFigures:
    """What a line declares: per cent 0–100, the value reached, sums in 万元, words, number of files."""

    percent: int | None = None
    value: Decimal | None = None
    period_wan_yuan: Decimal | None = None
    year_wan_yuan: Decimal | None = None
    funds_wan_yuan: Decimal | None = None
    paid_wan_yuan: Decimal | None = None
    words: str = ""
    files: int = 0


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A mark on a line: the field it concerns and why, in both languages (SU1)."""

    kind: SuspicionKind
    field: str
    chinese: str
    english: str

    def sentence(self, language: str) -> str:
        """Say why, in the language of a code such as ``zh-hans``."""
        return self.chinese if language.startswith("zh") else self.english

    def as_plain(self) -> dict[str, str]:
        """Give the mark as plain values, to be kept with the line."""
        return {"kind": self.kind.value, "field": self.field, "zh": self.chinese, "en": self.english}


OUR_LIMITS = SuspicionLimits()


def suspicions(
    now: LineFigures,
    before: LineFigures | None,
    *,
    limits: SuspicionLimits = OUR_LIMITS,
    is_same_year: bool = True,
    is_declared_unchanged: bool = False,
    year_plan: Decimal | None = None,
) -> tuple[Suspicion, ...]:
    """Give the marks on a line beside the report before it, None for the first (SU1). ``year_plan`` is in 万元."""
    marks = [*_without_evidence(now), *_leap_over_plan(now, year_plan, limits), *_paid_beyond_funds(now)]
    if before is not None:
        marks += _backwards(now, before, is_same_year)
        marks += _leap(now, before, limits)
        if is_same_year:
            marks += _not_adding_up(now, before)
        if not (is_declared_unchanged and _same_figures(now, before)):
            marks += _same_words(now, before, limits)
    return tuple(marks)


def read_limits(plain: object) -> tuple[SuspicionLimits, list[Fault]]:
    """Read limits from plain values, each fault at its place (SU1)."""
    faults: list[Fault] = []
    table = PlainTable(plain, "", faults)
    limits = SuspicionLimits(
        table.whole("leap_points", OUR_LIMITS.leap_points, least=1, most=100),
        table.whole("alike_percent", OUR_LIMITS.alike_percent, least=50, most=100),
        table.whole("least_characters", OUR_LIMITS.least_characters, least=1, most=500),
    )
    table.close()
    return limits, faults


def limits_as_plain(limits: SuspicionLimits) -> dict[str, Any]:
    """Write limits as plain values that ``read_limits`` reads back."""
    return {name: getattr(limits, name) for name in SuspicionLimits.__slots__}


def _backwards(now: LineFigures, before: LineFigures, is_same_year: bool) -> Iterator[Suspicion]:
    """Mark cumulative figures that went down (SU2)."""
    kind = SuspicionKind.BACKWARDS
    if now.percent is not None and before.percent is not None and now.percent < before.percent:
        yield Suspicion(
            kind,
            "percent",
            f"进度{now.percent}%，低于上期{before.percent}%。",
            f"{now.percent}% is less than the {before.percent}% reported before.",
        )
    pairs = [("value", now.value, before.value, "指标值", "Value")]
    if is_same_year:
        pairs.append(("year_wan_yuan", now.year_wan_yuan, before.year_wan_yuan, "年内累计完成投资", "Done this year"))
    for field, new, old, name_zh, name_en in pairs:
        if new is not None and old is not None and new < old:
            new_text, old_text = money_text(new), money_text(old)
            yield Suspicion(
                kind, field, f"{name_zh}{new_text}，低于上期{old_text}。", f"{name_en}: {new_text}, before {old_text}."
            )


def _leap(now: LineFigures, before: LineFigures, limits: SuspicionLimits) -> Iterator[Suspicion]:
    """Mark a per cent that rose by more than the limit (SU3)."""
    if now.percent is None or before.percent is None:
        return
    points = now.percent - before.percent
    if points > limits.leap_points:
        yield Suspicion(
            SuspicionKind.LEAP,
            "percent",
            f"进度由{before.percent}%升至{now.percent}%，一期上升{points}个百分点，超过{limits.leap_points}个。",
            f"From {before.percent}% to {now.percent}%: {points} points in one period, more than {limits.leap_points}.",
        )


def _leap_over_plan(now: LineFigures, year_plan: Decimal | None, limits: SuspicionLimits) -> Iterator[Suspicion]:
    """Mark a period's sum that is more than the limit's share of the year's plan (SU3)."""
    if not year_plan or now.period_wan_yuan is None:
        return
    if Fraction(now.period_wan_yuan) / Fraction(year_plan) * 100 > limits.leap_points:
        done, plan = money_text(now.period_wan_yuan), money_text(year_plan)
        yield Suspicion(
            SuspicionKind.LEAP,
            "period_wan_yuan",
            f"本期完成投资{done}万元，超过年度计划{plan}万元的{limits.leap_points}%。",
            f"{done} 万元 in one period is more than {limits.leap_points}% of the year's plan of {plan} 万元.",
        )


def _without_evidence(now: LineFigures) -> Iterator[Suspicion]:
    """Mark 100 % without a file (SU4)."""
    if now.percent is not None and now.percent >= 100 and now.files == 0:
        yield Suspicion(
            SuspicionKind.NO_EVIDENCE, "percent", "填报100%，未附佐证材料。", "100% is declared without any file."
        )


def _same_words(now: LineFigures, before: LineFigures, limits: SuspicionLimits) -> Iterator[Suspicion]:
    """Mark words that are those of last time, or all but the same (SU5)."""
    new, old = _bare(now.words), _bare(before.words)
    if min(len(new), len(old)) < limits.least_characters:
        return
    if new == old:
        yield Suspicion(
            SuspicionKind.SAME_WORDS, "words", "文字与上期相同。", "The words are those of the report before."
        )
        return
    percent = _alike_percent(new, old, limits.alike_percent)
    if percent >= limits.alike_percent:
        yield Suspicion(
            SuspicionKind.SAME_WORDS,
            "words",
            f"文字与上期有{percent}%相同。",
            f"{percent}% of the words are those of the report before.",
        )


def _not_adding_up(now: LineFigures, before: LineFigures) -> Iterator[Suspicion]:
    """Mark a sum since the year began that is not last time's and the period's together (SU6)."""
    year, period, last = now.year_wan_yuan, now.period_wan_yuan, before.year_wan_yuan
    if year is None or period is None or last is None or last + period == year:
        return
    shown = [money_text(amount, decimals=6) for amount in (last, period, last + period, year)]
    yield Suspicion(
        SuspicionKind.NOT_ADDING_UP,
        "year_wan_yuan",
        f"上期累计{shown[0]}万元加本期{shown[1]}万元应为{shown[2]}万元，填报累计为{shown[3]}万元。",
        f"{shown[0]} before and {shown[1]} in the period make {shown[2]} 万元; {shown[3]} is declared.",
    )


def _paid_beyond_funds(now: LineFigures) -> Iterator[Suspicion]:
    """Mark payments beyond the funds in place (SU6)."""
    if now.paid_wan_yuan is None or now.funds_wan_yuan is None or now.paid_wan_yuan <= now.funds_wan_yuan:
        return
    paid, funds = money_text(now.paid_wan_yuan), money_text(now.funds_wan_yuan)
    yield Suspicion(
        SuspicionKind.PAID_BEYOND_FUNDS,
        "paid_wan_yuan",
        f"已支付{paid}万元，大于到位资金{funds}万元。",
        f"{paid} 万元 is paid, more than the {funds} 万元 in place.",
    )


def _same_figures(now: LineFigures, before: LineFigures) -> bool:
    return (now.percent, now.value, now.year_wan_yuan) == (before.percent, before.value, before.year_wan_yuan)


def _bare(words: str) -> str:
    """Keep letters only: a report whose figures alone were changed says nothing new in words."""
    return "".join(c for c in unicodedata.normalize("NFKC", words).casefold() if c.isalpha())


def _alike_percent(new: str, old: str, wanted: int) -> int:
    """Tell how much of two texts is the same, 0–100; 0 where their lengths alone rule out what is wanted."""
    new, old = new[:LONGEST_COMPARED], old[:LONGEST_COMPARED]
    matcher = SequenceMatcher(None, new, old, autojunk=False)
    if matcher.real_quick_ratio() * 100 < wanted or matcher.quick_ratio() * 100 < wanted:
        return 0
    return int(matcher.ratio() * 100)
