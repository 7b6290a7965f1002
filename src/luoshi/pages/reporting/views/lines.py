"""What the unit writes on single lines: drafts that save themselves, lines without change, files of evidence."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from luoshi.domain.reporting import actions, permissions, rules
from luoshi.domain.reporting.errors import LineProblem, LinesRefused, LineStale
from luoshi.domain.reporting.models import Line, LineFile, Return, Tally
from luoshi.domain.reporting.queries import visible_returns
from luoshi.foundation.refusals import Refusal
from luoshi.pages.reporting.entries import read_entry
from luoshi.pages.reporting.lines import LineView
from luoshi.pages.reporting.views.loading import line_seen, plain_values, return_to_fill
from luoshi.pages.reporting.views.returns import page_of, refused, show_return
from luoshi.pages.shared.downloads import stored_file
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest


@require_POST
def save(request: PersonRequest, pk: int) -> HttpResponse:
    """Save a line; for htmx the line's small print comes back, else the page."""
    line, found = line_seen(request, pk)
    permissions.require(permissions.may_fill(request.standing, found.unit))
    own = rules.own_fields(found.period.scheme.own_fields)
    draft, problems = read_entry(request.POST, line, own)
    refusal: Refusal | None = None
    if not problems:
        try:
            if request.POST.get("do") == "unchanged":
                actions.say_unchanged(
                    actor=request.user, now=request.now, sheet=found, line_ids=[pk], seconds=_seconds(request)
                )
            else:
                actions.save_line(
                    actor=request.user,
                    now=request.now,
                    sheet=found,
                    line_id=pk,
                    draft=draft,
                    version=_version(request),
                    seconds=_seconds(request),
                )
        except LinesRefused as several:
            problems = [one.refusal for one in several.problems]
        except Refusal as one:
            refusal = one
            problems = [one]
    if request.headers.get("HX-Request"):
        return _small_print(request, pk, found, problems)
    if problems:
        return show_return(
            request,
            found,
            typed={pk: plain_values(request.POST)},
            problems=[LineProblem(pk, problem) for problem in problems],
            status=refusal.status if refusal else 422,
        )
    return page_of(found.pk)


def _small_print(request: PersonRequest, pk: int, found: Return, problems: list[Refusal]) -> HttpResponse:
    """Give the line's state, marks, errors and version; fields stay as they are under the writer's hands."""
    line = Line.objects.select_related("task", "project", "touched_by").get(pk=pk)
    tally = Tally.objects.filter(period=found.period, unit=found.unit).first()
    is_stale = any(isinstance(problem, LineStale) for problem in problems)
    own = rules.own_fields(found.period.scheme.own_fields)
    view = LineView(line, page_language(), own, problems=problems, can_write=True, theirs=is_stale)
    context = {
        "view": view,
        "is_saved": not problems,
        "is_fresh": True,
        "fills": not problems and request.POST.get("do") == "unchanged",
        "version": line.version if not problems or is_stale else request.POST.get("version", line.version),
        "touched": tally.touched if tally else 0,
        "left": tally.lines - tally.touched if tally else 0,
    }
    status = 200 if not problems else problems[0].status
    return render(request, "reporting/line_state.html", context, status=status)


@require_POST
def unchanged(request: PersonRequest, pk: int) -> HttpResponse:
    """Say of all lines that nobody has spoken on that nothing changed."""
    found = return_to_fill(request, pk)
    try:
        count = actions.say_unchanged(actor=request.user, now=request.now, sheet=found, seconds=_seconds(request))
    except Refusal as refusal:
        return refused(request, pk, refusal)
    messages.success(
        request,
        ngettext("%(n)s line is marked unchanged.", "%(n)s lines are marked unchanged.", count) % {"n": count},
    )
    return page_of(pk)


@require_POST
def add_files(request: PersonRequest, pk: int) -> HttpResponse:
    """Put files of evidence to a line."""
    _, found = line_seen(request, pk)
    permissions.require(permissions.may_fill(request.standing, found.unit))
    files = [(file.name or "", file) for file in request.FILES.getlist("files")]
    try:
        actions.add_files(actor=request.user, now=request.now, sheet=found, line_id=pk, files=files)
    except Refusal as refusal:
        problems = [LineProblem(pk, refusal)]
        return show_return(request, found, problems=problems, status=refusal.status)
    if files:
        messages.success(request, gettext("The file is added."))
    return page_of(found.pk)


@require_POST
def remove_file(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a file from a line that is still being written."""
    row = get_object_or_404(LineFile, pk=pk)
    _, found = line_seen(request, row.line_id)
    permissions.require(permissions.may_fill(request.standing, found.unit))
    try:
        actions.remove_file(actor=request.user, now=request.now, sheet=found, file_id=pk)
    except Refusal as refusal:
        return refused(request, found.pk, refusal)
    return page_of(found.pk)


@require_safe
def file(request: PersonRequest, pk: int) -> FileResponse:
    """Give a file of evidence for download to those who may see its return."""
    row = get_object_or_404(
        LineFile.objects.only("file", "file_name"),
        pk=pk,
        line__sheet__in=visible_returns(request.standing).values("pk"),
    )
    return stored_file(row.file, row.file_name)


def _seconds(request: PersonRequest) -> int:
    text = request.POST.get("seconds", "")
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def _version(request: PersonRequest) -> int | None:
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None
