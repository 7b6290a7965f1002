"""What the ladder asks of tasks, projects and their matters, gathered for many at once (docs/rules/ladder.md)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import within
from luoshi.domain.projects.models import MonthlyProgress, Project
from luoshi.domain.supervision.models import (
    AdoptedLadder,
    Appeal,
    Extension,
    Interview,
    Light,
    LightExemption,
    Matter,
    MonthEndLight,
    StepRun,
)
from luoshi.domain.supervision.queries.lights import pack_in_force
from luoshi.domain.supervision.rules import (
    Answer,
    Ladder,
    LightName,
    MatterFacts,
    StepTaken,
    read_ladder,
    read_pack,
)
from luoshi.domain.supervision.rules import Appeal as AppealFacts
from luoshi.domain.supervision.terms import (
    AnswerKind,
    AppealState,
    Complexity,
    ExtendedDate,
    ExtensionState,
    MatterState,
    RuleState,
    StepRunState,
    StepState,
    Urgency,
)
from luoshi.domain.tasks.models import Assignment, Report, Task
from luoshi.domain.tasks.rules import OPEN
from luoshi.domain.tasks.terms import AssignmentState, ReportKind, ReportState, TaskState
from luoshi.foundation.clock import local_date

WENT_OUT = frozenset({StepRunState.TAKEN, StepRunState.ANSWERED})
TO_GO_OUT = frozenset({StepRunState.PLANNED, StepRunState.HELD})
MOST_MONTHS = 12  # of lights behind the present one

_STATES = {
    StepRunState.TAKEN: StepState.TAKEN,
    StepRunState.ANSWERED: StepState.TAKEN,
    StepRunState.HELD: StepState.HELD,
    StepRunState.DROPPED: StepState.DROPPED,
}


@dataclass(slots=True)
class Record:
    """What is known of one thing besides its own row, gathered in bulk."""

    lights: list[str] = field(default_factory=list)
    light: Light | None = None
    reports: list[Report] = field(default_factory=list)
    months: list[datetime] = field(default_factory=list)
    signed_on: date | None = None
    overdue_before: int = 0
    is_exempt: bool = False


def read_adopted(adopted: AdoptedLadder) -> Ladder:
    """Read the ladder in force; raises ``ValueError`` where what is kept is no ladder."""
    ladder, faults = read_ladder(adopted.content)
    if faults:
        raise ValueError(f"ladder {adopted.pk}: {faults[0].place}: {faults[0].english}")
    return ladder


def lights_to_ask_for(jurisdiction: Unit) -> tuple[LightName, ...] | None:
    """Give the lights that can be given in a jurisdiction, the best first, by the nearest pack in force at or above it.

    None where there is none to compare a ladder with.
    """
    for unit in [jurisdiction, *reversed(list(Unit.objects.get_ancestors(jurisdiction)))]:
        if (adopted := pack_in_force(unit)) is not None:
            return read_pack(adopted.content)[0].lights
    return None


def supervised_place(jurisdiction: Unit) -> Q:
    """Restrict to what a jurisdiction's ladder reaches: not what stands under a ladder further down (LA1)."""
    below = AdoptedLadder.objects.filter(
        within([jurisdiction.path], field="jurisdiction__path"), state=RuleState.ADOPTED
    ).exclude(jurisdiction=jurisdiction)
    own = list(below.values_list("jurisdiction__path", flat=True))
    return within([jurisdiction.path], field="jurisdiction__path") & ~within(own, field="jurisdiction__path")


def records_of(thing: str, things: Sequence[Any], day: date) -> dict[int, Record]:
    """Gather what the ladder asks of tasks or of projects; a constant number of queries."""
    ids = [one.pk for one in things]
    found: dict[int, Record] = {pk: Record() for pk in ids}
    by_thing = {f"{thing}__in": ids}
    key = f"{thing}_id"
    for light in Light.objects.filter(**by_thing):
        found[getattr(light, key)].light = light
    first = day.replace(day=1)
    year_before = first.replace(year=day.year - 1)
    ends = MonthEndLight.objects.filter(**by_thing, month_end__lt=first, month_end__gte=year_before)
    for pk, name in ends.order_by("month_end").values_list(key, "light"):
        found[pk].lights.append(name)
    exempt = LightExemption.objects.filter(**by_thing, starts_on__lte=day).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    )
    for pk in exempt.values_list(key, flat=True):
        found[pk].is_exempt = True
    for pk, approved_on, former in extended_ends(thing, ids):
        if former.year == day.year and former < approved_on:
            found[pk].overdue_before += 1
    if thing == "task":
        _add_reports(found, ids)
    else:
        rows = MonthlyProgress.objects.filter(project__in=ids).order_by("recorded_at")
        for pk, moment in rows.values_list("project_id", "recorded_at"):
            found[pk].months.append(moment)
    return found


def extended_ends(thing: str, ids: Sequence[int]) -> list[tuple[int, date, date]]:
    """Give each later deadline or planned finish that was approved, the last first: of what, when, the former date."""
    rows = Extension.objects.filter(**{f"{thing}__in": ids}, state=ExtensionState.APPROVED)
    ends = rows.exclude(extended=ExtendedDate.START).order_by("-answered_at", "-id")
    found = ends.values_list(f"{thing}_id", "answered_at", "former_deadline")
    return [(pk, local_date(moment), former) for pk, moment, former in found if moment is not None]


def _add_reports(found: dict[int, Record], ids: Sequence[int]) -> None:
    reports = (
        Report.objects.filter(task__in=ids)
        .exclude(kind=ReportKind.NOTE)
        .only("task_id", "kind", "state", "reported_at", "decided_at")
        .order_by("reported_at", "id")
    )
    for report in reports:
        found[report.task_id].reports.append(report)
    signed = Assignment.objects.filter(task__in=ids, state=AssignmentState.SIGNED, answered_at__isnull=False)
    for pk, moment in signed.order_by("answered_at").values_list("task_id", "answered_at"):
        found[pk].signed_on = local_date(moment) if moment else None


def matter_facts(thing: Task | Project, matter: Matter | None, record: Record, day: date) -> MatterFacts:
    """Say of one task or project what the ladder asks, at the end of a day (LA2 to LA6)."""
    light = record.light
    names = (*record.lights[-MOST_MONTHS:], light.light) if light is not None else ()
    common: dict[str, Any] = {
        "round": matter.round if matter else 1,
        "episode": matter.episode if matter else 1,
        "urgency": Urgency(matter.urgency) if matter else Urgency.ORDINARY,
        "complexity": Complexity(matter.complexity) if matter else Complexity.SIMPLE,
        "light": light.light if light else "none",
        "light_since": light.since if light else None,
        "recent_lights": names,
    }
    since = matter.episode_since if matter else date.min
    if isinstance(thing, Task):
        registered = matter.registered_on if matter else None
        return _task_facts(thing, record, since, registered, day, common)
    finished = thing.actual_finish if thing.actual_finish and thing.actual_finish <= day else None
    first = local_date(record.months[0]) if record.months else None
    nodes = {"arranged": thing.admitted_on, "reported": first, "settled": finished}
    return MatterFacts(
        matter=f"project:{thing.pk}",
        started_on=thing.admitted_on,
        deadline=thing.planned_finish,
        completed_on=finished,
        closed_on=finished,
        nodes={name: on for name, on in nodes.items() if on is not None},
        overdue_times=record.overdue_before + int(_is_late(thing.planned_finish, finished, day)),
        is_exempt=record.is_exempt,
        **common,
    )


def _task_facts(
    task: Task, record: Record, since: date, registered: date | None, day: date, common: Mapping[str, Any]
) -> MatterFacts:
    standing = [report for report in record.reports if report.state != ReportState.SENT_BACK]
    last = standing[-1] if standing else None
    completed = local_date(last.reported_at) if last is not None and last.kind == ReportKind.COMPLETION else None
    if task.state not in {TaskState.COMPLETION_REPORTED, TaskState.CLOSED}:
        completed = None
    is_closed = task.state == TaskState.CLOSED and task.closed_at is not None
    closed = local_date(task.closed_at) if is_closed and task.closed_at is not None else None
    first = local_date(record.reports[0].reported_at) if record.reports else None
    nodes = {"arranged": record.signed_on, "reported": first, "settled": closed or completed}
    sent_back = [
        report
        for report in record.reports
        if report.state == ReportState.SENT_BACK and report.decided_at and local_date(report.decided_at) >= since
    ]
    return MatterFacts(
        matter=f"task:{task.pk}",
        started_on=registered or (local_date(task.issued_at) if task.issued_at else None),
        deadline=task.deadline,
        completed_on=completed,
        closed_on=closed,
        nodes={name: on for name, on in nodes.items() if on is not None},
        overdue_times=record.overdue_before + int(_is_late(task.deadline, completed or closed, day)),
        sent_back_times=len(sent_back),
        is_exempt=record.is_exempt or (task.state not in OPEN and not is_closed),
        **common,
    )


def _is_late(deadline: date | None, done: date | None, day: date) -> bool:
    return deadline is not None and done is None and deadline < day


def steps_of(matters: Iterable[Matter]) -> dict[int, list[StepRun]]:
    """Give all steps of matters, with answers and appeals read along, oldest first."""
    steps: dict[int, list[StepRun]] = defaultdict(list)
    rows = StepRun.objects.filter(matter__in=[matter.pk for matter in matters]).order_by("id")
    for step in rows.prefetch_related("answers", "appeals", "interview"):
        steps[step.matter_id].append(step)
    return steps


def history_of_steps(steps: Iterable[StepRun], record: Record, interviews: Sequence[date] = ()) -> list[StepTaken]:
    """See steps as the rules do; what is only planned is no history yet (LA5)."""
    said = answers_by_reports(record)
    records = [Answer(AnswerKind.RECORD, on) for on in interviews]
    found = []
    for step in steps:
        moment = step.taken_at or step.decided_at
        if step.state == StepRunState.PLANNED or moment is None:
            continue
        own = [Answer(AnswerKind(answer.kind), local_date(answer.answered_at)) for answer in step.answers.all()]
        found.append(
            StepTaken(
                key=step.key,
                step=step.step,
                round=step.round,
                episode=step.episode,
                number=step.number,
                on=local_date(moment),
                state=_STATES[StepRunState(step.state)],
                held_until=step.held_until,
                answers=(*own, *said, *records),
                appeal=_appeal(step.appeals.all()),
            )
        )
    return found


def interview_days(matters: Iterable[Matter]) -> dict[int, list[date]]:
    """Give the days of each matter's interviews: their record answers the step (LA4)."""
    days: dict[int, list[date]] = defaultdict(list)
    rows = Interview.objects.filter(matter__in=[matter.pk for matter in matters]).values_list("matter_id", "held_at")
    for pk, moment in rows:
        days[pk].append(local_date(moment))
    return days


def answers_by_reports(record: Record) -> list[Answer]:
    """Give what reports answer: progress, completion, and what the office verified (LA4)."""
    answers = [Answer(AnswerKind.REPORT, local_date(moment)) for moment in record.months]
    for report in record.reports:
        if report.state == ReportState.SENT_BACK:
            continue
        on = local_date(report.reported_at)
        answers.append(Answer(AnswerKind.REPORT, on))
        if report.kind == ReportKind.COMPLETION:
            answers.append(Answer(AnswerKind.COMPLETION, on))
        if report.state == ReportState.VERIFIED and report.decided_at is not None:
            answers.append(Answer(AnswerKind.VERIFIED, local_date(report.decided_at)))
    return answers


def _appeal(appeals: Iterable[Appeal]) -> AppealFacts | None:
    for appeal in appeals:  # one a step (LA9)
        decided = local_date(appeal.answered_at) if appeal.answered_at else None
        return AppealFacts(AppealState(appeal.state), local_date(appeal.filed_at), decided)
    return None


def is_open_again(thing: Task | Project, matter: Matter) -> bool:
    """Tell whether what a closed matter was about is worked on again (LA5)."""
    if matter.state != MatterState.CLOSED:
        return False
    return thing.state in OPEN if isinstance(thing, Task) else thing.actual_finish is None
