"""What an indicator and its targets may hold (docs/rules/indicators.md). Pure: values in, verdict out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from luoshi.domain.indicators import errors
from luoshi.domain.indicators.terms import Direction
from luoshi.foundation.refusals import Refusal

YEARS = range(1990, 2101)
GREATEST = Decimal(10) ** 16
STEP = Decimal("0.0001")

LIMITS: Mapping[str, tuple[int, str, str]] = MappingProxyType(
    {
        "name": (120, "指标名称", "Indicator"),
        "measured_in": (20, "计量单位", "Unit of measure"),
        "definition": (4000, "口径说明", "Definition"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorText:
    """The words of an indicator."""

    name: str
    measured_in: str
    direction: str = Direction.HIGHER.value
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """What a unit is to reach in a year; None takes a target away."""

    unit_id: int
    year: int
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Distribution:
    """A jurisdiction's own target beside the sum of those of its units (ID3)."""

    own: Decimal | None
    units: Decimal
    count: int

    @property
    def remainder(self) -> Decimal | None:
        """What no unit carries; negative where the units carry more than the whole."""
        return None if self.own is None else self.own - self.units


def tidied(text: IndicatorText) -> IndicatorText:
    """Drop control characters and outer white space; a name stands on one line."""
    return replace(
        text,
        name=" ".join(_legal(text.name).split()),
        measured_in="".join(_legal(text.measured_in).split()),
        definition=_legal(text.definition).strip(),
    )


def problems_in_text(text: IndicatorText) -> list[Refusal]:
    """Name everything wrong with a tidied indicator's words (ID1)."""
    problems: list[Refusal] = []
    if not text.name:
        problems.append(errors.NameMissing())
    if not text.measured_in:
        problems.append(errors.MeasureMissing())
    if text.direction not in set(Direction):
        problems.append(errors.DirectionUnknown(value=text.direction))
    for name, (limit, chinese, english) in LIMITS.items():
        length = len(getattr(text, name))
        if length > limit:
            refusal = errors.TextTooLong(label_zh=chinese, label_en=english, limit=limit, length=length)
            refusal.field = name  # type: ignore[misc]
            problems.append(refusal)
    return problems


def problem_with_target(target: Target) -> Refusal | None:
    """Name what is wrong with a year or figure (ID2)."""
    if target.year not in YEARS:
        return errors.YearUnfit(year=target.year)
    value = target.value
    if value is not None and (abs(value) >= GREATEST or value % STEP != 0):
        return errors.TargetUnfit(value=f"{value:f}")
    return None


def distribution(own: Decimal | None, units: Iterable[Decimal | None]) -> Distribution:
    """Add up the targets of units beside the whole; nothing is forced to agree (ID3)."""
    known = [value for value in units if value is not None]
    return Distribution(own, sum(known, Decimal(0)), len(known))


def adds_up(measured_in: str) -> bool:
    """Tell whether figures of this unit may be added: shares, ranks and means may not (ID3)."""
    return not any(word in measured_in for word in ("%", "％", "‰", "百分", "位", "名次", "分", "倍", "/", "率"))


def _legal(text: str) -> str:
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc")
