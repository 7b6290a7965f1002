"""JSON: one document a line, plain or gzipped, or a whole file that is one record or a list of them."""

from __future__ import annotations

import codecs
import gzip
import io
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

from luoshi_archive.errors import BAD_RECORD, BROKEN, TOO_LARGE, UNREADABLE, Problem
from luoshi_archive.inputs import records
from luoshi_archive.inputs.item import MOST_BYTES, Census, Item
from luoshi_archive.inputs.kinds import suffix_of

_LINE_BYTES = 2 * MOST_BYTES
"""A line may be longer than its document: escapes and other fields."""

_WHOLE_BYTES = 16 * 2**20
"""Largest file that is parsed as one: small objects take over twenty times their text in memory."""

_MOST_UNKNOWN_SHARE = 0.01
"""A text of UTF-8 with more that cannot be decoded is another encoding's; with less, a damaged one."""

_MOST_UNKNOWN_SHARE_BEYOND_ASCII = 1 / 3
"""The same for what is not ASCII, however much markup stands around it: of Chinese in GB18030, UTF-8 leaves more."""

_CHUNK_BYTES = 2**16
_GZIP_MARK = b"\x1f\x8b"
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
    """Yield the record that a file is, or those that it lists; what has no field of a document is passed over.

    A file with a record on each line is read by lines, as its name does not say.
    """
    with path.open("rb") as file:
        found, problem = _parsed(file.read(_WHOLE_BYTES + 1))
    if problem is not None and _begins_with_record(path):
        yield from items(path, locator, census)
        return
    census.bytes_seen += path.stat().st_size
    if problem is not None:
        yield Item(locator, path.name, problem=problem)
        return
    listed = [found] if isinstance(found, dict) else found if isinstance(found, list) else []
    if not any(isinstance(each, dict) and records.holds_text(each) for each in listed):
        census.passed_over[suffix_of(locator)] += 1
    elif isinstance(found, dict):
        yield records.item_of(found, locator)
    else:
        for number, each in enumerate(listed, 1):
            yield _of_record(each, f"{locator}#{number}")


def _parsed(content: bytes) -> tuple[Any, Problem | None]:
    if len(content) > _WHOLE_BYTES:
        message = (
            f"A JSON file of more than {_WHOLE_BYTES // 2**20} MB is not read as one: "
            "give it as JSON lines (.jsonl), one record a line."
        )
        return None, Problem(TOO_LARGE, message)
    try:
        return json.loads(_decoded(content), strict=False), None
    except (ValueError, RecursionError) as error:
        return None, Problem(BAD_RECORD, f"The file is no JSON: {error}.")


def _begins_with_record(path: Path) -> bool:
    """Tell whether the first line of a file that is not empty is a document's record, whole."""
    try:
        with path.open("rb") as packed:
            lines = _lines(packed)
            line = b"\n"
            while line and not (entry := _entry(line)):
                line = lines.readline(_WHOLE_BYTES)
            is_cut = len(line) == _WHOLE_BYTES and not line.endswith(b"\n")
            if is_cut or not (entry.startswith(b"{") and entry.endswith(b"}")):
                return False
            found = json.loads(_decoded(entry), strict=False)
    except (OSError, EOFError, zlib.error, ValueError, RecursionError):
        return False
    return isinstance(found, dict) and records.holds_text(found)


def _lines(packed: IO[bytes]) -> IO[bytes]:
    """Unpack what is gzipped, whatever its name, and turn UTF-16 into UTF-8."""
    mark = packed.read(2)
    packed.seek(0)
    unpacked = packed
    if mark == _GZIP_MARK:
        within = gzip.GzipFile(fileobj=packed)
        mark, unpacked = within.peek(2)[:2], cast("IO[bytes]", within)
    return io.BufferedReader(_Utf8(unpacked), _CHUNK_BYTES) if mark in _UTF16_MARKS else unpacked


class _Utf8(io.RawIOBase):
    """UTF-16 with its mark, as UTF-8. The recoding streams of ``codecs`` would end lines at U+2028 and U+0085 too."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self._decoder = codecs.getincrementaldecoder("utf-16")("replace")
        self._decoded = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        while not self._decoded:
            chunk = self._source.read(_CHUNK_BYTES)
            self._decoded = self._decoder.decode(chunk, final=not chunk).encode()
            if not chunk:
                break
        given = self._decoded[: len(buffer)]
        self._decoded = self._decoded[len(given) :]
        buffer[: len(given)] = given
        return len(given)


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
    # U+FFFD that was written as such tells of damage before, not of another encoding
    unknown = text.count("\ufffd") - content.count("\ufffd".encode())
    if unknown <= 0:
        return text
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    is_much = unknown > 1 + _MOST_UNKNOWN_SHARE * len(text)
    if is_much or unknown > _MOST_UNKNOWN_SHARE_BEYOND_ASCII * beyond_ascii:
        try:
            return content.decode("gb18030")
        except UnicodeDecodeError:
            return content.decode("utf-8-sig") if is_much else text
    return text
