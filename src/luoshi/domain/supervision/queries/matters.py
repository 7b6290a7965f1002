"""Matters, their steps, letters and interviews as pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Prefetch, Q, QuerySet, Value, When

from luoshi.domain.organizations.queries import within
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.organizations.terms import Role
from luoshi.domain.supervision.models import Appeal, Interview, Light, Matter, StepAnswer, StepRun
from luoshi.domain.supervision.queries.climbing import TO_GO_OUT, WENT_OUT
from luoshi.domain.supervision.queries.owing import steps_owed
from luoshi.domain.supervision.rules import ClosingFacts, ProposedGrade, proposed_grade
from luoshi.domain.supervision.terms import AnswerKind, AppealState, MatterState, StepKind, StepRunState
from luoshi.domain.tasks.models import Report, Task
from luoshi.domain.tasks.rules import OPEN
from luoshi.domain.tasks.terms import ReportKind, ReportState, TaskState
from luoshi.foundation.clock import local_date

PAGE_SIZE = 50
BY_THE_UNIT = tuple(kind for kind in AnswerKind if kind is not AnswerKind.RECORD)
UNIT_ROLES = (Role.REPORTER, Role.LEADER)  # they answer for their unit


@dataclass(frozen=True, slots=True)
class MatterFilters:
    """What a list of matters shows; empty fields do not restrict."""

    rung: str = ""
    state: str = MatterState.OPEN
    unit: int | None = None
    waiting: str = ""  # answer, appeal


def visible_matters(standing: Standing) -> QuerySet[Matter]:
    """Matters that the account may see: its jurisdictions' and its units', once something went out.

    Leaders and readers of a jurisdiction see what its office sees; a department sees what it answers for (LA16).
    """
    scopes = standing.scopes()
    if not scopes:
        return Matter.objects.none()
    office = within(standing.scopes(Role.OFFICER, Role.ADMINISTRATOR), field="jurisdiction__path")
    told = ~Q(rung="") | Q(registered_on__isnull=False) | Q(round__gt=1) | Q(episode__gt=1)
    mine = (within(scopes, field="jurisdiction__path") | within(scopes, field="unit__path")) & told
    return Matter.objects.filter(office | mine)


def step_counts(standing: Standing) -> dict[str, int]:
    """Count open matters by their rung; the empty rung is one where nothing went out in this episode."""
    rows = visible_matters(standing).filter(state=MatterState.OPEN).order_by().values_list("rung")
    return dict(rows.annotate(n=Count("pk")))


def matter_list(standing: Standing, filters: MatterFilters, *, page: int) -> tuple[list[Matter], int]:
    """Give one page of matters, the highest rung and the newest first, and how many there are."""
    rows = visible_matters(standing)
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.rung:
        rows = rows.filter(rung=filters.rung)
    elif filters.state == MatterState.OPEN and not filters.waiting:
        rows = rows.exclude(rung="", registered_on__isnull=True)
    if filters.unit is not None:
        rows = rows.filter(unit=filters.unit)
    if filters.waiting == "answer":
        rows = rows.filter(pk__in=steps_owed(Q(matter__in=rows.order_by().values("pk"))).values("matter_id"))
    if filters.waiting == "appeal":
        rows = rows.filter(pk__in=Appeal.objects.filter(state=AppealState.FILED).values("step__matter_id"))
    count = rows.count()
    last = Prefetch("steps", StepRun.objects.filter(state__in=WENT_OUT).order_by("-id"), to_attr="went_out")
    shown = rows.select_related("unit", "task__light", "project__light", "jurisdiction").prefetch_related(last)
    start = (page - 1) * PAGE_SIZE
    place = Case(*(When(rung=kind, then=Value(n)) for n, kind in enumerate(StepKind)), default=Value(-1))
    return list(shown.order_by(place.desc(), "-id")[start : start + PAGE_SIZE]), count


def steps_to_go_out(standing: Standing) -> QuerySet[StepRun]:
    """The steps that the office may still hold or let go, by their day."""
    place = within(standing.scopes(Role.OFFICER), field="matter__jurisdiction__path")
    rows = StepRun.objects.filter(place, state__in=TO_GO_OUT, matter__state=MatterState.OPEN)
    return rows.select_related("matter__unit", "matter__task__light", "matter__project__light").order_by("due_on", "id")


def steps_to_answer(standing: Standing) -> QuerySet[StepRun]:
    """The steps that the account's units still have to answer, by their last day (LA18)."""
    place = within(standing.scopes(*UNIT_ROLES), field="matter__unit__path")
    return (
        steps_owed(place, kinds=BY_THE_UNIT)
        .select_related("matter__unit", "matter__task", "matter__project", "letter")
        .order_by("answer_by", "id")
    )


def appeals_waiting(standing: Standing) -> QuerySet[Appeal]:
    """The appeals that wait for the office, the oldest first."""
    place = within(standing.scopes(Role.OFFICER), field="step__matter__jurisdiction__path")
    rows = Appeal.objects.filter(place, state=AppealState.FILED).order_by("filed_at")
    return rows.select_related("step__matter__unit", "step__matter__task", "step__matter__project")


def steps_shown(matter: Matter) -> list[StepRun]:
    """Give a matter's steps with all that hangs on them, oldest first."""
    answers = Prefetch("answers", StepAnswer.objects.select_related("answered_by").order_by("answered_at"))
    appeals = Prefetch("appeals", Appeal.objects.select_related("filed_by", "answered_by").order_by("filed_at"))
    rows = matter.steps.select_related("letter", "interview", "decided_by").prefetch_related(answers, appeals)
    return list(rows.order_by("round", "episode", "due_on", "id"))


def interviews_of(matter: Matter) -> list[Interview]:
    """Give a matter's interviews with their promises, oldest first."""
    rows = matter.interviews.select_related("recorded_by").prefetch_related("promises__task__lead_unit")
    return list(rows.order_by("held_at"))


def is_finished(matter: Matter) -> bool:
    """Tell whether the task or project of a matter is finished, so that the matter can be closed (LA12)."""
    if matter.task is not None:
        return matter.task.state == TaskState.CLOSED
    return matter.project is not None and matter.project.actual_finish is not None


def grade_for(matter: Matter) -> ProposedGrade:
    """Propose the closing grade from how the matter went (LA10)."""
    kinds = StepRun.objects.filter(matter=matter, state__in=WENT_OUT).exclude(appeals__state=AppealState.UPHELD)
    deadline, done, back = None, None, 0
    if matter.task is not None:
        deadline = matter.task.deadline
        reports = Report.objects.filter(task=matter.task).exclude(kind=ReportKind.NOTE)
        back = reports.filter(state=ReportState.SENT_BACK).count()
        last = reports.filter(kind=ReportKind.COMPLETION).exclude(state=ReportState.SENT_BACK).order_by("-reported_at")
        moment = last.values_list("reported_at", flat=True).first() or matter.task.closed_at
        done = local_date(moment) if moment else None
    elif matter.project is not None:
        deadline, done = matter.project.planned_finish, matter.project.actual_finish
    late = (done - deadline).days if done is not None and deadline is not None else 0
    steps = tuple(StepKind(kind) for kind in kinds.values_list("kind", flat=True))
    return proposed_grade(ClosingFacts(max(late, 0), steps, back))


def lights_of(task_ids: Iterable[int]) -> Mapping[int, Light]:
    """Give the lights of tasks by task; those that have none are left out. One query."""
    return {light.task_id: light for light in Light.objects.filter(task__in=list(task_ids)) if light.task_id}


def tone_counts(standing: Standing, tasks: QuerySet[Task]) -> dict[str, int]:
    """Count open tasks by the tone of their light; what has none is left out."""
    rows = Light.objects.filter(task__in=tasks.filter(state__in=OPEN).values("pk")).order_by().values_list("tone")
    return dict(rows.annotate(n=Count("pk")))


def is_late_answer(step: StepRun, today: date) -> bool:
    """Tell whether the answer to a step is overdue."""
    return step.state == StepRunState.TAKEN and step.answer_by is not None and step.answer_by < today
