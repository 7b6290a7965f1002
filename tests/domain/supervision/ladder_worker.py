"""What processes of ``test_at_once`` do: makes late tasks, climbs, decides on steps, or dies while it climbs.

``fill`` makes a city whose late tasks have a step planned for the day of ``NOW``; ``climb`` takes them; ``die`` is
killed in the middle of its second step, its letter written and its unit told; ``send`` and ``hold`` are deeds of an
officer on the first step and print what came of it; ``appeal`` is a unit's; ``show`` prints how things stand.
"""

from __future__ import annotations

import os
import signal
from datetime import UTC, datetime, timedelta

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.models import Event
from luoshi.domain.notices.models import Notice
from luoshi.domain.supervision import actions
from luoshi.domain.supervision.actions import taking
from luoshi.domain.supervision.models import Appeal, Letter, StepRun
from luoshi.foundation.refusals import Refusal
from luoshi.workflows.climb_ladder import climb_ladders, plan_ladders
from tests.cast import make_cast
from tests.factories.supervision import adopted
from tests.factories.tasks import handled, progress

ISSUED = datetime(2026, 1, 5, 1, tzinfo=UTC)
TASKS = 3
SEEN = 1  # the version of each step that the pages of both officers show


def at(month: int, day: int, hour: int) -> datetime:
    """Give a moment of 2026 at an hour of Shanghai."""
    return datetime(2026, month, day, hour, tzinfo=UTC) - timedelta(hours=8)


NOW = at(5, 2, 10)


def fill() -> None:
    """Make late tasks and the plan of their steps: first seen on the day after their deadline."""
    cast = make_cast()
    for number in range(TASKS):
        task = handled(cast, ISSUED, title=f"任务{number}", deadline=NOW.date() - timedelta(days=1))
        progress(cast, at(4, 20, 9), task, 100)  # done, but never reported as completed
    adopted(cast, at(4, 28, 9))
    plan_ladders(now=at(4, 28, 10))
    StepRun.objects.all().delete()  # notices ahead of the deadline
    plan_ladders(now=at(5, 1, 6))
    plan_ladders(now=at(5, 2, 6))
    StepRun.objects.update(version=SEEN)
    assert StepRun.objects.filter(state="planned", needs_release=False, due_on=NOW.date()).count() == TASKS, list(
        StepRun.objects.values("kind", "state", "needs_release", "due_on")
    )


def climb() -> None:
    """Take the steps of the day."""
    print(climb_ladders(now=NOW))


def die() -> None:
    """Climb, and be killed in the middle of the second step."""
    tell, told = taking.tell_of_step, []  # type: ignore[attr-defined]

    def tell_and_die(*words: object, **more: object) -> int:
        told.append(tell(*words, **more))  # type: ignore[arg-type]
        if len(told) == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return told[-1]

    taking.tell_of_step = tell_and_die  # type: ignore[attr-defined]
    climb()


def decide(deed: str) -> None:
    """Send or hold the first step as it was planned, or appeal against it; print what came of it."""
    step = StepRun.objects.select_related("matter").order_by("pk")[0]
    try:
        if deed == "appeal":
            leader = Account.objects.get(username="bureau_leader")
            actions.file_appeal(actor=leader, now=NOW + timedelta(hours=1), step=step, reason="口径有误")
        else:
            officer = Account.objects.get(username="officer")
            if deed == "send":
                actions.let_go_step(actor=officer, now=NOW, step=step, version=SEEN)
            else:
                actions.hold_step(actor=officer, now=NOW, step=step, reason="正在会商", held_until=None, version=SEEN)
    except Refusal as refusal:
        print(type(refusal).__name__)
    else:
        print(deed)


def show() -> None:
    """Print the states of the steps, the numbers of letters, and how many notices, events and appeals there are."""
    states = ",".join(StepRun.objects.order_by("pk").values_list("state", flat=True))
    numbers = ",".join(str(number) for number in Letter.objects.order_by("number").values_list("number", flat=True))
    told = Notice.objects.filter(subject_type="matter").count()
    print(states, numbers or "-", told, Event.objects.filter(verb="take_step").count(), Appeal.objects.count())


def do(deed: str) -> None:
    """Do a deed."""
    match deed:
        case "fill":
            fill()
        case "climb":
            climb()
        case "die":
            die()
        case "show":
            show()
        case _:
            decide(deed)
