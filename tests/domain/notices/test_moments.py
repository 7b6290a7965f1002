"""Moments of sending: quiet hours, digests, pauses between tries (N4, N5, N7). No database."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from luoshi.domain.notices.rules import (
    TRIED_FOR,
    Digest,
    QuietHours,
    after_quiet,
    is_given_up,
    next_try,
    send_at,
)
from luoshi.domain.notices.terms import DigestRhythm, MailTiming

SHANGHAI = ZoneInfo("Asia/Shanghai")
NIGHT = QuietHours(time(22), time(8))
NOON = QuietHours(time(12), time(14))
DAILY = Digest(DigestRhythm.DAILY, 8)
MONDAY = Digest(DigestRhythm.WEEKLY, 9, weekday=0)


def local(text: str) -> datetime:
    """A moment in Shanghai; 2026-11-21 is a Saturday."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    "now, timing, digest, quiet, expected",
    [
        ("2026-11-21 09:00", MailTiming.AT_ONCE, DAILY, NIGHT, "2026-11-21 09:00"),
        ("2026-11-21 21:59:59", MailTiming.AT_ONCE, DAILY, NIGHT, "2026-11-21 21:59:59"),
        ("2026-11-21 22:00", MailTiming.AT_ONCE, DAILY, NIGHT, "2026-11-22 08:00"),
        ("2026-11-22 00:30", MailTiming.AT_ONCE, DAILY, NIGHT, "2026-11-22 08:00"),
        ("2026-11-22 07:59:59", MailTiming.AT_ONCE, DAILY, NIGHT, "2026-11-22 08:00"),
        ("2026-11-22 08:00", MailTiming.AT_ONCE, DAILY, NIGHT, "2026-11-22 08:00"),
        ("2026-11-22 13:59", MailTiming.AT_ONCE, DAILY, NOON, "2026-11-22 14:00"),
        ("2026-11-22 23:00", MailTiming.AT_ONCE, DAILY, None, "2026-11-22 23:00"),
        ("2026-11-22 23:00", MailTiming.AT_ONCE, DAILY, QuietHours(time(8), time(8)), "2026-11-22 23:00"),
        ("2026-11-21 07:59", MailTiming.DIGEST, DAILY, None, "2026-11-21 08:00"),
        ("2026-11-21 08:00", MailTiming.DIGEST, DAILY, None, "2026-11-22 08:00"),
        ("2026-12-31 12:00", MailTiming.DIGEST, DAILY, NIGHT, "2027-01-01 08:00"),
        ("2026-11-21 12:00", MailTiming.DIGEST, MONDAY, NIGHT, "2026-11-23 09:00"),
        ("2026-11-23 08:59", MailTiming.DIGEST, MONDAY, NIGHT, "2026-11-23 09:00"),
        ("2026-11-23 09:00", MailTiming.DIGEST, MONDAY, NIGHT, "2026-11-30 09:00"),
        ("2026-11-21 12:00", MailTiming.DIGEST, Digest(DigestRhythm.DAILY, 6), NIGHT, "2026-11-22 08:00"),
    ],
)
def test_when_a_notice_goes_out(
    now: str, timing: MailTiming, digest: Digest, quiet: QuietHours | None, expected: str
) -> None:
    moment = local(now).astimezone(UTC)
    due = send_at(moment, timing=timing, digest=digest, quiet=quiet, zone=SHANGHAI)
    assert due == local(expected)


BERLIN = ZoneInfo("Europe/Berlin")  # on 2026-03-29 there is no 02:30, on 2026-10-25 there are two


@pytest.mark.parametrize(
    "now, quiet, expected",
    [
        ("2026-10-24T21:00+00:00", QuietHours(time(22), time(2, 30)), "2026-10-25T00:30+00:00"),
        ("2026-10-25T00:29+00:00", QuietHours(time(22), time(2, 30)), "2026-10-25T00:30+00:00"),
        ("2026-10-25T01:15+00:00", QuietHours(time(22), time(2, 30)), "2026-10-25T01:30+00:00"),  # the second 02:15
        ("2026-10-25T01:30+00:00", QuietHours(time(22), time(2, 30)), "2026-10-25T01:30+00:00"),
        ("2026-03-29T00:59+00:00", QuietHours(time(22), time(2, 30)), "2026-03-29T01:30+00:00"),
        ("2026-03-29T01:00+00:00", QuietHours(time(22), time(2, 30)), "2026-03-29T01:00+00:00"),  # 03:00, after 02:59
        ("2026-03-28T20:30+00:00", QuietHours(time(21), time(7)), "2026-03-29T05:00+00:00"),
    ],
)
def test_quiet_hours_end_once_where_clocks_are_put_back_or_forward(now: str, quiet: QuietHours, expected: str) -> None:
    moment = datetime.fromisoformat(now)
    assert after_quiet(moment, quiet, BERLIN) == datetime.fromisoformat(expected)


@pytest.mark.parametrize("hour", [1, 2, 3])
@pytest.mark.parametrize("day", ["2026-03-28T10:00+00:00", "2026-10-24T10:00+00:00"])
def test_a_digest_goes_out_once_a_day_where_clocks_change(hour: int, day: str) -> None:
    moment, sent = datetime.fromisoformat(day), []
    for _ in range(3 * 24 * 4):  # something is told every quarter of an hour for three days
        due = send_at(
            moment, timing=MailTiming.DIGEST, digest=Digest(DigestRhythm.DAILY, hour), quiet=None, zone=BERLIN
        )
        assert due is not None
        assert due > moment
        sent.append(due)
        moment += timedelta(minutes=15)
    assert sent == sorted(sent)
    assert len(set(sent)) == len({due.astimezone(BERLIN).date() for due in sent})


def test_what_is_switched_off_never_goes_out() -> None:
    assert send_at(local("2026-11-21 09:00"), timing=MailTiming.OFF, digest=DAILY, quiet=NIGHT, zone=SHANGHAI) is None


def test_the_zone_of_the_jurisdiction_counts_and_not_that_of_the_moment() -> None:
    at_night_in_shanghai = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
    assert after_quiet(at_night_in_shanghai, NIGHT, SHANGHAI) == local("2026-11-22 08:00")
    assert after_quiet(at_night_in_shanghai, NIGHT, ZoneInfo("UTC")) == at_night_in_shanghai


def test_pauses_double_up_to_six_hours() -> None:
    now = local("2026-11-21 09:00")
    minutes = [(next_try(now, tries) - now) / timedelta(minutes=1) for tries in (1, 2, 3, 4, 9, 10, 400)]
    assert minutes == [1, 2, 4, 8, 256, 360, 360]


def test_it_is_tried_for_seven_days() -> None:
    due = local("2026-11-21 09:00")
    assert not is_given_up(due + TRIED_FOR - timedelta(seconds=1), due)
    assert is_given_up(due + TRIED_FOR, due)
