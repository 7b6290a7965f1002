"""One repair: what stood there, why it was changed, and undoing it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from luoshi.domain.documents.actions import change_repair
from luoshi.domain.documents.queries import repairs_made
from luoshi.domain.documents.rules import Passage
from luoshi.domain.documents.terms import RepairAct
from luoshi.pages.documents.access import acting, open_document
from luoshi.pages.documents.answers import answer


@require_http_methods(["GET", "HEAD", "POST"])
def repair(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one repair, or undo it or make it again."""
    opening = open_document(request, pk)
    if opening.citations is not None:
        raise Http404
    document = opening.document
    values = request.POST if request.method == "POST" else request.GET
    try:
        passage = Passage(int(values["start"]), int(values["end"]))
    except (KeyError, ValueError) as error:
        raise Http404 from error
    if request.method == "POST":
        act = RepairAct.REDO if values.get("act") == RepairAct.REDO else RepairAct.UNDO
        changed = change_repair(
            **acting(request),
            document=document,
            passage=passage,
            act=act,
        )
        return answer(request, document, changed=[f.pk for f in changed], redraw=[passage], deed=f"repair_{act}")
    made = next((r for r in repairs_made(document) if r.passage == passage), None)
    if made is None:
        raise Http404
    context = {"repair": made, "document": document, "may_decide": opening.may_decide}
    return render(request, "documents/repair.html", context)
