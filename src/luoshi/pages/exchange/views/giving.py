"""Files given out: templates, marked sheets, lists, the open package."""

from __future__ import annotations

import tempfile

from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.terms import Role
from luoshi.domain.projects.queries.visibility import visible_projects
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import NotAllowed
from luoshi.pages.exchange.exports.lists import LISTS, said
from luoshi.pages.exchange.exports.marked_sheet import write_marked
from luoshi.pages.exchange.exports.open_projects import package_of
from luoshi.pages.exchange.exports.template_file import write_template
from luoshi.pages.exchange.views.loading import chosen_jurisdiction, kind_or_404, visible_run
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest
from luoshi.pages.shared.workbooks import XLSX, list_response


@require_safe
def template(request: PersonRequest, kind: str) -> FileResponse:
    """Give the sheet to fill in for a kind."""
    wanted = kind_or_404(kind)
    jurisdiction = chosen_jurisdiction(request, wanted)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    write_template(
        file, kind=wanted, jurisdiction=jurisdiction, today=local_date(request.now), language=page_language()
    )
    file.seek(0)
    name = gettext("Template for %(kind)s") % {"kind": wanted.label(page_language())}
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)


@require_safe
def marked(request: PersonRequest, pk: int) -> FileResponse:
    """Give the sheet of an import with comments at its cells."""
    found = visible_run(request, pk)
    if not found.sheet or not found.faults:
        raise Http404
    try:
        with found.file.open("rb") as stored:
            content = stored.read()
    except FileNotFoundError as error:
        raise Http404 from error
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    write_marked(
        file,
        name=found.file_name,
        content=content,
        sheet=found.sheet,
        faults=found.faults,
        language=page_language(),
    )
    file.seek(0)
    stem = found.file_name.rpartition(".")[0] or found.file_name
    words = gettext("with errors marked")
    return FileResponse(file, as_attachment=True, filename=f"{stem}（{words}）.xlsx", content_type=XLSX)


@require_safe
def list_xlsx(request: PersonRequest, name: str) -> FileResponse:
    """Give a whole list as XLSX, as far as the person sees it."""
    given = LISTS.get(name)
    if given is None:
        raise Http404
    if not request.standing.posts or (given.roles and not request.standing.has(*given.roles)):
        raise NotAllowed
    return list_response(
        title=str(given.title),
        day=local_date(request.now),
        columns=given.columns(),
        rows=given.rows(request.standing, said(page_language())),
    )


@require_safe
def open_projects(request: PersonRequest) -> HttpResponse:
    """Give the admitted projects that the person sees as an OC4IDS package (IM12)."""
    if not request.standing.has(Role.OFFICER):
        raise NotAllowed
    publisher = Unit.objects.filter(path__in=request.standing.scopes(Role.OFFICER)).order_by("path").first()
    if publisher is None:
        raise NotAllowed
    package = package_of(
        visible_projects(request.standing),
        publisher=publisher,
        now=request.now,
        address=request.build_absolute_uri(request.path),
    )
    response = JsonResponse(package, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = 'attachment; filename="oc4ids-projects.json"'
    return response
