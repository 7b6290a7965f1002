"""Deeds on findings: accept, reject, undo, edit, merge, split. Each makes one call and answers with what changed."""

from __future__ import annotations

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from luoshi.domain.documents.actions import (
    Selection,
    decide_findings,
    edit_finding,
    merge_with_next,
    split_finding,
)
from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.documents.permissions import can_decide
from luoshi.domain.documents.rules import Passage, split_places
from luoshi.domain.documents.terms import FindingKind, FindingState
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.queries import visible_tasks
from luoshi.foundation.refusals import NotAllowed, Refusal
from luoshi.pages.documents.access import acting, document_to_read, standing_in
from luoshi.pages.documents.answers import answer
from luoshi.pages.documents.forms import FindingForm, TaskForm
from luoshi.pages.shared.lead_choices import lead_choices
from luoshi.pages.shared.requests import show_refusal
from luoshi.workflows.accept_findings import (
    accept_as_task,
    accept_findings,
    cite_in_task,
    lead_suggestions_for,
    proposal_for,
)
from luoshi.workflows.undo_decision import undo_decision

MOST_AT_ONCE = 500


def _finding(document: Document, pk: int) -> Finding:
    """Load a finding of the document; one that was replaced meanwhile is found too, and refused by the action."""
    finding = get_object_or_404(Finding.objects.exclude(kind=FindingKind.PERSON), pk=pk, document_id=document.pk)
    finding.document = document
    return finding


def _deciding(request: HttpRequest, pk: int) -> Document:
    """Load a document for somebody who decides on it; 404 for those who may not see it."""
    document = document_to_read(request, pk, lean=True)
    if not can_decide(standing_in(request), document):
        raise NotAllowed
    return document


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept, reject or undo one finding or several."""
    document = _deciding(request, pk)
    try:
        chosen = [int(part) for part in request.POST.get("findings", "").split(",") if part][:MOST_AT_ONCE]
    except ValueError as error:
        raise Http404 from error
    act = request.POST.get("act")
    if act == "accept":
        accepted = accept_findings(
            **acting(request), document=document, finding_ids=chosen, despite_similar="despite_similar" in request.POST
        )
        return answer(
            request,
            document,
            deed="accepted",
            changed=[f.pk for f in (*accepted.accepted, *accepted.unchanged)],
            refused=accepted.refused,
            held_back=accepted.held_back,
            tasks=list(accepted.tasks.values()),
        )
    if act == "reject":
        decisions = decide_findings(
            **acting(request), document=document, finding_ids=chosen, state=FindingState.REJECTED
        )
        changed = [f.pk for f in (*decisions.done, *decisions.unchanged)]
        return answer(request, document, deed="rejected", changed=changed, refused=decisions.refused)
    if act == "undo" and len(chosen) == 1:
        return _undo(request, document, _finding(document, chosen[0]))
    raise Http404


def _undo(request: HttpRequest, document: Document, finding: Finding) -> HttpResponse:
    parts = [finding.pk]
    if finding.state == FindingState.UNDECIDED:
        parts += Finding.objects.filter(origins__successors=finding).values_list("pk", flat=True)
    restored = undo_decision(**acting(request), finding=finding)
    stays = {f.pk for f in restored}
    return answer(
        request,
        document,
        deed="undone",
        changed=[f.pk for f in restored],
        gone=sorted(set(parts) - stays),
        redraw=[] if finding.pk in stays else [Passage(f.start, f.end) for f in (finding, *restored)],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def accept_as_written(request: HttpRequest, pk: int, finding_pk: int) -> HttpResponse:
    """Show the task that a commitment would become; accept it as the officer wrote it."""
    document = _deciding(request, pk)
    finding = _finding(document, finding_pk)
    if finding.kind != FindingKind.COMMITMENT:
        raise Http404
    proposal = proposal_for(finding)
    form = TaskForm(finding, request.POST) if request.method == "POST" else TaskForm(finding, proposal=proposal)
    if form.is_valid():
        try:
            task = accept_as_task(**acting(request), finding=finding, proposal=form.proposal())
        except Refusal as refusal:
            if refusal.status != 422:
                raise
            show_refusal(form, refusal)
        else:
            return answer(request, document, deed="accepted", changed=[finding.pk], tasks=[task])
    choices = lead_choices(lead_suggestions_for(finding, proposal))
    return _form(request, "documents/task_form.html", finding, form, unmatched=proposal.unmatched, lead_choices=choices)


@require_POST
def cite(request: HttpRequest, pk: int, finding_pk: int) -> HttpResponse:
    """Accept a commitment by citing it in a task that stands."""
    document = _deciding(request, pk)
    finding = _finding(document, finding_pk)
    tasks = visible_tasks(standing_in(request)).filter(jurisdiction_id=document.jurisdiction_id)
    task = get_object_or_404(Task, pk=_number(request, "task"), pk__in=tasks.values("pk"))
    cite_in_task(**acting(request), finding=finding, task=task)
    return answer(request, document, deed="cited", changed=[finding.pk])


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int, finding_pk: int) -> HttpResponse:
    """Show a finding's fields; correct them and its boundaries."""
    document = _deciding(request, pk)
    finding = _finding(document, finding_pk)
    if request.method != "POST":
        return _form(request, "documents/edit_form.html", finding, FindingForm(finding))
    form = FindingForm(finding, request.POST)
    if form.is_valid():
        its = form.cleaned_data
        chosen = Selection(its["start"], its["end"]) if its["start"] is not None and its["end"] is not None else None
        try:
            edited = edit_finding(
                **acting(request),
                finding=finding,
                fields=form.changes(),
                quote=its["quote"],
                selection=chosen,
            )
        except Refusal as refusal:
            if refusal.status != 422:
                raise
            show_refusal(form, refusal)
        else:
            return _reshaped(request, document, "edited", [finding], [edited])
    return _form(request, "documents/edit_form.html", finding, form)


@require_POST
def merge(request: HttpRequest, pk: int, finding_pk: int) -> HttpResponse:
    """Merge a finding with the next one."""
    document = _deciding(request, pk)
    finding = _finding(document, finding_pk)
    merged = merge_with_next(**acting(request), finding=finding)
    return _reshaped(request, document, "merged", list(merged.origins.all()), [merged])


@require_http_methods(["GET", "HEAD", "POST"])
def split(request: HttpRequest, pk: int, finding_pk: int) -> HttpResponse:
    """Show where a finding may be split; split it."""
    document = _deciding(request, pk)
    finding = _finding(document, finding_pk)
    if request.method != "POST":
        places = [(place, finding.quote[:place], finding.quote[place:]) for place in split_places(finding.quote)]
        context = {"finding": finding, "document": document, "places": places}
        return render(request, "documents/split_form.html", context)
    parts = split_finding(
        **acting(request),
        finding=finding,
        position=_number(request, "position"),
    )
    return _reshaped(request, document, "split", [finding], parts)


def _reshaped(
    request: HttpRequest, document: Document, deed: str, origins: list[Finding], successors: list[Finding]
) -> HttpResponse:
    stays = {f.pk for f in successors}
    return answer(
        request,
        document,
        deed=deed,
        changed=[f.pk for f in successors],
        gone=[f.pk for f in origins if f.pk not in stays],
        redraw=[Passage(f.start, f.end) for f in (*origins, *successors)],
    )


def _form(request: HttpRequest, template: str, finding: Finding, form: Form, **more: object) -> HttpResponse:
    context = {"finding": finding, "document": finding.document, "form": form, **more}
    return render(request, template, context, status=422 if form.is_bound else 200)


def _number(request: HttpRequest, name: str) -> int:
    try:
        return int(request.POST.get(name, ""))
    except ValueError:
        return -1
