"""Matters: their list, the page of one, and what is done to one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.domain.audit.queries import history_of
from luoshi.domain.organizations.terms import Role
from luoshi.domain.projects.models import Project
from luoshi.domain.supervision import actions
from luoshi.domain.supervision.actions import BY_HAND, asked_of
from luoshi.domain.supervision.models import Interview, LightChange, Matter, StepRun
from luoshi.domain.supervision.permissions import may_answer, may_supervise
from luoshi.domain.supervision.queries import visible_matters
from luoshi.domain.supervision.queries.climbing import TO_GO_OUT, WENT_OUT, read_adopted
from luoshi.domain.supervision.queries.extensions import dates_to_ask_for, extensions_of
from luoshi.domain.supervision.queries.matters import (
    PAGE_SIZE,
    MatterFilters,
    grade_for,
    interviews_of,
    is_finished,
    is_late_answer,
    matter_list,
    step_counts,
    steps_shown,
)
from luoshi.domain.supervision.queries.outlines import can_be_supervised
from luoshi.domain.supervision.rules import LadderStep, appeal_open_until
from luoshi.domain.supervision.terms import (
    ClosingGrade,
    Complexity,
    MatterState,
    Party,
    StepKind,
    StepRunState,
    Urgency,
)
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import Refusal
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, number_in, show_refusal
from luoshi.pages.shared.under_supervision import way_back
from luoshi.pages.supervision.forms.deeds import CloseForm, InterviewForm, RegisterForm, ReopenForm
from luoshi.pages.supervision.history import told
from luoshi.pages.supervision.views.loading import (
    about_thing,
    cause_of,
    light_words,
    matter_for_office,
    matter_or_404,
    thing_for_office,
)
from luoshi.workflows.interview_promises import record_with_promises


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step that went out, was held or dropped, and what may be done about it."""

    run: StepRun
    word: str
    reason: str
    is_late: bool
    can_answer: bool
    can_appeal: bool


@require_safe
def matters(request: PersonRequest) -> HttpResponse:
    """List matters by rung."""
    query = request.GET
    filters = MatterFilters(
        rung=query.get("rung", "") if query.get("rung") in set(StepKind) else "",
        state=query.get("state", MatterState.OPEN) if query.get("state") in {*MatterState, None} else "",
        waiting=query.get("waiting", "") if query.get("waiting") in {"answer", "appeal"} else "",
    )
    page = min(max(number_in(query.get("page")) or 1, 1), 10_000)
    rows, count = matter_list(request.standing, filters, page=page)
    counts = step_counts(request.standing)
    context = {
        "matters": rows,
        "filters": filters,
        "count": count,
        "page": page,
        "pages": max(1, -(-count // PAGE_SIZE)),
        "rungs": [
            (kind.value, kind.label(page_language()), counts.get(kind, 0)) for kind in StepKind if counts.get(kind)
        ],
        "open_count": sum(n for kind, n in counts.items() if kind),
        "today": local_date(request.now),
        "is_officer": request.standing.has(Role.OFFICER),
    }
    return render(request, "supervision/matters.html", context)


@require_safe
def matter(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a matter with its ladder, its steps, letters, answers, appeals, interviews and history."""
    current = matter_or_404(request, pk)
    standing, today = request.standing, local_date(request.now)
    ladder = read_adopted(current.ladder)
    is_office, is_unit = may_supervise(standing, current.jurisdiction), may_answer(standing, current.unit)
    runs = steps_shown(current)
    rungs = [step for step in ladder.steps if not step.is_beside]
    reached = [place for place, step in enumerate(rungs) if step.kind == current.rung]
    light = getattr(current.thing, "light", None)
    key = {"task": current.task_id} if current.task_id else {"project": current.project_id}
    context = {
        "matter": current,
        "thing": current.thing,
        "is_project": isinstance(current.thing, Project),
        "deadline": current.thing.planned_finish if isinstance(current.thing, Project) else current.thing.deadline,
        "today": today,
        "stages": [step.label(page_language()) for step in rungs],
        "stage": reached[-1] if reached else None,
        "left_out": _left_out(rungs, runs, current),
        "light": light,
        "light_reason": light_words(current.thing),
        "steps": [
            _shown(run, ladder.step(run.step), today, is_unit, ladder.appeal_working_days)
            for run in runs
            if run.state not in TO_GO_OUT
        ],
        "planned": [run for run in runs if run.state in TO_GO_OUT] if is_office else [],
        "interviews": interviews_of(current),
        "extensions": extensions_of(current.thing).select_related("asked_by"),
        "changes": LightChange.objects.filter(**key).order_by("-changed_on", "-id")[:12],
        "history": told(history_of("matter", current.pk), page_language()),
        "is_office": is_office,
        "is_unit": is_unit,
        "can_extend": is_unit
        and current.state == MatterState.OPEN
        and can_be_supervised(current.thing)
        and bool(dates_to_ask_for(current.thing, today)),
        "can_close": is_office and current.state == MatterState.OPEN and is_finished(current),
    }
    return render(request, "supervision/matter.html", context)


def _left_out(rungs: list[LadderStep], runs: list[StepRun], matter: Matter) -> set[int]:
    """Give the rungs that the present episode went past without a step of their kind (LA1)."""
    place = (matter.round, matter.episode)
    taken = {run.kind for run in runs if run.state in WENT_OUT and (run.round, run.episode) == place}
    return {number for number, step in enumerate(rungs) if step.kind not in taken}


def _shown(run: StepRun, step: LadderStep | None, today: Any, is_unit: bool, appeal_days: int) -> ShownStep:
    went_out = run.state in WENT_OUT and run.taken_at is not None
    can_answer = is_unit and went_out and step is not None and any(kind in step.answers for kind in BY_HAND)
    can_appeal = False
    if is_unit and went_out and run.taken_at is not None and not run.appeals.all():
        can_appeal = today <= appeal_open_until(local_date(run.taken_at), appeal_days)
    zh = page_language().startswith("zh")
    return ShownStep(
        run,
        step.label(page_language()) if step else StepKind(run.kind).label(page_language()),
        run.reason_chinese if zh else run.reason_english,
        is_late_answer(run, today),
        can_answer and run.state == StepRunState.TAKEN,
        can_appeal,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: PersonRequest, kind: str, pk: int) -> HttpResponse:
    """Put a task or project under supervision, or say anew how urgent and complex it is."""
    thing = thing_for_office(request, kind, pk)
    current = Matter.objects.filter(**{f"{kind}_id": pk}).first()
    initial = {
        "urgency": current.urgency if current else Urgency.ORDINARY.value,
        "complexity": current.complexity if current else Complexity.SIMPLE.value,
        "reason": "" if current and current.registered_on else cause_of(thing),
    }
    about = about_thing(request, thing)
    form = RegisterForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.register_matter(
                actor=request.user,
                now=request.now,
                thing=thing,
                urgency=Urgency(form.cleaned_data["urgency"]),
                complexity=Complexity(form.cleaned_data["complexity"]),
                reason=form.cleaned_data["reason"],
            )
        except Refusal as refusal:
            show_refusal(form, refusal)
            return _again(request, "register", form, refusal.status, **about)
        messages.success(request, gettext("It is under supervision now."))
        return HttpResponseRedirect(way_back(request, reverse("supervision:matter", args=[made.pk])))
    return _again(request, "register", form, **about)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: PersonRequest, pk: int) -> HttpResponse:
    """Close a matter with its grade; what the rules propose is chosen beforehand."""
    current = matter_for_office(request, pk)
    proposed = grade_for(current)
    initial = {"version": current.version, "grade": proposed.grade.value}
    form = CloseForm(request.POST if request.method == "POST" else None, initial=initial)
    why = proposed.chinese if page_language().startswith("zh") else proposed.english
    if request.method == "POST" and form.is_valid():
        try:
            actions.close_matter(
                actor=request.user,
                now=request.now,
                matter=current,
                grade=ClosingGrade(form.cleaned_data["grade"]),
                words=form.cleaned_data["words"],
                version=form.cleaned_data["version"],
            )
        except Refusal as refusal:
            show_refusal(form, refusal)
            return _again(request, "close", form, refusal.status, matter=current, why=why)
        messages.success(request, gettext("The matter is closed."))
        return HttpResponseRedirect(reverse("supervision:matter", args=[pk]))
    return _again(request, "close", form, matter=current, why=why)


@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a closed matter up again."""
    current = matter_for_office(request, pk)
    form = ReopenForm(request.POST if request.method == "POST" else None, initial={"version": current.version})
    if request.method == "POST" and form.is_valid():
        try:
            actions.reopen_matter(
                actor=request.user,
                now=request.now,
                matter=current,
                reason=form.cleaned_data["reason"],
                version=form.cleaned_data["version"],
            )
        except Refusal as refusal:
            show_refusal(form, refusal)
            return _again(request, "reopen", form, refusal.status, matter=current)
        return HttpResponseRedirect(reverse("supervision:matter", args=[pk]))
    return _again(request, "reopen", form, matter=current)


@require_http_methods(["GET", "HEAD", "POST"])
def interview(request: PersonRequest, pk: int) -> HttpResponse:
    """Record an interview on a matter; its promises become draft tasks."""
    current = matter_for_office(request, pk)
    initial = _known_of_interview(current) | {
        "held_on": local_date(request.now),
        "held_time": timezone.localtime(request.now).replace(minute=0).time(),
    }
    form = InterviewForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            record_with_promises(actor=request.user, now=request.now, matter=current, draft=form.draft())
        except Refusal as refusal:
            show_refusal(form, refusal)
            return _again(request, "interview", form, refusal.status, matter=current)
        messages.success(request, gettext("The interview is recorded; its promises are draft tasks now."))
        return HttpResponseRedirect(f"{reverse('supervision:matter', args=[pk])}#interviews")
    return _again(request, "interview", form, matter=current)


def _known_of_interview(matter: Matter) -> dict[str, str]:
    """Give what is known before an interview: what set it off, who holds it with whom, and how the matter stands."""
    called = matter.steps.filter(kind=StepKind.INTERVIEW, state__in=WENT_OUT | TO_GO_OUT).order_by("-id").first()
    step = asked_of(called) if called else None
    zh = page_language().startswith("zh")
    unanswered = matter.steps.filter(round=matter.round, episode=matter.episode, state=StepRunState.TAKEN)
    late = unanswered.exclude(kind=StepKind.INTERVIEW).filter(answer_by__isnull=False).order_by("id")
    said = [
        gettext("%(step)s of %(day)s not answered by %(by)s.")
        % {"step": StepKind(run.kind).label(page_language()), "day": local_date(run.taken_at), "by": run.answer_by}
        for run in late
        if run.taken_at is not None and (asked := asked_of(run)) is not None and asked.answers
    ]
    return {
        "trigger": (called.reason_chinese if zh else called.reason_english) if called else "",
        "interviewer": step.acts.label(page_language()) if step is not None and step.acts is not Party.OFFICE else "",
        "interviewees": gettext("Head of %s") % matter.unit.label,
        "problems": "\n".join([*([words] if (words := cause_of(matter.thing)) else []), *said]),
    }


@require_safe
def interviews(request: PersonRequest) -> HttpResponse:
    """List the interviews that the account may see, the newest first."""
    rows = Interview.objects.filter(matter__in=visible_matters(request.standing).values("pk"))
    shown = rows.select_related("matter__unit", "matter__task", "matter__project").prefetch_related("promises__task")
    context = {"interviews": shown.order_by("-held_at")[:200], "is_officer": request.standing.has(Role.OFFICER)}
    return render(request, "supervision/interviews.html", context)


def _again(request: PersonRequest, name: str, form: forms.Form, status: int = 200, **more: Any) -> HttpResponse:
    shown = status if status != 200 or not form.errors else 422
    return render(request, f"supervision/{name}.html", {"form": form, **more}, status=shown)
