"""The demonstration's indicators with the targets of two years, stored as sheets of them would be."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from luoshi.domain.indicators.actions import IndicatorRow, store_indicators
from luoshi.domain.indicators.rules import IndicatorText, Target
from luoshi.foundation.clock import local_date
from luoshi.workflows.demonstration.jurisdiction import City

TERRITORIES = ("临霁区", "东砚区", "石泠县", "望梧县", "云坞县", "霁川经济开发区")


@cache
def description() -> list[dict[str, Any]]:
    """Read indicators.toml."""
    rows: list[dict[str, Any]] = tomllib.loads((files(__package__) / "indicators.toml").read_text(encoding="utf-8"))[
        "indicators"
    ]
    return rows


def set_indicators(city: City, now: datetime) -> None:
    """Store the city's indicators with the targets of this year and last; the second sheet corrects the first."""
    year = local_date(now).year
    early = now - timedelta(days=200)
    first = [_row(city, row, year - 1, row["last_year"]) for row in description()]
    store_indicators(
        actor=city.officer, now=early, jurisdiction=city.root, rows=first, source=f"{year - 1}年主要指标分解表.xlsx"
    )
    second = [_row(city, row, year, row["this_year"]) for row in description()]
    store_indicators(
        actor=city.officer,
        now=early + timedelta(days=30),
        jurisdiction=city.root,
        rows=second,
        source=f"{year}年主要指标分解表.xlsx",
    )


def _row(city: City, row: dict[str, Any], year: int, values: list[str]) -> IndicatorRow:
    by_name = {unit.name: unit.pk for unit in city.units.values()}
    units = [city.root.pk, *(by_name[name] for name in TERRITORIES)]
    return IndicatorRow(
        text=IndicatorText(
            name=row["name"],
            measured_in=row["measured_in"],
            direction=row.get("direction", "higher"),
            definition=row.get("definition", ""),
        ),
        lead_unit_id=by_name[row["lead_unit"]],
        targets=tuple(Target(unit, year, Decimal(value)) for unit, value in zip(units, values, strict=False) if value),
    )
