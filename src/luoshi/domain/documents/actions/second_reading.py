"""Have a language model give a second opinion on a document, where the installation has one (F15).

An officer asks for each document by itself; the answer comes in the background. What the model suggests becomes
undecided findings that say so; what it doubts is marked; nothing else of the document changes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django_tasks import task

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.documents.actions.deciding import check_may_decide
from luoshi.domain.documents.actions.engine import SecondAnswer, opinion_on, second_reader
from luoshi.domain.documents.actions.marking import mark_findings
from luoshi.domain.documents.errors import NoSecondReader, NotYetRead, SecondReaderAsked
from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.documents.queries import passages_undone
from luoshi.domain.documents.rules import second_reading_waits
from luoshi.domain.documents.terms import DocumentState, FindingKind, FindingState, SecondReading
from luoshi.foundation.clock import current_time
from luoshi_reading.errors import NoSecondOpinion

logger = logging.getLogger(__name__)


@task
def second_reading_in_background(document_id: int) -> None:
    """Ask the second reader; what the queue runs."""
    give_second_opinion(document_id=document_id, clock=current_time)


def ask_second_reader(*, actor: Account, now: datetime, document: Document) -> Document:
    """Ask for a second opinion on a document (F15).

    Raises NoSecondReader where the installation has none, NotYetRead, SecondReaderAsked.
    """
    check_may_decide(actor, document)
    reader = second_reader()
    if reader is None:
        raise NoSecondReader
    with transaction.atomic():
        locked = Document.objects.select_for_update().get(pk=document.pk)
        if locked.state != DocumentState.READ:
            raise NotYetRead
        if second_reading_waits(locked.reading.get("second_reader"), now):
            raise SecondReaderAsked
        asked = {
            "state": SecondReading.ASKED.value,
            "model": reader.model,
            "host": reader.host,
            "asked_at": now.isoformat(),
        }
        _note(locked, asked)
        record_event(
            actor=actor,
            now=now,
            verb="second_reader_asked",
            subject_type="document",
            subject_id=locked.pk,
            after={"model": reader.model, "host": reader.host, "characters": len(locked.text)},
        )
        second_reading_in_background.enqueue(locked.pk)
    locked.refresh_from_db()
    return locked


def give_second_opinion(*, document_id: int, clock: Callable[[], datetime]) -> bool:
    """Ask the model and write what of its answer counts; return False where nobody asked, or the answer came already.

    The system acts here, so nobody's permission is asked.
    """
    document = Document.objects.get(pk=document_id)
    asked = document.reading.get("second_reader") or {}
    if asked.get("state") != SecondReading.ASKED:
        return False
    undone = passages_undone(document)
    try:
        answer = opinion_on(document, undone, _commitments(document))
    except NoSecondOpinion as refusal:
        return _write(document_id, asked, {"state": refusal.code}, clock())
    except Exception:
        logger.exception("second reading of document %s", document_id)
        return _write(document_id, asked, {"state": SecondReading.FAILED.value}, clock())
    with transaction.atomic():
        locked = Document.objects.select_for_update().get(pk=document_id)
        if passages_undone(locked) != undone:  # the words that the model saw are not those of the document any more
            return _write(document_id, asked, {"state": SecondReading.CHANGED.value}, clock())
        if locked.reading.get("second_reader") != asked:
            return False
        suggested = _suggest(locked, answer, asked["model"])
        doubted = _doubt(locked, answer, asked["model"])
        counts = {"suggested": suggested, "doubted": doubted, "refused": answer.refused}
        return _write(document_id, asked, {"state": SecondReading.ANSWERED.value} | counts, clock())


def _commitments(document: Document) -> list[Finding]:
    return list(
        Finding.objects.filter(document=document, kind=FindingKind.COMMITMENT)
        .exclude(state=FindingState.REPLACED)
        .order_by("start", "id")
    )


def _suggest(document: Document, answer: SecondAnswer, model: str) -> int:
    present = {(f.start, f.end) for f in _commitments(document)}
    new = Finding.objects.bulk_create(
        [
            Finding(
                document=document,
                kind=item.kind,
                start=item.passage.start,
                end=item.passage.end,
                quote=item.quote,
                fields=item.fields | {"suggested_by": model},
            )
            for item in answer.suggestions
            if (item.passage.start, item.passage.end) not in present
        ]
    )
    mark_findings(new)
    return len(new)


def _doubt(document: Document, answer: SecondAnswer, model: str) -> int:
    doubted = Finding.objects.select_for_update().filter(
        document=document, pk__in=answer.doubted, state=FindingState.UNDECIDED
    )
    count = 0
    for finding in doubted:
        finding.fields = finding.fields | {"doubted_by": model}
        finding.save(update_fields=["fields"])
        count += 1
    return count


def _write(document_id: int, asked: dict[str, Any], came_of_it: dict[str, Any], now: datetime) -> bool:
    with transaction.atomic():
        document = Document.objects.select_for_update().get(pk=document_id)
        if document.reading.get("second_reader") != asked:
            return False
        _note(document, asked | came_of_it)
        record_event(
            actor=None,
            now=now,
            verb="second_reader_answered",
            subject_type="document",
            subject_id=document_id,
            after={"model": asked["model"], "host": asked["host"]} | came_of_it,
        )
    return True


def _note(document: Document, state: dict[str, Any]) -> None:
    document.reading = document.reading | {"second_reader": state}
    document.version += 1
    document.save(update_fields=["reading", "version"])
