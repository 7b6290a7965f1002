"""Taking files and pasted text in; having a failed one read again."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from luoshi.domain.documents.actions import Receipt, read_again, receive_document, receive_text
from luoshi.domain.documents.errors import UploadTooLarge
from luoshi.domain.documents.rules import MAX_UPLOAD_BYTES, clean_file_name
from luoshi.domain.documents.terms import Encoding
from luoshi.domain.organizations.models import Unit
from luoshi.foundation.refusals import NotAllowed, Refusal
from luoshi.pages.documents.access import acting, document_to_read, standing_in
from luoshi.pages.documents.receivers import jurisdictions_of
from luoshi.pages.documents.views.listing import rows_of
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.middleware import wants_json


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file: a receipt, or the words of a refusal."""

    name: str
    receipt: Receipt | None
    problem: str


@require_http_methods(["GET", "HEAD", "POST"])
def receive(request: HttpRequest) -> HttpResponse:
    """Show where files are dropped or text is pasted; take in what was sent, each file for itself."""
    jurisdictions = jurisdictions_of(standing_in(request))
    if not jurisdictions:
        raise NotAllowed
    if request.method != "POST":
        return render(request, "documents/receive.html", {"jurisdictions": jurisdictions, "text": ""})
    wanted = request.POST.get("jurisdiction", "")
    jurisdiction = next((u for u in jurisdictions if str(u.pk) == wanted), jurisdictions[0])
    text = request.POST.get("text", "")
    results = [_receive_file(request, jurisdiction, file) for file in request.FILES.getlist("files")]
    if text.strip():
        results.append(_receive_text(request, jurisdiction, text))
    if wants_json(request):
        return _as_json(request, results)
    problems = [result.problem for result in results if result.problem]
    if not results:
        problems = [gettext("Choose at least one file, or paste text.")]
    if problems:
        context = {"jurisdictions": jurisdictions, "text": text, "problems": problems, "results": results}
        return render(request, "documents/receive.html", context, status=422)
    _tell(request, results)
    if len(results) == 1 and results[0].receipt:
        return redirect("documents:read", pk=results[0].receipt.document.pk)
    return redirect("documents:list")


def _receive_file(request: HttpRequest, jurisdiction: Unit, file: UploadedFile[bytes]) -> Result:
    name = clean_file_name(file.name or "")
    try:
        if (file.size or 0) > MAX_UPLOAD_BYTES:  # refused before it is read into memory
            limit = MAX_UPLOAD_BYTES // 2**20
            raise UploadTooLarge(name=name, size_mb=f"{(file.size or 0) / 2**20:.0f}", limit_mb=limit)
        receipt = receive_document(
            **acting(request),
            jurisdiction=jurisdiction,
            name=file.name or "",
            content=file.read(),
        )
    except Refusal as refusal:
        return Result(name, None, refusal.message(page_language()))
    return Result(name, receipt, "")


def _receive_text(request: HttpRequest, jurisdiction: Unit, text: str) -> Result:
    try:
        receipt = receive_text(
            **acting(request),
            jurisdiction=jurisdiction,
            text=text,
        )
    except Refusal as refusal:
        return Result("", None, refusal.message(page_language()))
    return Result(receipt.document.file_name, receipt, "")


def _as_json(request: HttpRequest, results: list[Result]) -> JsonResponse:
    out = []
    for result in results:
        entry: dict[str, object] = {"name": result.name, "problem": result.problem}
        if result.receipt:
            document = result.receipt.document
            entry["id"] = document.pk
            entry["address"] = reverse("documents:read", args=[document.pk])
            entry["is_new"] = result.receipt.is_new
            entry["row"] = render_to_string("documents/row.html", {"row": rows_of(request, [document])[0]}, request)
        out.append(entry)
    status = 422 if results and all(result.problem for result in results) else 200
    return JsonResponse({"results": out}, status=status)


def _tell(request: HttpRequest, results: list[Result]) -> None:
    new = sum(1 for r in results if r.receipt and r.receipt.is_new)
    if new:
        words = ngettext("%(count)s document received.", "%(count)s documents received.", new)
        messages.success(request, words % {"count": new})
    for result in results:
        if result.receipt and not result.receipt.is_new:
            words = gettext("“%(name)s” is here already; this is the document that came in on %(date)s.")
            received = result.receipt.document.received_at
            messages.info(request, words % {"name": result.name, "date": f"{received:%Y-%m-%d}"})


@require_POST
def read_document_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a document that could not be read into the queue again."""
    document = document_to_read(request, pk, lean=True)
    named = request.POST.get("encoding", "")
    read_again(
        **acting(request),
        document=document,
        encoding=Encoding(named) if named in Encoding._value2member_map_ else None,
    )
    return redirect("documents:read", pk=pk)
