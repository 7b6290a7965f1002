"""Downloads: the table, the selection or a batch as XLSX; a batch's notice as DOCX."""

from __future__ import annotations

import tempfile
from io import BytesIO

from django.db.models import QuerySet
from django.http import FileResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from luoshi.domain.tasks.models import Batch, Task
from luoshi.domain.tasks.queries import breakdown_rows, filtered_tasks, issuing_office, order_of, tasks_in
from luoshi.foundation.clock import local_date
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest
from luoshi.pages.tasks.address import read_address
from luoshi.pages.tasks.exports.notice import write_notice
from luoshi.pages.tasks.exports.workbook import write_workbook
from luoshi.pages.tasks.views.loading import visible_batch

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def table_xlsx(request: PersonRequest) -> FileResponse:
    """Give the whole table as the address filters and sorts it."""
    address = read_address(request.GET)
    tasks = filtered_tasks(request.standing, address.filters, local_date(request.now)).order_by(*order_of(address.sort))
    return xlsx_response(request, tasks, gettext("Task breakdown"))


@require_safe
def batch_xlsx(request: PersonRequest, pk: int) -> FileResponse:
    """Give a batch's breakdown table."""
    batch = visible_batch(request, pk)
    return xlsx_response(request, _tasks_of(request, batch), batch.name)


@require_safe
def notice(request: PersonRequest, pk: int) -> FileResponse:
    """Give a batch's notice with its breakdown table, laid out after GB/T 9704-2012."""
    batch = visible_batch(request, pk)
    file = BytesIO()
    rows = list(breakdown_rows(_tasks_of(request, batch)))
    write_notice(file, batch=batch, office=issuing_office(batch), rows=rows)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{batch.name}.docx", content_type=DOCX)


def _tasks_of(request: PersonRequest, batch: Batch) -> QuerySet[Task]:
    return tasks_in(batch, request.standing).order_by("year", "number")


def xlsx_response(request: PersonRequest, tasks: QuerySet[Task], title: str) -> FileResponse:
    """Give tasks as a breakdown table."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    write_workbook(file, breakdown_rows(tasks), title=title, language=page_language())
    file.seek(0)
    name = f"{title}-{local_date(request.now)}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)
