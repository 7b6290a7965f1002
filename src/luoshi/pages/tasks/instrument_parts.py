"""What a task's page offers of its instrument: deeds with their addresses, the line of stages, the linked project."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from luoshi.domain.organizations.rules import Standing
from luoshi.domain.projects import permissions
from luoshi.domain.projects.models import Project
from luoshi.domain.projects.terms import LifecycleStage
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.queries import TaskView
from luoshi.domain.tasks.rules import UNFINISHED
from luoshi.domain.tasks.rules.instruments import STAGES, stages_after
from luoshi.domain.tasks.terms import Deed, Instrument, MechanismState, PolicyStage, TaskState
from luoshi.pages.shared.language import page_language


@dataclass(frozen=True, slots=True)
class OwnDeed:
    """A deed of the instrument: its word, its address and its sign."""

    word: str
    address: str
    sign: str


def own_deeds(view: TaskView, deeds: frozenset[Deed]) -> list[OwnDeed]:
    """Give the instrument's deeds that are open to the person, the one to be done next first."""
    pk, found = view.task.pk, []
    match Instrument(view.task.instrument):
        case Instrument.ITEM if Deed.PLAN_STEPS in deeds:
            word = gettext("Change the steps") if view.instrument.steps else gettext("Plan the steps")
            found.append(OwnDeed(word, reverse("tasks:steps", args=[pk]), "list-checks"))
        case Instrument.POLICY if Deed.RECORD_STAGE in deeds and _stage_is_open(view):
            found.append(OwnDeed(gettext("Record a stage"), reverse("tasks:stage", args=[pk]), "stamp"))
        case Instrument.MECHANISM:
            found += _mechanism_deeds(view, deeds)
    return found


def _stage_is_open(view: TaskView) -> bool:
    following = stages_after(view.instrument.stage)
    if view.task.state == TaskState.CLOSED:
        return bool(following) and following[0] in {PolicyStage.IN_FORCE, PolicyStage.REVIEWED}
    return bool(following)


def _mechanism_deeds(view: TaskView, deeds: frozenset[Deed]) -> list[OwnDeed]:
    pk, mechanism, found = view.task.pk, view.instrument.mechanism, []
    is_running = mechanism is not None and mechanism.state == MechanismState.RUNNING
    if is_running and Deed.HOLD_MEETING in deeds:
        found.append(OwnDeed(gettext("Record a meeting"), reverse("tasks:meeting", args=[pk]), "users"))
    if Deed.SET_MECHANISM in deeds and (mechanism is None or mechanism.state != MechanismState.ENDED):
        word = gettext("Change the mechanism") if mechanism else gettext("Set the mechanism up")
        found.append(OwnDeed(word, reverse("tasks:mechanism", args=[pk]), "settings"))
    if is_running and Deed.END_MECHANISM in deeds:
        found.append(OwnDeed(gettext("End the mechanism"), reverse("tasks:end_mechanism", args=[pk]), "circle-x"))
    return found


def stage_line(view: TaskView) -> list[tuple[str, str, str]]:
    """Give a policy's stages with their words: done, now or ahead, and the day each was last reached."""
    if view.task.instrument != Instrument.POLICY:
        return []
    here = STAGES.index(view.instrument.stage)
    days = {record.stage: record.reached_on.isoformat() for record in view.instrument.records}
    language = page_language()
    return [
        (stage.label(language), "now" if place == here else "done" if place < here else "", days.get(stage, ""))
        for place, stage in enumerate(STAGES)
    ]


@dataclass(frozen=True, slots=True)
class LinkedProject:
    """The project of a project task: its name, stage and page; the address is empty where there is no such page."""

    name: str
    stage: str
    address: str


def linked_project(task: Task) -> LinkedProject | None:
    """Give the library's project of a project task (IN5)."""
    if task.instrument != Instrument.PROJECT:
        return None
    found = Project.objects.filter(task=task).values_list("pk", "name", "lifecycle_stage").first()
    if found is None:
        return None
    pk, name, stage = found
    try:
        address = reverse("projects:project", args=[pk])
    except NoReverseMatch:
        address = ""
    return LinkedProject(name, LifecycleStage(stage).label(page_language()), address)


def may_open_dossier(standing: Standing, task: Task) -> bool:
    """Tell whether the person may open a dossier for the task: it is open, a project, led by somebody (PJ21)."""
    if task.instrument != Instrument.PROJECT or task.state not in UNFINISHED or task.lead_unit is None:
        return False
    return permissions.may_review(standing, task.jurisdiction) or permissions.may_write_for(standing, task.lead_unit)
