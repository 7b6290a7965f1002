"""What the instruments have of their own: steps of an item, stages of a policy, a mechanism and its meetings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.domain.organizations.queries import units_within
from luoshi.domain.tasks import actions
from luoshi.domain.tasks.actions import AttachmentDraft
from luoshi.domain.tasks.models import Evidence, Step, Task
from luoshi.domain.tasks.queries import InstrumentView, instrument_view, visible_tasks
from luoshi.domain.tasks.terms import Deed, Instrument, MeetingRhythm, Part, PolicyStage, TaskState
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import Refusal
from luoshi.pages.shared.downloads import stored_file
from luoshi.pages.shared.requests import PersonRequest, sent
from luoshi.pages.tasks.forms import instruments as instrument_forms
from luoshi.pages.tasks.views.loading import task_for
from luoshi.pages.tasks.views.task_forms import task_form


@require_http_methods(["GET", "HEAD", "POST"])
def steps(request: PersonRequest, pk: int) -> HttpResponse:
    """Plan the steps of an item."""
    task = _task(request, pk, Deed.PLAN_STEPS, Instrument.ITEM)
    form = instrument_forms.StepsForm(
        *sent(request),
        steps=_view(request, task).steps,
        is_draft=task.state == TaskState.DRAFT,
        initial={"version": task.version},
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            actions.plan_steps(
                actor=request.user,
                now=request.now,
                task=task,
                steps=form.steps(),
                version=values["version"],
                reason=values.get("reason", ""),
            )
        except Refusal as refusal:
            return task_form(request, task, form, "tasks/steps.html", refusal)
        messages.success(request, gettext("The steps are saved."))
        return _to(task)
    return task_form(request, task, form, "tasks/steps.html", deed=Deed.PLAN_STEPS)


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: PersonRequest, pk: int) -> HttpResponse:
    """Record a step as done, or take its completion back."""
    found = get_object_or_404(Step, pk=pk)
    deed = Deed.REOPEN_STEP if found.done_on is not None else Deed.FINISH_STEP
    task = _task(request, found.task_id, deed, Instrument.ITEM)
    form: forms.Form
    if deed is Deed.REOPEN_STEP:
        form = instrument_forms.ReasonForm(*sent(request))
    else:
        is_sent = request.method == "POST"
        form = instrument_forms.StepDoneForm(
            data=request.POST if is_sent else None,
            files=request.FILES if is_sent else None,
            initial={"day": local_date(request.now)},
        )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            if deed is Deed.REOPEN_STEP:
                actions.reopen_step(actor=request.user, now=request.now, step=found, reason=values["reason"])
            else:
                actions.finish_step(
                    actor=request.user,
                    now=request.now,
                    step=found,
                    done_on=values["day"],
                    evidence=values["evidence"],
                    attachments=_files(values),
                )
        except Refusal as refusal:
            return task_form(request, task, form, "tasks/step.html", refusal, step=found)
        return _to(task)
    return task_form(request, task, form, "tasks/step.html", deed=deed, step=found)


@require_http_methods(["GET", "HEAD", "POST"])
def stage(request: PersonRequest, pk: int) -> HttpResponse:
    """Record the stage that a policy reached."""
    task = _task(request, pk, Deed.RECORD_STAGE, Instrument.POLICY)
    view = _view(request, task)
    form = instrument_forms.StageForm(*sent(request), stage=view.stage, initial={"day": local_date(request.now)})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            actions.record_stage(
                actor=request.user,
                now=request.now,
                task=task,
                stage=PolicyStage(values["stage"]),
                reached_on=values["day"],
                note=values["note"],
                document_number=values["document_number"],
                attachments=_files(values),
            )
        except Refusal as refusal:
            return task_form(request, task, form, "tasks/stage.html", refusal, instrument=view)
        messages.success(request, gettext("The stage is recorded."))
        return _to(task)
    return task_form(request, task, form, "tasks/stage.html", deed=Deed.RECORD_STAGE, instrument=view)


@require_http_methods(["GET", "HEAD", "POST"])
def mechanism(request: PersonRequest, pk: int) -> HttpResponse:
    """Say who convenes a mechanism, who takes part and how often it meets."""
    task = _task(request, pk, Deed.SET_MECHANISM, Instrument.MECHANISM)
    view = _view(request, task)
    if view.mechanism:
        initial = instrument_forms.mechanism_as_it_stands(view.mechanism, view.members)
    else:  # what the task says already (IN8)
        supporting = [row.unit_id for row in task.participations.all() if row.part == Part.SUPPORT]
        initial = {"convenor_unit": task.lead_unit_id, "members": supporting, "rhythm": MeetingRhythm.MONTHLY.value}
    form = instrument_forms.MechanismForm(
        *sent(request), units=units_within([task.jurisdiction.path]), initial=initial | {"version": task.version}
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            actions.set_mechanism(
                actor=request.user, now=request.now, task=task, **values | {"rhythm": MeetingRhythm(values["rhythm"])}
            )
        except Refusal as refusal:
            return task_form(request, task, form, "tasks/mechanism.html", refusal)
        messages.success(request, gettext("The mechanism is saved."))
        return _to(task)
    return task_form(request, task, form, "tasks/mechanism.html", deed=Deed.SET_MECHANISM)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: PersonRequest, pk: int) -> HttpResponse:
    """Record a meeting of a mechanism."""
    task = _task(request, pk, Deed.HOLD_MEETING, Instrument.MECHANISM)
    view = _view(request, task)
    units = {unit.pk: unit for unit in view.members}
    if view.mechanism:
        units = {view.mechanism.convenor_unit_id: view.mechanism.convenor_unit} | units
    form = instrument_forms.MeetingForm(
        *sent(request), units=units.values(), initial={"day": local_date(request.now), "attended": list(units)}
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            actions.hold_meeting(
                actor=request.user,
                now=request.now,
                task=task,
                held_on=values["day"],
                subject=values["subject"],
                attended=values["attended"],
                outcome=values["outcome"],
                next_meeting_on=values["next_meeting_on"],
                attachments=_files(values),
            )
        except Refusal as refusal:
            return task_form(request, task, form, "tasks/meeting.html", refusal)
        messages.success(request, gettext("The meeting is recorded."))
        return _to(task)
    return task_form(request, task, form, "tasks/meeting.html", deed=Deed.HOLD_MEETING)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: PersonRequest, pk: int) -> HttpResponse:
    """End a mechanism with a reason."""
    task = _task(request, pk, Deed.END_MECHANISM, Instrument.MECHANISM)
    form = instrument_forms.ReasonForm(*sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_mechanism(actor=request.user, now=request.now, task=task, reason=form.cleaned_data["reason"])
        except Refusal as refusal:
            return task_form(request, task, form, "tasks/end_mechanism.html", refusal)
        return _to(task)
    return task_form(request, task, form, "tasks/end_mechanism.html", deed=Deed.END_MECHANISM)


@require_safe
def evidence(request: PersonRequest, pk: int) -> FileResponse:
    """Give a file for download, never to be shown in the browser, to those who may see its task."""
    found = get_object_or_404(
        Evidence.objects.only("file", "file_name"), pk=pk, task__in=visible_tasks(request.standing).values("pk")
    )
    return stored_file(found.file, found.file_name)


def _task(request: PersonRequest, pk: int, deed: Deed, instrument: Instrument) -> Task:
    """Give the task to do the deed to; 404 where it is not seen or carried out by another instrument."""
    task = task_for(request, pk, deed)
    if task.instrument != instrument:
        raise Http404
    return task


def _view(request: PersonRequest, task: Task) -> InstrumentView:
    return instrument_view(task, local_date(request.now))


def _files(values: dict[str, Any]) -> list[AttachmentDraft]:
    return [AttachmentDraft(file.name, file) for file in values["attachments"]]


def _to(task: Task) -> HttpResponse:
    return HttpResponseRedirect(reverse("tasks:task", args=[task.pk]) + "#instrument")
