"""A return out as a workbook and in again (RP13)."""

from __future__ import annotations

import io

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.domain.reporting import actions, rules
from luoshi.domain.reporting.errors import LineProblem
from luoshi.domain.reporting.queries import lines_of
from luoshi.domain.reporting.queries.returns import name_of
from luoshi.domain.reporting.terms import ReturnDeed
from luoshi.foundation.refusals import Refusal
from luoshi.pages.reporting.exports.workbook import read_sheet, write_sheet
from luoshi.pages.reporting.forms.office import UploadForm
from luoshi.pages.reporting.views.loading import return_seen, return_to_fill
from luoshi.pages.reporting.views.returns import page_of
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, sent, show_refusal

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def sheet(request: PersonRequest, pk: int) -> HttpResponse:
    """Give a return as a prefilled workbook."""
    found = return_seen(request, pk)
    buffer = io.BytesIO()
    own = rules.own_fields(found.period.scheme.own_fields)
    write_sheet(buffer, found, lines_of(found), own, page_language())
    name = f"{found.unit.label}-{found.period.label_chinese}.xlsx"
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(buffer.getvalue(), content_type=XLSX, headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a filled workbook: right rows are kept, wrong ones named with their row."""
    found = return_to_fill(request, pk)
    form = UploadForm(*sent(request))
    status = 200
    problems: list[LineProblem] = []
    kept = 0
    names: dict[int, str] = {}
    missing: list[str] = []
    if request.method == "POST" and form.is_valid():
        lines = lines_of(found)
        names = {line.pk: name_of(line) for line in lines}
        own = rules.own_fields(found.period.scheme.own_fields)
        try:
            read = read_sheet(form.cleaned_data["file"], found, lines, own, reader=request.user)
            saved = actions.save_lines(
                actor=request.user, now=request.now, sheet=found, entries=read.entries, deed=ReturnDeed.UPLOAD
            )
        except Refusal as refusal:
            show_refusal(form, refusal)
            status = refusal.status
        else:
            problems = sorted([*read.problems, *saved.problems], key=lambda one: (len(one.place), one.place))
            kept = len(saved.lines)
            missing = [name_of(line) for line in read.missing]
            if not problems:
                if missing:
                    messages.warning(request, _missing_words(missing))
                messages.success(
                    request, ngettext("%(n)s row is imported.", "%(n)s rows are imported.", kept) % {"n": kept}
                )
                return page_of(pk)
            status = 422
    status = 422 if form.errors and status == 200 else status
    context = {
        "form": form,
        "sheet": found,
        "period": found.period,
        "kept": kept,
        "missing": _missing_words(missing) if missing else "",
        "problems": [(problem, names.get(problem.line_id or 0, "")) for problem in problems],
    }
    return render(request, "reporting/upload.html", context, status=status)


def _missing_words(names: list[str]) -> str:
    """Say which lines the file no longer holds; nothing happens to them."""
    shown = gettext(", ").join(names[:3])
    return ngettext(
        "%(n)s row is missing from the file and stays as it was: %(names)s",
        "%(n)s rows are missing from the file and stay as they were, such as %(names)s",
        len(names),
    ) % {"n": len(names), "names": shown}
