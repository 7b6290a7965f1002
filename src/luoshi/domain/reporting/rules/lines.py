"""What a line may hold, and what an unchanged one holds (RP4, RP5, RP10). Pure: values in, verdict out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from luoshi.domain.reporting import errors
from luoshi.domain.reporting.terms import Figure
from luoshi.foundation.money import FINEST, GREATEST, money_text
from luoshi.foundation.refusals import Refusal

NOTE_LIMIT = 4000
OWN_LIMIT = 500
FINEST_VALUE = Decimal("0.0001")  # of an indicator, as its column keeps it
MOST_SECONDS_AT_ONCE = 600
COARSE_SECONDS = 15
NO_PROGRESS = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDraft:
    """What the unit says on a line: per cent 0–100, sums in 万元, words. None where nothing is said.

    ``year_wan_yuan`` may be left to be added up; where it is given it must agree (RP10).
    """

    note: str = ""
    percent: int | None = None
    value: Decimal | None = None
    wan_yuan: Decimal | None = None
    year_wan_yuan: Decimal | None = None
    funds_wan_yuan: Decimal | None = None
    paid_wan_yuan: Decimal | None = None
    own_values: Mapping[str, str] = field(default_factory=dict)
    correction_reason: str = ""


@dataclass(frozen=True, slots=True)
class OwnField:
    """A field that the office asks beside the standard ones."""

    key: str
    name: str


def own_fields(stored: Sequence[Mapping[str, str]]) -> tuple[OwnField, ...]:
    """Read a scheme's own fields."""
    return tuple(OwnField(str(one["key"]), str(one["name"])) for one in stored)


def problems_in_line(
    draft: LineDraft,
    *,
    is_project: bool,
    known: Mapping[str, Any],
    own: Sequence[OwnField] = (),
) -> list[Refusal]:
    """Name everything wrong with a line, each problem with its field; empty where all is well (RP10)."""
    problems = list(_in_project(draft, known) if is_project else _in_task(draft))
    if len(draft.note) > NOTE_LIMIT:
        problems.append(errors.NoteTooLong(limit=NOTE_LIMIT, length=len(draft.note)))
    names = {one.key: one.name for one in own}
    for key, value in draft.own_values.items():
        if key not in names:
            problems.append(errors.OwnFieldUnknown(at=f"own_{key}", name=key))
        elif len(value) > OWN_LIMIT:
            problems.append(errors.OwnValueTooLong(at=f"own_{key}", name=names[key], limit=OWN_LIMIT))
    return problems


def figures_of_unchanged(*, is_project: bool, known: Mapping[str, Any]) -> LineDraft:
    """Give what an unchanged line says (RP5): last time's progress, or nothing done in the period."""
    if is_project:
        nothing = Decimal(0)
        return LineDraft(wan_yuan=nothing, year_wan_yuan=_sum(known, "year_wan_yuan"), funds_wan_yuan=nothing,
                         paid_wan_yuan=nothing)  # fmt: skip
    value = known.get("value")
    return LineDraft(percent=known.get("percent") or NO_PROGRESS, value=Decimal(value) if value is not None else None)


def completed(draft: LineDraft, known: Mapping[str, Any]) -> LineDraft:
    """Add up what was left to be added up (RP10): the year's sum from the months before and the period's."""
    if draft.year_wan_yuan is None and draft.wan_yuan is not None:
        return replace(draft, year_wan_yuan=_sum(known, "year_wan_yuan") + draft.wan_yuan)
    if draft.wan_yuan is None and draft.year_wan_yuan is not None:
        return replace(draft, wan_yuan=draft.year_wan_yuan - _sum(known, "year_wan_yuan"))
    return draft


def is_sum(amount: Decimal) -> bool:
    """Tell whether an amount in 万元 is one that money can be, to the fen (RP10, MO1)."""
    return abs(amount) < GREATEST and amount % FINEST == 0


def is_value(value: Decimal) -> bool:
    """Tell whether a value of an indicator fits where values are kept: four decimals."""
    return abs(value) < GREATEST and value % FINEST_VALUE == 0


def seconds_counted(seconds: int) -> int:
    """Make time on a form coarse (RP15): whole quarters of a minute, and no more than ten minutes at once."""
    return round(min(max(seconds, 0), MOST_SECONDS_AT_ONCE) / COARSE_SECONDS) * COARSE_SECONDS


def _in_task(draft: LineDraft) -> Iterator[Refusal]:
    if draft.percent is not None and not 0 <= draft.percent <= 100:
        yield errors.PercentOutOfRange()
    if draft.value is not None and not is_value(draft.value):
        yield errors.ValueOutOfRange()
    for name in ("wan_yuan", "year_wan_yuan", "funds_wan_yuan", "paid_wan_yuan"):
        if getattr(draft, name) is not None:
            yield errors.NotOfATask(at=name)


def _in_project(draft: LineDraft, known: Mapping[str, Any]) -> Iterator[Refusal]:
    if draft.percent is not None or draft.value is not None:
        yield errors.NotOfAProject()
    before = _sum(known, "year_wan_yuan")
    given = completed(draft, known)
    year, period = given.year_wan_yuan, given.wan_yuan
    is_lower = year is not None and year < before
    is_negative = draft.wan_yuan is not None and draft.wan_yuan < 0
    if is_negative and not (is_lower and draft.correction_reason.strip() and year is not None and year >= 0):
        yield _at(errors.NegativeSum, Figure.PERIOD)
    elif is_lower and year is not None and year < 0:
        yield _at(errors.NegativeSum, Figure.YEAR)
    elif is_lower and not draft.correction_reason.strip():
        yield errors.BelowLastPeriod(year=money_text(year, decimals=6), before=money_text(before, decimals=6))
    elif year is not None and period is not None and before + period != year:
        yield errors.DoesNotAddUp(
            before=money_text(before, decimals=6),
            period=money_text(period, decimals=6),
            sum=money_text(before + period, decimals=6),
            year=money_text(year, decimals=6),
        )
    for figure in (Figure.FUNDS, Figure.PAID):
        amount = getattr(draft, figure.value)
        if amount is not None and amount < 0:
            yield _at(errors.NegativeSum, figure)
    for figure in (Figure.PERIOD, Figure.YEAR, Figure.FUNDS, Figure.PAID):
        amount = getattr(draft, figure.value)
        if amount is not None and not is_sum(amount):
            yield _at(errors.SumOutOfRange, figure)


def _at(kind: type[Refusal], figure: Figure) -> Refusal:
    return kind(at=figure.value, name_zh=figure.chinese, name_en=figure.english)


def _sum(known: Mapping[str, Any], name: str) -> Decimal:
    return Decimal(known.get(name) or 0)


def problems_in_verdict(*, percent: int | None, sums: Sequence[Decimal | None]) -> list[Refusal]:
    """Name what is wrong with figures that the office verifies."""
    problems: list[Refusal] = [] if percent is None or 0 <= percent <= 100 else [errors.PercentOutOfRange()]
    for figure, amount in zip((Figure.PERIOD, Figure.FUNDS, Figure.PAID), sums, strict=True):
        if amount is not None and not is_sum(amount):
            problems.append(_at(errors.SumOutOfRange, figure))
        elif amount is not None and amount < 0 and figure is not Figure.PERIOD:
            problems.append(_at(errors.NegativeSum, figure))
    return problems
