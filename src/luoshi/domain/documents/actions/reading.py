"""Have documents read in the background: progress, failure, trying again, and picking up what was interrupted.

A reading is written in one transaction at its end, so a document is either read whole or not at all.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta
from time import monotonic
from typing import Any

from django.db import transaction
from django_tasks import task

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.documents.actions.engine import Answer, CannotRead, read_bytes
from luoshi.domain.documents.actions.marking import mark_findings
from luoshi.domain.documents.errors import NotReadable
from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.documents.permissions import can_decide
from luoshi.domain.documents.rules import STALE_READING_SECONDS
from luoshi.domain.documents.terms import DocumentState, Encoding, ReadingFailure
from luoshi.domain.organizations.queries import standing_of
from luoshi.foundation.clock import current_time
from luoshi.foundation.refusals import NotAllowed

logger = logging.getLogger(__name__)

_PROGRESS_EVERY_SECONDS = 0.4
_FINDINGS_AT_ONCE = 1000


@task
def read_in_background(document_id: int) -> None:
    """Read one document; what the queue runs."""
    read_document(document_id=document_id, clock=current_time)


@task
def resume_in_background() -> None:
    """Look once more for readings that were interrupted; what the queue runs a while after a worker's start."""
    resume_readings(now=current_time())


def ask_for_reading(document: Document) -> None:
    """Put the reading into the queue, in the transaction of the caller's deed."""
    read_in_background.enqueue(document.pk)


def read_document(*, document_id: int, clock: Callable[[], datetime]) -> bool:
    """Read a waiting document and write what was found; return False where it is not waiting any more.

    The system acts here, so nobody's permission is asked. ``clock`` tells the time, since a reading takes some.
    """
    document = _claim(document_id, clock())
    if document is None:
        return False
    try:
        with document.file.open("rb") as file:
            content = file.read()
        answer = read_bytes(
            content,
            name=document.file_name,
            encoding=document.stated_encoding,
            progress=_progress_of(document_id, clock),
        )
        _write(document_id, answer, clock())
    except CannotRead as refusal:
        _fail(document_id, refusal.failure, clock())
    except FileNotFoundError:
        _fail(document_id, ReadingFailure.FILE_MISSING, clock())
    except Exception:
        logger.exception("reading document %s", document_id)
        _fail(document_id, ReadingFailure.INTERNAL, clock())
    return True


def _claim(document_id: int, now: datetime) -> Document | None:
    with transaction.atomic():
        document = Document.objects.select_for_update().filter(pk=document_id).first()
        if document is None or document.state != DocumentState.WAITING:
            return None
        document.state = DocumentState.READING
        document.progress_percent = 0
        document.progress_at = now
        document.save(update_fields=["state", "progress_percent", "progress_at"])
        return document


def _progress_of(document_id: int, clock: Callable[[], datetime]) -> Callable[[str, float], None]:
    """Write the share that is done, at most every 0.4 s: pages ask no oftener."""
    last_written = monotonic()

    def write(stage: str, share: float) -> None:
        nonlocal last_written
        if monotonic() - last_written < _PROGRESS_EVERY_SECONDS:
            return
        last_written = monotonic()
        percent = min(max(round(share * 100), 1), 99)
        Document.objects.filter(pk=document_id, state=DocumentState.READING).update(
            progress_percent=percent, progress_at=clock()
        )

    return write


def _write(document_id: int, answer: Answer, now: datetime) -> None:
    reading = answer.reading
    with transaction.atomic():
        document = Document.objects.select_for_update().get(pk=document_id)
        if document.state != DocumentState.READING:
            return
        findings = Finding.objects.bulk_create(
            [
                Finding(
                    document=document,
                    kind=item.kind,
                    start=item.passage.start,
                    end=item.passage.end,
                    quote=item.quote,
                    heading=item.heading[:300],
                    confidence=item.confidence,
                    fields=item.fields,
                )
                for item in answer.findings
            ],
            batch_size=_FINDINGS_AT_ONCE,
        )
        mark_findings(findings)
        document.state = DocumentState.READ
        document.progress_percent = 100
        document.progress_at = document.read_at = now
        document.error_code = ""
        document.source, document.text = answer.source, answer.text
        document.encoding = document.stated_encoding or _words(reading.get("encoding"), 30)
        document.title = _words(reading.get("title"), 300)
        document.genre = _words(reading.get("kind"), 20)
        document.document_date = _day(reading.get("date"))
        document.document_number = _words(reading.get("document_number"), 60)
        document.publisher = _words(reading.get("publisher"), 200)
        document.reading = reading
        document.version += 1
        document.save()
        record_event(
            actor=None,
            now=now,
            verb="document_read",
            subject_type="document",
            subject_id=document.pk,
            after={"findings": len(answer.findings), "title": document.title, "encoding": document.encoding},
        )


def _words(value: Any, length: int) -> str:
    return " ".join(str(value).split())[:length] if value else ""


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None


def _fail(document_id: int, failure: ReadingFailure, now: datetime) -> None:
    with transaction.atomic():
        document = Document.objects.select_for_update().get(pk=document_id)
        if document.state != DocumentState.READING:
            return
        document.state = DocumentState.FAILED
        document.error_code = failure.value
        document.progress_at = now
        document.version += 1
        document.save(update_fields=["state", "error_code", "progress_at", "version"])
        record_event(
            actor=None,
            now=now,
            verb="document_reading_failed",
            subject_type="document",
            subject_id=document.pk,
            after={"error_code": failure.value},
        )


def read_again(*, actor: Account, now: datetime, document: Document, encoding: Encoding | None = None) -> Document:
    """Put a document that could not be read, or whose reading stood still, into the queue again.

    ``encoding`` is named where it could not be told. Raises NotReadable.
    """
    if not can_decide(standing_of(actor), document):
        raise NotAllowed
    with transaction.atomic():
        locked = Document.objects.select_for_update().get(pk=document.pk)
        if locked.state != DocumentState.FAILED and not is_stale(locked, now):
            raise NotReadable
        before = {"state": locked.state, "error_code": locked.error_code, "encoding": locked.stated_encoding}
        locked.state = DocumentState.WAITING
        locked.error_code = ""
        locked.progress_percent = 0
        locked.progress_at = now
        if encoding is not None:
            locked.stated_encoding = encoding.value
        locked.version += 1
        locked.save()
        record_event(
            actor=actor,
            now=now,
            verb="document_reading_asked_again",
            subject_type="document",
            subject_id=locked.pk,
            before=before,
            after={"state": locked.state, "encoding": locked.stated_encoding},
        )
        ask_for_reading(locked)
    locked.refresh_from_db()
    return locked


def is_stale(document: Document, now: datetime) -> bool:
    """Tell whether a reading has shown no sign of life for so long that its worker must be gone (F11)."""
    if document.state not in {DocumentState.WAITING, DocumentState.READING}:
        return False
    last = document.progress_at or document.received_at
    return now - last >= timedelta(seconds=STALE_READING_SECONDS)


def resume_readings(*, now: datetime) -> int:
    """Queue again every reading whose worker is gone; return how many (F11). A worker calls this when it starts.

    Where a reading looks alive but may yet turn out interrupted, the queue looks once more after a while. A document
    queued twice is read once, since only a waiting one can be claimed.
    """
    resumed = 0
    under_way = list(Document.objects.filter(state__in=[DocumentState.WAITING, DocumentState.READING]).only("id"))
    for row in under_way:
        with transaction.atomic():
            document = Document.objects.select_for_update().get(pk=row.pk)
            if not is_stale(document, now):
                continue
            document.state = DocumentState.WAITING
            document.progress_at = now
            document.save(update_fields=["state", "progress_at"])
            record_event(
                actor=None,
                now=now,
                verb="document_reading_resumed",
                subject_type="document",
                subject_id=document.pk,
            )
            ask_for_reading(document)
            resumed += 1
    if len(under_way) > resumed and resume_in_background.get_backend().supports_defer:
        later = now + timedelta(seconds=STALE_READING_SECONDS)
        resume_in_background.using(run_after=later).enqueue()
    return resumed
