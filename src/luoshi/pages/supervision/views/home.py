"""The first page of supervision: what goes out today and tomorrow, what waits, and what a unit has to answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.terms import Role
from luoshi.domain.supervision import actions
from luoshi.domain.supervision.models import AdoptedLadder, StepRun
from luoshi.domain.supervision.permissions import may_supervise
from luoshi.domain.supervision.queries.clock import clocks_ahead
from luoshi.domain.supervision.queries.extensions import extensions_waiting
from luoshi.domain.supervision.queries.matters import (
    UNIT_ROLES,
    MatterFilters,
    appeals_waiting,
    matter_list,
    step_counts,
    steps_to_answer,
    steps_to_go_out,
)
from luoshi.domain.supervision.terms import RuleState, StepDeed, StepKind, StepRunState
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import NotAllowed, Refusal
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest
from luoshi.pages.supervision.forms.deeds import StepDeedForm

MOST_SHOWN = 200  # steps of one list
FIRST_SHOWN = 20  # before all are asked for


@dataclass(frozen=True, slots=True)
class StepList:
    """Steps that are to go out, under one head."""

    name: str
    word: str
    steps: list[StepRun]
    total: int


@require_safe
def home(request: PersonRequest) -> HttpResponse:
    """Show what the office may still hold, what waits for it, and what the account's units have to answer."""
    standing, today = request.standing, local_date(request.now)
    is_officer = standing.has(Role.OFFICER)
    counts = step_counts(standing)
    steps = list(steps_to_go_out(standing)[: 3 * MOST_SHOWN]) if is_officer else []
    context = {
        "today": today,
        "is_officer": is_officer,
        "is_unit": standing.has(*UNIT_ROLES),
        "rungs": [(kind, counts.get(kind, 0)) for kind in StepKind if counts.get(kind)],
        "open_count": sum(n for kind, n in counts.items() if kind),
        "lists": _lists(steps, today, request.GET.get("all", "")),
        "appeals": list(appeals_waiting(standing)[:50]) if is_officer else [],
        "extensions": list(extensions_waiting(standing)[:50]) if is_officer else [],
        "to_answer": list(steps_to_answer(standing)[:MOST_SHOWN]),
        "matters": [] if is_officer else matter_list(standing, MatterFilters(), page=1)[0][:FIRST_SHOWN],
        "clocks_ahead": clocks_ahead(standing, today) if is_officer else [],
        "has_ladder": AdoptedLadder.objects.filter(state=RuleState.ADOPTED).exists(),
    }
    return render(request, "supervision/home.html", context)


def _lists(steps: list[StepRun], today: date, whole: str) -> list[StepList]:
    """Part the steps by what becomes of them; long lists are cut, but for the one that is asked for whole."""
    planned = [step for step in steps if step.state == StepRunState.PLANNED]
    free = [step for step in planned if not step.needs_release]
    waiting = [step for step in planned if step.needs_release]
    heads = [
        ("today", gettext("Going out today"), [step for step in free if step.due_on <= today]),
        ("tomorrow", gettext("Going out tomorrow"), [step for step in free if step.due_on > today]),
        ("release", gettext("Awaiting your confirmation"), [step for step in waiting if step.kind != StepKind.CLOSING]),
        ("closing", gettext("To be closed with a grade"), [s for s in waiting if s.kind == StepKind.CLOSING]),
        ("held", gettext("Held"), [step for step in steps if step.state == StepRunState.HELD]),
    ]
    return [
        StepList(name, word, found if name == whole else found[:FIRST_SHOWN], len(found)) for name, word, found in heads
    ]


@require_POST
def go_on(request: PersonRequest, pk: int) -> HttpResponse:
    """Go on from today where lights or steps were computed for days that have not come (LA19)."""
    jurisdiction = Unit.objects.filter(pk=pk).first()
    if jurisdiction is None or not may_supervise(request.standing, jurisdiction):
        raise NotAllowed
    try:
        count = actions.go_on_from_today(actor=request.user, now=request.now, jurisdiction=jurisdiction)
    except Refusal as refusal:
        messages.error(request, refusal.message(page_language()))
    else:
        words = ngettext("%s light is of today again.", "%s lights are of today again.", count)
        messages.success(request, words % count)
    return HttpResponseRedirect(reverse("supervision:home"))


@require_POST
def steps(request: PersonRequest) -> HttpResponse:
    """Let the selected steps go at once, or ask why they are held or dropped and do it.

    Each step stands for itself; refusals are told by step.
    """
    if not request.standing.has(Role.OFFICER):
        raise NotAllowed
    chosen = _chosen(request, request.POST.getlist("step"))
    deed = request.POST.get("do", "")
    if not chosen:
        messages.error(request, gettext("Select steps first."))
    elif deed == StepDeed.LET_GO:
        _do_each(request, chosen, deed, lambda step, version: _let_go(request, step, version))
    elif deed in {StepDeed.HOLD, StepDeed.DROP}:
        form = StepDeedForm(request.POST if "reason" in request.POST else None, deed=StepDeed(deed))
        if not form.is_valid():
            context = {"form": form, "deed": deed, "chosen": chosen, "back": _matter_named(request)}
            return render(request, "supervision/step_deed.html", context, status=422 if form.errors else 200)
        reason, until = form.cleaned_data["reason"], form.cleaned_data.get("held_until")
        _do_each(request, chosen, deed, lambda step, version: _keep_back(request, step, version, reason, until))
    return HttpResponseRedirect(_back(request))


def _back(request: PersonRequest) -> str:
    matter = _matter_named(request)
    return reverse("supervision:home") if matter is None else reverse("supervision:matter", args=[matter])


def _matter_named(request: PersonRequest) -> int | None:
    """Give the matter from whose page the steps were chosen."""
    back = request.POST.get("back", "")
    return int(back) if back.isascii() and back.isdigit() and len(back) < 16 else None


def _chosen(request: PersonRequest, values: list[str]) -> list[tuple[StepRun, int]]:
    """Read "key-version" of each selected step; what is gone or not the account's is left out."""
    wanted: dict[int, int] = {}
    for value in values:
        key, _dash, version = value.partition("-")
        if key.isascii() and key.isdigit() and version.isascii() and version.isdigit() and len(value) < 24:
            wanted[int(key)] = int(version)
    found = steps_to_go_out(request.standing).filter(pk__in=wanted)
    return [(step, wanted[step.pk]) for step in found]


def _do_each(
    request: PersonRequest, chosen: list[tuple[StepRun, int]], deed: str, do: Callable[[StepRun, int], object]
) -> None:
    done = 0
    for step, version in chosen:
        try:
            do(step, version)
            done += 1
        except Refusal as refusal:
            messages.error(request, f"{step.matter.title}: {refusal.message(page_language())}")
    if done:
        messages.success(request, _said(deed, done))


def _let_go(request: PersonRequest, step: StepRun, version: int) -> StepRun:
    return actions.let_go_step(actor=request.user, now=request.now, step=step, version=version)


def _keep_back(request: PersonRequest, step: StepRun, version: int, reason: str, until: date | None) -> StepRun:
    who, now = request.user, request.now
    if request.POST.get("do") == StepDeed.DROP:
        return actions.drop_step(actor=who, now=now, step=step, reason=reason, version=version)
    return actions.hold_step(actor=who, now=now, step=step, reason=reason, held_until=until, version=version)


def _said(deed: str, count: int) -> str:
    if deed == StepDeed.LET_GO:
        return ngettext("%s step has gone out.", "%s steps have gone out.", count) % count
    if deed == StepDeed.HOLD:
        return ngettext("%s step is held.", "%s steps are held.", count) % count
    return ngettext("%s step is dropped.", "%s steps are dropped.", count) % count
