"""What is done again and again beside the queue: the outbox every few seconds, near deadlines and meetings daily.

Each beat has a thread of its own in the worker's process, so that a dead mail server holds up neither the reading of
documents nor the webhooks. Several workers may run: what a beat does is claimed row by row, or is idempotent.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from threading import Event, Thread

from django.db import close_old_connections, connection
from django.utils import timezone

from luoshi.domain.notices.actions import deliver_mail, deliver_messages, prune
from luoshi.foundation.clock import current_time
from luoshi.workflows.climb_ladder import climb_ladders, plan_ladders
from luoshi.workflows.open_periods import open_all_periods
from luoshi.workflows.tell_of_deadlines import tell_of_deadlines
from luoshi.workflows.tell_of_meetings import tell_of_meetings

logger = logging.getLogger(__name__)

Clock = Callable[[], datetime]
QUIET_HOUR = 3  # local; what nobody waits for
MORNING_HOUR = 6  # local; what happens once a day happens from then on
SENDING_HOUR = 10  # local; until then the office may hold the day's steps of supervision (LA13)


@dataclass(frozen=True)
class Beat:
    """Something done every so many seconds."""

    name: str
    every_seconds: float
    step: Callable[[Clock], object]


class OnceADay:
    """Does something on the first beat of each local day after an hour, and again where it failed."""

    def __init__(self, deed: Callable[[datetime], object], *, hour: int = MORNING_HOUR) -> None:
        self._deed = deed
        self._hour = hour
        self._done_on: date | None = None

    def __call__(self, clock: Clock) -> None:
        now = clock()
        local = timezone.localtime(now)
        if local.hour >= self._hour and self._done_on != local.date():
            self._deed(now)
            self._done_on = local.date()


def beats() -> tuple[Beat, ...]:
    """Give all beats of a worker."""
    return (
        Beat("mail", 3.0, lambda clock: deliver_mail(clock=clock)),
        Beat("webhooks", 3.0, lambda clock: deliver_messages(clock=clock)),
        Beat("deadlines", 60.0, OnceADay(lambda now: tell_of_deadlines(now=now))),
        Beat("periods", 60.0, OnceADay(lambda now: open_all_periods(now=now))),
        Beat("pruning", 60.0, OnceADay(lambda now: prune(now=now), hour=QUIET_HOUR)),
        Beat("meetings", 60.0, OnceADay(lambda now: tell_of_meetings(now=now))),
        Beat("lights and steps", 60.0, OnceADay(lambda now: plan_ladders(now=now))),
        Beat("ladders", 60.0, OnceADay(lambda now: climb_ladders(now=now), hour=SENDING_HOUR)),
    )


def start_beats(stop: Event, *, chosen: tuple[Beat, ...] | None = None, clock: Clock = current_time) -> list[Thread]:
    """Start a thread for each beat; they end when ``stop`` is set."""
    threads = [
        Thread(target=_keep_on, args=(beat, stop, clock), name=f"beat-{beat.name}", daemon=True)
        for beat in chosen or beats()
    ]
    for thread in threads:
        thread.start()
    return threads


def _keep_on(beat: Beat, stop: Event, clock: Clock) -> None:
    """Beat until told to stop; what fails is logged and tried at the next beat."""
    while not stop.is_set():
        close_old_connections()
        try:
            beat.step(clock)
        except Exception:
            logger.exception("the beat %s", beat.name)
        stop.wait(beat.every_seconds)
    connection.close()
