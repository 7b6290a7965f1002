"""Beats go on after a failure, end when told to, and do what is daily once a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Event

import pytest

from luoshi.jobs import beats
from luoshi.jobs.beats import Beat, OnceADay, start_beats


def test_once_a_day_waits_for_the_morning_and_is_tried_again_after_a_failure() -> None:
    done: list[datetime] = []
    fails = [True]

    def deed(now: datetime) -> None:
        if fails.pop() if fails else False:
            raise OSError
        done.append(now)

    daily = OnceADay(deed)
    night = datetime(2026, 11, 20, 21, 0, tzinfo=UTC)  # 5:00 in Shanghai
    daily(lambda: night)
    assert done == []
    morning = night + timedelta(hours=1)
    with pytest.raises(OSError):  # noqa: PT011 - the deed's own
        daily(lambda: morning)
    for hours in (0, 1, 10, 23, 24, 25):
        daily(lambda hours=hours: morning + timedelta(hours=hours))  # type: ignore[misc]
    assert done == [morning, morning + timedelta(days=1)]


def test_a_beat_goes_on_after_a_failure_and_ends_when_told_to(caplog: pytest.LogCaptureFixture) -> None:
    beaten, stop = [], Event()

    def step(clock: beats.Clock) -> None:
        beaten.append(clock())
        if len(beaten) == 3:
            stop.set()
        raise OSError("the server is gone")

    moment = datetime(2026, 11, 21, tzinfo=UTC)
    [thread] = start_beats(stop, chosen=(Beat("test", 0.0, step),), clock=lambda: moment)
    thread.join(20)
    assert not thread.is_alive()
    assert beaten == [moment] * 3
    assert caplog.text.count("the server is gone") >= 3


def test_mail_webhooks_and_deadlines_have_beats_of_their_own() -> None:
    assert {"mail", "webhooks", "deadlines", "pruning"} <= {beat.name for beat in beats.beats()}
