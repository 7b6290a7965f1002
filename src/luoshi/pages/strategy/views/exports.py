"""Downloads of the strategy pages."""

from __future__ import annotations

import tempfile

from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from luoshi.domain.projects.queries.goals import outline_of
from luoshi.foundation.clock import local_date
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest
from luoshi.pages.strategy.exports.workbook import write_outline
from luoshi.pages.strategy.lines import table_of
from luoshi.pages.strategy.loading import day_of, shown_plan

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def outline_xlsx(request: PersonRequest) -> FileResponse:
    """Give the outline of a plan on a day as XLSX."""
    day = day_of(request)
    plan = shown_plan(request, day)
    if plan is None:
        raise Http404
    table = table_of(request.standing, outline_of(request.standing, plan, day, local_date(request.now)))
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    write_outline(file, table, title=f"{plan.name}（{day}）", language=page_language())
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{plan.name}-{day}.xlsx", content_type=XLSX)
