"""Where a schedule puts periods, and the working days that units then have (RP2, WD1)."""

from __future__ import annotations

from datetime import UTC, date, datetime

from luoshi.domain.reporting.queries import placements
from luoshi.domain.reporting.terms import Placing
from luoshi.foundation.periods import DaysFrom, Rhythm, Schedule
from luoshi.foundation.working_days import WorkCalendar

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def test_working_days_follow_holidays_and_days_of_ones_own() -> None:
    placed = placements(Schedule(), 2026, WorkCalendar(), rhythm=Rhythm.MONTH, now=NOW)
    october = placed[9]
    assert {one.placing for one in placed} == {Placing.NEW}
    assert october.placed is not None
    assert (october.placed.opens_on, october.placed.due_on) == (date(2026, 10, 26), date(2026, 11, 6))
    assert october.working_days == 10, "26 to 30 October, 2 to 6 November"
    own = WorkCalendar({date(2026, 11, 3): False})
    [_, november] = [placements(Schedule(), 2026, own, rhythm=Rhythm.MONTH, now=NOW)[place] for place in (0, 9)]
    assert november.placed is not None
    assert november.placed.due_on == date(2026, 11, 9)
    assert november.working_days == 10


def test_a_due_day_that_is_off_is_told() -> None:
    on_the_fifth = Schedule(due=DaysFrom(5))
    placed = placements(on_the_fifth, 2026, WorkCalendar(), rhythm=Rhythm.MONTH, now=NOW)
    off = [one.placed.due_on for one in placed if one.placed is not None and one.is_due_on_day_off]
    assert date(2026, 7, 5) in off  # a Sunday
    assert date(2026, 8, 5) not in off
