"""Where formulations (提法) stand, over all documents that an account sees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Min, Q, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, TruncDate

from luoshi.domain.documents.models import Document, Finding, PassageMark
from luoshi.domain.documents.queries.lineage import HEAVY, day_of
from luoshi.domain.documents.queries.standing import documents_visible_to
from luoshi.domain.documents.rules import formulation_marks
from luoshi.domain.documents.terms import DocumentState, FindingKind, FindingState
from luoshi.domain.organizations.rules import Standing

MOST_OTHERS = 100
_GONE = (FindingState.REPLACED, FindingState.REJECTED)


@dataclass(frozen=True, slots=True)
class FormulationUse:
    """A formulation in one document. ``finding_id`` None: it stands there, but was not read as a formulation."""

    document: Document
    finding_id: int | None
    text: str
    quote: str
    members: tuple[str, ...]

    @property
    def day(self) -> date:
        """The document's date, or the day it came in."""
        return day_of(self.document)


@dataclass(frozen=True, slots=True)
class FormulationLine:
    """A formulation as the list shows it: in how many documents it stands, first and last, and what it names."""

    text: str
    documents: int
    first: FormulationUse
    last_day: date
    members: tuple[str, ...]


def formulations_seen(standing: Standing, search: str = "") -> QuerySet[Any, Any]:
    """Rows of formulations (value, documents, last day), the most widespread first."""
    seen = PassageMark.objects.filter(
        finding__kind=FindingKind.FORMULATION,
        finding__document__in=documents_visible_to(standing).order_by().values("pk"),
    ).exclude(finding__state__in=_GONE)
    if search:
        # Asked of the findings themselves: across a relation, PostgreSQL is given the wrong column for the words.
        named = Finding.objects.filter(kind=FindingKind.FORMULATION).annotate(text=KT("fields__text"))
        named = named.filter(Q(text__icontains=search) | Q(quote__icontains=search))
        seen = seen.filter(finding__in=named.values("pk"))
    day = Coalesce(F("finding__document__document_date"), TruncDate("finding__document__received_at"))
    return (
        seen.values("value")
        .annotate(documents=Count("finding__document", distinct=True), first=Min(day), last=Max(day))
        .order_by("-documents", "-last", "value")
    )


def formulation_lines(standing: Standing, rows: Iterable[dict[str, Any]]) -> list[FormulationLine]:
    """Give the lines of some rows of ``formulations_seen``, in their order; one query."""
    listed = list(rows)
    uses: dict[int, list[FormulationUse]] = {}
    for value, use in _uses(standing, [row["value"] for row in listed]):
        uses.setdefault(value, []).append(use)
    lines = []
    for row in listed:
        own = sorted(uses.get(row["value"], ()), key=_age)
        if own:
            lines.append(
                FormulationLine(
                    text=own[0].text,
                    documents=row["documents"],
                    first=own[0],
                    last_day=own[-1].day,
                    members=next((use.members for use in own if use.members), ()),
                )
            )
    return lines


def formulation_uses(standing: Standing, text: str) -> list[FormulationUse]:
    """Give the documents in which a formulation stands, in order of time (L5); two queries.

    One use a document; documents that hold the words without having been read so are among them.
    """
    found: dict[int, FormulationUse] = {}
    for _, use in _uses(standing, formulation_marks(text)):
        found.setdefault(use.document.pk, use)
    if not found:
        return []
    written = {use.text for use in found.values()}
    others = (
        documents_visible_to(standing)
        .filter(state=DocumentState.READ, text__contains=min(written, key=len))
        .exclude(pk__in=found)
    )
    uses = [*found.values(), *(FormulationUse(document, None, text, "", ()) for document in others[:MOST_OTHERS])]
    return sorted(uses, key=_age)


def _uses(standing: Standing, values: Sequence[int]) -> list[tuple[int, FormulationUse]]:
    """Read the uses of formulations with their marks, in the order of the documents' sources."""
    if not values:
        return []
    marks = (
        PassageMark.objects.filter(
            value__in=values,
            finding__kind=FindingKind.FORMULATION,
            finding__document__in=documents_visible_to(standing).order_by().values("pk"),
        )
        .exclude(finding__state__in=_GONE)
        .select_related("finding__document__jurisdiction")
        .defer(*(f"finding__document__{name}" for name in HEAVY))
        .order_by("finding__start", "finding_id")
    )
    return [(mark.value, _use(mark.finding)) for mark in marks]


def _use(finding: Finding) -> FormulationUse:
    fields: dict[str, Any] = finding.fields
    return FormulationUse(
        document=finding.document,
        finding_id=finding.pk,
        text=str(fields.get("text") or finding.quote),
        quote=finding.quote,
        members=tuple(str(member) for member in fields.get("members") or ()),
    )


def _age(use: FormulationUse) -> tuple[date, int, int]:
    return use.day, use.document.jurisdiction.depth, use.document.pk
