"""The reading page: source beside findings; the pieces of it that are fetched later; the original file."""

from __future__ import annotations

from itertools import groupby

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.domain.documents.actions import is_stale
from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.documents.queries import RepairMade, repairs_made, standing_findings
from luoshi.domain.documents.rules import Passage, merged_passage
from luoshi.domain.documents.terms import DocumentState, Encoding, FindingKind, FindingState, ReadingFailure
from luoshi.pages.documents.access import Opening, document_to_read, open_document
from luoshi.pages.documents.finding_list import all_findings, progress_of, section, sections, strip_marks
from luoshi.pages.documents.meeting_facts import meeting_facts
from luoshi.pages.documents.passages import (
    INLINE_CHARACTERS,
    Chunk,
    Mark,
    Repairs,
    chunk_passages,
    place_of_words,
    source_html,
)
from luoshi.pages.documents.views.second_reading import second_opinion_on
from luoshi.pages.shared.downloads import stored_file
from luoshi.pages.shared.requests import number_in

REPAIRS_LISTED = 120


@require_safe
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a document: its reading, how far that is, why it failed, or what the unit's own tasks cite."""
    opening = open_document(request, pk)
    if opening.citations is not None:
        return _cited(request, opening)
    document = opening.document
    if document.state != DocumentState.READ:
        return _not_read(request, opening)
    if request.headers.get("HX-Request"):  # the waiting page asked, and it is done
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    findings = all_findings(document)
    repairs = Repairs(repairs_made(document))
    context = {
        "document": document,
        "may_decide": opening.may_decide,
        "chunks": _chunks(document, marks_of(document, findings, repairs), repairs),
        "sections": sections(document, findings),
        "people": [f for f in findings if f.kind == FindingKind.PERSON],
        "facts": meeting_facts(document),
        "progress": progress_of(findings),
        "strip": strip_marks(document, findings),
        "repairs": _listed(repairs.all),
        "repair_count": len(repairs.all),
        "second": second_opinion_on(document, request.now, may_decide=opening.may_decide),  # type: ignore[attr-defined]
        "noise_count": len(document.reading.get("noise", [])),
        "chosen": request.GET.get("finding", ""),
    }
    return render(request, "documents/read.html", context)


def marks_of(document: Document, findings: list[Finding], repairs: Repairs) -> list[Mark]:
    """Give the places that are marked in the source: of a formulation the phrase itself; people stay plain."""
    marks = []
    for finding in findings:
        if finding.kind == FindingKind.PERSON:
            continue
        passage = Passage(finding.start, finding.end)
        if finding.kind == FindingKind.FORMULATION:
            passage = place_of_words(document.source, repairs, passage, finding.fields.get("text") or "")
        marks.append(Mark(finding.pk, passage, finding.kind, finding.state != FindingState.UNDECIDED))
    return marks


def _noise(document: Document) -> list[Passage]:
    return [Passage(n["span"]["start"], n["span"]["end"]) for n in document.reading.get("noise", [])]


def _chunks(document: Document, marks: list[Mark], repairs: Repairs) -> list[Chunk]:
    noise = _noise(document)
    return [
        Chunk(
            stretch,
            source_html(document.source, stretch, marks, repairs, noise) if stretch.start < INLINE_CHARACTERS else None,
        )
        for stretch in chunk_passages(document.source, repairs)
    ]


def _listed(repairs: list[RepairMade]) -> list[tuple[str, list[RepairMade], int]]:
    """Group the repairs by kind with their number, doubtful ones first, some 120 shown in all."""
    ordered = sorted(repairs, key=lambda r: (r.kind, r.certain, not r.is_undone, r.passage.start))
    groups = [(kind, list(group)) for kind, group in groupby(ordered, key=lambda r: r.kind)]
    share = max(REPAIRS_LISTED // max(len(groups), 1), 20)
    return [(kind, group[:share], len(group)) for kind, group in groups]


def _not_read(request: HttpRequest, opening: Opening) -> HttpResponse:
    document = opening.document
    context = {
        "document": document,
        "may_decide": opening.may_decide,
        "failure": ReadingFailure(document.error_code) if document.error_code else None,
        "is_stale": is_stale(document, request.now),  # type: ignore[attr-defined]
        "asks_encoding": document.error_code == ReadingFailure.ENCODING_UNDECIDED,
        "encodings": list(Encoding),
    }
    is_fragment = bool(request.headers.get("HX-Request"))
    return render(request, "documents/under_way.html" if is_fragment else "documents/not_read.html", context)


def _cited(request: HttpRequest, opening: Opening) -> HttpResponse:
    citations = opening.citations or []
    document = opening.document
    marks = [Mark(c.pk, Passage(c.start, c.end), FindingKind.COMMITMENT, is_decided=False) for c in citations]
    wanted = request.GET.get("finding", "")
    context = {
        "document": document,
        "citations": citations,
        "chosen": next((c.pk for c in citations if str(c.finding_id) == wanted), ""),
        "chunks": _chunks(document, marks, Repairs(repairs_made(document))),
    }
    return render(request, "documents/cited.html", context)


@require_safe
def source_chunk(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one stretch of the source, marked."""
    opening = open_document(request, pk)
    document = opening.document
    stretch = _stretch(request, document)
    findings = standing_findings(document).filter(start__lt=stretch.end, end__gt=stretch.start)
    reach = [stretch, *(Passage(f.start, f.end) for f in findings)]
    repairs = Repairs(repairs_made(document, merged_passage(reach)))
    if opening.citations is not None:
        marks = [Mark(c.pk, Passage(c.start, c.end), FindingKind.COMMITMENT, False) for c in opening.citations]
    else:
        marks = marks_of(document, list(findings), repairs)
    return HttpResponse(source_html(document.source, stretch, marks, repairs, _noise(document)))


def _stretch(request: HttpRequest, document: Document) -> Passage:
    try:
        start, end = int(request.GET["from"]), int(request.GET["to"])
    except (KeyError, ValueError) as error:
        raise Http404 from error
    if not 0 <= start < end <= len(document.source):
        raise Http404
    return Passage(start, end)


@require_safe
def finding_block(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the next block of the findings of a kind."""
    document = document_to_read(request, pk, lean=True)
    kind, first = request.GET.get("kind", ""), number_in(request.GET.get("first"))
    if kind not in FindingKind._value2member_map_ or first is None:
        raise Http404
    block = section(document, all_findings(document), FindingKind(kind), first)
    return render(request, "documents/finding_block.html", {"section": block, "document": document})


@require_safe
def original(request: HttpRequest, pk: int) -> FileResponse:
    """Send the file as it came in; never shown in the page, since it may hold anything."""
    document = document_to_read(request, pk, lean=True)
    response = stored_file(document.file, document.file_name)
    response["Content-Security-Policy"] = "sandbox"
    return response
