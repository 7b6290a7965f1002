"""Link tasks and projects to a goal, and end such links."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from luoshi.domain.organizations.queries import within
from luoshi.domain.projects.actions.goals import link_projects, unlink_projects
from luoshi.domain.projects.models import Project
from luoshi.domain.projects.queries.goals import linkable_projects, projects_of_goal
from luoshi.domain.strategy.models import Goal
from luoshi.domain.tasks.actions.goals import link_tasks, unlink_tasks
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.queries import visible_tasks
from luoshi.domain.tasks.queries.goals import tasks_of_goal
from luoshi.domain.tasks.rules import folded
from luoshi.domain.tasks.terms import TaskState
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import Refusal
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, keys_of
from luoshi.pages.strategy.loading import goal_for_office

MOST_FOUND = 30
MOST_LINKED = 500


@require_http_methods(["GET", "HEAD", "POST"])
def links(request: PersonRequest, pk: int) -> HttpResponse:
    """Search tasks and projects for a goal; what serves it already stands on top."""
    goal = goal_for_office(request, pk)
    refused, status = "", 200
    if request.method == "POST":
        try:
            count = _set(request, goal)
        except Refusal as refusal:
            refused, status = refusal.message(page_language()), refusal.status
        else:
            words = (
                ngettext("%s is linked.", "%s are linked.", count)
                if request.POST.get("do") == "link"
                else ngettext("%s link is ended.", "%s links are ended.", count)
            )
            messages.success(request, words % count)
            query = f"?q={request.POST.get('q', '')}" if request.POST.get("q") else ""
            return HttpResponseRedirect(reverse("strategy:links", args=[pk]) + query)
    words = (request.POST.get("q") or request.GET.get("q") or "").strip()[:60]
    today = local_date(request.now)
    tasks, projects = tasks_of_goal(request.standing, goal, today), projects_of_goal(request.standing, goal, today)
    own_tasks, own_projects = list(tasks[:MOST_LINKED]), list(projects[:MOST_LINKED])
    context = {
        "goal": goal,
        "plan": goal.plan,
        "words": words,
        "refused": refused,
        "tasks": own_tasks,
        "projects": own_projects,
        "found_tasks": list(_tasks_found(request, goal, words).exclude(pk__in=[t.pk for t in own_tasks])[:MOST_FOUND]),
        "found_projects": list(
            linkable_projects(request.standing, goal.plan.jurisdiction, words).exclude(
                pk__in=[project.pk for project in own_projects]
            )[:MOST_FOUND]
        ),
        "title": gettext("Link tasks and projects"),
    }
    return render(request, "strategy/links.html", context, status=status)


def _tasks_found(request: PersonRequest, goal: Goal, words: str) -> QuerySet[Task]:
    tasks = visible_tasks(request.standing).filter(within([goal.plan.jurisdiction.path], field="jurisdiction__path"))
    for word in words.split():
        tasks = tasks.filter(search_text__contains=folded(word))
    return tasks.exclude(state=TaskState.WITHDRAWN).select_related("lead_unit").order_by("-pk")


def _set(request: PersonRequest, goal: Goal) -> int:
    """Link or unlink what is ticked; both kinds in one deed each."""
    task_keys, project_keys = keys_of(request.POST.getlist("task")), keys_of(request.POST.getlist("project"))
    tasks = list(visible_tasks(request.standing).select_related("jurisdiction").filter(pk__in=task_keys))
    projects = list(
        linkable_projects(request.standing, goal.plan.jurisdiction, "").filter(pk__in=project_keys)
        if project_keys
        else Project.objects.none()
    )
    is_link = request.POST.get("do") == "link"
    count = 0
    if tasks or not projects:
        deed = link_tasks if is_link else unlink_tasks
        count += deed(actor=request.user, now=request.now, goal=goal, tasks=tasks)
    if projects:
        set_projects = link_projects if is_link else unlink_projects
        count += set_projects(actor=request.user, now=request.now, goal=goal, projects=projects)
    return count
