"""A return's page: the unit fills it, its leader approves it, the office verifies it, all on the same address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from luoshi.domain.audit.queries import history_of
from luoshi.domain.organizations.terms import Role
from luoshi.domain.reporting import actions, permissions, rules
from luoshi.domain.reporting.actions import LineVerdict
from luoshi.domain.reporting.errors import LineProblem, LinesLeft, LinesRefused
from luoshi.domain.reporting.models import Return
from luoshi.domain.reporting.queries import disputes_of, files_of, lines_before, lines_of, moved_for, window_of
from luoshi.domain.reporting.rules import Standstill
from luoshi.domain.reporting.terms import ReturnLineState, ReturnState
from luoshi.foundation.periods import PeriodPhase
from luoshi.foundation.refusals import Refusal
from luoshi.pages.reporting.entries import number_of, percent_of, sum_of
from luoshi.pages.reporting.history import told
from luoshi.pages.reporting.lines import LineView
from luoshi.pages.reporting.views.loading import return_seen, return_to_fill, return_to_verify
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, number_in
from luoshi.workflows import hand_in


@require_safe
def sheet(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a return; what was issued or closed since is brought up first, for those who write on it."""
    found = return_seen(request, pk)
    moved = moved_for(found)
    if permissions.may_fill(request.standing, found.unit) and _phase(found, request, moved) is not PeriodPhase.LOCKED:
        actions.refresh_return(now=request.now, sheet=found)
    return show_return(request, found, moved=moved)


def show_return(
    request: PersonRequest,
    found: Return,
    *,
    typed: Mapping[int, Mapping[str, str]] | None = None,
    problems: Sequence[LineProblem] = (),
    refusal: Refusal | None = None,
    judged: Mapping[str, str] | None = None,
    moved: Standstill | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render the page, with what was typed (by the unit, or judged by the office) and what is wrong with it."""
    moved = moved or moved_for(found)
    phase = _phase(found, request, moved)
    state = ReturnState(found.state)
    may_fill = permissions.may_fill(request.standing, found.unit)
    is_taken = phase not in {PeriodPhase.AHEAD, PeriodPhase.LOCKED}
    can_write = may_fill and state in rules.EDITABLE and is_taken
    may_verify = permissions.may_keep(request.standing, found.period.scheme.jurisdiction)
    own = rules.own_fields(found.period.scheme.own_fields)
    files = files_of(found)
    disputes = disputes_of(found) if found.first_approved_at else {}  # only verified figures are disputed
    approves = permissions.may_approve(request.standing, found.unit)
    can_approve = approves and state is ReturnState.SUBMITTED and is_taken
    last, before = lines_before(found) if can_approve else (None, {})
    views = [
        LineView(
            line,
            page_language(),
            own,
            typed=(typed or {}).get(line.pk),
            problems=[one.refusal for one in problems if one.line_id == line.pk],
            can_write=can_write and _is_asked(found, line),
            judged=judged,
            files=files.get(line.pk, ()),
            disputes=disputes.get(line.pk, ()),
            before=before.get((line.task_id, line.project_id)),
        )
        for line in lines_of(found)
    ]
    touched = sum(view.line.is_touched for view in views)
    context: dict[str, Any] = {
        "sheet": found,
        "period": found.period,
        "phase": phase,
        "views": views,
        "touched": touched,
        "left": len(views) - touched,
        "can_write": can_write,
        "is_leader": approves,
        "can_approve": can_approve,
        "last": last,
        "can_verify": may_verify and state is ReturnState.APPROVED,
        "can_dispute": may_fill and any(view.is_verified for view in views),
        "unmarked": sum(not view.line.marks and view.line.state == ReturnLineState.OPEN for view in views),
        "waiting": sum(view.line.state == ReturnLineState.OPEN for view in views),
        "marked": sum(bool(view.line.marks) for view in views),
        "history": told(history_of("return", found.pk)[:60], page_language()),
        "refusal": refusal,
        "problems": [(one, _name(views, one)) for one in problems],
        "unfilled": [view for view in views if not view.line.is_touched] if isinstance(refusal, LinesLeft) else [],
        "is_own": request.standing.has(Role.REPORTER, Role.LEADER) and may_fill,
        "closes_at": moved.reopened_until or found.period.locks_at,
    }
    return render(request, "reporting/return.html", context, status=status)


def _name(views: Sequence[LineView], problem: LineProblem) -> str:
    return next((view.name for view in views if view.line.pk == problem.line_id), problem.place)


def _is_asked(found: Return, line: Any) -> bool:
    return found.times_returned == 0 or line.state == ReturnLineState.RETURNED or line.went_out_at is None


def _phase(found: Return, request: PersonRequest, moved: Standstill) -> PeriodPhase:
    return rules.phase_at(window_of(found.period), request.now, moved)


def refused(request: PersonRequest, pk: int, refusal: Refusal) -> HttpResponse:
    """Show the return again with what forbids the deed, at its lines."""
    problems = refusal.problems if isinstance(refusal, LinesRefused) else ()
    judged = {name: str(value) for name, value in request.POST.items()}
    found = return_seen(request, pk)
    return show_return(request, found, problems=problems, refusal=refusal, judged=judged, status=refusal.status)


def page_of(pk: int) -> HttpResponseRedirect:
    """Go to a return's page."""
    return HttpResponseRedirect(reverse("reporting:return", args=[pk]))


@require_POST
def submit(request: PersonRequest, pk: int) -> HttpResponse:
    """Submit to the leader; a leader's own submission goes to the office."""
    found = return_to_fill(request, pk)
    try:
        done = hand_in.submit(actor=request.user, now=request.now, sheet=found)
    except Refusal as refusal:
        return refused(request, pk, refusal)
    if done.state == ReturnState.APPROVED:
        messages.success(request, gettext("The return is with the office."))
    else:
        messages.success(request, gettext("The return waits for your unit's leader."))
    return page_of(pk)


@require_POST
def approve(request: PersonRequest, pk: int) -> HttpResponse:
    """Approve as the unit's leader."""
    found = return_to_fill(request, pk)
    try:
        hand_in.approve(actor=request.user, now=request.now, sheet=found)
    except Refusal as refusal:
        return refused(request, pk, refusal)
    messages.success(request, gettext("The return is with the office."))
    return page_of(pk)


@require_POST
def give_back(request: PersonRequest, pk: int) -> HttpResponse:
    """Give back to the reporter, as the unit's leader."""
    found = return_to_fill(request, pk)
    try:
        actions.give_back_return(
            actor=request.user, now=request.now, sheet=found, reason=request.POST.get("reason", "")
        )
    except Refusal as refusal:
        return refused(request, pk, refusal)
    messages.success(request, gettext("The return is back with the reporter."))
    return page_of(pk)


@require_POST
def verify(request: PersonRequest, pk: int) -> HttpResponse:
    """Verify one line with its figures, or all unmarked lines as declared."""
    found = return_to_verify(request, pk)
    try:
        if request.POST.get("do") == "unmarked":
            done = hand_in.verify(actor=request.user, now=request.now, sheet=found)
        else:
            key = request.POST.get("line", "")
            line = number_in(key)
            verdicts = {} if line is None else {line: _verdict(request, key)}
            done = hand_in.verify(actor=request.user, now=request.now, sheet=found, verdicts=verdicts)
    except Refusal as refusal:
        return refused(request, pk, refusal)
    if done.state == ReturnState.VERIFIED:
        messages.success(request, gettext("All lines are verified."))
    elif request.POST.get("line"):
        return HttpResponseRedirect(f"{reverse('reporting:return', args=[pk])}#line-{request.POST['line']}")
    else:
        messages.success(request, gettext("The unflagged lines are verified. Look at the flagged ones one by one."))
    return page_of(pk)


def _verdict(request: PersonRequest, key: str) -> LineVerdict:
    """Read the figures of a line's verdict; what cannot be read is named at the line."""
    post = request.POST
    try:
        return LineVerdict(
            percent=percent_of(post.get(f"percent-{key}")),
            value=number_of(post.get(f"value-{key}"), "value"),
            wan_yuan=sum_of(post.get(f"wan_yuan-{key}"), "wan_yuan"),
            funds_wan_yuan=sum_of(post.get(f"funds_wan_yuan-{key}"), "funds_wan_yuan"),
            paid_wan_yuan=sum_of(post.get(f"paid_wan_yuan-{key}"), "paid_wan_yuan"),
        )
    except Refusal as refusal:
        raise LinesRefused([LineProblem(int(key), refusal)]) from None


@require_POST
def send_back(request: PersonRequest, pk: int) -> HttpResponse:
    """Send back the lines with a reason."""
    found = return_to_verify(request, pk)
    reasons = {
        line: str(value)
        for name, value in request.POST.items()
        if name.startswith("reason-") and (line := number_in(name.removeprefix("reason-"))) is not None
    }
    try:
        hand_in.send_back(actor=request.user, now=request.now, sheet=found, reasons=reasons)
    except Refusal as refusal:
        return refused(request, pk, refusal)
    count = sum(bool(reason.strip()) for reason in reasons.values())
    messages.success(
        request,
        ngettext("%(n)s line is sent back.", "%(n)s lines are sent back.", count) % {"n": count},
    )
    return page_of(pk)
