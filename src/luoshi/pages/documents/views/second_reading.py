"""Asking a language model for a second opinion, and what the reading page says of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from luoshi.domain.documents.actions import ask_second_reader, second_reader
from luoshi.domain.documents.models import Document
from luoshi.domain.documents.rules import second_reading_waits
from luoshi.domain.documents.terms import SecondReading
from luoshi.pages.documents.access import acting, document_to_read


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """What the page says: whom one may ask now, and what came of the last time."""

    model: str
    host: str
    may_ask: bool
    state: SecondReading | None
    suggested: int
    doubted: int
    refused: int


def second_opinion_on(document: Document, now: datetime, *, may_decide: bool) -> SecondOpinion | None:
    """Give what is to be said of a second opinion; None where there is none and nobody to ask."""
    noted = document.reading.get("second_reader") or {}
    reader = second_reader()
    if not noted and (reader is None or not may_decide):
        return None
    state = str(noted.get("state", ""))
    return SecondOpinion(
        model=reader.model if reader else noted.get("model", ""),
        host=reader.host if reader else noted.get("host", ""),
        may_ask=may_decide and reader is not None and not second_reading_waits(noted, now),
        state=SecondReading(state) if state in SecondReading._value2member_map_ else None,
        suggested=noted.get("suggested", 0),
        doubted=noted.get("doubted", 0),
        refused=noted.get("refused", 0),
    )


@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the text to the language model, in the background."""
    document = document_to_read(request, pk)
    ask_second_reader(**acting(request), document=document)
    return redirect("documents:read", pk=pk)
