"""The list as XLSX or CSV, as the address filters and sorts it."""

from __future__ import annotations

import tempfile
from urllib.parse import quote

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from luoshi.domain.projects.queries import filtered_projects, lines_of
from luoshi.foundation.clock import local_date
from luoshi.pages.projects.address import read_address
from luoshi.pages.projects.exports.sheets import write_csv, write_workbook
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def export(request: PersonRequest) -> HttpResponseBase:
    """Give the whole list; ``form=csv`` in the address chooses CSV."""
    today = local_date(request.now)
    address = read_address(request.GET, today.year)
    lines = lines_of(filtered_projects(request.standing, address.filters), address.sort)
    name = f"{gettext('Project library')}-{today}"
    if request.GET.get("form") == "csv":
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.csv"
        write_csv(response, lines, year=address.filters.year, language=page_language())
        return response
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    write_workbook(file, lines, year=address.filters.year, language=page_language(), title=gettext("Project library"))
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)
