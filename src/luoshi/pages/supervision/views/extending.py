"""A later date for a task or project: the unit's wish, and the office's answer (LA8)."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from luoshi.domain.projects.models import Project
from luoshi.domain.projects.terms import LibraryState
from luoshi.domain.supervision import actions, errors
from luoshi.domain.supervision.permissions import may_answer, may_supervise
from luoshi.domain.supervision.queries.extensions import (
    dates_that_judge,
    dates_to_ask_for,
    extensions_of,
    visible_extensions,
)
from luoshi.domain.supervision.rules import extension_problem
from luoshi.domain.supervision.terms import ExtendedDate
from luoshi.domain.tasks.models import Task
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import NotAllowed, Refusal
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, sent
from luoshi.pages.shared.under_supervision import way_back
from luoshi.pages.supervision.forms.deeds import ExtensionAnswerForm, ExtensionForm
from luoshi.pages.supervision.views.loading import about_thing, again, refused, thing_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def extend(request: PersonRequest, kind: str, pk: int) -> HttpResponse:
    """Ask for a later date for a task or project, before its date; say at once where it cannot be asked for."""
    thing = thing_or_404(request, kind, pk)
    if thing.lead_unit is None or not may_answer(request.standing, thing.lead_unit):
        raise NotAllowed
    about = about_thing(request, thing)
    form = ExtensionForm(*sent(request), dates=_offered(request, thing), is_project=isinstance(thing, Project))
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_extension(
                actor=request.user,
                now=request.now,
                thing=thing,
                wanted=form.cleaned_data["wanted_deadline"],
                reason=form.cleaned_data["reason"],
                extended=form.extended_date,
            )
        except Refusal as refusal:
            return refused(request, "extend", form, refusal, **about)
        messages.success(request, gettext("Request sent; until it is approved the current date applies."))
        return HttpResponseRedirect(about["back"])
    problem = _problem(request, thing)
    about |= {"problem": problem.message(page_language()) if problem else "", "earlier": extensions_of(thing)}
    return again(request, "extend", form, **about)


@require_http_methods(["GET", "HEAD", "POST"])
def extension(request: PersonRequest, pk: int) -> HttpResponse:
    """Approve or refuse a wish for a later date."""
    rows = (
        visible_extensions(request.standing)
        .filter(pk=pk)
        .select_related(
            "task__jurisdiction",
            "task__lead_unit",
            "task__light",
            "project__jurisdiction",
            "project__lead_unit",
            "project__light",
            "asked_by",
            "answered_by",
        )
    )
    found = rows.first()
    if found is None:
        raise Http404
    if not may_supervise(request.standing, found.thing.jurisdiction):
        raise NotAllowed
    about = about_thing(request, found.thing) | {"wish": found, "back": way_back(request, reverse("supervision:home"))}
    form = ExtensionAnswerForm(*sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_extension(
                actor=request.user,
                now=request.now,
                extension=found,
                is_approved=form.cleaned_data["decision"] == "approve",
                answer=form.cleaned_data["reason"],
            )
        except Refusal as refusal:
            return refused(request, "extension", form, refusal, **about)
        messages.success(request, gettext("The extension request is answered."))
        return HttpResponseRedirect(about["back"])
    return again(request, "extension", form, **about)


def _offered(request: PersonRequest, thing: Task | Project) -> dict[ExtendedDate, date]:
    """Give the dates that can be asked for; once one is sent all that judge, so that the rule says why it cannot be."""
    today = local_date(request.now)
    judge = request.method == "POST"
    return dict(dates_that_judge(thing, today) if judge else dates_to_ask_for(thing, today))


def _problem(request: PersonRequest, thing: Task | Project) -> Refusal | None:
    """Say why nothing can be asked for; None where something can."""
    today = local_date(request.now)
    if isinstance(thing, Project) and thing.library_state != LibraryState.ISSUED:
        return errors.DatesStillFree()
    if dates_to_ask_for(thing, today):
        return None
    dates = list(dates_that_judge(thing, today).values())
    problems = [extension_problem(day, wanted=None, asked_on=today) for day in dates] or [errors.NoDeadlineToExtend()]
    return problems[0] or errors.ExtensionWaits()
