"""Cells are read exactly or refused, whatever stands in them (rule IM6)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.domain.projects.terms import BuildKind, InvestorType, Level, LifecycleStage
from luoshi.foundation.money import MoneyUnit, read_money
from luoshi.foundation.refusals import Refusal
from luoshi.workflows.import_sheet import cells

CELL = st.one_of(
    st.text(max_size=30), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes(), st.times()
)


@pytest.mark.parametrize(
    "value, is_end, expected",
    [
        ("2026-03-05", False, date(2026, 3, 5)),
        ("2026/3/5", False, date(2026, 3, 5)),
        ("2026.3.5", False, date(2026, 3, 5)),
        ("２０２６年３月５日", False, date(2026, 3, 5)),
        ("20260305", False, date(2026, 3, 5)),
        (20260305, False, date(2026, 3, 5)),
        (datetime(2026, 3, 5, 9, 30), False, date(2026, 3, 5)),
        ("2026年2月", False, date(2026, 2, 1)),
        ("2026年2月", True, date(2026, 2, 28)),
        ("2026-02", True, date(2026, 2, 28)),
        ("2026年6月底前", False, date(2026, 6, 30)),
        ("2026年底", False, date(2026, 12, 31)),
        ("2026年12月末", True, date(2026, 12, 31)),
    ],
)
def test_days_are_read(value: Any, is_end: bool, expected: date) -> None:
    assert cells.read_day(value, is_end=is_end) == expected


@pytest.mark.parametrize(
    "value, refusal",
    [
        ("2026年", cells.DayVague), (2026, cells.DayVague), ("一季度", cells.NotADay), ("2026-13", cells.NoSuchDay),
        ("2026-02-30", cells.NoSuchDay), (46086, cells.DayAsNumber), (46086.5, cells.DayAsNumber),
        (True, cells.NotADay), ("3月5日", cells.NotADay), ("2026-3-5至2026-4-1", cells.NotADay),
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused(value: Any, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        cells.read_day(value)


@given(
    st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y%m%d"])
)
def test_a_day_written_in_any_usual_form_is_that_day(day: date, form: str) -> None:
    assert cells.read_day(day.strftime(form)) == day


def outcome(read: Any, value: Any) -> Any:
    """Give what was read, or the refusal's words in both languages."""
    try:
        return read(value)
    except Refusal as refusal:
        return refusal.message("zh-hans"), refusal.message("en")


def is_refused(found: Any) -> bool:
    return isinstance(found, tuple) and all(found)


@given(CELL, st.booleans())
def test_a_day_is_read_or_refused_with_words(value: Any, is_end: bool) -> None:
    found = outcome(lambda cell: cells.read_day(cell, is_end=is_end), value)
    assert isinstance(found, date) or is_refused(found)


@given(CELL)
def test_a_sum_is_read_or_refused_with_words(value: Any) -> None:
    found = outcome(lambda cell: read_money(cell, unit=MoneyUnit.WAN_YUAN), value)
    assert found is None or is_refused(found) or found.wan_yuan >= 0


@given(st.decimals(min_value=0, max_value=10**9, places=4), st.sampled_from(list(MoneyUnit)))
def test_a_sum_keeps_its_worth_in_any_unit(amount: Decimal, unit: MoneyUnit) -> None:
    written = amount / unit.wan_yuan
    reading = read_money(f"{written:f}{unit.chinese}", unit=None)
    assert reading is not None
    assert reading.wan_yuan == amount


@given(CELL)
def test_a_number_is_read_or_refused(value: Any) -> None:
    found = outcome(cells.read_number, value)
    assert is_refused(found) or found.is_finite()


@pytest.mark.parametrize(
    "value, terms, expected",
    [
        ("在建项目", LifecycleStage, LifecycleStage.BUILDING), ("前期阶段", LifecycleStage, LifecycleStage.PRELIMINARY),
        ("市级", Level, Level.CITY), ("政府", InvestorType, InvestorType.GOVERNMENT), ("New", BuildKind, BuildKind.NEW),
        (" 新建 ", BuildKind, BuildKind.NEW),
    ],
)  # fmt: skip
def test_words_of_lists_are_read(value: str, terms: Any, expected: Any) -> None:
    assert cells.read_term(value, terms) is expected


@pytest.mark.parametrize("value", ["新建改建", "项目", "重点", ""])
def test_words_that_could_be_several_are_refused(value: str) -> None:
    with pytest.raises(cells.WordUnknown):
        cells.read_term(value, BuildKind)


@pytest.mark.parametrize(
    "value, expected", [("8.5%", "8.5"), ("1,234.50", "1234.50"), (0.1 + 0.2, "0.3"), ("-3", "-3")]
)
def test_numbers_are_exact(value: Any, expected: str) -> None:
    assert cells.read_number(value) == Decimal(expected)
