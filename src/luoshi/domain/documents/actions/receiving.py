"""Take a document in: keep its bytes by their hash, recognise what is already here, ask for its reading."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.documents.actions.reading import ask_for_reading
from luoshi.domain.documents.errors import EmptyUpload, UploadTooLarge
from luoshi.domain.documents.models import Document
from luoshi.domain.documents.permissions import can_receive
from luoshi.domain.documents.rules import (
    MAX_UPLOAD_BYTES,
    clean_file_name,
    name_for_pasted_text,
    stored_extension,
)
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.foundation.refusals import NotAllowed

_MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a file: ``is_new`` is False where the same bytes were here before (F10)."""

    document: Document
    is_new: bool


def receive_document(*, actor: Account, now: datetime, jurisdiction: Unit, name: str, content: bytes) -> Receipt:
    """Receive a file and ask for its reading; the same bytes a second time give the document that is here (F10).

    Raises EmptyUpload, UploadTooLarge.
    """
    if not can_receive(standing_of(actor), jurisdiction):
        raise NotAllowed
    shown = clean_file_name(name) or name_for_pasted_text("")
    if not content.strip(b" \t\r\n\x00"):
        raise EmptyUpload(name=shown)
    if len(content) > MAX_UPLOAD_BYTES:
        raise UploadTooLarge(
            name=shown, size_mb=f"{len(content) / _MEBIBYTE:.0f}", limit_mb=MAX_UPLOAD_BYTES // _MEBIBYTE
        )
    digest = hashlib.sha256(content).hexdigest()
    present = Document.objects.filter(jurisdiction=jurisdiction, sha256=digest).first()
    if present:
        return Receipt(present, is_new=False)
    stored = _store(digest, shown, content)
    try:
        with transaction.atomic():
            document = Document.objects.create(
                jurisdiction=jurisdiction,
                received_by=actor,
                received_at=now,
                file_name=shown,
                file=stored,
                size=len(content),
                sha256=digest,
                progress_at=now,
            )
            record_event(
                actor=actor,
                now=now,
                verb="document_received",
                subject_type="document",
                subject_id=document.pk,
                after={"file_name": shown, "sha256": digest, "size": len(content)},
            )
            ask_for_reading(document)
    except IntegrityError:  # the same bytes came in twice at the same moment
        return Receipt(Document.objects.get(jurisdiction=jurisdiction, sha256=digest), is_new=False)
    document.refresh_from_db()
    return Receipt(document, is_new=True)


def receive_text(*, actor: Account, now: datetime, jurisdiction: Unit, text: str) -> Receipt:
    """Receive pasted text as a UTF-8 file named after its first line."""
    content = text.replace("\r\n", "\n").encode("utf-8", "replace")
    return receive_document(
        actor=actor, now=now, jurisdiction=jurisdiction, name=name_for_pasted_text(text), content=content
    )


def _store(digest: str, name: str, content: bytes) -> str:
    """Write the bytes under a name made of their hash; bytes that are there already are not written twice."""
    path = f"documents/{digest[:2]}/{digest}{stored_extension(name)}"
    return path if default_storage.exists(path) else default_storage.save(path, ContentFile(content))
