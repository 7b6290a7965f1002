"""Put files that are handed in into the storage, and take them away again where nothing came of it (T8)."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePath

from django.core.files.base import File

from luoshi.domain.tasks import rules
from luoshi.domain.tasks.models import Attachment, Evidence


@dataclass(frozen=True, slots=True)
class AttachmentDraft:
    """A file to hand in, under the name its sender gave it."""

    name: str
    file: File[bytes]


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file already in the storage, not yet in the database."""

    file_name: str
    path: str
    size: int
    sha256: str


@contextmanager
def stored(
    attachments: Sequence[AttachmentDraft], model: type[Attachment] | type[Evidence]
) -> Iterator[list[StoredFile]]:
    """Put the files into the storage before the transaction, and take them away again if it fails."""
    files: list[StoredFile] = []
    field = model._meta.get_field("file")
    try:
        for draft in attachments:
            shown = rules.attachment_name(draft.name)
            digest = hashlib.sha256()
            for chunk in draft.file.chunks():
                digest.update(chunk)
            stored_as = field.generate_filename(model(), f"{uuid.uuid4().hex}{PurePath(shown).suffix.lower()}")
            path = field.storage.save(stored_as, draft.file, max_length=255)
            files.append(StoredFile(shown, path, draft.file.size, digest.hexdigest()))
        yield files
    except BaseException:
        remove(files, model)
        raise


def remove(files: list[StoredFile], model: type[Attachment] | type[Evidence]) -> None:
    """Take files out of the storage again."""
    storage = model._meta.get_field("file").storage
    for file in files:
        storage.delete(file.path)
    files.clear()
