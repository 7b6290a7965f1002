"""What units say to a step, and the office's decision: answers, appeals, with their files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.domain.supervision import actions
from luoshi.domain.supervision.actions import BY_HAND, asked_of
from luoshi.domain.supervision.models import Appeal, StepAnswer, StepRun
from luoshi.domain.supervision.permissions import may_answer, may_supervise
from luoshi.domain.supervision.queries import visible_matters
from luoshi.domain.supervision.terms import AnswerKind, AppealDeed
from luoshi.domain.tasks.rules import MAX_ATTACHMENT_BYTES
from luoshi.foundation.refusals import NotAllowed, Refusal
from luoshi.pages.shared.downloads import stored_file
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, sent
from luoshi.pages.supervision.forms.deeds import (
    AnswerForm,
    AppealAnswerForm,
    AppealForm,
)
from luoshi.pages.supervision.views.loading import again, refused, step_for_unit


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: PersonRequest, pk: int) -> HttpResponse:
    """Answer a step for the unit."""
    step = step_for_unit(request, pk)
    asked = asked_of(step)
    kinds = [kind for kind in BY_HAND if asked is not None and kind in asked.answers]
    form = AnswerForm(*sent(request), kinds=kinds)
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
            return refused(request, "answer", form, refusal, **_about(step))
        messages.success(request, gettext("The answer is handed in."))
        return _to_matter(step)
    return again(request, "answer", form, asked=asked, **_about(step))


@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: PersonRequest, pk: int) -> HttpResponse:
    """Appeal against a step for the unit."""
    step = step_for_unit(request, pk)
    form = AppealForm(*sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.file_appeal(actor=request.user, now=request.now, step=step, reason=form.cleaned_data["reason"])
        except Refusal as refusal:
            return refused(request, "appeal", form, refusal, **_about(step))
        messages.success(request, gettext("The appeal is filed; the step's clock stands still until it is answered."))
        return _to_matter(step)
    return again(request, "appeal", form, **_about(step))


@require_http_methods(["GET", "HEAD", "POST"])
def appeal_answer(request: PersonRequest, pk: int) -> HttpResponse:
    """Uphold or reject an appeal."""
    found = _appeal(request, pk)
    if not may_supervise(request.standing, found.step.matter.jurisdiction):
        raise NotAllowed
    form = AppealAnswerForm(*sent(request))
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
            return refused(request, "appeal_answer", form, refusal, appeal=found, **_about(found.step))
        messages.success(request, gettext("The appeal is answered."))
        return _to_matter(found.step)
    return again(request, "appeal_answer", form, appeal=found, **_about(found.step))


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
    if found is None:
        raise Http404
    return stored_file(found.file, found.file_name)


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


def _about(step: StepRun) -> dict[str, Any]:
    said = step.reason_chinese if page_language().startswith("zh") else step.reason_english
    return {"step": step, "matter": step.matter, "reason": said}


def _to_matter(step: StepRun) -> HttpResponse:
    return HttpResponseRedirect(reverse("supervision:matter", args=[step.matter_id]))
