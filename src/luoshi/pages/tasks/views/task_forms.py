"""The page of a form about one task: the form beside what the task is about."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from luoshi.domain.tasks import rules
from luoshi.domain.tasks.errors import StepNotOpen
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.queries import task_view
from luoshi.domain.tasks.terms import Deed, TaskState
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import NotAllowed, Refusal
from luoshi.pages.shared.requests import PersonRequest, show_refusal


def task_form(
    request: PersonRequest,
    task: Task,
    form: forms.Form,
    template: str,
    refusal: Refusal | None = None,
    *,
    deed: Deed | None = None,
    **context: Any,
) -> HttpResponse:
    """Show the form, with what was typed and what is wrong with it; refuse to open one whose deed is not open."""
    status = 422 if form.errors else 200
    if isinstance(refusal, NotAllowed):
        raise refusal
    if refusal is not None:
        status = refusal.status
        show_refusal(form, refusal)
    elif deed is not None and request.method != "POST" and not rules.step_is_open(task.state, deed, task.issued_at):
        raise StepNotOpen(number=task.number_text, state=TaskState(task.state), deed=deed)
    view = task_view(request.standing, task.pk, local_date(request.now))
    return render(request, template, context | {"form": form, "task": task, "view": view}, status=status)
