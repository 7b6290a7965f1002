"""How a stream of documents is cut into batches: the same documents always give the same batches.

A batch ends where the hash of a locator says so, not after a fixed count: a document that is added or taken away
changes the batch it lies in, and leaves all others as they were.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from luoshi_archive.inputs.item import Item

MOST_BATCH_BYTES = 8 * 2**20
"""A batch ends once its documents hold this much; what is in memory at a time is a small multiple of it."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a batch with the digest of its bytes (None where it could not be taken out)."""

    item: Item
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents that are read and written together. ``digest`` names them, their places and their bytes."""

    digest: str
    documents: tuple[Document, ...]
    size: int


def cut(items: Iterable[Item], *, documents: int) -> Iterator[Batch]:
    """Cut documents into batches of about ``documents``, twice that at most."""
    least = max(documents // 4, 1)
    spread = max(documents - least, 1)
    pending: list[Document] = []
    size = 0
    for item in items:
        pending.append(Document(item, None if item.problem else hashlib.sha256(item.content).hexdigest()))
        size += len(item.content)
        ends = len(pending) >= least and zlib.crc32(item.locator.encode("utf-8", "backslashreplace")) % spread == 0
        if ends or len(pending) >= 2 * documents or size >= MOST_BATCH_BYTES:
            yield _batch(pending, size)
            pending, size = [], 0
    if pending:
        yield _batch(pending, size)


def _batch(documents: list[Document], size: int) -> Batch:
    digest = hashlib.sha256()
    for document in documents:
        item = document.item
        for part in (item.locator, document.sha256, item.url, item.given_id, item.problem and item.problem.code):
            digest.update((part or "").encode("utf-8", "backslashreplace") + b"\0")
        digest.update(b"\n")
    return Batch(digest.hexdigest()[:32], tuple(documents), size)
