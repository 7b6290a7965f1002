"""Reports: handing in, judging, and the files that came with them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.domain.tasks import actions
from luoshi.domain.tasks.actions import AttachmentDraft
from luoshi.domain.tasks.errors import NothingWaiting
from luoshi.domain.tasks.models import Attachment, Report, Task
from luoshi.domain.tasks.queries import visible_tasks
from luoshi.domain.tasks.terms import Deed, ReportKind, ReportState
from luoshi.foundation.clock import local_text
from luoshi.foundation.refusals import Refusal
from luoshi.pages.shared.downloads import stored_file
from luoshi.pages.shared.requests import PersonRequest, sent
from luoshi.pages.tasks.forms.deeds import NoteForm, ReportForm, VerdictForm
from luoshi.pages.tasks.views.loading import task_for
from luoshi.pages.tasks.views.task_forms import task_form
from luoshi.workflows import lit_deeds


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: PersonRequest, pk: int) -> HttpResponse:
    """Report progress or completion of a task."""
    task = task_for(request, pk, Deed.REPORT_PROGRESS)
    initial = {"kind": ReportKind.COMPLETION.value} if request.GET.get("kind") == ReportKind.COMPLETION else {}
    form = ReportForm(*sent(request), task=task, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            _hand_in(request, task, form.cleaned_data)
        except Refusal as refusal:
            return task_form(request, task, form, "tasks/report.html", refusal)
        messages.success(request, gettext("The report is handed in and waits to be verified."))
        return HttpResponseRedirect(reverse("tasks:task", args=[pk]))
    return task_form(request, task, form, "tasks/report.html", deed=Deed.REPORT_PROGRESS)


def _hand_in(request: PersonRequest, task: Task, values: dict[str, Any]) -> None:
    common: dict[str, Any] = {
        "actor": request.user,
        "now": request.now,
        "task": task,
        "note": values["note"],
        "submission_key": values["submission_key"],
        "attachments": [AttachmentDraft(file.name, file) for file in values["attachments"]],
        "value": values.get("value"),
    }
    if values["kind"] == ReportKind.COMPLETION:
        lit_deeds.report_completion(**common)
    else:
        lit_deeds.report_progress(percent=values["percent"], **common)


@require_http_methods(["GET", "HEAD", "POST"])
def note(request: PersonRequest, pk: int) -> HttpResponse:
    """Say what a supporting unit did."""
    task = task_for(request, pk, Deed.NOTE)
    form = NoteForm(*sent(request))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            actions.add_note(
                actor=request.user,
                now=request.now,
                task=task,
                note=values["note"],
                submission_key=values["submission_key"],
                attachments=[AttachmentDraft(file.name, file) for file in values["attachments"]],
            )
        except Refusal as refusal:
            return task_form(request, task, form, "tasks/note.html", refusal)
        messages.success(request, gettext("The note is added."))
        return HttpResponseRedirect(reverse("tasks:task", args=[pk]))
    return task_form(request, task, form, "tasks/note.html")


@require_http_methods(["GET", "HEAD", "POST"])
def verdict(request: PersonRequest, pk: int) -> HttpResponse:
    """Verify a report or send it back."""
    found = Report.objects.filter(pk=pk).values_list("task_id", flat=True).first()
    if found is None:
        raise Http404
    task = task_for(request, found, Deed.VERIFY)
    judged = Report.objects.select_related("task__jurisdiction", "task__lead_unit", "decided_by").get(pk=pk)
    form = VerdictForm(request.POST if request.method == "POST" else None, report=judged)
    if request.method == "POST" and form.is_valid():
        try:
            words = _judge(request, judged, form.cleaned_data)
        except NothingWaiting:
            if judged.decided_by_id != request.user.pk:
                raise
            words = ""  # a double click: it is done
        except Refusal as refusal:
            return task_form(request, task, form, "tasks/verdict.html", refusal, report=judged)
        if words:
            messages.success(request, words)
        return HttpResponseRedirect(reverse("tasks:task", args=[task.pk]))
    if request.method != "POST" and judged.state != ReportState.WAITING:
        raise NothingWaiting(
            who=judged.decided_by.public_name if judged.decided_by else "",
            when=local_text(judged.decided_at) if judged.decided_at else "",
            state=ReportState(judged.state),
        )
    return task_form(request, task, form, "tasks/verdict.html", report=judged)


def _judge(request: PersonRequest, report: Report, values: dict[str, Any]) -> str:
    common: dict[str, Any] = {"actor": request.user, "now": request.now, "report": report, "remark": values["remark"]}
    if request.POST.get("do") == "send_back":
        lit_deeds.send_back_report(**common)
        return gettext("The report is sent back.")
    lit_deeds.verify_report(
        verified_percent=values.get("verified_percent"), verified_value=values.get("verified_value"), **common
    )
    if report.kind == ReportKind.COMPLETION:
        return gettext("Completion is verified; the task is closed.")
    return gettext("The report is verified.")


@require_safe
def attachment(request: PersonRequest, pk: int) -> FileResponse:
    """Give a file for download, never to be shown in the browser, to those who may see its task."""
    found = get_object_or_404(
        Attachment.objects.only("file", "file_name"),
        pk=pk,
        report__task__in=visible_tasks(request.standing).values("pk"),
    )
    return stored_file(found.file, found.file_name)
