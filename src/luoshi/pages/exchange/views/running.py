"""One import: its columns, how far it is, what was found, what would change, what was stored."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.domain.audit.queries import history_of
from luoshi.domain.exchange import actions
from luoshi.domain.exchange.errors import SheetUnknown
from luoshi.domain.exchange.models import ImportRun
from luoshi.domain.exchange.rules import is_stale
from luoshi.domain.exchange.terms import UNDER_WAY, ImportKind, RunState
from luoshi.foundation.refusals import Refusal
from luoshi.pages.exchange.forms import SheetForm, matching_of
from luoshi.pages.exchange.views.loading import acting, visible_run
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest
from luoshi.workflows.import_sheet import matching
from luoshi.workflows.import_sheet.background import resume_imports
from luoshi.workflows.import_sheet.checked import MOST_SHOWN
from luoshi.workflows.import_sheet.faults import Remedy, grouped
from luoshi.workflows.import_sheet.fields import field_of, year_of_heading, yearly_field

FAULTS_SHOWN = 200
ROWS_SHOWN = 100
SUBJECT_PAGES = {
    ImportKind.PROJECTS: "projects:project",
    ImportKind.TASKS: "tasks:task",
    ImportKind.UNITS: "organizations:unit",
    ImportKind.INDICATORS: "indicators:indicator",
}


@require_safe
def run(request: PersonRequest, pk: int) -> HttpResponse:
    """Show an import at the step where it stands."""
    found = visible_run(request, pk)
    if found.state == RunState.RECEIVED:
        return redirect("exchange:columns", pk=pk)
    return render(request, "exchange/run.html", _context(request, found))


@require_safe
def progress(request: PersonRequest, pk: int) -> HttpResponse:
    """Show how far an import under way is; a finished one shows its page."""
    found = visible_run(request, pk)
    if found.state not in UNDER_WAY:
        return HttpResponse(status=204, headers={"HX-Redirect": request.path.removesuffix("progress/")})
    return render(request, "exchange/under_way.html", _context(request, found))


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: PersonRequest, pk: int) -> HttpResponse:
    """Choose sheet, heading and columns; have the sheet checked."""
    found = visible_run(request, pk)
    problems: list[str] = []
    posted: dict[int, str] | None = None
    form = SheetForm(request.POST if request.method == "POST" else request.GET)
    is_whole = form.is_valid()
    if request.method == "POST" and is_whole:
        posted = matching_of(request.POST)
        try:
            matching.match_and_check(
                **acting(request),
                run=found,
                version=form.cleaned_data["version"] or 0,
                sheet=form.cleaned_data["sheet"],
                header_row=form.cleaned_data["header_row"],
                header_rows=form.cleaned_data["header_rows"],
                matching=posted,
            )
        except Refusal as refusal:
            if refusal.status != 422:
                raise
            problems.append(refusal.message(page_language()))
        else:
            return redirect("exchange:run", pk=pk)
    elif request.method == "POST":
        problems.append(SheetUnknown().message(page_language()))
    context = {**_proposal(found, form, posted, is_whole), "run": found, "problems": problems}
    return render(request, "exchange/columns.html", context, status=422 if problems else 200)


@require_POST
def remedy(request: PersonRequest, pk: int) -> HttpResponse:
    """Choose how something found is dealt with in all its cells."""
    found = visible_run(request, pk)
    matching.choose_and_check(**acting(request), run=found, version=_version(request), changes=_remedy(request.POST))
    return redirect("exchange:run", pk=pk)


@require_POST
def store(request: PersonRequest, pk: int) -> HttpResponse:
    """Confirm what was shown and have it stored."""
    found = visible_run(request, pk)
    matching.confirm(**acting(request), run=found, version=_version(request))
    return redirect("exchange:run", pk=pk)


@require_POST
def again(request: PersonRequest, pk: int) -> HttpResponse:
    """Have the sheet checked again; one whose worker is gone is taken up again."""
    found = visible_run(request, pk)
    if found.state in UNDER_WAY:
        resume_imports(now=request.now)
    else:
        matching.check_again(**acting(request), run=found, version=_version(request))
    return redirect("exchange:run", pk=pk)


@require_POST
def drop(request: PersonRequest, pk: int) -> HttpResponse:
    """Give an import up."""
    found = visible_run(request, pk)
    actions.drop_import(**acting(request), run=found, version=_version(request))
    messages.success(request, gettext("The import is given up; nothing of it was stored."))
    return redirect("exchange:home")


def _version(request: PersonRequest) -> int:
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() and len(version) < 10 else 0


def _remedy(posted: Any) -> dict[str, Any]:
    """Read a remedy as the form sends it."""
    chosen, value = posted.get("remedy", ""), posted.get("value", "")[:60]
    if chosen == Remedy.REPLACE and value:
        return {"replace": {posted.get("field", "")[:40]: {posted.get("written", "")[:2000]: value}}}
    if chosen == Remedy.MONEY_UNIT:
        return {"money_unit": value}
    if chosen in (Remedy.FILL_MERGED, Remedy.CONVERT_UNITS):
        return {chosen: True}
    return {}


def _context(request: PersonRequest, found: ImportRun) -> dict[str, Any]:
    kind = ImportKind(found.kind)
    is_zh = page_language().startswith("zh")
    words = "zh" if is_zh else "en"
    faults = [{**fault, "words": fault[words]} for fault in found.faults]
    errors = [fault for fault in faults if fault["severity"] == "error"]
    notes = [fault for fault in faults if fault["severity"] != "error"]
    plan = found.plan or {}
    changed = [
        {**row, "fields": [(f[0] if is_zh else f[1], f[2], f[3]) for f in row["fields"]]}
        for row in plan.get("changed", [])[:ROWS_SHOWN]
    ]
    return {
        "run": found,
        "kind": kind,
        "is_under_way": found.state in UNDER_WAY,
        "is_stale": found.state in UNDER_WAY and is_stale(found.progress_at, request.now),
        "errors": errors[:FAULTS_SHOWN],
        "more_errors": max(found.fault_count - FAULTS_SHOWN, 0),
        "notes": notes[:FAULTS_SHOWN],
        "groups": [_group(group, kind, is_zh) for group in grouped(errors)],
        "counts": plan.get("counts", {}),
        "writes": sum(plan.get("counts", {}).get(deed, 0) for deed in ("create", "change")),
        "changed": changed,
        "created": plan.get("created", [])[:ROWS_SHOWN],
        "shown_limit": min(ROWS_SHOWN, MOST_SHOWN),
        "is_other": plan.get("is_other", False),
        "subject_page": SUBJECT_PAGES[kind],
        "history": history_of("import", found.pk)[:20],
    }


def _group(group: dict[str, Any], kind: ImportKind, is_zh: bool) -> dict[str, Any]:
    field = field_of(kind, group["field"]) if group["field"] else None
    return {
        **group,
        "label": field.label(page_language()) if field else "",
        "choices": [(value, zh if is_zh else en) for value, zh, en in group["options"]],
        "more": group["count"] - len(group["cells"]),
    }


def _proposal(found: ImportRun, form: SheetForm, posted: dict[int, str] | None, is_whole: bool) -> dict[str, Any]:
    """Propose columns for what the form chose; an unreadable choice falls back to what is likeliest."""
    kind = ImportKind(found.kind)
    try:
        chosen = form.cleaned_data if is_whole else {}
        proposal = matching.proposed(
            found,
            sheet=chosen.get("sheet") or form.data.get("sheet", ""),
            header_row=chosen.get("header_row"),
            header_rows=chosen.get("header_rows"),
        )
    except SheetUnknown:
        proposal = matching.proposed(found)
    language = page_language()
    offered = [(field.key, field.label(language), field.is_needed) for field in proposal.fields]
    known = {key for key, *_ in offered}
    rows = []
    for column in proposal.columns:
        own = list(offered)
        year = year_of_heading(kind, column.heading)
        if year is not None and yearly_field(kind, year).key not in known:
            own.append((yearly_field(kind, year).key, yearly_field(kind, year).label(language), False))
        value = posted.get(column.number, "") if posted is not None else column.field
        rows.append({"column": column, "offered": own, "value": value})
    return {
        "proposal": proposal,
        "kind": kind,
        "rows": rows,
        "sheets": found.outline,
        "hidden": [sketch["name"] for sketch in found.outline if sketch["is_hidden"] and sketch["rows"]],
        "header_choices": range(1, matching.top_rows() + 1),
        "missing": [field.label(language) for field in proposal.missing],
    }
