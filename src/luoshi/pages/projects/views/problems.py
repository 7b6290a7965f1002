"""Lists of problems: by state, and the week by unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from luoshi.domain.organizations.queries import units_within
from luoshi.domain.organizations.terms import Role
from luoshi.domain.projects.models import Problem
from luoshi.domain.projects.queries.problems import (
    ProblemFilters,
    classes_seen,
    counts_by_state,
    filtered_problems,
    page_of_problems,
    week_of_problems,
)
from luoshi.domain.projects.rules.problems import (
    is_late,
)
from luoshi.domain.projects.terms import ProblemState
from luoshi.foundation.clock import local_date
from luoshi.pages.projects.exports.tables import Value, table_response
from luoshi.pages.projects.views.loading import places_on
from luoshi.pages.shared.addresses import search_text
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, keys_of

PAGE_SIZE = 50


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
        text=search_text(request.GET),
    )


@require_safe
def problems(request: PersonRequest) -> HttpResponse:
    """Show the lists: new, under way, solved and waiting, closed."""
    filters, today, standing = _filters(request), local_date(request.now), request.standing
    counts, late = counts_by_state(standing, filters, today)
    chosen = late if filters.is_late else counts
    count = chosen.get(filters.state, 0) if filters.state else sum(chosen.values())
    page = Paginator(range(count), PAGE_SIZE).get_page(request.GET.get("page"))
    shown = page_of_problems(standing, filters, today, places_on(page))
    kept = [(name, value) for name, value in request.GET.items() if name not in {"state", "page", "late"}]
    tabs = [(gettext("All"), urlencode(kept), sum(counts.values()), not filters.state and not filters.is_late)]
    tabs += [
        (
            state.label(page_language()),
            urlencode([*kept, ("state", state.value)]),
            counts.get(state.value, 0),
            filters.state == state,
        )
        for state in ProblemState
    ]
    tabs.append((gettext("Late"), urlencode([*kept, ("late", "1")]), sum(late.values()), filters.is_late))
    context = {
        "filters": filters,
        "page": page,
        "lines": [Line(p, is_late(p.state, p.deadline, today)) for p in shown],
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
        ProblemState(problem.state).label(page_language()),
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
