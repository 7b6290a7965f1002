"""JSON lines, plain or gzipped: one document a line."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from luoshi_archive.errors import BAD_RECORD, BROKEN, UNREADABLE, Problem
from luoshi_archive.inputs import records
from luoshi_archive.inputs.item import MOST_BYTES, Census, Item

_LINE_BYTES = 2 * MOST_BYTES
"""A line may be longer than its document: escapes and other fields."""


def items(path: Path, locator: str, census: Census) -> Iterator[Item]:
    """Yield the documents of a file; their locators count its lines from 1."""
    size, seen = path.stat().st_size, 0
    try:
        with path.open("rb") as packed:
            lines = cast("IO[bytes]", gzip.GzipFile(fileobj=packed) if path.name.lower().endswith(".gz") else packed)
            number = 0
            while line := lines.readline(_LINE_BYTES + 1):
                number += 1
                place = f"{locator}#{number}"
                whole = len(line) <= _LINE_BYTES or line.endswith(b"\n")
                while not whole:
                    rest = lines.readline(_LINE_BYTES)
                    whole = not rest or rest.endswith(b"\n")
                    line = b""
                seen, before = min(packed.tell(), size), seen
                census.bytes_seen += seen - before
                if not line:
                    yield Item(place, "record", problem=records.too_large())
                elif line.strip(b" \t\r\n\xef\xbb\xbf\0"):
                    yield _item(line, place)
    except (OSError, EOFError, zlib.error) as error:
        broken = isinstance(error, (gzip.BadGzipFile, EOFError, zlib.error))
        message = f"The file breaks off and cannot be read further: {error}."
        yield Item(f"{locator}#end", path.name, problem=Problem(BROKEN if broken else UNREADABLE, message))


def _item(line: bytes, place: str) -> Item:
    try:
        record = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        return Item(place, "record", problem=Problem(BAD_RECORD, f"The line is no JSON: {error}."))
    if not isinstance(record, dict):
        return Item(place, "record", problem=Problem(BAD_RECORD, "The line is JSON, but no object."))
    return records.item_of(record, place)
