"""Plain values are read whole, with every fault at its place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from luoshi.foundation.plain_values import Fault, PlainTable
from luoshi.foundation.shares import TimeBasis


def table(values: object) -> PlainTable:
    """Open plain values at a place."""
    return PlainTable(values, "rules[0]", [])


def places(opened: PlainTable) -> list[str]:
    """Give where the faults are."""
    return [fault.place for fault in opened.faults]


def test_what_is_there_is_read() -> None:
    opened = table(
        {
            "name": " 序时 ",
            "count": 3,
            "typed": "4",
            "bound": "12.50",
            "is_on": True,
            "basis": "days",
            "day": "2026-03-05",
        }
    )
    assert opened.text("name") == "序时"
    assert (opened.whole("count"), opened.whole("typed")) == (3, 4)
    assert opened.number("bound") == Decimal("12.50")
    assert opened.flag("is_on", False) is True
    assert opened.choice("basis", TimeBasis) is TimeBasis.DAYS
    assert opened.day("day") == date(2026, 3, 5)
    opened.close()
    assert opened.faults == []


def test_what_is_absent_has_its_default_or_a_fault() -> None:
    opened = table({})
    assert (opened.text("a", "x"), opened.whole("b", 7), opened.flag("c", True)) == ("x", 7, True)
    assert (opened.number("d"), opened.day("e"), opened.table("f")) == (None, None, None)
    assert (opened.texts("g"), opened.tables("h"), opened.choices("i", TimeBasis)) == ((), [], ())
    assert opened.faults == []
    opened.text("j")
    opened.whole("k")
    opened.choice("l", TimeBasis)
    assert places(opened) == ["rules[0].j", "rules[0].k", "rules[0].l"]


@pytest.mark.parametrize(
    "ask, value",
    [
        ("text", 5),
        ("text", " "),
        ("text", "字" * 301),
        ("whole", "3.5"),
        ("whole", True),
        ("whole", 10_001),
        ("whole", -1),
        ("number", "NaN"),
        ("number", False),
        ("number", [1]),
        ("day", "2026-02-30"),
        ("day", 20260305),
        ("texts", "one"),
        ("texts", [1]),
        ("tables", {}),
    ],
)
def test_a_wrong_value_is_named(ask: str, value: Any) -> None:
    opened = table({"x": value})
    getattr(opened, ask)("x")
    [fault] = opened.faults
    assert fault.place.startswith("rules[0].x")
    assert fault.message("zh-hans") != fault.message("en")


def test_a_mistyped_name_is_named() -> None:
    opened = table({"name": "a", "nmae": "b"})
    opened.text("name")
    opened.close()
    assert places(opened) == ["rules[0].nmae"]


def test_what_is_no_table_is_one_fault_at_its_own_place() -> None:
    assert places(table("text")) == ["rules[0]"]
    faults: list[Fault] = []
    assert PlainTable([], "", faults).values == {}
    assert faults == [Fault("", "应为一组带名称的设置。", "This must be a table of named settings.")]


def test_tables_within_tables_know_their_place() -> None:
    opened = table({"rows": [{"a": 1}, {"a": "x"}]})
    [first, second] = opened.tables("rows")
    assert first.whole("a") == 1
    second.whole("a")
    assert places(opened) == ["rules[0].rows[1].a"]
