"""Periods of every rhythm, their four dates by the rules that cities publish (docs/rules/working_days.md)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.foundation.periods import (
    Anchor,
    DayCount,
    DayOfMonth,
    DaysFrom,
    IfDayOff,
    OwnSpan,
    PeriodPhase,
    Rhythm,
    Schedule,
    period_on,
    periods_of_year,
    phase_of,
    previous_period,
    same_period_last_year,
)
from luoshi.foundation.schedules import read_schedule, schedule_as_plain

CALENDAR_RHYTHMS = [rhythm for rhythm in Rhythm if rhythm is not Rhythm.OWN]
EVEN = Schedule(opens=DaysFrom(0), due=DaysFrom(3))
OWN = Schedule(
    rhythm=Rhythm.OWN,
    opens=DaysFrom(0, Anchor.START),
    own=(
        OwnSpan(date(2025, 12, 20), date(2026, 1, 15), "春节前", "Before the festival"),
        OwnSpan(date(2026, 3, 1), date(2026, 4, 10), "开工季", "Season of starts", date(2026, 4, 12)),
    ),
)


@pytest.mark.parametrize(
    "rhythm, count, first, last",
    [
        (Rhythm.TEN_DAYS, 36, "2026年1月上旬", "December 2026, last ten days"),
        (Rhythm.MONTH, 12, "2026年1月", "December 2026"),
        (Rhythm.QUARTER, 4, "2026年一季度", "Quarter 4, 2026"),
        (Rhythm.HALF_YEAR, 2, "2026年上半年", "Second half of 2026"),
        (Rhythm.YEAR, 1, "2026年", "Year 2026"),
    ],
)
def test_a_year_is_parted_without_gap(rhythm: Rhythm, count: int, first: str, last: str) -> None:
    periods = periods_of_year(replace(EVEN, rhythm=rhythm), 2026)
    assert len(periods) == count
    assert (periods[0].label("zh-hans"), periods[-1].label("en")) == (first, last)
    assert (periods[0].start, periods[-1].end) == (date(2026, 1, 1), date(2026, 12, 31))
    assert all(a.end + timedelta(1) == b.start for a, b in pairwise(periods))
    assert len({period.key for period in periods}) == count


# Due dates as cities publish them: the 28th with December 25th; the 5th of the next month; five working days after it.
@pytest.mark.parametrize(
    "due, month, expected",
    [
        (DayOfMonth(28, other_days={12: 25}), 11, date(2026, 11, 28)),
        (DayOfMonth(28, other_days={12: 25}), 12, date(2026, 12, 25)),
        (DayOfMonth(31), 2, date(2026, 2, 28)),
        (DayOfMonth(31), 3, date(2026, 3, 31)),
        (DayOfMonth(5, months_later=1), 12, date(2027, 1, 5)),
        (DaysFrom(5, counts=DayCount.WORKING), 9, date(2026, 10, 13)),
        (DaysFrom(5, counts=DayCount.WORKING), 1, date(2026, 2, 6)),
    ],
)
def test_published_due_dates(due: DayOfMonth | DaysFrom, month: int, expected: date) -> None:
    schedule = Schedule(opens=DaysFrom(0, Anchor.START), due=due)
    assert periods_of_year(schedule, 2026)[month - 1].due_on == expected


@pytest.mark.parametrize(
    "rule, expected",
    [(IfDayOff.STAY, date(2026, 10, 5)), (IfDayOff.NEXT, date(2026, 10, 8)), (IfDayOff.PREVIOUS, date(2026, 9, 30))],
)
def test_a_due_day_off_is_moved_as_told(rule: IfDayOff, expected: date) -> None:
    schedule = Schedule(opens=DaysFrom(0, Anchor.START), due=DayOfMonth(5, months_later=1), if_day_off=rule)
    assert periods_of_year(schedule, 2026)[8].due_on == expected


@pytest.mark.parametrize("schedule", [Schedule(lock_days=0), Schedule(opens=DaysFrom(20)), Schedule(grace_days=-1)])
def test_dates_out_of_order_are_refused(schedule: Schedule) -> None:
    with pytest.raises(ValueError, match="out of order"):
        periods_of_year(schedule, 2026)


def test_grace_and_lock_follow_the_due_day() -> None:
    schedule = Schedule(opens=DaysFrom(-3), due=DaysFrom(5), grace_days=2, lock_days=10)
    september = periods_of_year(schedule, 2026)[8]
    assert (september.opens_on, september.due_on) == (date(2026, 9, 27), date(2026, 10, 5))
    assert (september.grace_until, september.locks_on) == (date(2026, 10, 9), date(2026, 10, 19))


@pytest.mark.parametrize(
    "today, phase",
    [
        (date(2026, 9, 26), PeriodPhase.AHEAD),
        (date(2026, 9, 27), PeriodPhase.OPEN),
        (date(2026, 10, 5), PeriodPhase.OPEN),
        (date(2026, 10, 6), PeriodPhase.GRACE),
        (date(2026, 10, 9), PeriodPhase.GRACE),
        (date(2026, 10, 10), PeriodPhase.LATE),
        (date(2026, 10, 18), PeriodPhase.LATE),
        (date(2026, 10, 19), PeriodPhase.LOCKED),
    ],
)
def test_phases(today: date, phase: PeriodPhase) -> None:
    september = periods_of_year(Schedule(opens=DaysFrom(-3), due=DaysFrom(5), grace_days=2, lock_days=10), 2026)[8]
    assert phase_of(september, today) is phase


def test_a_unit_given_longer_is_open_to_its_own_end() -> None:
    september = periods_of_year(EVEN, 2026)[8]
    until = september.locks_on + timedelta(5)
    assert phase_of(september, until, extended_until=until) is PeriodPhase.OPEN
    assert phase_of(september, until + timedelta(1), extended_until=until) is PeriodPhase.LOCKED
    assert phase_of(september, september.opens_on - timedelta(1), extended_until=until) is PeriodPhase.AHEAD
    # An end before the common due day takes nothing away.
    assert phase_of(september, september.due_on, extended_until=september.opens_on) is PeriodPhase.OPEN


def test_own_dates_belong_to_the_year_in_which_they_end() -> None:
    assert [period.english for period in periods_of_year(OWN, 2026)] == ["Before the festival", "Season of starts"]
    assert periods_of_year(OWN, 2025) == ()
    first = period_on(OWN, date(2025, 12, 25))
    second = period_on(OWN, date(2026, 3, 1))
    assert first is not None and first.number == 1  # noqa: PT018
    assert second is not None
    assert second.due_on == date(2026, 4, 12)
    assert period_on(OWN, date(2026, 2, 1)) is None
    assert previous_period(OWN, second) == first
    assert previous_period(OWN, first) is None
    assert same_period_last_year(OWN, second) is None


@settings(deadline=None)
@given(st.dates(date(2005, 1, 1), date(2060, 12, 31)), st.sampled_from(CALENDAR_RHYTHMS))
def test_every_day_lies_in_one_period_with_neighbours(day: date, rhythm: Rhythm) -> None:
    schedule = replace(EVEN, rhythm=rhythm)
    period = period_on(schedule, day)
    assert period is not None
    assert sum(p.start <= day <= p.end for p in periods_of_year(schedule, day.year)) == 1
    before, last_year = previous_period(schedule, period), same_period_last_year(schedule, period)
    assert before is not None
    assert last_year is not None
    assert before.end + timedelta(1) == period.start
    assert (last_year.year, last_year.number) == (period.year - 1, period.number)


NAMED = Schedule(
    rhythm=Rhythm.OWN,
    own=(
        OwnSpan(
            date(2026, 5, 1),
            date(2026, 5, 20),
            "汛前",
            "Before the floods",
            date(2026, 5, 18),
            date(2026, 5, 6),
            date(2026, 5, 19),
            date(2026, 6, 30),
        ),
    ),
)


def test_own_dates_may_name_all_four_days() -> None:
    [period] = periods_of_year(NAMED, 2026)
    days = (period.opens_on, period.due_on, period.grace_until, period.locks_on)
    assert days == (date(2026, 5, 6), date(2026, 5, 18), date(2026, 5, 19), date(2026, 6, 30))


@pytest.mark.parametrize(
    "schedule", [Schedule(), EVEN, OWN, NAMED, Schedule(due=DayOfMonth(28, 1, {12: 25}), grace_days=3)]
)
def test_a_schedule_is_read_back_as_written(schedule: Schedule) -> None:
    assert read_schedule(schedule_as_plain(schedule)) == (schedule, [])


@pytest.mark.parametrize(
    "plain, places",
    [
        ({}, []),
        ("monthly", [""]),
        ({"rhythm": "weekly"}, ["rhythm"]),
        ({"due": {"day_of_month": 32}}, ["due.day_of_month"]),
        ({"due": {"days": "soon"}}, ["due.days"]),
        ({"due": {}}, ["due.days"]),
        ({"due": {"day_of_month": 5, "other_days": {"13": 5}}}, ["due.other_days.13"]),
        ({"grace": 3}, ["grace"]),
        ({"grace_days": -1, "lock_days": 0}, ["grace_days", "lock_days"]),
        ({"due": {"days": -6}}, ["due"]),
        ({"rhythm": "own"}, ["own"]),
        ({"rhythm": "own", "own": [{"start": "2026-02-30", "end": "2026-03-01", "zh": "一"}]}, ["own[0].start"] * 2),
        ({"rhythm": "own", "own": [{"start": "2026-03-02", "end": "2026-03-01", "zh": "一"}]}, ["own[0].end"]),
        (
            {
                "rhythm": "own",
                "own": [
                    {"start": "2026-03-01", "end": "2026-03-10", "zh": "一"},
                    {"start": "2026-03-10", "end": "2026-03-20", "zh": "二"},
                ],
            },
            ["own[1].start"],
        ),
        (
            {
                "rhythm": "own",
                "own": [{"start": "2026-03-01", "end": "2026-03-10", "zh": "一", "due_on": "2026-02-20"}],
            },
            ["own[0].due_on"],
        ),
        (
            {"rhythm": "own", "own": [{"start": "2026-03-01", "end": "2026-03-10", "zh": "一", "locks_on": "x"}]},
            ["own[0].locks_on"],
        ),
    ],
)
def test_a_faulty_schedule_names_each_place(plain: object, places: list[str]) -> None:
    _, faults = read_schedule(plain)
    assert [fault.place for fault in faults] == places
    assert all(fault.message("zh-hans") != fault.message("en") for fault in faults)
