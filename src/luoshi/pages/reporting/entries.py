"""Read what a form, a sheet or a program says of a line, each figure as people write it (RP10, RP13, RP16)."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from luoshi.domain.reporting import errors
from luoshi.domain.reporting.models import Line
from luoshi.domain.reporting.rules import LineDraft, OwnField
from luoshi.domain.reporting.terms import Figure
from luoshi.foundation.money import MoneyRefused, MoneyUnit, read_money
from luoshi.foundation.refusals import Refusal

SUMS = ("wan_yuan", "year_wan_yuan", "funds_wan_yuan", "paid_wan_yuan")
_PERCENT = re.compile(r"[+-]?[0-9]{1,4}(\.0+)?%?")
_NUMBER = re.compile(r"[+-]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]*)?")


def read_entry(values: Mapping[str, Any], line: Line, own: Sequence[OwnField]) -> tuple[LineDraft, list[Refusal]]:
    """Read a line's figures and words; what cannot be read is named with its field and left out."""
    problems: list[Refusal] = []
    given: dict[str, Any] = {"note": _text(values.get("note")), "correction_reason": _text(values.get("reason"))}
    is_project = line.project_id is not None
    if not is_project or _text(values.get("percent")):
        given["percent"] = _percent(values.get("percent"), problems)
        unit = line.task.target_unit if line.task else ""
        given["value"] = _number("value", values.get("value"), problems, unit=unit)
    for name in SUMS:
        if is_project or _text(values.get(name)):
            given[name] = _sum(name, values.get(name), problems)
    given["own_values"] = {
        one.key: _text(values[f"own_{one.key}"]) for one in own if values.get(f"own_{one.key}") is not None
    }
    return LineDraft(**given), problems


def percent_of(text: Any, field: str = "percent") -> int | None:
    """Read a per cent; raises a refusal at the field where it is none."""
    problems: list[Refusal] = []
    found = _percent(text, problems)
    if problems:
        raise problems[0]
    return found


def sum_of(text: Any, field: str) -> Decimal | None:
    """Read a sum in 万元; raises a refusal at the field where it is none."""
    problems: list[Refusal] = []
    found = _sum(field, text, problems)
    if problems:
        raise problems[0]
    return found


def figure_of(text: Any, figure: Figure) -> Decimal | None:
    """Read a figure by its kind; raises a refusal where it is none."""
    if figure is Figure.PERCENT:
        percent = percent_of(text)
        return None if percent is None else Decimal(percent)
    return number_of(text, figure.value) if figure is Figure.VALUE else sum_of(text, figure.value)


def number_of(text: Any, field: str) -> Decimal | None:
    """Read a number; raises a refusal at the field where it is none."""
    problems: list[Refusal] = []
    found = _number(field, text, problems)
    if problems:
        raise problems[0]
    return found


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _percent(value: Any, problems: list[Refusal]) -> int | None:
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _whole(value, problems)
    bare = unicodedata.normalize("NFKC", str(value)).replace(" ", "")
    if not bare:
        return None
    if not _PERCENT.fullmatch(bare):
        problems.append(errors.PercentOutOfRange())
        return None
    return _whole(float(bare.rstrip("%")), problems)


def _whole(value: float, problems: list[Refusal]) -> int | None:
    if not 0 <= value <= 100 or value != int(value):
        problems.append(errors.PercentOutOfRange())
        return None
    return int(value)


def _number(field: str, value: Any, problems: list[Refusal], *, unit: str = "") -> Decimal | None:
    """Read a number as people and workbooks write it; after it may stand the unit that is asked for, and no other."""
    is_float = isinstance(value, float) and math.isfinite(value)
    text = f"{Decimal(f'{value:.15g}'):f}" if is_float else _text(value)  # the digits that the workbook shows (MO1)
    bare = _flat(text)
    if not bare:
        return None
    bare = bare.removesuffix(_flat(unit)).replace("−", "-")
    if not _NUMBER.fullmatch(bare):
        problems.append(errors.NotANumber(at=field, text=_text(value)[:60]))
        return None
    number = Decimal(bare.replace(",", ""))
    if abs(number) >= Decimal(10) ** 14:
        problems.append(errors.NotANumber(at=field, text=_text(value)[:60]))
        return None
    return number


def _flat(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def _sum(field: str, value: Any, problems: list[Refusal]) -> Decimal | None:
    try:
        reading = read_money(value, unit=MoneyUnit.WAN_YUAN, may_be_negative=True)
    except MoneyRefused as refused:
        refused.field = field  # type: ignore[misc]
        problems.append(refused)
        return None
    return None if reading is None else reading.wan_yuan
