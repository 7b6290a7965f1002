"""One problem: raising it, its steps, its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.domain.audit.queries import history_of
from luoshi.domain.projects.actions.files import FileDraft
from luoshi.domain.projects.actions.problems import (
    assign_problem,
    close_problem,
    raise_problem,
    reopen_problem,
    send_back_problem,
    solve_problem,
)
from luoshi.domain.projects.models import Problem, ProjectFile
from luoshi.domain.projects.permissions import may_do_problem_deed, require_problem_deed
from luoshi.domain.projects.queries import visible_projects
from luoshi.domain.projects.queries.problems import (
    classes_of,
    units_to_raise_for,
    units_to_solve,
    visible_problems,
)
from luoshi.domain.projects.rules.problems import (
    STEPS,
    Assignment,
    ProblemDraft,
    is_late,
)
from luoshi.domain.projects.terms import ProblemDeed
from luoshi.domain.tasks.rules import MAX_ATTACHMENT_BYTES
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import NotAllowed, Refusal
from luoshi.pages.projects.forms.fields import units_by_name
from luoshi.pages.projects.forms.problems import AssignForm, RaiseForm, SolveForm, WordForm
from luoshi.pages.projects.history import told
from luoshi.pages.projects.views.loading import visible_project
from luoshi.pages.shared.downloads import stored_file
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, show_refusal


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PersonRequest, pk: int) -> HttpResponse:
    """Raise a problem of a project."""
    project = visible_project(request, pk)
    units = units_to_raise_for(request.standing, project)
    if not units:
        raise NotAllowed
    lead = next((unit for unit in units if unit.pk == project.lead_unit_id), units[0])
    form = RaiseForm(
        request.POST if request.method == "POST" else None,
        units=units_by_name(units),
        classes=[(row.pk, row.name) for row in classes_of(project.jurisdiction)],
        initial={"raised_by_unit": lead.pk},
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            values = form.cleaned_data
            draft = ProblemDraft(
                values["text"], values["problem_class"], values["responsible_person"], values["deadline"]
            )
            try:
                problem = raise_problem(
                    actor=request.user,
                    now=request.now,
                    project=project,
                    raised_by_unit=next(unit for unit in units if unit.pk == values["raised_by_unit"]),
                    draft=draft,
                    submission_key=values["submission_key"],
                )
            except Refusal as refusal:
                status = refusal.status
                show_refusal(form, refusal)
            else:
                messages.success(request, gettext("The problem is raised; the office is told."))
                return HttpResponseRedirect(reverse("projects:problem", args=[problem.pk]))
    return render(request, "projects/problem_new.html", {"form": form, "project": project}, status=status)


def _problem(request: PersonRequest, pk: int) -> Problem:
    """Give a problem that the account may see; 404 otherwise."""
    problem = (
        visible_problems(request.standing)
        .select_related(
            "project__jurisdiction", "project__lead_unit", "problem_class", "raised_by_unit", "raised_by",
            "responsible_unit",
        )
        .filter(pk=pk)
        .first()
    )  # fmt: skip
    if problem is None:
        raise Http404
    return problem


@require_safe
def problem(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a problem with what can be done about it, its evidence and its history."""
    return _page(request, _problem(request, pk))


def _page(
    request: PersonRequest, shown: Problem, tried: dict[ProblemDeed, forms.Form] | None = None, *, status: int = 200
) -> HttpResponse:
    standing, today = request.standing, local_date(request.now)
    deeds = [deed for (state, deed) in STEPS if state == shown.state and may_do_problem_deed(standing, deed, shown)]
    given = tried or {}
    steps = [(deed, given.get(deed) or _form(deed, shown, None)) for deed in deeds]
    context = {
        "problem": shown,
        "project": shown.project,
        "sees_project": visible_projects(standing).filter(pk=shown.project_id).exists(),
        "is_late": is_late(shown.state, shown.deadline, today),
        "steps": steps,
        "form": next(iter(given.values()), None),
        "evidence": ProjectFile.objects.filter(problem=shown).order_by("pk"),
        "history": told(history_of("problem", shown.pk), page_language()),
        "today": today,
    }
    return render(request, "projects/problem.html", context, status=status)


def _form(deed: ProblemDeed, shown: Problem, request: PersonRequest | None) -> forms.Form:
    data = request.POST if request else None
    if deed is ProblemDeed.ASSIGN:
        return AssignForm(
            data,
            units=units_by_name(units_to_solve(shown.project.jurisdiction)),
            initial={
                "version": shown.version,
                "responsible_unit": shown.responsible_unit_id or shown.project.lead_unit_id,
                "responsible_leader": shown.responsible_leader,
                "responsible_person": shown.responsible_person,
                "deadline": shown.deadline,
            },
        )
    if deed is ProblemDeed.SOLVE:
        return SolveForm(data, request.FILES if request else None, initial={"version": shown.version})
    return WordForm(data, deed=deed)


@require_POST
def deed(request: PersonRequest, pk: int, deed: str) -> HttpResponse:
    """Do one step; what was typed stays where a rule refuses it."""
    shown, what = _problem(request, pk), ProblemDeed(deed)
    require_problem_deed(request.standing, what, shown)
    form = _form(what, shown, request)
    status = 422
    if form.is_valid():
        try:
            _do(request, shown, what, form)
        except Refusal as refusal:
            status = refusal.status
            show_refusal(form, refusal)
        else:
            messages.success(request, what.label(page_language()))
            return HttpResponseRedirect(reverse("projects:problem", args=[pk]))
    return _page(request, _problem(request, pk), {what: form}, status=status)


def _do(request: PersonRequest, shown: Problem, what: ProblemDeed, form: forms.Form) -> None:
    values = form.cleaned_data
    done: dict[str, Any] = {"actor": request.user, "now": request.now, "problem": shown}
    if what is ProblemDeed.ASSIGN:
        given = Assignment(
            values["responsible_unit"],
            values["deadline"],
            values["responsible_leader"],
            values["responsible_person"],
        )
        assign_problem(**done, given=given, version=values["version"])
    elif what is ProblemDeed.SOLVE:
        evidence = _evidence(values["evidence"])
        solve_problem(**done, result=values["result"], evidence=evidence, version=values["version"])
    elif what is ProblemDeed.CLOSE:
        close_problem(**done, words=values["words"])
    elif what is ProblemDeed.SEND_BACK:
        send_back_problem(**done, reason=values["reason"])
    else:
        reopen_problem(**done, reason=values["reason"], deadline=values["deadline"])


def _evidence(files: Iterable[Any]) -> list[FileDraft]:
    """Read no more of a file than may be kept, and a byte to tell that it is too much."""
    return [FileDraft(file.name or "", file.read(MAX_ATTACHMENT_BYTES + 1)) for file in files]


@require_safe
def evidence(request: PersonRequest, pk: int, file: int) -> HttpResponseBase:
    """Give a file of evidence: a photograph to look at, a paper as a download."""
    row = get_object_or_404(ProjectFile, problem=_problem(request, pk), pk=file)
    return stored_file(row.file, row.file_name, is_shown=row.is_photograph)
