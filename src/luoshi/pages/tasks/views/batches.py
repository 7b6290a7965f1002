"""Batches: the list, one batch, compiling and issuing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.domain.audit.queries import history_of
from luoshi.domain.organizations.queries import supervised_jurisdictions
from luoshi.domain.organizations.terms import Role
from luoshi.domain.projects.errors import RecordLocked
from luoshi.domain.projects.models import Project
from luoshi.domain.projects.queries import visible_projects
from luoshi.domain.projects.queries.for_batch import projects_for_batch
from luoshi.domain.tasks import actions, permissions
from luoshi.domain.tasks.errors import BatchEmpty, BatchNotReady, Lack, ReasonMissing
from luoshi.domain.tasks.errors.plans import CheckIncomplete
from luoshi.domain.tasks.models import Batch, Task
from luoshi.domain.tasks.queries import batch_lines, lacks_in_batch, rows_of, signing_by_unit, tasks_in, visible_tasks
from luoshi.domain.tasks.rules.plans import next_batch_deeds
from luoshi.domain.tasks.terms import BatchDeed, BatchState, CheckPoint, TaskState
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import NotAllowed, Refusal
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, keys_of, show_refusal
from luoshi.pages.tasks.cells import RowWriter
from luoshi.pages.tasks.forms.deeds import BatchForm, IssueForm
from luoshi.pages.tasks.history import told
from luoshi.pages.tasks.views.loading import batch_for_office, visible_batch
from luoshi.workflows.compile_batch import compile_projects, take_tasks_out
from luoshi.workflows.issue_batch import approve_batch, check_batch, issue_batch, send_back_batch

DRAFTS_SHOWN = 100
LACKS_SHOWN = 50
ROWS_A_PAGE = 100
COLUMNS = ("number", "lead", "supporting", "deadline", "state")


@require_safe
def batches(request: PersonRequest) -> HttpResponse:
    """List the batches."""
    is_officer = request.standing.has(Role.OFFICER)
    context = {
        "lines": batch_lines(request.standing),
        "is_officer": is_officer,
        "can_see_plans": is_officer or request.standing.speaks_for_a_jurisdiction(Role.LEADER, Role.READER),
    }
    return render(request, "tasks/batches.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PersonRequest) -> HttpResponse:
    """Open a batch."""
    jurisdictions = supervised_jurisdictions(request.standing)
    form = BatchForm(request.POST if request.method == "POST" else None, jurisdictions=jurisdictions)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            batch = actions.create_batch(
                actor=request.user,
                now=request.now,
                jurisdiction=values.get("jurisdiction") or jurisdictions[0],
                name=values["name"],
                document_number=values["document_number"],
            )
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            return HttpResponseRedirect(reverse("tasks:batch", args=[batch.pk]))
    return render(request, "tasks/batch_form.html", {"form": form, "batch": None}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a batch's name or document number."""
    batch = batch_for_office(request, pk)
    initial = {"name": batch.name, "document_number": batch.document_number, "version": batch.version}
    form = BatchForm(
        request.POST if request.method == "POST" else None, jurisdictions=[batch.jurisdiction], initial=initial
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            values = form.cleaned_data
            try:
                actions.edit_batch(
                    actor=request.user,
                    now=request.now,
                    batch=batch,
                    version=values["version"] or 0,
                    name=values["name"],
                    document_number=values["document_number"],
                )
            except Refusal as refusal:
                status = refusal.status
                show_refusal(form, refusal)
            else:
                return HttpResponseRedirect(reverse("tasks:batch", args=[pk]))
    return render(request, "tasks/batch_form.html", {"form": form, "batch": batch}, status=status)


@require_safe
def batch(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a batch."""
    return _page(request, visible_batch(request, pk), None, ())


def _page(
    request: PersonRequest,
    batch: Batch,
    form: IssueForm | None,
    lacks: tuple[Lack, ...],
    refusal: Refusal | None = None,
) -> HttpResponse:
    today = local_date(request.now)
    standing = request.standing
    is_office = permissions.may_supervise(standing, batch.jurisdiction)
    can_approve = permissions.may_approve(standing, batch)
    is_compiling = is_office and batch.state == BatchState.COMPILING
    steps = _open_steps(batch, is_office=is_office, can_approve=can_approve)
    writer = RowWriter(COLUMNS, today, can_select=is_compiling, has_links=is_office or batch.state == BatchState.ISSUED)
    tasks = tasks_in(batch, standing)
    page = Paginator(range(tasks.count()), ROWS_A_PAGE).get_page(request.GET.get("page"))
    rows = rows_of(
        tasks, sort="number", today=today, start=max(0, page.start_index() - 1), limit=ROWS_A_PAGE, with_supporting=True
    )
    context: dict[str, Any] = {
        "batch": batch,
        "is_office": is_office,
        "is_compiling": is_compiling,
        "can_see_plan": batch.plan is not None and permissions.may_see_plan(standing, batch.jurisdiction),
        "rows": writer.rows(rows),
        "in_library": Project.objects.filter(task__batch=batch).count(),
        "count": page.paginator.count,
        "page": page,
        "way": _way(batch),
        "steps": steps,
        "points": [(point.value, point.label(page_language())) for point in CheckPoint],
        "ticked": request.POST.getlist("point"),
        "is_compiler": batch.compiled_by_id == request.user.pk,
        "refusal": refusal.message(page_language()).splitlines() if refusal else [],
        "signing": signing_by_unit(batch) if is_office and batch.state == BatchState.ISSUED else [],
        "history": told(history_of("batch", batch.pk), page_language()),
    }
    if is_compiling:
        drafts = Task.objects.filter(jurisdiction=batch.jurisdiction_id, state=TaskState.DRAFT, batch__isnull=True)
        context["drafts"] = rows_of(drafts, sort="number", today=today, limit=DRAFTS_SHOWN)
        found = lacks or lacks_in_batch(batch)
        context["offered"] = projects_for_batch(batch)
        context["lacks"] = [(lack, lack.sentence(page_language())) for lack in found[:LACKS_SHOWN]]
        context["more_lacks"] = max(0, len(found) - LACKS_SHOWN)
    if BatchDeed.ISSUE in steps:
        context["issue_form"] = form or IssueForm(
            initial={"document_number": batch.document_number, "issued_on": today}
        )
    status = refusal.status if refusal else 422 if form is not None else 200
    return render(request, "tasks/batch.html", context, status=status)


def _open_steps(batch: Batch, *, is_office: bool, can_approve: bool) -> tuple[BatchDeed, ...]:
    """Give the batch's next steps that are the person's to take (AP2, AP3)."""
    plan = batch.plan
    needs_check, needs_approval = (plan.needs_check, plan.needs_approval) if plan else (False, False)
    mine = {
        BatchDeed.CHECK: is_office,
        BatchDeed.APPROVE: can_approve,
        BatchDeed.ISSUE: is_office,
        BatchDeed.SEND_BACK: is_office or can_approve,
    }
    deeds = next_batch_deeds(batch.state, needs_check=needs_check, needs_approval=needs_approval)
    return tuple(deed for deed in deeds if mine[deed])


def _way(batch: Batch) -> list[tuple[str, str]]:
    """Give the batch's way: each step's word, and whether it is done, now or ahead."""
    plan = batch.plan
    way: list[BatchState] = [BatchState.COMPILING]
    way += [BatchState.CHECKED] if plan and plan.needs_check else []
    way += [BatchState.APPROVED] if plan and plan.needs_approval else []
    way += [BatchState.ISSUED]
    order = list(BatchState)
    here = order.index(BatchState(batch.state))
    return [
        (
            step.label(page_language()),
            "now" if order.index(step) == here else "done" if order.index(step) < here else "",
        )
        for step in way
    ]


@require_POST
def check(request: PersonRequest, pk: int) -> HttpResponse:
    """Call the batch checked, or say what is missing."""
    batch = batch_for_office(request, pk)
    points, remark = request.POST.getlist("point"), request.POST.get("remark", "")
    try:
        check_batch(actor=request.user, now=request.now, batch=batch, points=points, remark=remark)
    except (BatchNotReady, CheckIncomplete, BatchEmpty, RecordLocked) as refusal:
        return _page(request, batch, None, (), refusal)
    messages.success(request, gettext("“%s” is checked.") % batch.name)
    return HttpResponseRedirect(reverse("tasks:batch", args=[pk]))


@require_POST
def approve(request: PersonRequest, pk: int) -> HttpResponse:
    """Approve the batch."""
    batch = visible_batch(request, pk)
    remark = request.POST.get("remark", "")
    try:
        approve_batch(actor=request.user, now=request.now, batch=batch, remark=remark)
    except (BatchNotReady, BatchEmpty, RecordLocked) as refusal:
        return _page(request, batch, None, (), refusal)
    messages.success(request, gettext("“%s” is approved and can be issued.") % batch.name)
    return HttpResponseRedirect(reverse("tasks:batch", args=[pk]))


@require_POST
def send_back(request: PersonRequest, pk: int) -> HttpResponse:
    """Send the batch back to compiling with a reason."""
    batch = visible_batch(request, pk)
    reason = request.POST.get("reason", "")
    try:
        send_back_batch(actor=request.user, now=request.now, batch=batch, reason=reason)
    except ReasonMissing as refusal:
        return _page(request, batch, None, (), refusal)
    messages.success(request, gettext("“%s” is being compiled again.") % batch.name)
    is_mine = permissions.may_supervise(request.standing, batch.jurisdiction)
    return HttpResponseRedirect(reverse("tasks:batch", args=[pk]) if is_mine else reverse("tasks:batches"))


@require_POST
def contents(request: PersonRequest, pk: int) -> HttpResponse:
    """Put drafts into the batch or take them out."""
    batch = batch_for_office(request, pk)
    keys = keys_of(request.POST.getlist("task"))
    tasks = list(visible_tasks(request.standing).filter(pk__in=keys))
    if not tasks:
        messages.info(request, gettext("Select at least one task first."))
    else:
        change = take_tasks_out if request.POST.get("do") == "take_out" else actions.add_to_batch
        change(actor=request.user, now=request.now, batch=batch, tasks=tasks)
    return HttpResponseRedirect(reverse("tasks:batch", args=[pk]))


@require_POST
def projects(request: PersonRequest, pk: int) -> HttpResponse:
    """Put projects of the annual plan into the batch, each as its task."""
    batch = batch_for_office(request, pk)
    chosen = list(visible_projects(request.standing).filter(pk__in=keys_of(request.POST.getlist("project"))))
    if not chosen:
        messages.info(request, gettext("Select at least one project first."))
        return HttpResponseRedirect(reverse("tasks:batch", args=[pk]))
    try:
        made = compile_projects(actor=request.user, now=request.now, batch=batch, projects=chosen)
    except NotAllowed:
        raise
    except Refusal as refusal:
        return _page(request, batch, None, (), refusal)
    messages.success(request, gettext("%(count)d projects entered the batch as tasks.") % {"count": len(made)})
    return HttpResponseRedirect(reverse("tasks:batch", args=[pk]))


@require_POST
def issue(request: PersonRequest, pk: int) -> HttpResponse:
    """Issue the batch, or name task by task what is missing."""
    batch = batch_for_office(request, pk)
    form = IssueForm(request.POST)
    if not form.is_valid():
        return _page(request, batch, form, ())
    try:
        issued = issue_batch(
            actor=request.user,
            now=request.now,
            batch=batch,
            document_number=form.cleaned_data["document_number"],
            issued_on=form.cleaned_data["issued_on"],
        )
    except BatchNotReady as refusal:
        form.add_error(None, refusal.message(page_language()).splitlines()[0])
        return _page(request, batch, form, refusal.lacks)
    except NotAllowed:
        raise
    except Refusal as refusal:
        if refusal.status == 409:
            raise
        show_refusal(form, refusal)
        return _page(request, batch, form, ())
    messages.success(request, gettext("“%s” is issued; the lead units find it in their inboxes.") % issued.name)
    return HttpResponseRedirect(reverse("tasks:batch", args=[pk]))
