"""Which document a request may open, and how: to decide, to look, or to see what its own tasks cite (F1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from luoshi.domain.accounts.models import Account
from luoshi.domain.documents.models import Document
from luoshi.domain.documents.permissions import can_decide, can_view
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.tasks.models import Citation
from luoshi.domain.tasks.queries import visible_tasks


@dataclass(frozen=True, slots=True)
class Opening:
    """A document as one person may open it. ``citations`` is None for those who see the whole reading."""

    document: Document
    may_decide: bool
    citations: list[Citation] | None


def standing_in(request: HttpRequest) -> Standing:
    """The standing that the request carries."""
    standing: Standing = request.standing  # type: ignore[attr-defined]
    return standing


class Acting(TypedDict):
    """Who acts, and when: what every action takes."""

    actor: Account
    now: datetime


def acting(request: HttpRequest) -> Acting:
    """Give the person and the moment of a request, for ``**acting(request)``."""
    return {"actor": request.user, "now": request.now}  # type: ignore[attr-defined,typeddict-item]


def open_document(request: HttpRequest, pk: int, *, lean: bool = False) -> Opening:
    """Load a document for the person; 404 where they may not see it at all. ``lean`` leaves its long texts out."""
    documents = Document.objects.select_related("jurisdiction", "received_by")
    if lean:
        documents = documents.defer("source", "text", "reading")
    document = get_object_or_404(documents, pk=pk)
    standing = standing_in(request)
    if can_view(standing, document):
        return Opening(document, can_decide(standing, document), None)
    cited = list(
        Citation.objects.filter(document=document, task__in=visible_tasks(standing).filter(issued_at__isnull=False))
        .select_related("task", "task__lead_unit")
        .order_by("start", "id")
    )
    if not cited:
        raise Http404
    return Opening(document, may_decide=False, citations=cited)


def document_to_read(request: HttpRequest, pk: int, *, lean: bool = False) -> Document:
    """Load a document for somebody who sees its findings; 404 for everybody else."""
    opening = open_document(request, pk, lean=lean)
    if opening.citations is not None:
        raise Http404
    return opening.document
