"""The list of documents, and one row of it while its document is being read."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.domain.documents.actions import is_stale
from luoshi.domain.documents.models import Document
from luoshi.domain.documents.queries import decision_progress, documents_found, documents_visible_to, years_of
from luoshi.domain.documents.rules import OFFICE
from luoshi.domain.documents.terms import DocumentState, Genre, ReadingFailure
from luoshi.pages.documents.access import document_to_read, standing_in
from luoshi.pages.documents.receivers import jurisdictions_of

PAGE_SIZE = 50
SHOWN_STATES = (DocumentState.READING, DocumentState.READ, DocumentState.FAILED)


def rows_of(request: HttpRequest, documents: list[Document]) -> list[dict[str, object]]:
    """Give what the table shows of each document. One query for all counts."""
    progress = decision_progress([d.pk for d in documents if d.state == DocumentState.READ])
    now = request.now  # type: ignore[attr-defined]
    return [
        {
            "document": document,
            "progress": progress.get(document.pk),
            "failure": ReadingFailure(document.error_code) if document.error_code else None,
            "is_under_way": document.state in {DocumentState.WAITING, DocumentState.READING},
            "is_stale": is_stale(document, now),
        }
        for document in documents
    ]


@require_safe
def document_list(request: HttpRequest) -> HttpResponse:
    """Show the documents that the person may see, filtered and paged; the address holds the whole state."""
    standing = standing_in(request)
    visible = documents_visible_to(standing)
    search = request.GET.get("q", "").strip()[:80]
    state = request.GET.get("state", "")
    genre = request.GET.get("genre", "")
    year = request.GET.get("year", "")
    chosen_year = int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None
    found = documents_found(
        visible,
        search=search,
        state=state if state in SHOWN_STATES else "",
        genre=genre if genre in Genre._value2member_map_ else "",
        year=chosen_year,
    )
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": rows_of(request, list(page.object_list)),
        "search": search,
        "chosen": {"state": state, "genre": genre, "year": chosen_year},
        "is_filtered": bool(search or state or genre or year),
        "states": SHOWN_STATES,
        "genres": list(Genre),
        "years": years_of(visible),
        "may_receive": standing.has(*OFFICE),
        "jurisdictions": jurisdictions_of(standing),
    }
    return render(request, "documents/list.html", context)


@require_safe
def document_row(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one row again; it asks for itself until its document has been read."""
    document = document_to_read(request, pk, lean=True)
    return render(request, "documents/row.html", {"row": rows_of(request, [document])[0]})
