"""Rates against figures that cities published, and their exactness (docs/rules/money.md)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.foundation import shares
from luoshi.foundation.shares import (
    StartBase,
    TimeBasis,
    elapsed_share,
    percent_text,
    points_between,
    points_text,
    rounded,
)

MONTH_ENDS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


@pytest.mark.parametrize("month", range(1, 13))
def test_at_a_month_s_end_a_twelfth_is_over_for_each_month(month: int) -> None:
    assert shares.year_progress(date(2025, month, MONTH_ENDS[month - 1])) == Fraction(month, 12)


# Five published bulletins: share of the year's plan that was done, and the lead over time-proportional progress.
@pytest.mark.parametrize(
    "month_end, rate, ahead, published",
    [
        (date(2010, 8, 31), "74", "+7.33", "7.33"),
        (date(2021, 3, 31), "30.90", "+5.90", "5.90"),
        (date(2016, 10, 31), "85.1", "+1.77", "1.8"),
        (date(2021, 10, 31), "97.2", "+13.87", "13.8"),
        (date(2024, 10, 31), "75", "−8.33", "-8.3"),
    ],
)
def test_published_leads_over_time(month_end: date, rate: str, ahead: str, published: str) -> None:
    points = points_between(Fraction(rate) / 100, shares.year_progress(month_end))
    assert points_text(points, 2) == ahead
    assert abs(points - Fraction(published)) < Fraction(1, 10)  # bulletins round or cut off


def test_published_investment_rate() -> None:
    assert percent_text(shares.investment_rate(Decimal("629.0"), Decimal("647.4"))) == "97.2%"


def test_published_start_rates_on_both_bases() -> None:
    rates = shares.start_rates(started=206, planned=255, due=223)
    assert percent_text(rates.on(StartBase.FULL_YEAR)) == "80.8%"
    assert percent_text(rates.on(StartBase.DUE)) == "92.4%"
    early = shares.start_rates(started=206, planned=255, due=223, started_of_due=200)
    assert early.full_year == rates.full_year
    assert early.due == Fraction(200, 223)


def test_published_completion_rate() -> None:
    assert percent_text(shares.completion_rate(7, 10), 0) == "70%"


def test_no_rate_is_clamped() -> None:
    assert percent_text(shares.funds_in_place_rate(Decimal(115), Decimal(100)), 0) == "115%"
    assert shares.payment_rate(Decimal(-5), Decimal(100)) == Fraction(-1, 20)


def test_without_a_denominator_there_is_no_rate() -> None:
    assert shares.investment_rate(Decimal(5), Decimal(0)) is None
    assert shares.investment_rate(Decimal(5), None) is None
    assert shares.start_rates(started=0, planned=0, due=0) == shares.StartRates(None, None)
    assert percent_text(None) == "—"


@pytest.mark.parametrize(
    "basis, as_of, expected",
    [
        (TimeBasis.DAYS, date(2024, 12, 31), "1"),
        (TimeBasis.DAYS, date(2024, 1, 1), "1/366"),
        (TimeBasis.DAYS, date(2024, 9, 30), "274/366"),
        (TimeBasis.DAYS, date(2023, 12, 31), "0"),
        (TimeBasis.DAYS, date(2025, 1, 1), "1"),
        (TimeBasis.MONTHS, date(2024, 2, 28), "1/12"),
        (TimeBasis.MONTHS, date(2024, 2, 29), "2/12"),
        (TimeBasis.MONTHS, date(2024, 1, 30), "0"),
        (TimeBasis.MONTHS, date(2023, 6, 30), "0"),
        (TimeBasis.MONTHS, date(2026, 6, 30), "1"),
    ],
)
def test_both_bases(basis: TimeBasis, as_of: date, expected: str) -> None:
    assert elapsed_share(basis, date(2024, 1, 1), date(2024, 12, 31), as_of) == Fraction(expected)


def test_a_span_across_years_counts_its_own_months() -> None:
    start, end = date(2024, 7, 15), date(2025, 6, 20)
    assert elapsed_share(TimeBasis.MONTHS, start, end, date(2024, 12, 31)) == Fraction(6, 12)
    assert elapsed_share(TimeBasis.MONTHS, start, end, date(2025, 12, 31)) == 1


@pytest.mark.parametrize("basis", TimeBasis)
def test_a_span_backwards_is_refused(basis: TimeBasis) -> None:
    with pytest.raises(ValueError, match="ends before it starts"):
        elapsed_share(basis, date(2024, 3, 2), date(2024, 3, 1), date(2024, 3, 1))


@pytest.mark.parametrize(
    "value, decimals, expected",
    [
        ("0.25", 1, "0.3"),
        ("0.35", 1, "0.4"),
        ("-0.25", 1, "-0.3"),
        ("2/3", 2, "0.67"),
        ("12.5", 0, "13"),
        ("-0.01", 1, "0.0"),
    ],
)
def test_rounding_is_half_up(value: str, decimals: int, expected: str) -> None:
    assert str(rounded(Fraction(value), decimals)) == expected


@settings(deadline=None)
@given(
    st.dates(date(2000, 1, 1), date(2050, 12, 31)),
    st.integers(0, 2000),
    st.integers(-100, 2500),
    st.sampled_from(TimeBasis),
)
def test_time_runs_forward_and_ends_at_one(start: date, length: int, at: int, basis: TimeBasis) -> None:
    end, as_of = start + timedelta(length), start + timedelta(at)
    now, tomorrow = (elapsed_share(basis, start, end, day) for day in (as_of, as_of + timedelta(1)))
    assert 0 <= now <= tomorrow <= 1
    assert elapsed_share(basis, start, end, end + timedelta(31)) == 1
