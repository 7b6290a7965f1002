"""Amounts are read exactly or refused with their reason, and shown in one unit (docs/rules/money.md)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.foundation import money
from luoshi.foundation.money import MoneyUnit, money_text, page_unit, read_money, unit_in_heading, yearly_sum_problem

WAN, YI, YUAN = MoneyUnit.WAN_YUAN, MoneyUnit.YI_YUAN, MoneyUnit.YUAN


@pytest.mark.parametrize(
    "value, expected",
    [
        ("12000", "12000"),
        ("12,000.5", "12000.5"),
        ("１２，０００", "12000"),
        ("12 000", "12000"),
        ("12\u00a0000\u00a0万元", "12000"),
        (" 1.2亿元 ", "12000"),
        ("1.2 亿", "12000"),
        ("350000元", "35"),
        ("0.01元", "0.000001"),
        ("5千元", "0.5"),
        ("￥3000万元", "3000"),
        ("人民币3000万元整", "3000"),
        (12000, "12000"),
        (0.1, "0.1"),
        (0.1 + 0.2, "0.3"),
        (1e8, "100000000"),
        (Decimal("7.25"), "7.25"),
        ("0", "0"),
    ],
)
def test_an_amount_is_read_exactly(value: object, expected: str) -> None:
    reading = read_money(value)
    assert reading is not None
    assert reading.wan_yuan == Decimal(expected)


@pytest.mark.parametrize("value", [None, "", "  ", "-", "—", "——", "/", "无", "　"])
def test_an_empty_place_is_no_amount_and_no_fault(value: object) -> None:
    assert read_money(value) is None


@pytest.mark.parametrize(
    "value, refusal",
    [
        ("待定", money.NotANumber),
        (True, money.NotANumber),
        (float("nan"), money.NotANumber),
        (float("inf"), money.NotANumber),
        (Decimal("NaN"), money.NotANumber),
        ("三千万元", money.ChineseNumerals),
        ("约3亿元", money.Vague),
        ("3亿元左右", money.Vague),
        ("3000多万元", money.Vague),
        ("3-5亿元", money.SeveralAmounts),
        ("3亿至5亿元", money.SeveralAmounts),
        ("3亿5000万元", money.SeveralAmounts),
        ("3000/5000", money.SeveralAmounts),
        ("1,23", money.MisplacedSeparators),
        ("12,0000", money.MisplacedSeparators),
        ("3000万吨", money.UnitUnknown),
        ("3000百万元", money.ChineseNumerals),
        ("3000万美元", money.ForeignCurrency),
        ("$3000", money.ForeignCurrency),
        ("0.001元", money.FinerThanFen),
        ("13900000000000", money.OutOfRange),
        ("-5", money.Negative),
        ("(500)", money.NotANumber),
        ("=SUM(A1:A3)", money.SeveralAmounts),
    ],
)
def test_what_is_unclear_is_refused_with_its_reason(value: object, refusal: type[money.MoneyRefused]) -> None:
    with pytest.raises(money.MoneyRefused) as caught:
        read_money(value)
    assert type(caught.value) is refusal
    assert str(value).strip() in caught.value.message("zh-hans")
    assert caught.value.message("en") != caught.value.message("zh-hans")


def test_a_column_with_a_unit_refuses_cells_with_another() -> None:
    assert read_money("300万元", unit=WAN, is_unit_fixed=True) == money.MoneyReading(Decimal(300), WAN, True)
    with pytest.raises(money.UnitsMixed):
        read_money("3亿元", unit=WAN, is_unit_fixed=True)
    assert read_money("3亿元", unit=WAN) == money.MoneyReading(Decimal(30000), YI, True)


def test_without_any_unit_an_amount_is_refused() -> None:
    with pytest.raises(money.UnitMissing):
        read_money("300", unit=None)
    assert read_money("300", unit=YUAN) == money.MoneyReading(Decimal("0.03"), YUAN, False)


def test_a_negative_is_read_where_it_may_be() -> None:
    reading = read_money("−5", may_be_negative=True)
    assert reading is not None
    assert reading.wan_yuan == -5


@pytest.mark.parametrize(
    "heading, unit",
    [
        ("总投资（万元）", WAN),
        ("总投资(亿元)", YI),
        ("金额：元", YUAN),
        ("总投资", None),
        ("投资（万元/亿元）", None),
        ("百万元", None),
    ],
)
def test_a_heading_tells_its_unit(heading: str, unit: MoneyUnit | None) -> None:
    assert unit_in_heading(heading) is unit


@pytest.mark.parametrize(
    "amounts, unit",
    [
        ([], WAN),
        ([None, Decimal(0)], WAN),
        ([Decimal(9999)], WAN),
        ([Decimal(10000)], YI),
        ([Decimal(10000), Decimal(5)], YI),
        ([Decimal(10000), Decimal(5), Decimal(6)], WAN),
    ],
)
def test_a_page_has_one_unit(amounts: list[Decimal | None], unit: MoneyUnit) -> None:
    assert page_unit(amounts) is unit


@pytest.mark.parametrize(
    "amount, unit, text",
    [
        ("12345.6", WAN, "12,345.6"),
        ("12345.6", YI, "1.23"),
        ("12350", YI, "1.24"),
        ("100", WAN, "100"),
        ("0", YI, "0"),
        ("3", YI, "0.0003"),
        ("-35000", YI, "-3.5"),
    ],
)
def test_an_amount_is_written_in_its_unit(amount: str, unit: MoneyUnit, text: str) -> None:
    assert money_text(Decimal(amount), unit) == text


def test_columns_keep_zeros_at_the_end() -> None:
    amounts = ("12000", "12345.678", "0", "0.004")
    assert [money_text(Decimal(a), YI, is_fixed=True) for a in amounts] == ["1.20", "1.23", "0.00", "0.0000004"]
    assert money_text(Decimal(1234), is_fixed=True) == "1,234.00"
    assert money_text(None, is_fixed=True) == "—"


def test_an_unknown_amount_is_a_dash() -> None:
    assert money_text(None) == "—"
    assert money.money_phrase(Decimal(12000), YI, "zh-hans") == "1.2亿元"
    assert money.money_phrase(None, YI, "en") == "—"


def test_english_sentences_speak_of_millions() -> None:
    for unit in (YI, WAN):
        assert money.money_phrase(Decimal(12050), unit, "en") == "120.5 million yuan"
    assert money.money_phrase(Decimal("0.001"), WAN, "en") == "0.00001 million yuan"


def test_years_are_added_exactly() -> None:
    years = {2025: Decimal("0.1"), 2026: Decimal("0.2")}
    assert yearly_sum_problem(Decimal("0.3"), years) is None
    problem = yearly_sum_problem(Decimal("0.4"), years)
    assert problem is not None
    assert problem.message("zh-hans") == "各年度合计 0.3 万元，与总额 0.4 万元相差 0.1 万元。"
    assert yearly_sum_problem(Decimal("0.4"), years | {2027: None}) is None
    assert yearly_sum_problem(None, years) is None


@settings(deadline=None)
@given(st.decimals(min_value=0, max_value=10**9, places=6, allow_nan=False), st.sampled_from([WAN, YI]))
def test_what_is_written_in_full_is_read_back(amount: Decimal, unit: MoneyUnit) -> None:
    written = f"{money_text(amount, unit, decimals=10)}{unit.chinese}"
    reading = read_money(written, unit=None)
    assert reading is not None
    assert reading.wan_yuan == amount


@settings(deadline=None)
@given(st.text(alphabet="0123456789,.万亿元千约-— 一二￥$", max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        reading = read_money(text)
    except money.MoneyRefused as caught:
        refusal: money.MoneyRefused | None = caught
        reading = None
    else:
        refusal = None
    assert refusal is None or text.strip() in refusal.message("zh-hans")
    assert reading is None or reading.wan_yuan >= 0
