"""What units say to a step, and the office's decision: answers, appeals, extensions, with their files."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.domain.supervision import actions
from luoshi.domain.supervision.actions import BY_HAND, asked_of
from luoshi.domain.supervision.models import Appeal, StepAnswer, StepRun
from luoshi.domain.supervision.permissions import may_answer, may_supervise
from luoshi.domain.supervision.queries import visible_matters
from luoshi.domain.supervision.rules import extension_problem
from luoshi.domain.supervision.terms import AnswerKind, AppealDeed
from luoshi.domain.tasks.models import Extension
from luoshi.domain.tasks.queries import visible_tasks
from luoshi.domain.tasks.rules import MAX_ATTACHMENT_BYTES
from luoshi.foundation.refusals import NotAllowed, Refusal
from luoshi.pages.shared.requests import PersonRequest, show_refusal
from luoshi.pages.shared.under_supervision import way_back
from luoshi.pages.supervision.forms.deeds import (
    AnswerForm,
    AppealAnswerForm,
    AppealForm,
    ExtensionAnswerForm,
    ExtensionForm,
)
from luoshi.pages.supervision.views.loading import about_thing, language, step_for_unit, task_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: PersonRequest, pk: int) -> HttpResponse:
    """Answer a step for the unit."""
    step = step_for_unit(request, pk)
    asked = asked_of(step)
    kinds = [kind for kind in BY_HAND if asked is not None and kind in asked.answers]
    form = AnswerForm(*_sent(request), kinds=kinds)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            actions.answer_step(
                actor=request.user,
                now=request.now,
                step=step,
                kind=AnswerKind(form.cleaned_data["kind"]),
                words=form.cleaned_data["words"],
                file_name=file.name if file else "",
                content=file.read(MAX_ATTACHMENT_BYTES + 1) if file else b"",
            )
        except Refusal as refusal:
            return _refused(request, "answer", form, refusal, **_about(step))
        messages.success(request, gettext("The answer is handed in."))
        return _to_matter(step)
    return _again(request, "answer", form, asked=asked, **_about(step))


@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: PersonRequest, pk: int) -> HttpResponse:
    """Appeal against a step for the unit."""
    step = step_for_unit(request, pk)
    form = AppealForm(*_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.file_appeal(actor=request.user, now=request.now, step=step, reason=form.cleaned_data["reason"])
        except Refusal as refusal:
            return _refused(request, "appeal", form, refusal, **_about(step))
        messages.success(request, gettext("The appeal is filed; the step's clock stands still until it is answered."))
        return _to_matter(step)
    return _again(request, "appeal", form, **_about(step))


@require_http_methods(["GET", "HEAD", "POST"])
def appeal_answer(request: PersonRequest, pk: int) -> HttpResponse:
    """Uphold or reject an appeal."""
    found = _appeal(request, pk)
    if not may_supervise(request.standing, found.step.matter.jurisdiction):
        raise NotAllowed
    form = AppealAnswerForm(*_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_appeal(
                actor=request.user,
                now=request.now,
                appeal=found,
                deed=AppealDeed(form.cleaned_data["deed"]),
                answer=form.cleaned_data["reason"],
            )
        except Refusal as refusal:
            return _refused(request, "appeal_answer", form, refusal, appeal=found, **_about(found.step))
        messages.success(request, gettext("The appeal is answered."))
        return _to_matter(found.step)
    return _again(request, "appeal_answer", form, appeal=found, **_about(found.step))


@require_POST
def take_back(request: PersonRequest, pk: int) -> HttpResponse:
    """Take the unit's appeal back."""
    found = _appeal(request, pk)
    if not may_answer(request.standing, found.step.matter.unit):
        raise NotAllowed
    actions.take_back_appeal(actor=request.user, now=request.now, appeal=found)
    return _to_matter(found.step)


@require_safe
def answer_file(request: PersonRequest, pk: int) -> FileResponse:
    """Give the file of an answer for download, to those who may see its matter."""
    rows = StepAnswer.objects.filter(pk=pk, step__matter__in=visible_matters(request.standing).values("pk"))
    found = rows.exclude(file="").first()
    if found is None or not found.file.storage.exists(found.file.name or ""):
        raise Http404
    response = FileResponse(found.file.open("rb"), as_attachment=True, filename=found.file_name)
    response["Content-Type"] = "application/octet-stream"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def extend(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask for a later date for a task, before its deadline; say at once where it cannot be asked for."""
    task = task_or_404(request, pk)
    if task.lead_unit is None or not may_answer(request.standing, task.lead_unit):
        raise NotAllowed
    about = about_thing(request, task)
    form = ExtensionForm(*_sent(request), deadline=task.deadline)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_extension(
                actor=request.user,
                now=request.now,
                task=task,
                wanted=form.cleaned_data["wanted_deadline"],
                reason=form.cleaned_data["reason"],
            )
        except Refusal as refusal:
            return _refused(request, "extend", form, refusal, **about)
        messages.success(request, gettext("The wish is sent; until it is approved the old date judges."))
        return HttpResponseRedirect(about["back"])
    problem = extension_problem(task.deadline, wanted=date.max, asked_on=about["today"])
    earlier = Extension.objects.filter(task=task).order_by("-id")
    about |= {"problem": problem.message(language()) if problem else "", "earlier": earlier}
    return _again(request, "extend", form, **about)


@require_http_methods(["GET", "HEAD", "POST"])
def extension(request: PersonRequest, pk: int) -> HttpResponse:
    """Approve or refuse a wish for a later date."""
    rows = Extension.objects.filter(pk=pk, task__in=visible_tasks(request.standing).values("pk"))
    wish = rows.select_related("task__jurisdiction", "task__lead_unit", "task__light", "asked_by", "answered_by")
    found = wish.first()
    if found is None:
        raise Http404
    if not may_supervise(request.standing, found.task.jurisdiction):
        raise NotAllowed
    about = about_thing(request, found.task) | {"wish": found, "back": way_back(request, reverse("supervision:home"))}
    form = ExtensionAnswerForm(*_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_extension(
                actor=request.user,
                now=request.now,
                extension=found,
                is_approved=form.cleaned_data["decision"] == "approve",
                answer=form.cleaned_data["reason"],
            )
        except Refusal as refusal:
            return _refused(request, "extension", form, refusal, **about)
        messages.success(request, gettext("The wish is answered."))
        return HttpResponseRedirect(about["back"])
    return _again(request, "extension", form, **about)


def _appeal(request: PersonRequest, pk: int) -> Appeal:
    rows = Appeal.objects.filter(pk=pk, step__matter__in=visible_matters(request.standing).values("pk"))
    found = rows.select_related(
        "step__matter__unit",
        "step__matter__jurisdiction",
        "step__matter__task",
        "step__matter__project",
        "step__matter__ladder",
        "filed_by",
    ).first()
    if found is None:
        raise Http404
    return found


def _sent(request: PersonRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _about(step: StepRun) -> dict[str, Any]:
    said = step.reason_chinese if language().startswith("zh") else step.reason_english
    return {"step": step, "matter": step.matter, "reason": said}


def _to_matter(step: StepRun) -> HttpResponse:
    return HttpResponseRedirect(reverse("supervision:matter", args=[step.matter_id]))


def _refused(request: PersonRequest, name: str, form: forms.Form, refusal: Refusal, **more: Any) -> HttpResponse:
    show_refusal(form, refusal)
    return render(request, f"supervision/{name}.html", {"form": form, **more}, status=refusal.status)


def _again(request: PersonRequest, name: str, form: forms.Form, **more: Any) -> HttpResponse:
    return render(request, f"supervision/{name}.html", {"form": form, **more}, status=422 if form.errors else 200)
