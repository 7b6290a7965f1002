"""WARC files, plain or gzipped: the responses and resources that are documents."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from luoshi_archive.errors import BROKEN, TOO_LARGE, UNREADABLE, Problem
from luoshi_archive.inputs.item import MOST_BYTES, Census, Item, printable

_LINE_BYTES = 2**16

_WITH_DOCUMENTS = ("response", "resource", "conversion")
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/octet-stream": "",
    "": "",
}
"""Content types that may be documents, with the suffix they stand for; the bytes decide in the end."""


class _Unpacked(gzip.GzipFile):
    """A gzip stream that gives what it has: where a file breaks off, what came before is not lost."""

    def __init__(self, packed: BinaryIO) -> None:
        super().__init__(fileobj=packed)

    def read(self, size: int | None = -1) -> bytes:
        return self.read1(size) if size is not None and size >= 0 else super().read(size)


def items(path: Path, locator: str, census: Census) -> Iterator[Item]:
    """Yield the documents of a file; their locators count its records from 1."""
    size, seen, number = path.stat().st_size, 0, 0
    try:
        with path.open("rb") as packed:
            # One stream through all gzip members: files packed as one member, which warcio refuses, are read as well.
            stream = _Unpacked(packed) if packed.read(2) == b"\x1f\x8b" else packed
            packed.seek(0)
            records = ArchiveIterator(stream)
            records.reader.readline = partial(_line, records.reader.readline)
            for record in records:
                number += 1
                item = _item(record, f"{locator}#{number}", census)
                seen, before = min(packed.tell(), size), seen
                census.bytes_seen += seen - before
                if item is not None:
                    yield item
    except (ArchiveLoadFailed, EOFError, zlib.error, gzip.BadGzipFile, ValueError) as error:
        message = f"The file breaks off after {number} records and cannot be read further: {printable(str(error))}."
        yield Item(f"{locator}#end", path.name, problem=Problem(BROKEN, message))
    except OSError as error:
        message = f"The file cannot be read further: {error.strerror or error}."
        yield Item(f"{locator}#end", path.name, problem=Problem(UNREADABLE, message))


def _line(readline: Callable[[int], bytes], length: int | None = None) -> bytes:
    """Read a line within bounds: a file without line ends must not fill the memory."""
    return readline(min(length or _LINE_BYTES, _LINE_BYTES))


def _item(record: Any, place: str, census: Census) -> Item | None:
    if record.rec_type not in _WITH_DOCUMENTS:
        return None
    headers = record.http_headers
    if headers is not None and headers.get_statuscode() not in ("200", "203", "206"):
        census.passed_over["HTTP " + printable(headers.get_statuscode())[:3]] += 1
        return None
    declared = (headers or record.rec_headers).get_header("Content-Type") or ""
    content_type = declared.partition(";")[0].strip().lower()
    if content_type not in _SUFFIXES:
        census.passed_over[printable(content_type)[:60]] += 1
        return None
    url = record.rec_headers.get_header("WARC-Target-URI")
    name = "record" + _SUFFIXES[content_type]
    given_id = record.rec_headers.get_header("WARC-Record-ID")
    content = _content(record)
    if isinstance(content, Problem):
        return Item(place, name, url=url, given_id=given_id, problem=content)
    return Item(place, name, content, url=url, given_id=given_id)


def _content(record: Any) -> bytes | Problem:
    stream, parts, length = record.content_stream(), [], 0
    while part := stream.read(2**16):
        parts.append(part)
        length += len(part)
        if length > MOST_BYTES:
            return Problem(TOO_LARGE, f"The record is larger than {MOST_BYTES // 2**20} MB.")
    return b"".join(parts)
