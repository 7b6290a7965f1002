"""Published bulletins without a login, where the jurisdiction says so (BU10): no way from there into the house."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from luoshi.domain.bulletins.models import Bulletin
from luoshi.domain.bulletins.queries import open_bulletins
from luoshi.pages.bulletins.exports.pdf import write_pdf
from luoshi.pages.bulletins.views.bulletin import content_of
from luoshi.pages.bulletins.views.files import PDF, file_response
from luoshi.pages.shared.language import page_language

SHOWN = 100


def _open(pk: int) -> Bulletin:
    return get_object_or_404(open_bulletins(), pk=pk)


@login_not_required
@require_safe
def open_list(request: HttpRequest) -> HttpResponse:
    """List what is published openly; 404 where nothing is."""
    rows = list(open_bulletins()[:SHOWN])
    if not rows:
        raise Http404
    return render(request, "bulletins/open_list.html", {"rows": rows})


@login_not_required
@require_safe
def open_bulletin(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one."""
    found = _open(pk)
    context = content_of(found, page_language(), has_links=False) | {"bulletin": found, "links_to_things": False}
    return render(request, "bulletins/open_bulletin.html", context)


@login_not_required
@require_safe
def open_pdf(request: HttpRequest, pk: int) -> FileResponse:
    """Give one as PDF."""
    return file_response(_open(pk), write_pdf, "pdf", PDF)
