"""Do one deed to one project, with what it asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import units_within
from luoshi.domain.projects import actions
from luoshi.domain.projects.errors import StepNotOpen
from luoshi.domain.projects.models import Project, ProjectYear
from luoshi.domain.projects.queries import issued_batches
from luoshi.domain.projects.queries.for_batch import batches_to_enter
from luoshi.domain.projects.terms import AnnualClass, LibraryState, LifecycleStage, ProjectDeed
from luoshi.domain.tasks.models import Batch
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import Refusal
from luoshi.pages.projects.forms.deeds import EXPLAINED, DeedForm, PromoteForm
from luoshi.pages.projects.forms.fields import units_by_name
from luoshi.pages.projects.views.loading import project_for
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, show_refusal
from luoshi.workflows import lit_deeds
from luoshi.workflows.compile_batch import compile_project, return_project_plan, take_project_out
from luoshi.workflows.promote_project import promote_project

_D = ProjectDeed
PLAIN: dict[ProjectDeed, Callable[..., Project]] = {
    _D.SUBMIT: actions.submit_project,
    _D.ADMIT: actions.admit_project,
    _D.TO_ROLLING: actions.put_in_rolling_plan,
    _D.RESTORE: actions.restore_project,
}
WITH_REASON: dict[ProjectDeed, Callable[..., Project]] = {
    _D.RETURN: actions.return_project,
    _D.RETURN_PLAN: return_project_plan,
    _D.OUT_OF_COMPILE: take_project_out,
    _D.OUT_OF_ROLLING: actions.take_out_of_rolling_plan,
    _D.LOCK: actions.lock_project,
    _D.UNLOCK: actions.unlock_project,
    _D.WITHDRAW: actions.withdraw_project,
}
DANGEROUS = frozenset({_D.WITHDRAW, _D.RETURN, _D.RETURN_PLAN})


@require_http_methods(["GET", "HEAD", "POST"])
def deed(request: PersonRequest, pk: int, deed: str) -> HttpResponse:
    """Say what will happen, ask for what the deed needs, and do it."""
    wanted = ProjectDeed(deed)
    project = project_for(request, pk, wanted)
    form = DeedForm(
        request.POST if request.method == "POST" else None,
        deed=wanted,
        project=project,
        units=units_by_name(units_within([project.jurisdiction.path])) if wanted is _D.TRANSFER else [],
        batches=_batches(request, wanted, project),
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _do(request, wanted, project, form.cleaned_data)
            except Refusal as refusal:
                status = refusal.status
                show_refusal(form, refusal)
            else:
                messages.success(request, f"{wanted.label(page_language())}：{project.name}")
                return HttpResponseRedirect(reverse("projects:project", args=[pk]))
    context = {
        "form": form,
        "project": project,
        "deed": wanted,
        "explained": EXPLAINED[wanted],
        "is_dangerous": wanted in DANGEROUS,
    }
    return render(request, "projects/deed.html", context, status=status)


def _batches(request: PersonRequest, deed: ProjectDeed, project: Project) -> list[tuple[int, str]]:
    if deed is _D.ISSUE:
        return list(issued_batches(project.jurisdiction).values_list("pk", "name"))
    if deed is _D.TO_COMPILE:
        return batches_to_enter(project.jurisdiction_id, local_date(request.now).year)
    return []


@require_http_methods(["GET", "HEAD", "POST"])
def promote(request: PersonRequest, pk: int) -> HttpResponse:
    """Promote an issued project by a batch that is being compiled; its history stays (AP8)."""
    project = project_for(request, pk, _D.ISSUE)
    if project.library_state != LibraryState.ISSUED:
        raise StepNotOpen(number=project.number, state=LibraryState(project.library_state), deed=_D.ISSUE)
    year = local_date(request.now).year
    row = ProjectYear.objects.filter(project=project, year=year).select_related("batch").first()
    batches = batches_to_enter(project.jurisdiction_id, year)
    form = PromoteForm(request.POST if request.method == "POST" else None, batches=batches, row=row)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            values = form.cleaned_data
            batch = Batch.objects.get(pk=values["batch"])
            try:
                promote_project(
                    actor=request.user,
                    now=request.now,
                    project=project,
                    batch=batch,
                    annual_class=AnnualClass(values["annual_class"]),
                    planned_wan_yuan=values["planned_wan_yuan"],
                    planned_start_month=values["planned_start_month"],
                    reason=values["reason"],
                )
            except Refusal as refusal:
                status = refusal.status
                show_refusal(form, refusal)
            else:
                messages.success(
                    request,
                    gettext("“%(project)s” entered %(batch)s.") % {"project": project.name, "batch": batch.name},
                )
                return HttpResponseRedirect(reverse("projects:project", args=[pk]))
    context = {"form": form, "project": project, "row": row, "batches": batches}
    return render(request, "projects/promote.html", context, status=status)


def _do(request: PersonRequest, deed: ProjectDeed, project: Project, values: dict[str, Any]) -> None:
    given: dict[str, Any] = {"actor": request.user, "now": request.now, "project": project}
    if deed in PLAIN:
        PLAIN[deed](**given)
    elif deed in WITH_REASON:
        WITH_REASON[deed](**given, reason=values["reason"])
    elif deed is _D.TO_COMPILE:
        batch = Batch.objects.filter(pk=values["batch"] or 0, jurisdiction=project.jurisdiction).first()
        compile_project(**given, batch=batch)
    elif deed is _D.SUBMIT_PLAN:
        actions.submit_plan(**given, document=values["document"])
    elif deed is _D.ISSUE:
        batch = Batch.objects.filter(pk=values["batch"] or 0, jurisdiction=project.jurisdiction).first()
        lit_deeds.issue_project(**given, batch=batch or Batch(jurisdiction=project.jurisdiction, name="—"))
    elif deed is _D.VERIFY_ENTRY:
        lit_deeds.verify_entry(**given, entered_on=values["entered_on"], reason=values["reason"])
    elif deed is _D.TRANSFER:
        unit = Unit.objects.filter(pk=values["lead_unit"] or project.lead_unit_id).get()
        actions.transfer_project(**given, lead_unit=unit, reason=values["reason"])
    else:
        move = lit_deeds.advance_stage if deed is _D.ADVANCE else lit_deeds.correct_stage
        move(
            **given,
            stage=LifecycleStage(values["stage"]),
            changed_on=values["changed_on"],
            reason=values["reason"],
        )
