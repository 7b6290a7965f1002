"""What is done with selected tasks: put into a batch, sign, verify, put under supervision, export."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from luoshi.domain.organizations.queries import supervised_jurisdictions
from luoshi.domain.supervision.actions import register_matter
from luoshi.domain.tasks import actions
from luoshi.domain.tasks.actions import Outcome
from luoshi.domain.tasks.models import Batch, Task
from luoshi.domain.tasks.queries import visible_batches, visible_tasks, waiting_reports
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import Refusal
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, keys_of
from luoshi.pages.tasks.views.exports import xlsx_response
from luoshi.workflows import lit_deeds

MOST_AT_ONCE = 500  # tasks


@require_POST
def selected(request: PersonRequest) -> HttpResponseBase:
    """Do to the selected tasks what the button says; tell which could not be done and why."""
    keys = keys_of(request.POST.getlist("task"))[:MOST_AT_ONCE]
    tasks = list(visible_tasks(request.standing).select_related("jurisdiction", "lead_unit").filter(pk__in=keys))
    back = request.POST.get("back", "")
    address = reverse("tasks:table") + (back if back.startswith("?") else "")
    if not tasks:
        messages.info(request, gettext("Select at least one task first."))
        return HttpResponseRedirect(address)
    match request.POST.get("do"):
        case "export":
            return xlsx_response(
                request, visible_tasks(request.standing).filter(pk__in=keys), gettext("Selected tasks")
            )
        case "compile":
            return _compile(request, tasks, address)
        case "sign":
            tell(request, actions.sign_tasks(actor=request.user, now=request.now, tasks=tasks))
        case "verify":
            reports = waiting_reports([task.pk for task in tasks])
            if not reports:
                messages.info(request, gettext("None of the selected tasks has a report waiting to be verified."))
            tell(request, lit_deeds.verify_reports(actor=request.user, now=request.now, reports=reports))
        case "supervise":
            tell(request, [_supervised(request, task) for task in tasks])
        case _:
            raise Http404
    return HttpResponseRedirect(address)


def _supervised(request: PersonRequest, task: Task) -> Outcome:
    try:
        register_matter(actor=request.user, now=request.now, thing=task)
    except Refusal as refusal:
        return Outcome(task, refusal)
    return Outcome(task, None)


def _compile(request: PersonRequest, tasks: list[Task], address: str) -> HttpResponse:
    chosen = keys_of(request.POST.getlist("batch"))
    batch = visible_batches(request.standing).filter(pk__in=chosen).first()
    if chosen and batch is None:
        raise Http404
    try:
        batch = batch or _new_batch(request, tasks[0])
        actions.add_to_batch(actor=request.user, now=request.now, batch=batch, tasks=tasks)
    except Refusal as refusal:
        messages.error(request, refusal.message(page_language()))
        return HttpResponseRedirect(address)
    messages.success(
        request, gettext("%(count)s tasks stand in “%(batch)s”.") % {"count": len(tasks), "batch": batch.name}
    )
    return HttpResponseRedirect(reverse("tasks:batch", args=[batch.pk]))


def _new_batch(request: PersonRequest, task: Task) -> Batch:
    supervised_jurisdictions(request.standing)
    name = gettext("Tasks of %(day)s") % {"day": local_date(request.now)}
    return actions.create_batch(actor=request.user, now=request.now, jurisdiction=task.jurisdiction, name=name)


def tell(request: PersonRequest, outcomes: list[Outcome]) -> None:
    """Say how many were done, and of the others which and why."""
    done = sum(outcome.refusal is None for outcome in outcomes)
    if done:
        messages.success(request, ngettext("%(n)s task done.", "%(n)s tasks done.", done) % {"n": done})
    for outcome in outcomes:
        if outcome.refusal is not None:
            messages.error(request, f"{outcome.task.number_text}：{outcome.refusal.message(page_language())}")
