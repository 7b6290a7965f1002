"""Write a project's months, years and goals."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from luoshi.domain.projects import actions, permissions
from luoshi.domain.projects.actions.progress import DECLARED
from luoshi.domain.projects.models import MonthlyProgress, Project, ProjectYear
from luoshi.domain.projects.queries import goals_for
from luoshi.domain.projects.rules import YEARS, MonthDraft, MonthVerdict, YearDraft, proposed_class
from luoshi.domain.projects.terms import LifecycleStage, ProjectDeed
from luoshi.foundation.refusals import Refusal
from luoshi.pages.projects.forms.fields import text_field
from luoshi.pages.projects.forms.rows import DraftForm
from luoshi.pages.projects.views.loading import month_of, project_for
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, keys_of, show_refusal
from luoshi.workflows import lit_deeds


@require_http_methods(["GET", "HEAD", "POST"])
def month(request: PersonRequest, pk: int, year: int, month: int) -> HttpResponse:
    """Declare a month, or verify what was declared."""
    project = project_for(request, pk, ProjectDeed.RECORD_MONTH)
    day = month_of(year, month)
    row = MonthlyProgress.objects.filter(project=project, month=day).first()
    is_verdict = request.POST.get("do") == "verify"
    posted = request.POST if request.method == "POST" else None
    initial = {f.name: getattr(row, DECLARED.get(f.name, f.name)) for f in fields(MonthDraft)} if row else {}
    form = DraftForm(MonthDraft, None if is_verdict else posted, initial=initial)
    may_verify = row is not None and permissions.may_review(request.standing, project.jurisdiction)
    verified = {f.name: getattr(row, DECLARED[f.name].replace("declared", "verified")) for f in fields(MonthVerdict)} \
        if row else {}  # fmt: skip
    verdict = DraftForm(MonthVerdict, posted if is_verdict else None, initial=verified)
    verdict.auto_id = "id_verdict_%s"
    status = 200
    chosen = verdict if is_verdict else form
    if request.method == "POST":
        status = 422
        if chosen.is_valid():
            given: dict[str, Any] = {"actor": request.user, "now": request.now, "project": project, "month": day}
            try:
                if is_verdict:
                    lit_deeds.verify_month(**given, verdict=verdict.made())
                else:
                    lit_deeds.record_month(**given, draft=form.made())
            except Refusal as refusal:
                status = refusal.status
                show_refusal(chosen, refusal)
            else:
                messages.success(request, gettext("%(month)s is saved.") % {"month": f"{day:%Y-%m}"})
                return _back(project, "months")
    context = {
        "form": form,
        "verdict": verdict if may_verify else None,
        "row": row,
        "project": project,
        "day": day,
        "chosen": chosen,
    }
    return render(request, "projects/month.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def year(request: PersonRequest, pk: int, year: int) -> HttpResponse:
    """Set a project's line in one year's plan; the class proposed from its dates stands beside."""
    project = project_for(request, pk, ProjectDeed.SET_YEAR)
    if year not in YEARS:
        raise Http404
    row = ProjectYear.objects.filter(project=project, year=year).select_related("batch").first()
    proposed = proposed_class(
        year,
        stage=LifecycleStage(project.lifecycle_stage),
        planned_start=project.planned_start,
        planned_finish=project.planned_finish,
        actual_start=project.actual_start,
        actual_finish=project.actual_finish,
    )
    initial = {f.name: getattr(row, f.name) for f in fields(YearDraft)} if row else {}
    if proposed and not initial.get("annual_class"):
        initial["annual_class"] = proposed.value
    form = DraftForm(
        YearDraft,
        request.POST if request.method == "POST" else None,
        initial=initial,
        without=frozenset({"year"}),
    )
    if row is not None and row.batch is not None:
        form.fields["reason"] = text_field(gettext("Reason for the change"), rows=2)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                lit_deeds.set_year(
                    actor=request.user,
                    now=request.now,
                    project=project,
                    draft=form.made(year=year),
                    reason=form.cleaned_data.get("reason", ""),
                )
            except Refusal as refusal:
                status = refusal.status
                show_refusal(form, refusal)
            else:
                messages.success(request, gettext("The changes are saved."))
                return _back(project, "years")
    context = {
        "form": form,
        "project": project,
        "year": year,
        "row": row,
        "proposed": proposed.label(page_language()) if proposed else "",
    }
    return render(request, "projects/year.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def goals(request: PersonRequest, pk: int) -> HttpResponse:
    """Choose the goals that a project serves."""
    project = project_for(request, pk, ProjectDeed.UPDATE)
    offered = list(goals_for(project))
    if request.method == "POST":
        wanted = set(keys_of(request.POST.getlist("goal")))
        actions.set_goals(
            actor=request.user, now=request.now, project=project, goals=[g for g in offered if g.pk in wanted]
        )
        messages.success(request, gettext("The changes are saved."))
        return _back(project, "goals")
    chosen = set(project.goal_links.filter(removed_on__isnull=True).values_list("goal_id", flat=True))
    context = {"project": project, "offered": [(goal, goal.pk in chosen) for goal in offered]}
    return render(request, "projects/goals.html", context)


def _back(project: Project, place: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('projects:project', args=[project.pk])}#{place}")
