"""What goes in: folders, ZIPs, JSON lines, WARC and Parquet, all streamed, one document at a time, in a fixed order."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from luoshi_archive.errors import ArchiveRefused
from luoshi_archive.inputs import folders, json_lines, parquet, warc, zips
from luoshi_archive.inputs.item import Census, Item, printable
from luoshi_archive.inputs.kinds import Kind, kind_of, suffix_of

__all__ = ["Census", "Input", "Item", "items", "open_inputs", "total_bytes"]

_OPENERS = {
    Kind.JSON_LINES: json_lines.items,
    Kind.JSON: json_lines.whole_file,
    Kind.WARC: warc.items,
    Kind.PARQUET: parquet.items,
}


@dataclass(frozen=True, slots=True)
class Input:
    """A file or folder given on the command line. ``label`` begins the locator of everything in it."""

    path: Path
    label: str


def open_inputs(given: Sequence[str]) -> list[Input]:
    """Check what was given and label it by as much of its path as tells it apart. Refuses what does not exist."""
    paths = []
    for name in given:
        try:
            path = Path(os.path.abspath(name))  # not resolved: a link on the command line is meant  # noqa: PTH100
            is_there = path.is_dir() or path.is_file()
        except (OSError, ValueError) as error:
            raise ArchiveRefused(f"{printable(name)}: it cannot be opened ({error}).") from error
        if not is_there:
            raise ArchiveRefused(f"{printable(name)}: there is no such file or folder.")
        if path.is_file() and kind_of(path.name) is Kind.OTHER:
            raise ArchiveRefused(
                f"{printable(name)}: give a folder, a ZIP, JSONL, WARC or Parquet file, or a document."
            )
        if path.is_dir() and _was_written_by_us(path):
            raise ArchiveRefused(f"{printable(name)} was written by this command: name what it was read from.")
        if path not in paths:
            paths.append(path)
    return [Input(path, label) for path, label in zip(paths, _labels(paths), strict=True)]


def _was_written_by_us(folder: Path) -> bool:
    try:
        return folders.is_read_archive(entry.name for entry in folder.iterdir())
    except OSError:
        return False


def _labels(paths: Sequence[Path]) -> list[str]:
    longest = max(len(path.parts) for path in paths)
    for depth in range(1, longest + 1):
        labels = [printable("/".join(path.parts[-depth:]).replace("//", "/")) for path in paths]
        if max(Counter(labels).values()) == 1:
            return labels
    raise ArchiveRefused("Two inputs cannot be told apart by their names.")


def total_bytes(given: Sequence[Input]) -> int:
    """Add up the sizes of all files, for the progress that is shown."""
    return sum(found.size for each in given for found in _files(each))


def items(one: Input, census: Census) -> Iterator[Item]:
    """Yield every document of an input, always in the same order."""
    for found in _files(one):
        kind = kind_of(found.path.name)
        if found.passed_over is not None:
            census.passed_over[found.passed_over] += 1
        elif found.problem is not None:
            yield Item(found.locator, found.path.name, problem=found.problem)
        elif kind is Kind.OTHER:
            census.passed_over[suffix_of(found.path.name)] += 1
            census.bytes_seen += found.size
        elif kind is Kind.DOCUMENT:
            census.bytes_seen += found.size
            yield folders.document(found)
        else:
            yield from _container(found, kind, census)


def _container(found: folders.Found, kind: Kind, census: Census) -> Iterator[Item]:
    before = census.bytes_seen
    try:
        yield from _opened(kind, found.path, found.locator, census)
    except OSError as error:  # it went away, or may not be read
        yield folders.unreadable(found, error)
    census.bytes_seen = max(census.bytes_seen, before + found.size)


def _opened(kind: Kind, path: Path, locator: str, census: Census, depth: int = 1) -> Iterator[Item]:
    if kind is Kind.ZIP:
        return zips.items(path, locator, census, partial(_opened, depth=depth + 1), depth)
    return _OPENERS[kind](path, locator, census)


def _files(one: Input) -> Iterator[folders.Found]:
    if one.path.is_dir():
        yield from folders.walk(one.path, one.label)
    else:
        yield folders.Found(one.path, one.label, one.path.stat().st_size)
