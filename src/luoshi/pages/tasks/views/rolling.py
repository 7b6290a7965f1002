"""Rolling a plan forward: choices for the unfinished, a preview, and carrying it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from luoshi.domain.tasks import actions
from luoshi.domain.tasks.queries import UnfinishedTask, unfinished_counts, unfinished_in
from luoshi.domain.tasks.queries.plans import year_end
from luoshi.domain.tasks.rules.plans import Choice
from luoshi.domain.tasks.terms import RollForward
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import NotAllowed, Refusal
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest
from luoshi.pages.tasks.views.loading import plan_for_office
from luoshi.workflows.roll_forward import preview_of, roll_forward

ROWS_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One unfinished task with the choices open to it and what stands in its fields."""

    row: UnfinishedTask
    options: list[tuple[str, str, bool]]
    deadline: str
    reason: str


@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: PersonRequest, pk: int) -> HttpResponse:
    """Show what is unfinished and save what is chosen; what is wrong is named and kept, the rest is saved."""
    plan = plan_for_office(request, pk)
    problems: list[str] = []
    if request.method == "POST":
        given = _filled(request, unfinished_in(plan)) if request.POST.get("do") == "fill" else _given(request)
        found = actions.choose_for_tasks(actor=request.user, now=request.now, plan=plan, choices=given)
        problems = [problem.message(page_language()) for problem in found]
        if not problems:
            messages.success(request, gettext("The choices are saved."))
            page = request.POST.get("page", "")
            target = "tasks:roll_forward_preview" if request.POST.get("do") == "preview" else "tasks:roll_forward"
            query = f"?page={page}" if page.isdigit() and request.POST.get("do") != "preview" else ""
            return HttpResponseRedirect(reverse(target, args=[pk]) + query)
    counts = unfinished_counts(plan)
    page_obj = Paginator(range(counts.count), ROWS_A_PAGE).get_page(request.POST.get("page") or request.GET.get("page"))
    rows = unfinished_in(plan, start=max(0, page_obj.start_index() - 1), limit=ROWS_A_PAGE)
    context = {
        "plan": plan,
        "next_year": plan.year + 1,
        "problems": problems,
        "page_obj": page_obj,
        "rows": [_choice_row(request, row) for row in rows],
        "count": counts.count,
        "left": counts.left,
        "fill_choices": [(c.value, c.label(page_language())) for c in (RollForward.REDATE, RollForward.DROP)],
        "default_deadline": date(plan.year + 1, 12, 31).isoformat(),
    }
    return render(request, "tasks/roll_forward.html", context, status=422 if problems else 200)


def _given(request: PersonRequest) -> dict[int, Choice]:
    """Read the choices of a page of the list; a date that is none counts as missing."""
    keys = [int(k) for k in request.POST.getlist("task") if k.isascii() and k.isdigit() and len(k) < 16]
    return {
        key: Choice(
            request.POST.get(f"choice-{key}", ""),
            _day(request.POST.get(f"deadline-{key}", ""))
            if request.POST.get(f"choice-{key}") == RollForward.REDATE
            else None,
            request.POST.get(f"reason-{key}", "")[:1000],
        )
        for key in keys
    }


def _filled(request: PersonRequest, rows: Sequence[UnfinishedTask]) -> dict[int, Choice]:
    """Give the same choice to every task that has none, where it is open to the task."""
    wanted = request.POST.get("fill-choice", "")
    day = _day(request.POST.get("fill-deadline", "")) if wanted == RollForward.REDATE else None
    choice = Choice(wanted, day, request.POST.get("fill-reason", "")[:1000])
    return {row.task.pk: choice for row in rows if not row.is_chosen and wanted in row.open}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _choice_row(request: PersonRequest, row: UnfinishedTask) -> ChoiceRow:
    key, kept = row.task.pk, row.choice
    chosen = request.POST.get(f"choice-{key}", kept.choice if kept and row.is_valid else "")
    saved_day = kept.new_deadline.isoformat() if kept and kept.new_deadline else ""
    return ChoiceRow(
        row,
        [(c.value, c.label(page_language()), c.value == chosen) for c in row.open],
        request.POST.get(f"deadline-{key}", saved_day),
        request.POST.get(f"reason-{key}", kept.reason if kept else ""),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: PersonRequest, pk: int) -> HttpResponse:
    """Show what will happen; carry it out. Carried out twice, it is done once."""
    plan = plan_for_office(request, pk)
    refused: list[str] = []
    status = 200
    if request.method == "POST":
        try:
            done = roll_forward(actor=request.user, now=request.now, plan=plan)
        except NotAllowed:
            raise
        except Refusal as refusal:
            refused, status = refusal.message(page_language()).splitlines(), refusal.status
        else:
            count = sum(done.counts.values())
            if count:
                words = ngettext("%(n)s task rolled forward.", "%(n)s tasks rolled forward.", count) % {"n": count}
                messages.success(request, words)
            else:
                messages.info(request, gettext("Nothing was left to roll forward."))
            target = done.next_plan or plan
            return HttpResponseRedirect(reverse("tasks:plan", args=[target.pk]))
    context = {
        "plan": plan,
        "preview": preview_of(plan),
        "refused": refused,
        "year_end": year_end(plan.year),
        "can_roll": local_date(request.now) >= year_end(plan.year),
    }
    return render(request, "tasks/roll_forward_preview.html", context, status=status)
