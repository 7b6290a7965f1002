"""A task's page, and the forms that make and change it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.domain.audit.models import Event
from luoshi.domain.audit.queries import history_of
from luoshi.domain.documents.models import Document
from luoshi.domain.documents.queries import CitedPassage, passage_chain
from luoshi.domain.documents.terms import DocumentState
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import supervised_jurisdictions, units_within
from luoshi.domain.organizations.rules import Work
from luoshi.domain.tasks import actions, permissions
from luoshi.domain.tasks.models import Citation, Task
from luoshi.domain.tasks.queries import leads_for_task, suggested_leads, task_view
from luoshi.domain.tasks.queries.goals import goals_of_task
from luoshi.domain.tasks.queries.lead_units import MOST_TEXT
from luoshi.domain.tasks.terms import Deed
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import NotAllowed, Refusal, Stale
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.lead_choices import lead_choices
from luoshi.pages.shared.requests import PersonRequest, show_refusal
from luoshi.pages.shared.under_supervision import under_supervision
from luoshi.pages.tasks.forms.deeds import VerdictForm
from luoshi.pages.tasks.forms.task import EditTaskForm, NewTaskForm
from luoshi.pages.tasks.history import told
from luoshi.pages.tasks.instrument_parts import linked_project, may_open_dossier, own_deeds, stage_line
from luoshi.pages.tasks.next_step import next_step_of
from luoshi.pages.tasks.views.loading import task_for, visible_task
from luoshi.workflows import lit_deeds
from luoshi.workflows.open_dossier import open_dossier

# Deeds that have a page of their own, in the order in which the task's page offers them.
SIDE_DEEDS = (Deed.EDIT, Deed.NOTE, Deed.RETURN, Deed.REISSUE, Deed.REASSIGN, Deed.RESTORE, Deed.REOPEN, Deed.WITHDRAW)


@require_safe
def task(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a task with its sentence, reports, assignments and history."""
    try:
        view = task_view(request.standing, pk, local_date(request.now))
    except Task.DoesNotExist:
        raise Http404 from None
    deeds = permissions.open_deeds(request.standing, view.task)
    step = next_step_of(view, deeds)
    waiting = view.waiting_report
    verdict = VerdictForm(report=waiting) if waiting and Deed.VERIFY in deeds else None
    context = {
        "view": view,
        "task": view.task,
        "step": step,
        "verdict": verdict,
        "waiting": waiting,
        "side": [(d, deed_address(d, pk)) for d in SIDE_DEEDS if d in deeds and d is not step.deed],
        "history": told(view.history, page_language()),
        "own_deeds": own_deeds(view, deeds),
        "can_record_steps": bool({Deed.FINISH_STEP, Deed.REOPEN_STEP} & deeds),
        "can_uncite": Deed.UNCITE in deeds,
        "lineage": [t for t in (view.task.carried_from, getattr(view.task, "carried_to", None)) if t],
        "project": linked_project(view.task),
        "can_open_dossier": may_open_dossier(request.standing, view.task),
        "goals": goals_of_task(request.standing, view.task),
        "stages": stage_line(view),
        "under": under_supervision(request, view.task) if view.task.issued_at else None,
        "chain": passage_chain(request.standing, [_cited(citation) for citation in view.citations]),
    }
    return render(request, "tasks/task.html", context)


def _cited(citation: Citation) -> CitedPassage:
    return CitedPassage(citation.document, citation.start, citation.end, citation.quote, citation.finding_id)


def deed_address(deed: Deed, pk: int) -> str:
    """Give the page on which a deed is done."""
    own = {Deed.EDIT: "edit", Deed.NOTE: "note", Deed.REPORT_PROGRESS: "report", Deed.REPORT_COMPLETION: "report"}
    if deed in own:
        return reverse(f"tasks:{own[deed]}", args=[pk])
    return reverse("tasks:deed", args=[pk, deed.value])


@require_safe
def suggested(request: PersonRequest) -> HttpResponse:
    """Give the units that may lead a task with this title, as a fragment for the form."""
    jurisdictions = supervised_jurisdictions(request.standing)
    chosen = request.GET.get("jurisdiction", "")
    jurisdiction = next((u for u in jurisdictions if str(u.pk) == chosen), jurisdictions[0])
    title = request.GET.get("title", "").replace("\x00", "").strip()[:MOST_TEXT]
    found = suggested_leads(Work(title, ""), jurisdiction) if title else []
    return render(request, "tasks/suggested.html", {"lead_choices": lead_choices(found)})


@require_POST
def remove_citation(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a wrong passage out of a task that was never issued."""
    citation = get_object_or_404(Citation, pk=pk)
    current = task_for(request, citation.task_id, Deed.UNCITE)
    actions.remove_citation(actor=request.user, now=request.now, task=current, citation=citation)
    messages.success(request, gettext("The citation is removed."))
    return HttpResponseRedirect(reverse("tasks:task", args=[current.pk]))


@require_POST
def dossier(request: PersonRequest, pk: int) -> HttpResponse:
    """Open a dossier in the project library for a task that is carried out as a project."""
    current = visible_task(request, pk)
    if not may_open_dossier(request.standing, current):
        raise NotAllowed
    project = open_dossier(actor=request.user, now=request.now, task=current)
    messages.success(request, gettext("A dossier is opened for the task; go on writing it."))
    return HttpResponseRedirect(reverse("projects:project", args=[project.pk]))


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PersonRequest) -> HttpResponse:
    """Write a task by hand, with or without a citation."""
    jurisdictions = supervised_jurisdictions(request.standing)
    chosen = request.POST.get("jurisdiction") or request.GET.get("jurisdiction") or ""
    jurisdiction = next((u for u in jurisdictions if str(u.pk) == chosen), jurisdictions[0])
    form = NewTaskForm(
        request.POST if request.method == "POST" else None,
        units=_units_of(jurisdiction),
        documents=_documents_of(jurisdiction),
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        text = form.text(heading="")
        try:
            made = actions.create_task(
                actor=request.user,
                now=request.now,
                jurisdiction=jurisdiction,
                lead_unit=values["lead_unit"],
                supporting_units=values["supporting_units"],
                citations=[values["citation"]] if "citation" in values else [],
                submission_key=values["submission_key"],
                **{name: getattr(text, name) for name in type(text).__slots__},
            )
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, gettext("Task %s was made.") % made.number_text)
            return HttpResponseRedirect(reverse("tasks:task", args=[made.pk]))
    context = {"form": form, "jurisdiction": jurisdiction, "jurisdictions": jurisdictions, "suggests": True}
    return render(request, "tasks/new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a task; a stale form shows what others changed and keeps what was typed."""
    current = task_for(request, pk, Deed.EDIT)
    form = EditTaskForm(
        request.POST if request.method == "POST" else None, task=current, units=_units_of(current.jurisdiction)
    )
    context: dict[str, Any] = {"form": form, "task": current}
    if current.lead_unit is None:
        context["lead_choices"] = lead_choices(leads_for_task(current))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _save(request, current, form)
            except Stale as stale:
                status = stale.status
                context |= _what_changed(request, form, current)
                show_refusal(form, stale)
            except Refusal as refusal:
                status = refusal.status
                show_refusal(form, refusal)
            else:
                messages.success(request, gettext("The changes are saved."))
                return HttpResponseRedirect(reverse("tasks:task", args=[pk]))
    return render(request, "tasks/edit.html", context, status=status)


def _save(request: PersonRequest, task: Task, form: EditTaskForm) -> None:
    values = form.cleaned_data
    lead: Unit | None = task.lead_unit if form.lead.disabled else values["lead_unit"]
    lit_deeds.edit_task(
        actor=request.user,
        now=request.now,
        task=task,
        version=values["version"],
        text=form.text(heading=task.heading),
        lead_unit=lead,
        supporting_units=values["supporting_units"],
        reason=values.get("reason", ""),
    )


def _what_changed(request: PersonRequest, form: EditTaskForm, task: Task) -> dict[str, Any]:
    """Give what others changed since the form was opened, and let the next attempt stand on the newest version."""
    opened = form.cleaned_data["version"]
    since: list[Event] = [e for e in history_of("task", task.pk) if int(e.after.get("version", 0)) > opened]
    data: QueryDict = request.POST.copy()
    data["version"] = str(task.version)
    form.data = data
    return {"since": told(since, page_language())}


def _units_of(jurisdiction: Unit) -> list[Unit]:
    return list(units_within([jurisdiction.path]))


def _documents_of(jurisdiction: Unit) -> list[tuple[int, str]]:
    rows = Document.objects.filter(jurisdiction=jurisdiction, state=DocumentState.READ).order_by("-pk")
    return [(pk, title or name) for pk, title, name in rows.values_list("pk", "title", "file_name")[:200]]
