"""Working days against the published arrangements, and the arithmetic's laws (docs/rules/working_days.md)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.foundation.working_days import (
    KNOWN_YEARS,
    WorkCalendar,
    add_working_days,
    is_working_day,
    note_on_unknown_years,
    unknown_years,
    working_day_after_period,
    working_days_between,
)

DAYS = st.dates(date(2004, 1, 1), date(2040, 12, 31))
OWN = WorkCalendar({date(2026, 11, 9): False, date(2026, 11, 14): True})
CALENDARS = st.sampled_from([WorkCalendar(), OWN])


# State Council notices for 2025 and 2026: days off, worked weekends, ordinary days.
@pytest.mark.parametrize(
    "day, is_working",
    [
        (date(2025, 1, 26), True),
        (date(2025, 1, 28), False),
        (date(2025, 10, 8), False),
        (date(2025, 10, 11), True),
        (date(2026, 1, 2), False),
        (date(2026, 1, 4), True),
        (date(2026, 2, 28), True),
        (date(2026, 10, 7), False),
        (date(2026, 10, 8), True),
        (date(2026, 11, 21), False),
        (date(2026, 11, 23), True),
    ],
)
def test_published_arrangements(day: date, is_working: bool) -> None:
    assert is_working_day(day) is is_working


def test_the_jurisdiction_s_own_days_go_first() -> None:
    for day, is_own in OWN.is_working.items():
        assert is_working_day(day) is not is_own
        assert is_working_day(day, OWN) is is_own


@pytest.mark.parametrize(
    "start, days, result",
    [
        (date(2026, 9, 30), 1, date(2026, 10, 8)),
        (date(2026, 9, 30), 3, date(2026, 10, 10)),
        (date(2026, 9, 30), 5, date(2026, 10, 13)),
        (date(2026, 10, 3), 0, date(2026, 10, 8)),
        (date(2026, 10, 8), 0, date(2026, 10, 8)),
        (date(2026, 10, 8), -1, date(2026, 9, 30)),
    ],
)
def test_adding_over_the_national_holiday(start: date, days: int, result: date) -> None:
    assert add_working_days(start, days) == result


def test_the_fifth_working_day_after_a_month() -> None:
    assert working_day_after_period(date(2026, 1, 31), 5) == date(2026, 2, 6)
    with pytest.raises(ValueError, match="from 1"):
        working_day_after_period(date(2026, 1, 31), 0)


def test_too_many_days_are_refused() -> None:
    with pytest.raises(ValueError, match="20000"):
        add_working_days(date(2026, 1, 1), 20_001)


def test_unknown_years_fall_back_to_weekends_and_say_so() -> None:
    beyond = date(max(KNOWN_YEARS) + 1, 10, 1)
    assert is_working_day(beyond) is (beyond.weekday() < 5)
    assert unknown_years([date(2026, 12, 31), beyond]) == (beyond.year,)
    assert str(beyond.year) in note_on_unknown_years([beyond], "zh-hans")
    assert str(beyond.year) in note_on_unknown_years([beyond], "en")
    assert note_on_unknown_years([date(2026, 5, 1)], "zh-hans") == ""
    assert unknown_years([]) == ()


def test_a_year_entered_whole_is_known() -> None:
    year = max(KNOWN_YEARS) + 1
    entered = WorkCalendar({date(year, 10, 1): False}, frozenset({year}))
    assert note_on_unknown_years([date(year, 1, 1)], "zh-hans", entered) == ""
    assert not is_working_day(date(year, 10, 1), entered)


@settings(deadline=None)
@given(DAYS, st.integers(1, 300), CALENDARS)
def test_counting_undoes_adding(start: date, days: int, calendar: WorkCalendar) -> None:
    end = add_working_days(start, days, calendar)
    assert is_working_day(end, calendar)
    assert working_days_between(start, end, calendar) == days
    back = add_working_days(start, -days, calendar)
    assert working_days_between(start, back, calendar) == -days


@settings(deadline=None)
@given(DAYS, st.integers(0, 400), st.integers(0, 400), CALENDARS)
def test_spans_add_up(start: date, first: int, second: int, calendar: WorkCalendar) -> None:
    middle, end = start + timedelta(first), start + timedelta(first + second)
    whole = working_days_between(start, end, calendar)
    assert whole == working_days_between(start, middle, calendar) + working_days_between(middle, end, calendar)
    assert 0 <= whole <= first + second


@settings(deadline=None)
@given(DAYS, st.integers(-60, 60), CALENDARS)
def test_a_day_more_is_later(start: date, days: int, calendar: WorkCalendar) -> None:
    one, next_one = (add_working_days(start, n, calendar) for n in (days, days + 1))
    # Day 0 of a day off is the next working day, which is also the first after it.
    assert next_one == one if days == 0 and not is_working_day(start, calendar) else next_one > one
