"""Intervals of a measure, and whether together they give every value one light (rule LI3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from luoshi.domain.supervision.rules.measures import UNITS, WHOLE_MEASURES, Value
from luoshi.domain.supervision.terms import Measure
from luoshi.foundation.shares import rounded


@dataclass(frozen=True, slots=True)
class Interval:
    """Values from ``low`` to ``high`` and the light they give; None: without bound.

    ``is_ours`` marks what the published text does not say and the pack settles; the note says how.
    """

    low: Fraction | None
    high: Fraction | None
    has_low: bool
    has_high: bool
    light: str = ""
    note_zh: str = ""
    note_en: str = ""
    is_ours: bool = False

    def holds(self, value: Value) -> bool:
        """Tell whether a value lies in the interval."""
        if self.low is not None and (value < self.low or (value == self.low and not self.has_low)):
            return False
        return self.high is None or value < self.high or (value == self.high and self.has_high)

    @property
    def is_empty(self) -> bool:
        """Whether no value can lie in it."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and not (self.has_low and self.has_high))

    def said(self, measure: Measure, language: str) -> str:
        """Say the interval in plain words with the measure's unit."""
        unit_zh, unit_en = UNITS[measure]
        low, high = (plain_number(bound) for bound in (self.low, self.high))
        if language.startswith("zh"):
            return _said_in_chinese(self, low, high, unit_zh)
        return _said_in_english(self, low, high, unit_en)


@dataclass(frozen=True, slots=True)
class CoverageFault:
    """Values without a light, values with two, or an interval that holds nothing."""

    interval: Interval
    is_gap: bool
    chinese: str
    english: str


def coverage_faults(measure: Measure, intervals: Sequence[Interval]) -> list[CoverageFault]:
    """Name every gap and overlap between the intervals of a measure in plain words (LI3); empty where all is well."""
    faults: list[CoverageFault] = []
    real: list[Interval] = []
    for interval in intervals:
        shown = _on_whole_numbers(interval) if measure in WHOLE_MEASURES else interval
        if shown.is_empty:
            faults.append(_fault(interval, "empty", measure))
        else:
            real.append(shown)
    if not real:
        return [*faults, _fault(Interval(None, None, False, False), "gap", measure)]
    real.sort(key=_low_end)
    faults += [_fault(piece, kind, measure) for kind, piece in _pieces(real, is_whole=measure in WHOLE_MEASURES)]
    return faults


def plain_number(value: Fraction | int | None) -> str:
    """Write a bound or a measured value for people: at most two decimals, none that are zero."""
    if value is None:
        return ""
    if isinstance(value, int) or value.denominator == 1:
        return str(int(value))
    return f"{rounded(value, 2):f}".rstrip("0").rstrip(".")


def _pieces(real: list[Interval], *, is_whole: bool) -> Iterator[tuple[str, Interval]]:
    """Give every gap and overlap of sorted intervals."""
    first = real[0]
    if first.low is not None:
        yield "gap", Interval(None, first.low, False, not first.has_low)
    reach = first
    for _, after in pairwise(real):
        gap, overlap = _between(reach, after, is_whole=is_whole)
        if gap is not None:
            yield "gap", gap
        if overlap is not None:
            yield "overlap", overlap
        reach = max(reach, after, key=_high_end)
    if reach.high is not None:
        yield "gap", Interval(reach.high, None, not reach.has_high, False)


def _between(before: Interval, after: Interval, *, is_whole: bool) -> tuple[Interval | None, Interval | None]:
    if before.high is None:
        return None, Interval(after.low, after.high, after.has_low, after.has_high)
    if after.low is None:
        end = min(before, after, key=_high_end)
        return None, Interval(None, end.high, False, end.has_high)
    if is_whole:
        if after.low == before.high + 1:
            return None, None
        if after.low > before.high:
            return Interval(before.high + 1, after.low - 1, True, True), None
    elif after.low > before.high or (after.low == before.high and not (after.has_low or before.has_high)):
        return Interval(before.high, after.low, not before.has_high, not after.has_low), None
    elif after.low == before.high and not (after.has_low and before.has_high):
        return None, None
    end = min(before, after, key=_high_end)
    return None, Interval(after.low, end.high, after.has_low, end.has_high)


def _on_whole_numbers(interval: Interval) -> Interval:
    """Narrow an interval to the whole numbers in it, both ends inclusive."""
    low = high = None
    if interval.low is not None:
        low = Fraction(ceil(interval.low) if interval.has_low else floor(interval.low) + 1)
    if interval.high is not None:
        high = Fraction(floor(interval.high) if interval.has_high else ceil(interval.high) - 1)
    return Interval(low, high, low is not None, high is not None, interval.light)


def _low_end(interval: Interval) -> tuple[int, Fraction, bool]:
    return (0, Fraction(0), False) if interval.low is None else (1, interval.low, not interval.has_low)


def _high_end(interval: Interval) -> tuple[int, Fraction, bool]:
    return (1, Fraction(0), False) if interval.high is None else (0, interval.high, interval.has_high)


def _fault(piece: Interval, kind: str, measure: Measure) -> CoverageFault:
    zh, en = piece.said(measure, "zh"), piece.said(measure, "en")
    name_zh, name_en = measure.chinese, measure.english
    words = {
        "gap": (f"{name_zh}{zh}没有规定亮什么灯。", f"No light is given for {name_en}: {en}."),
        "overlap": (f"{name_zh}{zh}同时落在两个区间。", f"Two intervals hold {name_en}: {en}."),
        "empty": (f"{name_zh}{zh}中没有任何数值。", f"No value can be {name_en}: {en}."),
    }[kind]
    return CoverageFault(piece, kind == "gap", *words)


def _said_in_chinese(interval: Interval, low: str, high: str, unit: str) -> str:
    if interval.low is None and interval.high is None:
        return "的所有数值"
    if interval.low is not None and interval.low == interval.high:
        return f"{low}{unit}"
    with_low, with_high = ("含" if has else "不含" for has in (interval.has_low, interval.has_high))
    if interval.low is None:
        return f"{high}{unit}（{with_high}）以下"
    if interval.high is None:
        return f"{low}{unit}（{with_low}）以上"
    return f"{low}（{with_low}）至{high}{unit}（{with_high}）"


def _said_in_english(interval: Interval, low: str, high: str, unit: str) -> str:
    space = "" if unit == "%" else " "
    if interval.low is None and interval.high is None:
        return "any value"
    if interval.low is not None and interval.low == interval.high:
        return f"{low}{space}{unit}"
    from_words, to_words = "from" if interval.has_low else "above", "to" if interval.has_high else "below"
    if interval.low is None:
        return f"{'up to' if interval.has_high else 'below'} {high}{space}{unit}"
    if interval.high is None:
        return f"{from_words} {low}{space}{unit}{' on' if interval.has_low else ''}"
    return f"{from_words} {low} {'' if to_words == 'to' else 'to '}{to_words} {high}{space}{unit}"
