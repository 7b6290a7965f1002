"""A goal's page, and the forms that add, change, move and remove it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.domain.audit.queries import history_of
from luoshi.domain.documents.rules import VIEWING
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.projects.queries.goals import outline_of, projects_of_goal
from luoshi.domain.strategy import actions
from luoshi.domain.strategy.models import Goal
from luoshi.domain.strategy.permissions import may_edit, sees_all_work
from luoshi.domain.strategy.queries import citations_of, wordings_of
from luoshi.domain.strategy.terms import PlanState
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.queries.goals import tasks_of_goal, tasks_of_goal_then
from luoshi.foundation.clock import local_date
from luoshi.foundation.money import money_phrase, money_text, page_unit
from luoshi.foundation.refusals import Refusal, Stale
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, number_in, show_refusal
from luoshi.pages.strategy.forms.goals import GoalForm
from luoshi.pages.strategy.forms.plans import ReasonForm
from luoshi.pages.strategy.history import told
from luoshi.pages.strategy.lines import table_of
from luoshi.pages.strategy.loading import day_of, goal_for_office, plan_for_office, visible_goal, word_of

MOST_SHOWN = 50


@require_safe
def goal(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a goal with the sentence that ordered it, progress, children, tasks, projects, references and history."""
    shown = visible_goal(request, pk)
    day, today = day_of(request), local_date(request.now)
    standing, plan = request.standing, shown.plan
    outline = outline_of(standing, plan, day, today)
    table = table_of(standing, outline)
    lines = {line.place.pk: line for line in table.lines}
    invested = lines[pk].figures.investment_wan_yuan if pk in lines else None
    own = shown.refers_to_id or shown.pk
    listed = list(projects_of_goal(standing, shown, day)[: MOST_SHOWN + 1])
    unit = page_unit(project.total_wan_yuan for project in listed)
    is_open = plan.state != PlanState.SUPERSEDED and shown.removed_on is None
    context: dict[str, Any] = {
        "goal": shown,
        "plan": plan,
        "day": day,
        "today": today,
        "is_past": day < today,
        "line": lines.get(pk),
        "way": [place for place in outline.tree.way_to(pk) if place.pk != pk],
        "children": [lines[child.pk] for child in outline.tree.children.get(own, [])],
        "references": [place for place in outline.tree.places.values() if place.refers_to == pk],
        "investment": money_phrase(invested, table.money_unit, page_language()) if invested else "—",
        "tasks": _task_lines(standing, shown, day, today),
        "projects": [
            (
                project,
                money_text(project.total_wan_yuan, unit),
                project.stage_then if day < today else project.lifecycle_stage,  # type: ignore[attr-defined]
            )
            for project in listed
        ],
        "project_unit": unit,
        "most": MOST_SHOWN,
        "citations": citations_of(shown),
        "kind_word": word_of(shown.kind),
        "wordings": [(wording, word_of(wording.kind)) for wording in wordings_of(shown)],
        "history": told(history_of("goal", pk), page_language()),
        "sees_documents": standing.reaches(plan.jurisdiction.path, *VIEWING),
        "sees_all": sees_all_work(standing, plan.jurisdiction),
        "may_edit": may_edit(standing, plan.jurisdiction) and is_open,
    }
    return render(request, "strategy/goal.html", context)


def _task_lines(standing: Standing, goal: Goal, day: date, today: date) -> list[tuple[Task, Any, Any]]:
    """Give the tasks that serve a goal with what was declared and verified of each by the end of the day, per cent."""
    if day < today:
        then: Any = tasks_of_goal_then(standing, goal, day)[: MOST_SHOWN + 1]
        return [(task, task.declared_then, task.verified_then) for task in then]
    tasks = tasks_of_goal(standing, goal, day)[: MOST_SHOWN + 1]
    return [(task, task.declared_percent, task.verified_percent) for task in tasks]


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PersonRequest, pk: int) -> HttpResponse:
    """Add a goal to a plan, under the goal that the address names."""
    plan = plan_for_office(request, pk)
    initial = {"parent": number_in(request.GET.get("parent"))}
    form = GoalForm(request.POST if request.method == "POST" else None, plan=plan, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            values = {name: value for name, value in form.cleaned_data.items() if name != "version"}
            try:
                made = actions.add_goal(actor=request.user, now=request.now, plan=plan, **values)
            except Refusal as refusal:
                status = refusal.status
                show_refusal(form, refusal)
            else:
                messages.success(request, gettext("“%s” stands in the tree.") % made.title)
                return HttpResponseRedirect(f"{reverse('strategy:outline')}?plan={pk}#goal-{made.pk}")
    return render(request, "strategy/goal_form.html", {"form": form, "plan": plan}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a goal; a stale form says who changed it and keeps what was typed."""
    current = goal_for_office(request, pk)
    names = ("title", "kind", "parent", "weight", "lead_unit", "version")
    form = GoalForm(
        request.POST if request.method == "POST" else None,
        plan=current.plan,
        goal=current,
        initial={name: getattr(current, name) for name in names},
    )
    status = 200
    context: dict[str, Any] = {"form": form, "plan": current.plan, "goal": current}
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.edit_goal(actor=request.user, now=request.now, goal=current, **form.cleaned_data)
            except Refusal as refusal:
                status = refusal.status
                show_refusal(form, refusal)
                if isinstance(refusal, Stale):
                    context["since"] = told(history_of("goal", pk)[:3], page_language())
                    typed = request.POST.copy()
                    typed["version"] = str(Goal.objects.values_list("version", flat=True).get(pk=pk))
                    form.data = typed
            else:
                messages.success(request, gettext("The changes are saved."))
                return HttpResponseRedirect(reverse("strategy:goal", args=[pk]))
    return render(request, "strategy/goal_form.html", context, status=status)


@require_POST
def move(request: PersonRequest, pk: int) -> HttpResponse:
    """Put a goal one place up or down among its siblings."""
    current = goal_for_office(request, pk)
    siblings = list(
        Goal.objects.filter(plan=current.plan, parent=current.parent, removed_on=None)
        .order_by("order", "pk")
        .values_list("pk", flat=True)
    )
    step = -1 if request.POST.get("to") == "up" else 1
    position = siblings.index(pk) + step if pk in siblings else 0
    actions.move_goal(actor=request.user, now=request.now, goal=current, parent=current.parent, position=position)
    back = f"{reverse('strategy:outline')}?plan={current.plan_id}#goal-{pk}"
    wanted = request.POST.get("back", "")
    if wanted and url_has_allowed_host_and_scheme(wanted, {request.get_host()}):
        back = wanted
    return HttpResponseRedirect(back)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a goal with all below it out of its plan, after saying what goes and asking why."""
    current = goal_for_office(request, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None, initial={"version": current.version})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.remove_goal(actor=request.user, now=request.now, goal=current, **form.cleaned_data)
            except Refusal as refusal:
                status = refusal.status
                show_refusal(form, refusal)
            else:
                messages.success(request, gettext("“%s” is removed.") % current.title)
                return HttpResponseRedirect(f"{reverse('strategy:outline')}?plan={current.plan_id}")
    today = local_date(request.now)
    outline = outline_of(request.standing, current.plan, today, today)
    context = {
        "form": form,
        "goal": current,
        "plan": current.plan,
        "below": [place for place, _ in outline.tree.walk(pk)],
        "figures": outline.figures.get(pk),
    }
    return render(request, "strategy/remove.html", context, status=status)
