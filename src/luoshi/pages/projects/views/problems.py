"""Problems: the lists, one problem with its steps, the week by unit, classes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.domain.audit.queries import history_of
from luoshi.domain.organizations.queries import units_within
from luoshi.domain.organizations.terms import Role
from luoshi.domain.projects.actions.files import FileDraft
from luoshi.domain.projects.actions.problems import (
    assign_problem,
    close_problem,
    put_problem_class,
    raise_problem,
    remove_problem_class,
    reopen_problem,
    send_back_problem,
    solve_problem,
)
from luoshi.domain.projects.models import Problem, ProjectFile
from luoshi.domain.projects.permissions import may_do_problem_deed, require_problem_deed
from luoshi.domain.projects.queries import visible_projects
from luoshi.domain.projects.queries.problems import (
    ProblemFilters,
    classes_of,
    classes_seen,
    counts_by_state,
    filtered_problems,
    units_to_raise_for,
    units_to_solve,
    visible_problems,
    week_of_problems,
)
from luoshi.domain.projects.rules.problems import (
    STEPS,
    USUAL_CLASSES,
    Assignment,
    ProblemDraft,
    is_late,
)
from luoshi.domain.projects.terms import ProblemDeed, ProblemState
from luoshi.domain.tasks.rules import MAX_ATTACHMENT_BYTES
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import NotAllowed, Refusal
from luoshi.pages.projects.exports.tables import Value, table_response
from luoshi.pages.projects.forms.fields import language, show_refusal, units_by_name
from luoshi.pages.projects.forms.problems import AssignForm, ClassForm, RaiseForm, SolveForm, WordForm
from luoshi.pages.projects.history import told
from luoshi.pages.projects.views.loading import chosen_library, keys_of, reviewed_libraries, visible_project
from luoshi.pages.shared.requests import PersonRequest

PAGE_SIZE = 50
LONGEST_SEARCH = 60


@dataclass(frozen=True, slots=True)
class Line:
    """A problem with whether it is late."""

    problem: Problem
    is_late: bool


def _filters(request: PersonRequest) -> ProblemFilters:
    state = request.GET.get("state", "")
    unit, problem_class, project = (keys_of(request.GET.getlist(name)) for name in ("unit", "class", "project"))
    return ProblemFilters(
        state=state if state in set(ProblemState) else "",
        unit=unit[0] if unit else None,
        problem_class=problem_class[0] if problem_class else None,
        project=project[0] if project else None,
        is_late=request.GET.get("late") == "1",
        is_own=request.GET.get("own") == "1",
        text=request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH],
    )


@require_safe
def problems(request: PersonRequest) -> HttpResponse:
    """Show the lists: new, under way, solved and waiting, closed."""
    filters, today, standing = _filters(request), local_date(request.now), request.standing
    counts, late = counts_by_state(standing, filters, today)
    page = Paginator(filtered_problems(standing, filters, today), PAGE_SIZE).get_page(request.GET.get("page"))
    kept = [(name, value) for name, value in request.GET.items() if name not in {"state", "page", "late"}]
    tabs = [(gettext("All"), urlencode(kept), sum(counts.values()), not filters.state and not filters.is_late)]
    tabs += [
        (
            state.label(language()),
            urlencode([*kept, ("state", state.value)]),
            counts.get(state.value, 0),
            filters.state == state,
        )
        for state in ProblemState
    ]
    tabs.append((gettext("Late"), urlencode([*kept, ("late", "1")]), late, filters.is_late))
    context = {
        "filters": filters,
        "page": page,
        "lines": [Line(p, is_late(p.state, p.deadline, today)) for p in page.object_list],
        "tabs": tabs,
        "classes": classes_seen(standing),
        "units": [(u.pk, "　" * (u.depth - 1) + u.label) for u in units_within(standing.scopes())],
        "is_officer": standing.has(Role.OFFICER),
        "is_of_a_unit": standing.has(Role.REPORTER, Role.LEADER),
        "query": request.GET.urlencode(),
        "today": today,
    }
    return render(request, "projects/problems.html", context)


@require_safe
def export(request: PersonRequest) -> HttpResponseBase:
    """Give the list as XLSX."""
    today = local_date(request.now)
    rows = filtered_problems(request.standing, _filters(request), today)
    heads = [
        (gettext("Project"), 34),
        (gettext("Problem"), 48),
        (gettext("Class"), 10),
        (gettext("State"), 12),
        (gettext("Raised for"), 16),
        (gettext("Raised"), 12),
        (gettext("Unit that solves it"), 16),
        (gettext("Responsible leader"), 12),
        (gettext("Responsible person"), 12),
        (gettext("Deadline"), 12),
        (gettext("Late"), 7),
        (gettext("Times returned"), 9),
        (gettext("How it was solved"), 40),
    ]
    return table_response(gettext("Problems"), heads, (_row(problem, today) for problem in rows), today=today)


def _row(problem: Problem, today: date) -> list[Value]:
    return [
        problem.project.name,
        problem.text,
        problem.problem_class.name if problem.problem_class else "",
        ProblemState(problem.state).label(language()),
        problem.raised_by_unit.label,
        local_date(problem.raised_at),
        problem.responsible_unit.label if problem.responsible_unit else "",
        problem.responsible_leader,
        problem.responsible_person,
        problem.deadline,
        gettext("late") if is_late(problem.state, problem.deadline, today) else "",
        problem.times_reopened,
        problem.result,
    ]


def _week(request: PersonRequest) -> tuple[date, date]:
    """Give Monday and Sunday of the week that the address names by any of its days, else of this week."""
    try:
        day = date.fromisoformat(request.GET.get("week", ""))
    except ValueError:
        day = local_date(request.now)
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


@require_safe
def week(request: PersonRequest) -> HttpResponse:
    """Show the week's list by responsible unit."""
    first, last = _week(request)
    context = {
        "lines": week_of_problems(request.standing, first, last),
        "first": first,
        "last": last,
        "before": first - timedelta(days=7),
        "after": first + timedelta(days=7),
        "is_coming": last >= local_date(request.now),
    }
    return render(request, "projects/problem_week.html", context)


@require_safe
def week_export(request: PersonRequest) -> HttpResponseBase:
    """Give the week's list as XLSX."""
    first, last = _week(request)
    heads = [(gettext("Unit that solves it"), 24)]
    heads += [
        (word, 10)
        for word in (
            gettext("Raised"),
            gettext("Solved"),
            gettext("Closed"),
            gettext("Returned"),
            gettext("Open"),
            gettext("Late"),
        )
    ]
    rows: list[list[Value]] = [
        [
            line.unit.name if line.unit else gettext("not assigned yet"),
            *(line.raised, line.solved, line.closed, line.reopened, line.open, line.late),
        ]
        for line in week_of_problems(request.standing, first, last)
    ]
    title = gettext("Problems of the week from %(first)s") % {"first": first}
    return table_response(title, heads, rows, today=local_date(request.now))


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
        "history": told(history_of("problem", shown.pk), language()),
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
            messages.success(request, what.label(language()))
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
    row = ProjectFile.objects.filter(problem=_problem(request, pk), pk=file).first()
    if row is None or not row.file.storage.exists(row.file.name or ""):
        raise Http404
    response = FileResponse(row.file.open("rb"), as_attachment=not row.is_photograph, filename=row.file_name)
    if not row.is_photograph:
        response["Content-Type"] = "application/octet-stream"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def classes(request: PersonRequest) -> HttpResponse:
    """Keep the list of classes of a jurisdiction."""
    libraries = reviewed_libraries(request.standing)
    library = chosen_library(request, libraries)
    form = ClassForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        keys = keys_of([request.POST.get("class", "")])
        given: dict[str, Any] = {"actor": request.user, "now": request.now, "jurisdiction": library}
        try:
            if request.POST.get("do") == "usual":
                _add_usual(given, {row.name for row in classes_of(library)})
            elif request.POST.get("do") == "remove" and keys:
                remove_problem_class(**given, class_id=keys[0])
            elif form.is_valid():
                name, order = form.cleaned_data["name"], form.cleaned_data["order"] or 0
                if keys and not classes_of(library).filter(pk=keys[0]).exists():
                    raise Http404
                put_problem_class(**given, name=name, order=order, class_id=keys[0] if keys else None)
            else:
                return render(
                    request,
                    "projects/problem_classes.html",
                    _classes_context(form, library, libraries),
                    status=status,
                )
        except Refusal as refusal:
            status = refusal.status
            form.is_valid()
            show_refusal(form, refusal)
        else:
            messages.success(request, gettext("The changes are saved."))
            return HttpResponseRedirect(f"{reverse('projects:problem_classes')}?library={library.pk}")
    return render(request, "projects/problem_classes.html", _classes_context(form, library, libraries), status=status)


def _add_usual(given: dict[str, Any], present: set[str]) -> None:
    for order, name in enumerate(USUAL_CLASSES):
        if name not in present:
            put_problem_class(**given, name=name, order=order)


def _classes_context(form: forms.Form, library: Any, libraries: list[Any]) -> dict[str, Any]:
    return {"form": form, "library": library, "libraries": libraries, "classes": classes_of(library)}
