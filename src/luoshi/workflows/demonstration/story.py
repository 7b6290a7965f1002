"""What became of the accepted orders: batches issued, signed for or returned, reported, verified and closed.

Each task draws its fate from a hash of its title, so that the same texts tell the same story.
"""

from __future__ import annotations

import random
import tomllib
import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from luoshi.domain.organizations.models import Unit
from luoshi.domain.tasks.actions import (
    add_to_batch,
    create_batch,
    issue_batch,
    reassign_task,
    reissue_task,
    reopen_task,
    report_completion,
    report_progress,
    return_task,
    send_back_report,
    sign_task,
    verify_report,
    withdraw_task,
)
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.terms import Instrument
from luoshi.foundation.clock import local_date
from luoshi.workflows.demonstration.jurisdiction import City
from luoshi.workflows.demonstration.papers import at
from luoshi.workflows.demonstration.plans import keep_pace, pass_steps

_KEYS = uuid.UUID("6d1f3c52-2f0e-4a57-9a7e-5f0c0a6f2a11")
VERIFYING_DAYS = 3  # a completion is reported so long before the deadline that it can be verified in time
LAGGING_SHARE = 0.65  # of the reports of who lags; with the others the work nearly keeps pace again
QUICK_SHARE = 0.35  # of the tasks that keep pace: done well ahead of their deadline


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "story.toml").read_text(encoding="utf-8"))


@dataclass(slots=True)
class _Fate:
    """One task on its way, and its own dice."""

    city: City
    task: Task
    dice: random.Random
    now: datetime
    issued_on: date

    @property
    def lead(self) -> Unit:
        assert self.task.lead_unit is not None  # every task of the story has one
        return self.task.lead_unit

    def moment(self, days: int) -> datetime:
        """Give a working moment so many days after issuing."""
        day = self.issued_on + timedelta(days=days)
        while day.weekday() > 4:
            day += timedelta(days=1)
        return at(day, self.dice.randint(9, 17), self.dice.randint(0, 59))

    @property
    def span_days(self) -> int:
        """Give the days from issuing to the deadline, at least one."""
        return max(1, ((self.task.deadline or date(self.issued_on.year, 12, 31)) - self.issued_on).days)

    def time_share(self, day: date) -> float:
        """Give the share of the span that is over, 0 to 1."""
        return min(1.0, max(0.0, (day - self.issued_on).days / self.span_days))

    def say(self, kind: str) -> str:
        """Choose a note of one kind for the task's instrument."""
        notes = _words()[kind]
        chosen: str = self.dice.choice(notes.get(self.task.instrument, notes["item"]))
        return chosen

    def key(self, step: str) -> uuid.UUID:
        """Name one submission of the task."""
        return uuid.uuid5(_KEYS, f"{self.task.pk}/{step}")


def tell_story(city: City, tasks: list[Task], now: datetime) -> None:
    """Issue the batches of the plan and let each task live up to ``now``."""
    remaining = list(tasks)
    for row in _words()["batches"]:
        opened = at(row["opened_on"], 14, 30)
        if opened > now:
            break
        chosen = [task for task in remaining if task.created_at <= opened and _draw(task, "left").random() > 0.06]
        if not chosen:
            continue
        remaining = [task for task in remaining if task not in chosen]
        batch = create_batch(
            actor=city.officer,
            now=opened,
            jurisdiction=city.root,
            name=row["name"],
            document_number=row.get("document_number", ""),
        )
        add_to_batch(actor=city.officer, now=opened, batch=batch, tasks=chosen)
        issued = row.get("issued_on")
        if issued is None or at(issued, 15, 0) > now:
            continue
        pass_steps(city, batch, at(issued, 9, 0))
        issue_batch(actor=city.officer, now=at(issued, 15, 0), batch=batch, issued_on=issued)
        for task in chosen:
            task.refresh_from_db()
            _live(_Fate(city, task, _draw(task, "fate"), now, issued))
    for task in remaining[:2]:
        withdraw_task(actor=city.officer, now=min(now, task.created_at + timedelta(days=2)), task=task)


def _draw(task: Task, purpose: str) -> random.Random:
    return random.Random(sha256(f"{purpose}:{task.title}".encode()).digest())


def _live(fate: _Fate) -> None:
    if not _sign(fate):
        return
    if fate.dice.random() < 0.05:
        _note_withdrawal(fate)
        return
    _report(fate)


def _sign(fate: _Fate) -> bool:
    """Sign, or return; a returned task mostly goes out again. False where it is not signed by now."""
    leader = fate.city.leaders[fate.lead.pk]
    answered = fate.moment(fate.dice.randint(1, 4))
    fate_of_answer = fate.dice.random()
    if answered > fate.now or fate_of_answer < 0.02:
        return False
    if fate_of_answer < 0.10:
        return_task(actor=leader, now=answered, task=fate.task, reason=fate.say("returns"))
        again = answered + timedelta(days=2)
        if fate_of_answer < 0.035 or again > fate.now:
            return False
        if fate_of_answer < 0.07:
            other = fate.city.units["development_reform"]
            if other != fate.lead:
                _reassign(fate, other, again)
                leader = fate.city.leaders[other.pk]
            else:
                reissue_task(actor=fate.city.officer, now=again, task=fate.task, reason=fate.say("answers"))
        else:
            reissue_task(actor=fate.city.officer, now=again, task=fate.task, reason=fate.say("answers"))
        answered = again + timedelta(days=1)
        if answered > fate.now:
            return False
    sign_task(
        actor=leader,
        now=answered,
        task=fate.task,
        responsible_leader=leader.public_name,
        responsible_person=fate.city.reporters[fate.lead.pk].public_name,
    )
    return True


def _reassign(fate: _Fate, other: Unit, moment: datetime) -> None:
    reassign_task(
        actor=fate.city.officer, now=moment, task=fate.task, lead_unit=other, reason=fate.say("reassignments")
    )
    fate.task.refresh_from_db()


def _note_withdrawal(fate: _Fate) -> None:
    moment = fate.moment(20)
    if moment <= fate.now:
        withdraw_task(actor=fate.city.officer, now=moment, task=fate.task, reason=fate.say("withdrawals"))


@dataclass(frozen=True, slots=True)
class _Course:
    """How a task is worked at: a report promises what is due until the next one, less what the unit lags behind.

    Who lags falls behind before each report and makes up for some of it with the report, all through the year.
    """

    fate: _Fate
    step: int  # days between reports
    speed: float  # 1: just in time
    ceiling: int  # per cent that is not passed by now; 100: nothing holds it up
    lag: int = 0  # percentage points behind just before a report

    def percent_on(self, day: date, before: int) -> int:
        """Give what is reported on a day, never less than before."""
        promised = 100 * self.fate.time_share(day + timedelta(days=self.step + VERIFYING_DAYS)) * self.speed
        if self.lag:
            promised -= self.lag if self.fate.dice.random() < LAGGING_SHARE else self.lag / 3
        return max(before, min(round(promised) + self.fate.dice.randint(1, 4), self.ceiling, 100))


def _course(fate: _Fate) -> _Course:
    """Draw whether the work keeps pace, lags behind or stands still: by the unit's ways."""
    even, slipping = _words()["ways"][ways_of(fate.city, fate.lead.pk)]
    drawn, today = fate.dice.random(), local_date(fate.now)
    step = max(7, min(fate.dice.randint(36, 46), fate.span_days // 5))
    share = 100 * fate.time_share(today)
    if drawn < even or (drawn < even + slipping and share >= 100):
        is_quick = fate.dice.random() < QUICK_SHARE and fate.task.instrument != Instrument.PROJECT
        return _Course(fate, step, fate.dice.uniform(1.2, 1.7) if is_quick else 1.0, 100)
    if drawn < even + slipping:
        return _Course(fate, max(7, round(fate.span_days * 0.11)), 1.0, 100, lag=fate.dice.randint(17, 19))
    behind = fate.dice.randint(20, 45)
    return _Course(fate, step, 1.0, max(3, min(round(share) - behind, 90)))


def ways_of(city: City, unit_id: int) -> str:
    """Give how a unit works: most are diligent, some slow, two weak."""
    key = next(key for key, unit in city.units.items() if unit.pk == unit_id)
    return next((ways for ways in ("slow", "weak") if key in _words()["units"][ways]), "diligent")


def _report(fate: _Fate) -> None:
    """Report in turn until the task is complete, ``now`` is reached or the deadline lies well behind."""
    reporter, course = fate.city.reporters[fate.lead.pk], _course(fate)
    percent, days = 0, 5 - course.step * 2 // 3  # the first report comes soon after signing
    last = min(local_date(fate.now), (fate.task.deadline or local_date(fate.now)) + timedelta(days=20))
    while percent < 100:
        days = max(days + course.step, 6)
        moment = fate.moment(days)
        if moment.date() > last or moment > fate.now:
            return
        reached = course.percent_on(moment.date(), percent)
        if reached >= 96 and _complete(fate, moment):
            return
        reached = min(reached, 95)
        keep_pace(fate.city, fate.task, moment, reached)
        report = report_progress(
            actor=reporter,
            now=moment,
            task=fate.task,
            percent=reached,
            note=fate.say("beginnings" if reached < 35 else "middles" if reached < 80 else "endings"),
            submission_key=fate.key(f"progress-{days}"),
        )
        verified = moment + timedelta(days=2)
        if verified > fate.now or fate.dice.random() < 0.1:
            percent = reached
            continue
        if fate.dice.random() < 0.04:
            send_back_report(actor=fate.city.officer, now=verified, report=report, remark=fate.say("send_backs"))
            continue
        percent = reached
        confirmed = reached if fate.dice.random() < 0.9 else max(0, reached - fate.dice.choice([2, 3, 5]))
        verify_report(actor=fate.city.officer, now=verified, report=report, verified_percent=confirmed)


def _complete(fate: _Fate, moment: datetime) -> bool:
    """Report completion; False where the office sends it back."""
    keep_pace(fate.city, fate.task, moment, 100)
    report = report_completion(
        actor=fate.city.reporters[fate.lead.pk],
        now=moment,
        task=fate.task,
        note=fate.say("completions"),
        submission_key=fate.key(f"completion-{moment:%Y%m%d}"),
        value=fate.task.target_value,
    )
    verdict = moment + timedelta(days=3)
    if verdict > fate.now or fate.dice.random() < 0.06:
        return True
    if fate.dice.random() < 0.05:
        send_back_report(actor=fate.city.officer, now=verdict, report=report, remark=fate.say("send_backs"))
        return False
    verify_report(actor=fate.city.officer, now=verdict, report=report)
    again = verdict + timedelta(days=15)
    if fate.dice.random() < 0.06 and again <= fate.now:
        reopen_task(actor=fate.city.officer, now=again, task=fate.task, reason=fate.say("reopenings"))
    return True
