"""JSON: one document a line, plain or gzipped, or a whole file that is one record or a list of them."""

from __future__ import annotations

import codecs
import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

from luoshi_archive.errors import BAD_RECORD, BROKEN, UNREADABLE, Problem
from luoshi_archive.inputs import records
from luoshi_archive.inputs.item import MOST_BYTES, Census, Item
from luoshi_archive.inputs.kinds import suffix_of

_LINE_BYTES = 2 * MOST_BYTES
"""A line may be longer than its document: escapes and other fields."""

_MOST_UNKNOWN_SHARE = 0.01
"""A text of UTF-8 with more that cannot be decoded is another encoding's; with less, a damaged one."""

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def items(path: Path, locator: str, census: Census) -> Iterator[Item]:
    """Yield the documents of a file; their locators count its lines from 1."""
    size, seen = path.stat().st_size, 0
    try:
        with path.open("rb") as packed:
            lines = _lines(packed)
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
                elif line := _entry(line):
                    yield from _of_line(line, place)
    except (OSError, EOFError, zlib.error, UnicodeError) as error:
        broken = isinstance(error, (gzip.BadGzipFile, EOFError, zlib.error, UnicodeError))
        message = f"The file breaks off and cannot be read further: {error}."
        yield Item(f"{locator}#end", path.name, problem=Problem(BROKEN if broken else UNREADABLE, message))


def whole_file(path: Path, locator: str, census: Census) -> Iterator[Item]:
    """Yield the record that a file is, or those that it lists; what has no field of a document is passed over."""
    census.bytes_seen += path.stat().st_size
    with path.open("rb") as file:
        content = file.read(_LINE_BYTES + 1)
    if len(content) > _LINE_BYTES:
        message = "The file is too large to be read as one: give its records one a line, as JSONL."
        yield Item(locator, path.name, problem=Problem(records.too_large().code, message))
        return
    try:
        found = json.loads(_decoded(content), strict=False)
    except (ValueError, RecursionError) as error:
        yield Item(locator, path.name, problem=Problem(BAD_RECORD, f"The file is no JSON: {error}."))
        return
    listed = [found] if isinstance(found, dict) else found if isinstance(found, list) else []
    if not any(isinstance(each, dict) and records.holds_text(each) for each in listed):
        census.passed_over[suffix_of(locator)] += 1
    elif isinstance(found, dict):
        yield records.item_of(found, locator)
    else:
        for number, each in enumerate(listed, 1):
            yield _of_record(each, f"{locator}#{number}")


def _lines(packed: IO[bytes]) -> IO[bytes]:
    """Unpack what is gzipped, whatever its name, and turn UTF-16 into UTF-8."""
    mark = packed.read(2)
    packed.seek(0)
    if mark == b"\x1f\x8b":
        return cast("IO[bytes]", gzip.GzipFile(fileobj=packed))
    return cast("IO[bytes]", codecs.EncodedFile(packed, "utf-8", "utf-16")) if mark in _UTF16_MARKS else packed


def _entry(line: bytes) -> bytes:
    """Take a line without what joins it to others: some programs write a list with one entry a line."""
    line = line.strip(b" \t\r\n\xef\xbb\xbf\0").removesuffix(b",")
    return b"" if line in (b"[", b"]") else line


def _of_line(line: bytes, place: str) -> Iterator[Item]:
    line = line.removeprefix(b"[") if line.startswith(b"[{") and not line.endswith(b"]") else line
    line = line.removesuffix(b"]") if line.endswith(b"}]") and not line.startswith(b"[") else line
    try:
        found = json.loads(_decoded(line), strict=False)
    except (ValueError, RecursionError) as error:
        yield Item(place, "record", problem=Problem(BAD_RECORD, f"The line is no JSON: {error}."))
        return
    if isinstance(found, list) and found and isinstance(found[0], dict):
        for number, each in enumerate(found, 1):
            yield _of_record(each, f"{place}.{number}")
    else:
        yield _of_record(found, place)


def _of_record(record: Any, place: str) -> Item:
    if not isinstance(record, dict):
        return Item(place, "record", problem=Problem(BAD_RECORD, "The line is JSON, but no object."))
    return records.item_of(record, place)


def _decoded(content: bytes) -> str:
    """Decode UTF-8, also with a few damaged places, or else UTF-16 with its mark, or GB18030."""
    if content.startswith(_UTF16_MARKS):
        return content.decode("utf-16")
    text = content.decode("utf-8-sig", "replace")
    unknown = text.count("\ufffd")
    if unknown > 1 + _MOST_UNKNOWN_SHARE * len(text):
        try:
            return content.decode("gb18030")
        except UnicodeDecodeError:
            return content.decode("utf-8-sig")
    return text
