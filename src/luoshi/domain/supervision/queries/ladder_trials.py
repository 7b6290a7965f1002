"""What a ladder would have done on days that are past (LA17), from the lights, reports and answers of then."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from luoshi.domain.organizations.models import Unit
from luoshi.domain.projects.models import Project
from luoshi.domain.supervision.models import (
    Light,
    LightChange,
    LightExemption,
    Matter,
    MonthEndLight,
    StepAnswer,
    StepRun,
)
from luoshi.domain.supervision.queries.climbing import (
    MOST_MONTHS,
    WENT_OUT,
    Record,
    answers_by_reports,
    extended_ends,
    interview_days,
    matter_facts,
    records_of,
    supervised_place,
)
from luoshi.domain.supervision.queries.facts import lit_projects, lit_tasks
from luoshi.domain.supervision.queries.lights import CHUNK
from luoshi.domain.supervision.rules import Answer, Ladder, MatterFacts, StepTaken, due_steps, is_back_in_order
from luoshi.domain.supervision.rules.ladders import LadderStep
from luoshi.domain.supervision.terms import AnswerKind, StepKind, TriggerKind
from luoshi.domain.tasks.models import Report, Task
from luoshi.domain.tasks.terms import ReportState
from luoshi.foundation.clock import local_date

MOST_TRIED = 600  # things followed day by day: over 30 days each took 3 ms of processor time in the demonstration
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TriedStep:
    """A step that a ladder would have taken."""

    thing: Task | Project
    step: LadderStep
    day: date
    chinese: str
    english: str


@dataclass(frozen=True, slots=True)
class LadderTrial:
    """What a ladder would have done, oldest first; ``in_truth``: the steps that did go out then, by kind.

    ``concerned`` are the things it might have spoken of, ``tried`` those followed: the rest is too many for a page.
    """

    steps: tuple[TriedStep, ...]
    in_truth: Counter[StepKind]
    concerned: int
    tried: int


@dataclass(slots=True)
class _Past:
    """What is known of one thing over the days of a trial."""

    thing: Task | Project
    record: Record
    matter: Matter | None = None
    changes: list[tuple[date, str]] = field(default_factory=list)  # from when which light
    month_ends: list[tuple[date, str]] = field(default_factory=list)
    exempt: list[tuple[date, date]] = field(default_factory=list)
    extensions: list[tuple[date, date]] = field(default_factory=list)  # approved on, former deadline
    answers: list[Answer] = field(default_factory=list)


def steps_under(jurisdiction: Unit, ladder: Ladder, first: date, last: date) -> LadderTrial:
    """Let a ladder run from one day to another as if it had just been adopted, every step going out when due (LA17)."""
    concerned = 0
    pasts: list[_Past] = []
    place = supervised_place(jurisdiction)
    for kind, rows in (("task", lit_tasks().filter(issued_at__isnull=False)), ("project", lit_projects())):
        things: list[Any] = list(rows.filter(place).select_related("lead_unit").order_by("pk"))
        for start in range(0, len(things), CHUNK):
            found = [
                past for past in _pasts(kind, things[start : start + CHUNK], last) if _concerns(ladder, past, last)
            ]
            concerned += len(found)
            pasts += found[: MOST_TRIED - len(pasts)]
    steps = [step for past in pasts for step in _run(ladder, past, first, last)]
    steps.sort(key=lambda step: (step.day, step.thing.pk))
    return LadderTrial(tuple(steps), _in_truth(place, first, last), concerned, len(pasts))


def _in_truth(place: Q, first: date, last: date) -> Counter[StepKind]:
    matters = Matter.objects.filter(place).values("pk")
    rows = StepRun.objects.filter(matter__in=matters, state__in=WENT_OUT, taken_at__isnull=False)
    rows = rows.exclude(kind=StepKind.CLOSING)  # the office's own decision, which no trial takes
    days = ((StepKind(kind), local_date(at)) for kind, at in rows.values_list("kind", "taken_at") if at)
    return Counter(kind for kind, day in days if first <= day <= last)


def _pasts(kind: str, things: Sequence[Any], last: date) -> list[_Past]:
    """Gather what the days of a trial need of some things; a constant number of queries."""
    ids = [one.pk for one in things]
    records, key = records_of(kind, things, last), f"{kind}_id"
    found = {one.pk: _Past(one, records[one.pk]) for one in things}
    of_these = {f"{kind}__in": ids}
    matters = list(Matter.objects.filter(**of_these))
    for matter in matters:
        found[getattr(matter, key)].matter = matter
    changes = LightChange.objects.filter(**of_these, changed_on__lte=last).order_by("changed_on", "id")
    for pk, on, light in changes.values_list(key, "changed_on", "light"):
        found[pk].changes.append((on, light))
    ends = MonthEndLight.objects.filter(**of_these).order_by("month_end")
    for pk, on, light in ends.values_list(key, "month_end", "light"):
        found[pk].month_ends.append((on, light))
    for pk, begins, ends_on in LightExemption.objects.filter(**of_these).values_list(key, "starts_on", "ends_on"):
        found[pk].exempt.append((begins, ends_on or date.max))
    for pk, approved_on, former in extended_ends(kind, ids):
        found[pk].extensions.append((approved_on, former))
    _add_answers(found, matters, key)
    return list(found.values())


def _add_answers(found: dict[int, _Past], matters: Sequence[Matter], key: str) -> None:
    written: dict[int, list[Answer]] = defaultdict(list)
    rows = StepAnswer.objects.filter(step__matter__in=[matter.pk for matter in matters])
    for pk, kind, moment in rows.values_list("step__matter_id", "kind", "answered_at"):
        written[pk].append(Answer(AnswerKind(kind), local_date(moment)))
    held = interview_days(matters)
    for matter in matters:
        past = found[getattr(matter, key)]
        past.answers += [*written[matter.pk], *(Answer(AnswerKind.RECORD, on) for on in held.get(matter.pk, []))]
    for past in found.values():
        past.answers += answers_by_reports(past.record)


def _concerns(ladder: Ladder, past: _Past, last: date) -> bool:
    """Tell whether a ladder can have anything to say of a thing: most are on schedule, and need no day by day."""
    triggers = [trigger for step in ladder.steps for trigger in step.triggers]
    lights = {light for trigger in triggers for light in trigger.lights}
    kinds = {trigger.kind for trigger in triggers}
    if lights & {light for _on, light in past.changes} or TriggerKind.NOT_DONE in kinds:
        return True
    if past.matter is not None and past.matter.registered_on is not None:
        return True
    if TriggerKind.SENT_BACK in kinds and any(each.state == ReportState.SENT_BACK for each in past.record.reports):
        return True
    deadline = past.thing.deadline if isinstance(past.thing, Task) else past.thing.planned_finish
    ahead = max((t.clock.amount for t in triggers if t.kind is TriggerKind.DUE_WITHIN), default=0)
    deadlines = [former for _approved_on, former in past.extensions] + ([deadline] if deadline is not None else [])
    return any(day <= last + timedelta(days=2 * ahead) for day in deadlines)


def _run(ladder: Ladder, past: _Past, first: date, last: date) -> Iterable[TriedStep]:
    """Let the days pass for one thing."""
    history: list[StepTaken] = []
    episode, since = 1, first
    is_registered = past.matter is not None and past.matter.registered_on is not None
    day = first
    while day <= last:
        facts = _facts_on(past, day, episode, since)
        if history and is_back_in_order(ladder, facts, history, day):
            episode, since = episode + 1, day
            facts = replace(facts, episode=episode)
        for due in due_steps(ladder, facts, history, day):
            if due.step.kind is StepKind.CLOSING or (due.trigger is TriggerKind.REGISTERED and not is_registered):
                continue
            history.append(replace(due.taken(day), answers=tuple(past.answers)))
            yield TriedStep(past.thing, due.step, day, due.chinese, due.english)
        day += _DAY


def _facts_on(past: _Past, day: date, episode: int, since: date) -> MatterFacts:
    """Say of a thing what was so at the end of a past day."""
    record = Record(
        lights=[light for on, light in past.month_ends if on < day.replace(day=1)][-MOST_MONTHS:],
        light=_light_on(past.changes, day),
        reports=[_as_of(each, day) for each in past.record.reports if local_date(each.reported_at) <= day],
        months=[moment for moment in past.record.months if local_date(moment) <= day],
        signed_on=past.record.signed_on,
        overdue_before=past.record.overdue_before,
        is_exempt=any(begins <= day <= ends for begins, ends in past.exempt),
    )
    matter = copy(past.matter) if past.matter is not None else None
    if matter is not None:
        matter.round, matter.episode, matter.episode_since = 1, episode, since
    facts = matter_facts(past.thing, matter, record, day)
    deadline = facts.deadline
    for approved_on, former in past.extensions:  # the last first
        deadline = former if approved_on > day else deadline
    return replace(
        facts,
        episode=episode,
        deadline=deadline,
        closed_on=facts.closed_on if facts.closed_on is not None and facts.closed_on <= day else None,
    )


def _light_on(changes: Sequence[tuple[date, str]], day: date) -> Light | None:
    place = bisect_right(changes, day, key=lambda change: change[0])
    return Light(light=changes[place - 1][1], since=changes[place - 1][0]) if place else None


def _as_of(report: Report, day: date) -> Report:
    """Give a report as it stood on a day: what was decided later was waiting then."""
    if report.decided_at is None or local_date(report.decided_at) <= day:
        return report
    then = copy(report)
    then.state, then.decided_at = ReportState.WAITING, None
    return then
