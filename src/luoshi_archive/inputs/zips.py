"""ZIP files: each member read within limits; names are only looked at, never written to."""

from __future__ import annotations

import shutil
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from lzma import LZMAError
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from luoshi_archive.errors import BROKEN, NESTED_ARCHIVE, PASSWORD_PROTECTED, TOO_LARGE, UNREADABLE, Problem
from luoshi_archive.inputs.item import MOST_BYTES, Census, Item, printable
from luoshi_archive.inputs.kinds import Kind, kind_of, suffix_of
from luoshi_archive.temporary import temporary_folder

MOST_GROWTH = 200
"""Most times its packed size that a member may unpack to, once over ``GROWTH_FROM_BYTES``: text packs 3–15-fold."""

GROWTH_FROM_BYTES = 10 * 2**20

MOST_CONTAINER_BYTES = 8 * 2**30
"""Largest archive within an archive that is unpacked to a temporary file."""

MOST_DEPTH = 3
"""ZIPs within ZIPs are opened so deep: years hold months, and months hold towns."""

Nested = Callable[[Kind, Path, str, Census], Iterator[Item]]
"""Opens an archive that was unpacked from another."""

_UTF8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1


def items(path: Path, locator: str, census: Census, nested: Nested, depth: int = 1) -> Iterator[Item]:
    """Yield the documents of a ZIP in the order of its directory, and of archives in it; ``depth`` counts ZIPs."""
    try:
        archive = ZipFile(path)
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        yield Item(locator, path.name, problem=Problem(BROKEN, f"The ZIP cannot be opened: {_reason(error)}."))
        return
    with archive:
        times: Counter[str] = Counter()
        for member in archive.filelist:
            census.bytes_seen += member.compress_size
            name = _name(member)
            if member.is_dir() or name.startswith("__MACOSX/"):
                continue
            times[name] += 1
            place = f"{locator}!/{name}" + (f"#{times[name]}" if times[name] > 1 else "")
            kind = kind_of(name)
            if kind is Kind.DOCUMENT:
                yield _item(archive, member, place, name)
            elif kind is Kind.OTHER:
                census.passed_over[suffix_of(name)] += 1
            elif kind is Kind.ZIP and depth >= MOST_DEPTH:
                message = f"ZIPs within ZIPs are opened {MOST_DEPTH} deep: unpack this one and give it by itself."
                yield Item(place, name, problem=Problem(NESTED_ARCHIVE, message))
            else:
                yield from _within(archive, member, place, census.within(), nested)


def _name(member: ZipInfo) -> str:
    """Name a member; names without the UTF-8 mark are most often UTF-8 or GBK all the same."""
    name = member.filename
    if not member.flag_bits & _UTF8_FLAG:
        try:
            stored = name.encode("cp437")
        except UnicodeEncodeError:
            return printable(name)
        for encoding in ("utf-8", "gb18030"):
            try:
                return printable(stored.decode(encoding))
            except UnicodeDecodeError:
                continue
    return printable(name)


def _item(archive: ZipFile, member: ZipInfo, place: str, name: str) -> Item:
    problem = _refusal(member, MOST_BYTES)
    content = b""
    if problem is None:
        try:
            with archive.open(member) as file:
                content = file.read(MOST_BYTES + 1)
        except _FAULTS as error:
            problem = _fault(error)
        if len(content) > MOST_BYTES:
            problem = Problem(TOO_LARGE, f"The member is larger than {MOST_BYTES // 2**20} MB.")
    return Item(place, name, problem=problem) if problem else Item(place, name, content)


def _within(archive: ZipFile, member: ZipInfo, place: str, census: Census, nested: Nested) -> Iterator[Item]:
    """Yield the documents of an archive in this one, from a temporary file that bears none of its names."""
    name = _name(member)
    kind = kind_of(name)
    problem = _refusal(member, MOST_CONTAINER_BYTES)
    with temporary_folder() as folder:
        unpacked = folder / "inner"
        if problem is None:
            try:
                with archive.open(member) as file, unpacked.open("wb") as target:
                    shutil.copyfileobj(file, target, 2**20)
            except _FAULTS as error:
                problem = _fault(error)
        if problem is None:
            yield from nested(kind, unpacked, place, census)
        else:
            yield Item(place, name, problem=problem)


_FAULTS = (BadZipFile, zlib.error, LZMAError, EOFError, ValueError, IndexError, RuntimeError, OSError)


def _fault(error: Exception) -> Problem:
    reason = _reason(error)
    if isinstance(error, NotImplementedError):
        return Problem(BROKEN, f"The member is packed in a way that is not known here: {reason}.")
    if isinstance(error, RuntimeError):
        return Problem(PASSWORD_PROTECTED, f"The member wants a password: {reason}.")
    if isinstance(error, OSError):
        return Problem(UNREADABLE, f"The member cannot be unpacked here: {reason}.")
    return Problem(BROKEN, f"The member cannot be unpacked: {reason}.")


def _refusal(member: ZipInfo, most: int) -> Problem | None:
    if member.flag_bits & _ENCRYPTED_FLAG:
        return Problem(PASSWORD_PROTECTED, "The member is protected by a password. Pack it without one.")
    if member.file_size > most:
        return Problem(TOO_LARGE, f"The member is larger than {most // 2**20:,} MB.")
    if member.file_size > GROWTH_FROM_BYTES and member.file_size > MOST_GROWTH * max(member.compress_size, 1):
        return Problem(TOO_LARGE, f"The member unpacks to over {MOST_GROWTH} times its size: no document does.")
    return None


def _reason(error: Exception) -> str:
    return printable(str(error) or type(error).__name__).rstrip(".")
