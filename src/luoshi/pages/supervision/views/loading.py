"""Find what an address names, and show forms again; what an account may not see is not there for it."""

from __future__ import annotations

from typing import Any, TypeVar

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import supervised_jurisdictions
from luoshi.domain.projects.models import Project
from luoshi.domain.projects.queries import visible_projects
from luoshi.domain.supervision.models import AdoptedLadder, AdoptedPack, Matter, StepRun
from luoshi.domain.supervision.permissions import may_answer, may_supervise
from luoshi.domain.supervision.queries import visible_matters
from luoshi.domain.supervision.terms import Tone
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.queries import visible_tasks
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import NotAllowed, Refusal
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, chosen_unit, show_refusal
from luoshi.pages.shared.under_supervision import way_back

Rules = TypeVar("Rules", AdoptedPack, AdoptedLadder)


def matter_or_404(request: PersonRequest, pk: int) -> Matter:
    """Give a matter that the account may see; 404 otherwise."""
    rows = visible_matters(request.standing).select_related(
        "jurisdiction", "unit", "ladder__jurisdiction", "task__light", "task__lead_unit", "project__light"
    )
    return get_object_or_404(rows, pk=pk)


def matter_for_office(request: PersonRequest, pk: int) -> Matter:
    """Give a matter that the account leads; 404 where it is not seen, NotAllowed where it is not theirs."""
    matter = matter_or_404(request, pk)
    if not may_supervise(request.standing, matter.jurisdiction):
        raise NotAllowed
    return matter


def step_for_unit(request: PersonRequest, pk: int) -> StepRun:
    """Give a step that the account answers; 404 where its matter is not seen, NotAllowed where it is not theirs."""
    rows = StepRun.objects.filter(pk=pk, taken_at__isnull=False, matter__in=visible_matters(request.standing))
    step = rows.select_related("matter__unit", "matter__ladder", "matter__task", "matter__project", "letter").first()
    if step is None:
        raise Http404
    if not may_answer(request.standing, step.matter.unit):
        raise NotAllowed
    return step


def task_or_404(request: PersonRequest, pk: int) -> Task:
    """Give an issued task that the account may see; 404 otherwise."""
    rows = visible_tasks(request.standing).select_related("jurisdiction", "lead_unit", "light")
    return get_object_or_404(rows, pk=pk, issued_at__isnull=False)


def project_or_404(request: PersonRequest, pk: int) -> Project:
    """Give a project that the account may see; 404 otherwise."""
    rows = visible_projects(request.standing).select_related("jurisdiction", "lead_unit", "light")
    return get_object_or_404(rows, pk=pk)


def light_words(thing: Task | Project) -> str:
    """Say why a thing has its light; empty where it has none."""
    light = getattr(thing, "light", None)
    if light is None:
        return ""
    return str(light.reason_chinese if page_language().startswith("zh") else light.reason_english)


def cause_of(thing: Task | Project) -> str:
    """Give the state of the light as a reason for supervision; empty where the light is none."""
    light = getattr(thing, "light", None)
    return light_words(thing) if light is not None and light.tone not in {Tone.NONE, Tone.GREEN} else ""


def about_thing(request: PersonRequest, thing: Task | Project) -> dict[str, Any]:
    """Give what a form about a thing shows beside it, and the page to which it goes back."""
    page = "tasks:task" if isinstance(thing, Task) else "projects:project"
    own = reverse(page, args=[thing.pk])
    return {
        "thing": thing,
        "kind": "task" if isinstance(thing, Task) else "project",
        "thing_page": own,
        "back": way_back(request, own),
        "deadline": thing.deadline if isinstance(thing, Task) else thing.planned_finish,
        "light_reason": light_words(thing),
        "today": local_date(request.now),
    }


def refused(request: PersonRequest, name: str, form: forms.Form, refusal: Refusal, **more: Any) -> HttpResponse:
    """Show a form again with what a rule refused, at its field."""
    show_refusal(form, refusal)
    return render(request, f"supervision/{name}.html", {"form": form, **more}, status=refusal.status)


def again(request: PersonRequest, name: str, form: forms.Form, **more: Any) -> HttpResponse:
    """Show a form: as it is, or with its errors."""
    return render(request, f"supervision/{name}.html", {"form": form, **more}, status=422 if form.errors else 200)


def thing_or_404(request: PersonRequest, kind: str, pk: int) -> Task | Project:
    """Give a task or project that the account may see; 404 otherwise."""
    return task_or_404(request, pk) if kind == "task" else project_or_404(request, pk)


def thing_for_office(request: PersonRequest, kind: str, pk: int) -> Task | Project:
    """Give a task or project whose office the account is; 404 where not seen, NotAllowed where not theirs."""
    thing = thing_or_404(request, kind, pk)
    if not may_supervise(request.standing, thing.jurisdiction):
        raise NotAllowed
    return thing


def chosen_jurisdiction(request: PersonRequest) -> Unit:
    """Give the jurisdiction that the address or form names, else the account's first; NotAllowed for none."""
    return chosen_unit(request, supervised_jurisdictions(request.standing))


def rules_for_office(request: PersonRequest, model: type[Rules], pk: int) -> Rules:
    """Give a pack or ladder that the account keeps; 404 where its jurisdiction is not seen."""
    row = model.objects.select_related("jurisdiction").filter(pk=pk).first()
    if row is None or not request.standing.reaches(row.jurisdiction.path):
        raise Http404
    if not may_supervise(request.standing, row.jurisdiction):
        raise NotAllowed
    return row
