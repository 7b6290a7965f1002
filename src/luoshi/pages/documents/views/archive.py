"""Read archives: search, one document with its findings, where a passage stands, and formulations (F14)."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.domain.documents.permissions import can_open_archives
from luoshi.domain.documents.queries import (
    MOST_SHOWN,
    Choice,
    archive_counts,
    archive_document,
    archive_documents,
    archive_facts,
    archive_folders,
    archive_formulation,
    archive_formulation_count,
    archive_formulations,
    archive_hit_counts,
    archive_hits,
    archive_passage_chain,
    archive_problems,
)
from luoshi.domain.documents.terms import FindingKind
from luoshi.foundation.refusals import NotAllowed, Refusal
from luoshi.pages.documents.access import standing_in

PAGE_SIZE = 50
ROWS_OF_COUNTS = 12
MOST_BESIDE = 200
"""Most formulations, targets and people of a document that are shown beside its orders."""

TEXT_SHOWN = 60_000
EXCERPT = 260
LONGEST_FORMULATION = 400
SET_ASIDE = "errors"
KIND_OF_TABLE = {
    "documents": None,
    "commitments": FindingKind.COMMITMENT,
    "targets": FindingKind.TARGET,
    "formulations": FindingKind.FORMULATION,
}


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """Search an archive, or list its documents where nothing is sought; the address holds the whole state."""
    _check(request)
    names = list(archive_folders())
    name = request.GET.get("archive") or (names[0] if names else "")
    context: dict[str, Any] = {"names": names, "name": name}
    if not name:
        return render(request, "documents/archive.html", context)
    search, choice = _words(request, "q"), _choice(request)
    table = request.GET.get("table", "")
    table = table if table in KIND_OF_TABLE else ""
    context |= {"search": search, "choice": choice, "table": table}
    try:
        facts = archive_facts(name)
        counts = archive_counts(name, choice)
        context |= {"facts": facts, "groups": _groups(counts), "is_filtered": bool(search) or choice.is_narrow}
        if request.GET.get("table") == SET_ASIDE:
            page = _page(request, facts.sizes[SET_ASIDE])
            problems = archive_problems(name, limit=PAGE_SIZE, offset=_offset(page))
            context |= {"problems": problems, "is_set_aside": True, "is_filtered": True}
        elif search:
            by_table = archive_hit_counts(name, search, choice)
            page = _page(request, by_table.get(table, 0) if table else sum(by_table.values()))
            hits = archive_hits(name, search, choice, table=table or None, limit=PAGE_SIZE, offset=_offset(page))
            context |= {"hits": [{"hit": hit, "parts": _parts(hit.quote, search, EXCERPT)} for hit in hits]}
            context |= {"tables": [(each, KIND_OF_TABLE[each], n) for each, n in by_table.items()]}
            context |= {"total": sum(by_table.values()), "kind_of_table": KIND_OF_TABLE}
        else:
            page = _page(request, sum(count.rows for count in counts["year"]))
            context |= {"documents": archive_documents(name, choice, limit=PAGE_SIZE, offset=_offset(page))}
    except Refusal as refusal:
        return render(request, "documents/archive.html", context | {"refusal": refusal}, status=refusal.status)
    return render(request, "documents/archive.html", context | {"page": page})


@require_safe
def document(request: HttpRequest, name: str, document: str) -> HttpResponse:
    """Show a document of an archive with all its findings."""
    _check(request)
    found = archive_document(name, document)
    if found is None:
        raise Http404
    search = _words(request, "q")
    wanted = request.GET.get("number", "")
    holding = int(wanted) // PAGE_SIZE + 1 if wanted.isascii() and wanted.isdigit() and len(wanted) < 9 else 1
    page = Paginator(found["commitments"], PAGE_SIZE).get_page(request.GET.get("page") or holding)
    text = found["text"] or ""
    context = {
        "name": name,
        "document": found,
        "page": page,
        "search": search,
        "beside": {table: found[table][:MOST_BESIDE] for table in ("formulations", "targets", "people")},
        "web_address": found["url"] if (found["url"] or "").startswith(("https://", "http://")) else "",
        "parts": _parts(text[:TEXT_SHOWN], search),
        "is_text_cut": len(text) > TEXT_SHOWN,
        "text_shown": TEXT_SHOWN,
        "most_beside": MOST_BESIDE,
    }
    return render(request, "documents/archive_document.html", context)


@require_safe
def passage(request: HttpRequest, name: str, document: str, number: int) -> HttpResponse:
    """Show where an order of an archive comes from and where else it stands."""
    _check(request)
    chain = archive_passage_chain(name, document, number)
    own = next((link for link in chain if link.likeness is None and link.passage.document == document), None)
    if own is None:
        raise Http404
    context = {"name": name, "chain": chain, "own": own.passage, "most": MOST_SHOWN}
    return render(request, "documents/archive_passage.html", context | {"is_cut": len(chain) > MOST_SHOWN})


@require_safe
def formulations(request: HttpRequest, name: str) -> HttpResponse:
    """List the formulations of an archive, or show the timeline of the one that ``text`` names."""
    _check(request)
    text = _words(request, "text", most=LONGEST_FORMULATION)
    if text:
        timeline = archive_formulation(name, text)
        if timeline is None:
            raise Http404
        return render(request, "documents/archive_formulation.html", {"name": name, "timeline": timeline})
    search, choice = _words(request, "q"), _choice(request)
    page = _page(request, archive_formulation_count(name, search, choice))
    lines = archive_formulations(name, search, choice, limit=PAGE_SIZE, offset=_offset(page))
    context = {"name": name, "page": page, "lines": lines, "search": search}
    return render(request, "documents/archive_formulations.html", context)


def _check(request: HttpRequest) -> None:
    if not can_open_archives(standing_in(request)):
        raise NotAllowed


def _words(request: HttpRequest, field: str, *, most: int = 80) -> str:
    typed = request.GET.get(field, "").encode("utf-8", "replace").decode("utf-8")
    return "".join(c for c in typed if c.isprintable() or c.isspace()).strip()[:most]


def _choice(request: HttpRequest) -> Choice:
    return Choice(
        year=_words(request, "year") or None,
        kind=_words(request, "kind") or None,
        place=_words(request, "place") or None,
    )


def _page(request: HttpRequest, total: int) -> Page[int]:
    return Paginator(range(total), PAGE_SIZE).get_page(request.GET.get("page"))


def _offset(page: Page[int]) -> int:
    return max(0, page.start_index() - 1)


def _groups(counts: dict[str, list[Any]]) -> list[dict[str, Any]]:
    """Lay counts out for the small tables with bars: value, documents, and what a full bar means."""
    groups = []
    for dimension in ("year", "kind", "place"):
        shown = counts[dimension][:ROWS_OF_COUNTS]
        if shown:
            most = max(count.rows for count in shown)
            rows = [(count.values[0], count.rows) for count in shown]
            groups.append(
                {"dimension": dimension, "rows": rows, "most": most, "more": len(counts[dimension]) - len(shown)}
            )
    return groups


def _parts(text: str, wanted: str, most: int | None = None) -> list[tuple[str, bool]]:
    """Cut a text into stretches, each with whether it is what was sought; at most about ``most`` characters of it."""
    if most is not None and len(text) > most:
        place = max(0, text.find(wanted))
        start = max(0, min(place - most // 2, len(text) - most))
        end = start + most
        text = ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
    if not wanted:
        return [(text, False)]
    parts: list[tuple[str, bool]] = []
    for number, stretch in enumerate(text.split(wanted)):
        if number:
            parts.append((wanted, True))
        if stretch:
            parts.append((stretch, False))
    return parts
