"""How a task or project stands under supervision, in the few facts that its own page shows (LA16)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from luoshi.domain.organizations.rules import Standing
from luoshi.domain.organizations.terms import Role
from luoshi.domain.projects.models import Project
from luoshi.domain.projects.terms import LibraryState
from luoshi.domain.supervision.models import Extension, Letter, LightExemption, Matter, StepRun
from luoshi.domain.supervision.queries.climbing import TO_GO_OUT, WENT_OUT, read_adopted
from luoshi.domain.supervision.queries.facts import lit_projects, lit_tasks
from luoshi.domain.supervision.queries.matters import visible_matters
from luoshi.domain.supervision.queries.owing import steps_owed
from luoshi.domain.supervision.rules import LadderStep
from luoshi.domain.supervision.terms import AnswerKind, ExtensionState, MatterState, Party
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.rules import OPEN
from luoshi.domain.tasks.terms import Instrument


@dataclass(frozen=True, slots=True)
class OwedAnswer:
    """An answer that a step still waits for. ``party`` owes it; None: the unit that the matter is with."""

    run: StepRun
    step: LadderStep
    party: Party | None

    @property
    def kinds(self) -> tuple[AnswerKind, ...]:
        """What counts as the answer (LA4)."""
        return self.step.answers


@dataclass(frozen=True, slots=True)
class Outline:
    """A thing's matter with what is owed, what goes out next (the office's alone), its letters and wishes."""

    matter: Matter | None = None
    owed: tuple[OwedAnswer, ...] = ()
    planned: tuple[StepRun, ...] = ()
    letters: tuple[Letter, ...] = ()
    exemption: LightExemption | None = None
    wishes: tuple[Extension, ...] = ()  # for a later date, waiting

    @property
    def is_supervised(self) -> bool:
        """Whether it is under supervision, not merely looked at by the ladder."""
        matter = self.matter
        return matter is not None and (bool(matter.rung) or matter.registered_on is not None or matter.round > 1)


def outline_of(standing: Standing, thing: Task | Project, today: date) -> Outline:
    """Give what the account may know of a thing's supervision; a fixed number of queries."""
    is_task = isinstance(thing, Task)
    of_thing = Q(task=thing.pk) if is_task else Q(project=thing.pk)
    exempt = LightExemption.objects.filter(of_thing, starts_on__lte=today).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    )
    exemption = exempt.order_by("-id").first()
    is_issued = isinstance(thing, Task) or thing.library_state == LibraryState.ISSUED  # else nothing was asked for
    waiting = Extension.objects.filter(of_thing, state=ExtensionState.WAITING).order_by("id")
    wishes = tuple(waiting) if is_issued else ()
    rows = visible_matters(standing).filter(of_thing).select_related("unit", "jurisdiction", "ladder")
    matter = rows.first()
    if matter is None:
        return Outline(exemption=exemption, wishes=wishes)
    is_office = standing.reaches(matter.jurisdiction.path, Role.OFFICER)
    runs = list(matter.steps.filter(state__in=WENT_OUT | TO_GO_OUT).select_related("letter").order_by("id"))
    return Outline(
        matter,
        tuple(_owed(matter, runs)),
        tuple(run for run in runs if run.state in TO_GO_OUT) if is_office else (),
        tuple(run.letter for run in reversed(runs) if hasattr(run, "letter")),
        exemption,
        wishes,
    )


def can_be_supervised(thing: Task | Project) -> bool:
    """Tell whether a thing may be put under supervision: issued and open, as what has a light (LI1, LA2)."""
    if thing.lead_unit_id is None:
        return False
    if isinstance(thing, Project):
        return lit_projects().filter(pk=thing.pk).exists()
    if thing.issued_at is None or thing.state not in OPEN:
        return False
    return thing.instrument != Instrument.PROJECT or lit_tasks().filter(pk=thing.pk).exists()


def _owed(matter: Matter, runs: list[StepRun]) -> list[OwedAnswer]:
    """Give the steps that still wait for an answer, whoever owes it (LA18)."""
    if matter.state != MatterState.OPEN:
        return []
    owed = {run.pk for run in steps_owed(Q(matter=matter.pk))}
    ladder = read_adopted(matter.ladder)
    found = []
    for run in runs:
        step = ladder.step(run.step)
        if step is None or run.pk not in owed:
            continue
        only_recorded = set(step.answers) == {AnswerKind.RECORD}
        found.append(OwedAnswer(run, step, step.acts if only_recorded else None))
    return found
