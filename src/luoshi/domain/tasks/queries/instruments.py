"""What the instruments have of their own: for one task's page, for a list's rows, for judging completion."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Prefetch, Q, QuerySet

from luoshi.domain.organizations.models import Unit
from luoshi.domain.tasks.models import (
    Evidence,
    Mechanism,
    MechanismMeeting,
    Policy,
    PolicyStageRecord,
    Step,
    Task,
)
from luoshi.domain.tasks.rules import RUNNING
from luoshi.domain.tasks.rules.instruments import InstrumentFacts, mechanism_is_late, steps_percent
from luoshi.domain.tasks.terms import Instrument, MechanismState, PolicyStage


@dataclass(frozen=True, slots=True)
class OwnState:
    """The instrument's own state of one task, as a list shows it."""

    instrument: Instrument
    steps_done: int = 0
    steps: int = 0
    policy_stage: PolicyStage | None = None
    mechanism: MechanismState | None = None
    next_meeting_on: date | None = None
    is_late: bool = False


def own_states(task_ids: Iterable[int], today: date) -> dict[int, OwnState]:
    """Give the instruments' own states of the tasks that have one. Three queries however many there are."""
    keys = list(task_ids)
    found: dict[int, OwnState] = {}
    steps = Step.objects.filter(task__in=keys, task__instrument=Instrument.ITEM).order_by()
    for task_id, done, count in steps.values_list("task_id").annotate(
        done=Count("pk", filter=Q(done_on__isnull=False)), n=Count("pk")
    ):
        found[task_id] = OwnState(Instrument.ITEM, steps_done=done, steps=count)
    policies = Policy.objects.filter(task__in=keys, task__instrument=Instrument.POLICY)
    for task_id, stage in policies.values_list("task_id", "stage"):
        found[task_id] = OwnState(Instrument.POLICY, policy_stage=PolicyStage(stage))
    mechanisms = Mechanism.objects.filter(task__in=keys, task__instrument=Instrument.MECHANISM)
    for task_id, task_state, state, next_on in mechanisms.values_list(
        "task_id", "task__state", "state", "next_meeting_on"
    ):
        found[task_id] = OwnState(
            Instrument.MECHANISM,
            mechanism=MechanismState(state),
            next_meeting_on=next_on,
            is_late=task_state in RUNNING and mechanism_is_late(state, next_on, today),
        )
    return found


def facts_of(task: Task) -> InstrumentFacts:
    """Give what decides whether the task's instrument is done (IN6)."""
    match Instrument(task.instrument):
        case Instrument.ITEM:
            return InstrumentFacts(Instrument.ITEM, steps_open=task.steps.filter(done_on=None).count())
        case Instrument.POLICY:
            policy = Policy.objects.filter(task=task).first()
            stage = PolicyStage(policy.stage) if policy else None
            return InstrumentFacts(
                Instrument.POLICY, policy_stage=stage, has_number=bool(policy and policy.document_number)
            )
        case Instrument.MECHANISM:
            mechanism = Mechanism.objects.filter(task=task).annotate(held=Count("meetings")).first()
            if mechanism is None:
                return InstrumentFacts(Instrument.MECHANISM)
            return InstrumentFacts(
                Instrument.MECHANISM,
                mechanism=MechanismState(mechanism.state),
                next_meeting_on=mechanism.next_meeting_on,
                meetings=mechanism.held,
            )
        case _:
            return InstrumentFacts(Instrument.PROJECT)


@dataclass(frozen=True, slots=True)
class Attendance:
    """A member of a mechanism and whether it came to a meeting."""

    unit: Unit
    came: bool


@dataclass(frozen=True, slots=True)
class InstrumentView:
    """What a task's page shows of its instrument."""

    steps: tuple[Step, ...] = ()
    policy: Policy | None = None
    records: tuple[PolicyStageRecord, ...] = ()
    mechanism: Mechanism | None = None
    members: tuple[Unit, ...] = ()
    meetings: tuple[MechanismMeeting, ...] = ()
    is_late: bool = False

    @property
    def steps_done(self) -> int:
        """How many steps are done."""
        return sum(step.done_on is not None for step in self.steps)

    @property
    def percent(self) -> int | None:
        """The share of done steps, 0–100."""
        return steps_percent(self.steps_done, len(self.steps))

    @property
    def stage(self) -> PolicyStage:
        """The stage of the policy; drafting where nothing was recorded."""
        return PolicyStage(self.policy.stage) if self.policy else PolicyStage.DRAFT


def instrument_view(task: Task, today: date) -> InstrumentView:
    """Read what the task's instrument has, in a fixed number of queries."""
    files = Prefetch(
        "files", Evidence.objects.only("pk", "file_name", "size", "step_id", "stage_record_id", "meeting_id")
    )
    if task.instrument == Instrument.ITEM:
        return InstrumentView(steps=tuple(task.steps.prefetch_related(files).order_by("order")))
    if task.instrument == Instrument.POLICY:
        policy = Policy.objects.filter(task=task).first()
        records = policy.records.select_related("recorded_by").prefetch_related(files).order_by("pk") if policy else ()
        return InstrumentView(policy=policy, records=tuple(records))
    if task.instrument == Instrument.MECHANISM:
        mechanism = Mechanism.objects.select_related("convenor_unit").filter(task=task).first()
        if mechanism is None:
            return InstrumentView()
        meetings = (
            mechanism.meetings.select_related("recorded_by").prefetch_related("attended", files).order_by("-held_on")
        )
        return InstrumentView(
            mechanism=mechanism,
            members=tuple(mechanism.members.order_by("path")),
            meetings=tuple(meetings),
            is_late=task.state in RUNNING and mechanism_is_late(mechanism.state, mechanism.next_meeting_on, today),
        )
    return InstrumentView()


def late_mechanisms(today: date) -> QuerySet[Mechanism]:
    """Running mechanisms of handled tasks that have not met when due (IN4), the longest waiting first."""
    return (
        Mechanism.objects.filter(state=MechanismState.RUNNING, next_meeting_on__lt=today, task__state__in=RUNNING)
        .annotate(instrument=F("task__instrument"))
        .filter(instrument=Instrument.MECHANISM)
        .select_related("task__lead_unit", "task__jurisdiction", "convenor_unit")
        .order_by("next_meeting_on", "pk")
    )
