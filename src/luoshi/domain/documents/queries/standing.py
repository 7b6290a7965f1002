"""Read documents, their findings and their repairs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.documents.rules import DECIDABLE_KINDS, VIEWING, Passage
from luoshi.domain.documents.terms import DocumentState, FindingState, RepairKind
from luoshi.domain.organizations.queries import within
from luoshi.domain.organizations.rules import Standing

_TEXTS = ("source", "text", "reading")


def documents_visible_to(standing: Standing) -> QuerySet[Document]:
    """Documents of every jurisdiction that the standing reaches whole, newest first, without their long texts."""
    scopes = standing.scopes(*VIEWING)
    return (
        Document.objects.filter(within(scopes, field="jurisdiction__path"))
        .select_related("jurisdiction", "received_by")
        .defer(*_TEXTS)
        .order_by("-received_at", "-id")
    )


def documents_found(
    documents: QuerySet[Document], *, search: str = "", state: str = "", genre: str = "", year: int | None = None
) -> QuerySet[Document]:
    """Keep documents whose title, file name, number or text holds the words, and of a state, genre and year."""
    if search:
        documents = documents.filter(
            Q(title__icontains=search)
            | Q(file_name__icontains=search)
            | Q(document_number__icontains=search)
            | Q(text__icontains=search)
        )
    if state == DocumentState.READING:
        documents = documents.filter(state__in=[DocumentState.WAITING, DocumentState.READING])
    elif state:
        documents = documents.filter(state=state)
    if genre:
        documents = documents.filter(genre=genre)
    if year:
        documents = documents.filter(document_date__year=year)
    return documents


@dataclass(frozen=True, slots=True)
class Progress:
    """How many findings of a document want a decision, and how many have one."""

    decided: int
    total: int


def decision_progress(document_ids: Iterable[int]) -> dict[int, Progress]:
    """Count decided and decidable findings by document, in one query. Documents without findings are missing."""
    rows = (
        Finding.objects.filter(document_id__in=list(document_ids), kind__in=DECIDABLE_KINDS)
        .exclude(state=FindingState.REPLACED)
        .values("document_id")
        .annotate(total=Count("id"), open=Count("id", filter=Q(state=FindingState.UNDECIDED)))
    )
    return {row["document_id"]: Progress(row["total"] - row["open"], row["total"]) for row in rows}


def standing_findings(document: Document) -> QuerySet[Finding]:
    """Findings of a document that are not replaced, in the order of the source.

    Each carries ``is_derived``: whether an edit, merge or split made it.
    """
    return (
        Finding.objects.filter(document=document)
        .annotate(is_derived=Exists(Finding.origins.through.objects.filter(from_finding=OuterRef("pk"))))
        .exclude(state=FindingState.REPLACED)
        .select_related("decided_by")
        .order_by("start", "end", "id")
    )


def next_to_merge(finding: Finding) -> Finding | None:
    """The undecided finding of the same kind that follows in the document."""
    return (
        Finding.objects.filter(
            document_id=finding.document_id, kind=finding.kind, state=FindingState.UNDECIDED, start__gte=finding.start
        )
        .exclude(pk=finding.pk)
        .order_by("start", "end", "id")
        .first()
    )


def findings_inside(finding: Finding, kind: str) -> list[Finding]:
    """Findings of a kind that lie whole inside another's passage and are not rejected or replaced."""
    return list(
        Finding.objects.filter(
            document_id=finding.document_id, kind=kind, start__gte=finding.start, end__lte=finding.end
        )
        .exclude(state__in=[FindingState.REPLACED, FindingState.REJECTED])
        .order_by("start", "id")
    )


@dataclass(frozen=True, slots=True)
class RepairMade:
    """One repair of the reading, as the pages show it. ``candidates`` are (text, score 0–1), likeliest first."""

    kind: RepairKind
    passage: Passage
    was: str
    now: str
    certain: bool
    candidates: tuple[tuple[str, float], ...]
    is_undone: bool


def repairs_made(document: Document, within_passage: Passage | None = None) -> list[RepairMade]:
    """Repairs of a document or of a passage of it, in the order of the source, with whether an officer undid each."""
    gone = passages_undone(document)
    entries = document.reading.get("repairs", [])
    if within_passage is not None:
        start, end = within_passage.start, within_passage.end
        entries = [e for e in entries if e["span"]["start"] < end and e["span"]["end"] >= start]
    return [_repair(entry, gone) for entry in entries]


def passages_undone(document: Document) -> frozenset[Passage]:
    """The places of the repairs that officers undid."""
    return frozenset(Passage(*row) for row in document.undone_repairs.values_list("start", "end"))


def _repair(entry: Mapping[str, Any], gone: frozenset[Passage]) -> RepairMade:
    passage = Passage(entry["span"]["start"], entry["span"]["end"])
    return RepairMade(
        kind=RepairKind(entry["kind"]) if entry["kind"] in RepairKind._value2member_map_ else RepairKind.OTHER,
        passage=passage,
        was=entry["was"],
        now=entry["now"],
        certain=entry["certain"],
        candidates=tuple((c["text"], c["score"]) for c in entry.get("candidates", ())),
        is_undone=passage in gone,
    )


def years_of(documents: QuerySet[Document]) -> list[int]:
    """The years of the documents' dates, newest first."""
    dates = documents.order_by().exclude(document_date=None).dates("document_date", "year", order="DESC")
    return [moment.year for moment in dates]
