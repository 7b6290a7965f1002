"""Folders and single files: walked in the order of their names, links left alone."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from luoshi_archive.errors import TOO_LARGE, UNREADABLE, Problem
from luoshi_archive.inputs.item import MOST_BYTES, Item, printable
from luoshi_archive.manifest import JOURNAL
from luoshi_archive.tables import TABLES


class Found(NamedTuple):
    """A regular file of a folder, or (``problem``) a folder that cannot be listed. ``size`` in bytes.

    ``passed_over`` says what it is where it is neither: counted, not opened.
    """

    path: Path
    locator: str
    size: int
    problem: Problem | None = None
    passed_over: str | None = None


def walk(root: Path, label: str) -> Iterator[Found]:
    """Yield the regular files under a folder, depth first, in the order of their names' bytes."""
    pending = [(root, label)]
    while pending:
        folder, locator = pending.pop()
        try:
            with os.scandir(folder) as entries:
                listed = sorted(entries, key=lambda e: os.fsencode(e.name))
        except OSError as error:
            yield Found(
                folder, locator, 0, Problem(UNREADABLE, f"The folder cannot be listed: {error.strerror or error}.")
            )
            continue
        if is_read_archive(entry.name for entry in listed):
            yield Found(folder, locator, 0, passed_over="(read archive)")
            continue
        below = []
        for entry in listed:
            place = f"{locator}/{printable(entry.name)}"
            if entry.is_symlink():
                yield Found(Path(entry.path), place, 0, passed_over="(link)")
            elif entry.is_dir(follow_symlinks=False):
                below.append((Path(entry.path), place))
            elif entry.is_file(follow_symlinks=False):
                yield Found(Path(entry.path), place, _size(entry))
        pending += reversed(below)


def is_read_archive(names: Iterable[str]) -> bool:
    """Tell by what a folder holds whether ``luoshi archive`` wrote it: its tables are no documents."""
    return {JOURNAL, *TABLES} <= set(names)


def document(found: Found) -> Item:
    """Take a file in whole."""
    try:
        with found.path.open("rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return _set_aside(found, UNREADABLE, "It is no regular file.")
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        return unreadable(found, error)
    if len(content) > MOST_BYTES:
        return _set_aside(found, TOO_LARGE, f"The file is larger than {MOST_BYTES // 2**20} MB.")
    return Item(found.locator, printable(found.path.name), content)


def unreadable(found: Found, error: OSError) -> Item:
    """Set a file aside that the system does not let us read."""
    return _set_aside(found, UNREADABLE, f"The file cannot be opened: {error.strerror or error}.")


def _size(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat(follow_symlinks=False).st_size
    except OSError:
        return 0


def _set_aside(found: Found, code: str, message: str) -> Item:
    return Item(found.locator, printable(found.path.name), problem=Problem(code, message))
