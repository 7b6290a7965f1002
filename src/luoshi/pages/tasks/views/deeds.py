"""Deeds that ask for a reason, a unit or a name: sign, return, reassign, reissue, withdraw, restore, reopen."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from luoshi.domain.audit.queries import history_of
from luoshi.domain.organizations.queries import units_within
from luoshi.domain.tasks import actions, rules
from luoshi.domain.tasks.errors import LeadUnitMissing, StepNotOpen
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.queries import leads_for_task, task_view
from luoshi.domain.tasks.terms import Deed, TaskState
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import Refusal
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.lead_choices import lead_choices
from luoshi.pages.shared.requests import PersonRequest, show_refusal
from luoshi.pages.tasks.forms.deeds import DeedForm
from luoshi.pages.tasks.views.loading import task_for
from luoshi.workflows import lit_deeds


@require_http_methods(["GET", "HEAD", "POST"])
def deed(request: PersonRequest, pk: int, deed: Deed) -> HttpResponse:
    """Say what the deed will do, ask for what it needs, and do it. Done twice, it is done once."""
    task = task_for(request, pk, deed)
    units = units_within([task.jurisdiction.path]) if deed is Deed.REASSIGN else ()
    form = DeedForm(request.POST if request.method == "POST" else None, deed=deed, task=task, units=units)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _do(request, task, deed, form)
            except StepNotOpen as refusal:
                if not _was_mine(request, task, deed):
                    raise
                return _done(request, task, deed, again=str(refusal))
            except Refusal as refusal:
                status = refusal.status
                show_refusal(form, refusal)
            else:
                return _done(request, task, deed)
    elif not rules.step_is_open(task.state, deed, task.issued_at):
        raise StepNotOpen(number=task.number_text, state=TaskState(task.state), deed=deed)
    view = task_view(request.standing, pk, local_date(request.now))
    context: dict[str, Any] = {"form": form, "task": task, "view": view, "deed": deed}
    if deed is Deed.REASSIGN:
        others = [each for each in leads_for_task(task) if each.unit.pk != task.lead_unit_id]
        context["lead_choices"] = lead_choices(others)
    return render(request, "tasks/deed.html", context, status=status)


def _do(request: PersonRequest, task: Task, deed: Deed, form: DeedForm) -> None:
    values = form.cleaned_data
    who: dict[str, Any] = {"actor": request.user, "now": request.now, "task": task}
    match deed:
        case Deed.SIGN:
            actions.sign_task(**who, **values)
        case Deed.RETURN:
            actions.return_task(**who, reason=values["reason"])
        case Deed.REASSIGN:
            if values["lead_unit"] is None:
                raise LeadUnitMissing
            actions.reassign_task(**who, lead_unit=values["lead_unit"], reason=values["reason"])
        case Deed.REISSUE:
            lit_deeds.reissue_task(**who, reason=values["reason"])
        case Deed.WITHDRAW:
            lit_deeds.withdraw_task(**who, reason=values["reason"])
        case Deed.RESTORE:
            actions.restore_task(**who)
        case Deed.REOPEN:
            lit_deeds.reopen_task(**who, reason=values["reason"])


def _was_mine(request: PersonRequest, task: Task, deed: Deed) -> bool:
    """Tell whether the last thing that happened is this very deed by this very person: a double click."""
    last = history_of("task", task.pk).first()
    return last is not None and last.verb == deed and last.actor_id == request.user.pk


def _done(request: PersonRequest, task: Task, deed: Deed, again: str = "") -> HttpResponse:
    if not again:
        messages.success(request, f"{task.number_text} {deed.label(page_language())}")
    return HttpResponseRedirect(reverse("tasks:task", args=[task.pk]))
