"""Plan the ladder's steps of today and tomorrow, so that the office sees each before it goes out (LA13).

A plan is a forecast: made anew every morning, gone again where its cause is. What went out, was held or dropped is
history and stays. A run that broke off is simply run again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from luoshi.domain.organizations.models import Unit
from luoshi.domain.projects.models import Project
from luoshi.domain.supervision.actions.recording import record
from luoshi.domain.supervision.models import AdoptedLadder, JobRun, Matter, StepRun
from luoshi.domain.supervision.queries import ladder_in_force, lit_projects, lit_tasks
from luoshi.domain.supervision.queries.climbing import (
    Record,
    history_of_steps,
    interview_days,
    is_open_again,
    matter_facts,
    read_adopted,
    records_of,
    steps_of,
    supervised_place,
)
from luoshi.domain.supervision.queries.lights import CHUNK
from luoshi.domain.supervision.rules import (
    DueStep,
    Ladder,
    MatterFacts,
    StepTaken,
    answer_due,
    due_steps,
    is_answered,
    is_back_in_order,
)
from luoshi.domain.supervision.terms import (
    MatterState,
    StepKind,
    StepRunState,
    SupervisionVerb,
    TriggerKind,
)
from luoshi.domain.tasks.models import Task
from luoshi.foundation.clock import local_date
from luoshi.foundation.working_days import NATIONAL

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Planned:
    """How many things were looked at, and how many steps stand planned for them."""

    seen: int = 0
    steps: int = 0

    def __add__(self, other: Planned) -> Planned:
        return Planned(self.seen + other.seen, self.steps + other.steps)


@dataclass(frozen=True, slots=True)
class _Round:
    """What a run of planning goes by."""

    adopted: AdoptedLadder
    ladder: Ladder
    day: date
    now: datetime
    last_run: date


def plan_steps(*, now: datetime, jurisdiction: Unit) -> Planned:
    """Plan what the ladder in force takes today and tomorrow. May run any number of times.

    On the first run of a ladder, and after a gap, everything waits for the office's word (LA11).
    """
    adopted = ladder_in_force(jurisdiction)
    if adopted is None:
        return Planned()
    ladder, day = read_adopted(adopted), local_date(now)
    job = f"ladder-{adopted.pk}"
    runs = JobRun.objects.filter(jurisdiction=jurisdiction, name=job, finished_at__isnull=False)
    if runs.filter(day__gt=day).exists():
        return Planned()  # the clock was set back (LA11)
    before = runs.filter(day__lt=day).order_by("-day").values_list("day", flat=True).first()
    last_run = before or day - timedelta(days=ladder.largest_gap_days + 1)
    run, _ = JobRun.objects.get_or_create(
        jurisdiction=jurisdiction, name=job, day=day, defaults={"started_at": now, "reached_id": 0}
    )
    on = _Round(adopted, ladder, day, now, last_run)
    total = Planned()
    for thing, some in _parts(jurisdiction):
        with transaction.atomic():
            total += _plan_some(on, thing, some)
    with transaction.atomic():
        run.finished_at = now
        run.save(update_fields=["finished_at"])
    return total


def plan_matter(*, now: datetime, matter: Matter) -> None:
    """Plan one matter anew, after an answer, an appeal or a new deadline; in the caller's transaction."""
    adopted = ladder_in_force(matter.ladder.jurisdiction)
    if adopted is None:
        return
    thing = "task" if matter.task_id is not None else "project"
    day = local_date(now)
    on = _Round(adopted, read_adopted(adopted), day, now, day)
    _plan_some(on, thing, [matter.thing])


def _parts(jurisdiction: Unit) -> Iterator[tuple[str, Sequence[Any]]]:
    """Give what the ladder looks at: everything lit, and everything that is under supervision already."""
    place = supervised_place(jurisdiction)
    watched = Matter.objects.filter(place, state=MatterState.OPEN)
    tasks = Task.objects.filter(place).filter(
        Q(pk__in=lit_tasks().values("pk")) | Q(pk__in=watched.filter(task__isnull=False).values("task_id"))
    )
    projects = Project.objects.filter(place).filter(
        Q(pk__in=lit_projects().values("pk")) | Q(pk__in=watched.filter(project__isnull=False).values("project_id"))
    )
    for thing, rows in (("task", tasks), ("project", projects)):
        yield from ((thing, some) for some in _slices(rows))


def _slices(rows: QuerySet[Any]) -> Iterator[Sequence[Any]]:
    last = 0
    while some := list(rows.filter(pk__gt=last).select_related("lead_unit").order_by("pk")[:CHUNK]):
        yield some
        last = some[-1].pk


def _plan_some(on: _Round, thing: str, things: Sequence[Any]) -> Planned:
    """Plan for some tasks or projects: a constant number of reads, writes only where a plan changed."""
    records = records_of(thing, things, on.day)
    rows = Matter.objects.select_for_update(of=("self",)).select_related("task", "project")
    matters = {getattr(m, f"{thing}_id"): m for m in rows.filter(**{f"{thing}__in": [one.pk for one in things]})}
    steps = steps_of(matters.values())
    interviews = interview_days(matters.values())
    planned = 0
    for one in things:
        if one.lead_unit_id is None:
            continue
        matter = matters.get(one.pk)
        own = steps.get(matter.pk, []) if matter else []
        days = interviews.get(matter.pk, []) if matter else []
        planned += _plan_one(on, one, matter, records[one.pk], own, days)
    return Planned(len(things), planned)


def _plan_one(
    on: _Round, thing: Task | Project, matter: Matter | None, known: Record, steps: list[StepRun], days: list[date]
) -> int:
    """Plan for one thing; give how many of its steps stand planned."""
    if matter is not None and is_open_again(thing, matter):
        reopen(on.now, matter, None, "")
    if matter is not None and matter.state == MatterState.CLOSED:
        return 0
    history = history_of_steps(steps, known, days)
    facts = matter_facts(thing, matter, known, on.day)
    if matter is not None:
        _mark_answered(on, steps, history)
        if is_back_in_order(on.ladder, facts, history, on.day) and facts.closed_on is None:
            _begin_episode(on, matter)
            facts = matter_facts(thing, matter, known, on.day)
        elif facts.closed_on is not None and _only_told(on.ladder, facts, history):
            _close_quietly(on, matter, facts.closed_on)
            return 0
    wanted = _wanted(on, facts, history, is_registered=matter is not None and matter.registered_on is not None)
    return _keep(on, thing, matter, steps, wanted)


def _wanted(
    on: _Round, facts: MatterFacts, history: list[StepTaken], *, is_registered: bool
) -> dict[str, tuple[DueStep, date]]:
    """Give what is due today and tomorrow by key, each with its day."""
    today = due_steps(on.ladder, facts, history, on.day, last_run=on.last_run)
    going = [due.taken(on.day) for due in today if not due.needs_release]
    tomorrow = due_steps(on.ladder, facts, [*history, *going], on.day + _DAY, last_run=on.day)
    wanted = {due.key: (due, on.day) for due in today}
    wanted |= {due.key: (due, on.day + _DAY) for due in tomorrow if due.key not in wanted}
    if not is_registered:  # only the office registers; being issued is no supervision yet
        wanted = {key: found for key, found in wanted.items() if found[0].trigger is not TriggerKind.REGISTERED}
    return wanted


def _keep(
    on: _Round,
    thing: Task | Project,
    matter: Matter | None,
    steps: list[StepRun],
    wanted: Mapping[str, tuple[DueStep, date]],
) -> int:
    """Make the planned steps those that are wanted: add, bring up to date, take away."""
    standing = {step.key: step for step in steps}
    waits = any(s.needs_release and s.state == StepRunState.PLANNED and s.kind != StepKind.CLOSING for s in steps)
    for key, (due, day) in wanted.items():
        if key not in standing:
            matter = matter or _matter_for(on, thing)
            StepRun.objects.create(matter=matter, key=key, planned_at=on.now, **_described(due, day, waits=waits))
        elif _is_other(standing[key], due, day):
            step = standing[key]
            for name, value in _described(due, day, waits=waits).items():
                setattr(step, name, value)
            step.version += 1
            step.save()
    gone = [step for step in steps if step.state == StepRunState.PLANNED and step.key not in wanted]
    for step in gone:
        step.delete()
    if matter is not None and not wanted and len(gone) == len(steps) and matter.registered_on is None:
        matter.delete()  # nothing ever went out
    return len(wanted)


def _described(due: DueStep, day: date, *, waits: bool) -> dict[str, Any]:
    """Say a planned step; while a matter waits for the office's word, so does all that follows (LA11)."""
    return {
        "step": due.step.id,
        "kind": due.step.kind,
        "round": due.round,
        "episode": due.episode,
        "number": due.number,
        "trigger": due.trigger,
        "passed_over": list(due.passed_over),
        "reason_chinese": due.chinese,
        "reason_english": due.english,
        "due_on": day,
        "answer_by": due.answer_by,
        "needs_release": due.needs_release or waits or due.step.kind is StepKind.CLOSING,
        "state": StepRunState.PLANNED,
    }


def _is_other(step: StepRun, due: DueStep, day: date) -> bool:
    """Tell whether a planned or held step is to be planned anew; what stands planned longer keeps its day."""
    if step.state == StepRunState.HELD:
        return True  # due again: its hold ran out (LA7)
    if step.state != StepRunState.PLANNED:
        return False
    return (step.reason_chinese, step.due_on) != (due.chinese, day)


def _matter_for(on: _Round, thing: Task | Project) -> Matter:
    is_task = isinstance(thing, Task)
    matter = Matter(
        jurisdiction_id=thing.jurisdiction_id,
        task_id=thing.pk if is_task else None,
        project_id=None if is_task else thing.pk,
        ladder=on.adopted,
        unit=thing.lead_unit,
        opened_on=on.day,
        episode_since=on.day,
    )
    matter.save()
    return matter


def _mark_answered(on: _Round, steps: list[StepRun], history: list[StepTaken]) -> None:
    """Mark the steps that were answered in time, by reports too (LA4)."""
    by_key = {entry.key: entry for entry in history}
    for run in steps:
        if run.state == StepRunState.TAKEN and (answered := answered_on(on.ladder, by_key[run.key])) is not None:
            run.state = StepRunState.ANSWERED
            run.answered_on = answered
            run.version += 1
            run.save(update_fields=["state", "answered_on", "version"])


def answered_on(ladder: Ladder, entry: StepTaken) -> date | None:
    """Give the day of the first answer that counts; None where none came in time (LA4)."""
    step = ladder.step(entry.step)
    by = answer_due(step, entry, NATIONAL) if step is not None else None
    if step is None or by is None or not is_answered(step, entry, by):
        return None
    return min(a.on for a in entry.answers if a.kind in step.answers and entry.on <= a.on <= by)


def _begin_episode(on: _Round, matter: Matter) -> None:
    matter.episode += 1
    matter.episode_since = on.day
    matter.rung = ""
    matter.version += 1
    matter.save()
    record(None, on.now, matter, SupervisionVerb.BACK_IN_ORDER, after={"episode": matter.episode})


def _only_told(ladder: Ladder, facts: MatterFacts, history: list[StepTaken]) -> bool:
    """Tell whether nothing but notices ahead of the deadline went out in this round."""
    notices = {step.id for step in ladder.steps if step.is_notice}
    return all(entry.step in notices for entry in history if entry.round == facts.round)


def _close_quietly(on: _Round, matter: Matter, closed_on: date) -> None:
    """Close a matter that never needed supervision: no grade, no letter."""
    StepRun.objects.filter(matter=matter, state=StepRunState.PLANNED).delete()
    if not StepRun.objects.filter(matter=matter).exists() and matter.registered_on is None:
        matter.delete()
        return
    matter.state = MatterState.CLOSED
    matter.closed_on = closed_on
    matter.version += 1
    matter.save()
    record(None, on.now, matter, SupervisionVerb.CLOSE_MATTER, after={"state": matter.state})


def reopen(now: datetime, matter: Matter, actor: Any, note: str) -> None:
    """Begin the next round of a closed matter; its history stays (LA5). In the caller's transaction."""
    before = {"state": matter.state, "grade": matter.grade}
    matter.state = MatterState.OPEN
    matter.round += 1
    matter.episode = 1
    matter.episode_since = local_date(now)
    matter.rung = ""
    matter.closed_on = None
    matter.grade = ""
    matter.closing_words = ""
    matter.version += 1
    matter.save()
    after = {"state": matter.state, "round": matter.round}
    record(actor, now, matter, SupervisionVerb.REOPEN_MATTER, before=before, after=after, note=note)
