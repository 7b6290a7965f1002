"""The folder of a read archive: which part files count, and how a batch becomes part of it at once or not at all.

``journal.jsonl`` is only ever appended to. Its first line says what is being read and by which engine; each batch adds
one line after all its part files are in place under their final names. A line that was cut short, and a file that no
line names, are what a kill leaves behind; both are swept away at the next start.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from luoshi_archive.errors import ArchiveDamaged, ArchiveRefused, OtherFormat
from luoshi_archive.tables import FORMAT, TABLES

JOURNAL = "journal.jsonl"
_LOCK = ".lock"
_UNFINISHED = ".unfinished"


@dataclass(frozen=True, slots=True)
class Terms:
    """What must stay the same for an archive to be read on: engine, batches and whether the source is kept."""

    engine: str
    inputs: tuple[str, ...]
    batch: int
    with_source: bool


@dataclass(slots=True)
class Entry:
    """What the journal says of one batch."""

    files: dict[str, list[str]]
    documents: int
    rows: dict[str, int]
    problems: dict[str, int]


@dataclass(slots=True)
class Manifest:
    """The journal as read: ``batches`` in the order they were written, by digest."""

    folder: Path
    terms: Terms | None = None
    batches: dict[str, Entry] = field(default_factory=dict)
    is_complete: bool = False
    whole_bytes: int = 0
    """Length of the journal up to the end of its last whole line."""

    def part_files(self, table: str) -> list[Path]:
        """List the files that make up a table."""
        return [self.folder / table / name for entry in self.batches.values() for name in entry.files.get(table, ())]


def load(folder: Path) -> Manifest:
    """Read the journal of a folder; without one, give an empty manifest. Refuses a journal of another format."""
    manifest = Manifest(folder)
    try:
        written = (folder / JOURNAL).read_bytes()
    except FileNotFoundError:
        return manifest
    for line in written.splitlines(keepends=True):
        if not line.endswith(b"\n"):
            break
        try:
            _apply(manifest, json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            raise ArchiveDamaged(
                f"{folder / JOURNAL} is damaged: move the folder away and read the archive again."
            ) from error
        manifest.whole_bytes += len(line)
    return manifest


def _apply(manifest: Manifest, line: Mapping[str, Any]) -> None:
    if "format" in line:
        if line["format"] != FORMAT:
            raise OtherFormat(f"{manifest.folder} was written in format {line['format']}; this version knows {FORMAT}.")
        manifest.terms = Terms(line["engine"], tuple(line["inputs"]), line["batch"], line["with_source"])
    elif "read" in line:
        manifest.batches[line["read"]] = Entry(line["files"], line["documents"], line["rows"], line["problems"])
        manifest.is_complete = False
    elif "dropped" in line:
        for digest in line["dropped"]:
            manifest.batches.pop(digest, None)
    elif "complete" in line:
        manifest.is_complete = True


class Writer:
    """Writes a folder's parts and journal; only one at a time may."""

    def __init__(self, manifest: Manifest, lock: int) -> None:
        self.manifest = manifest
        self._lock = lock
        self._journal = (manifest.folder / JOURNAL).open("ab")

    def agree(self, terms: Terms) -> None:
        """Write down what is being read, where that is new."""
        if self.manifest.terms != terms:
            self.manifest.terms = terms
            self._append(
                {
                    "format": FORMAT,
                    "engine": terms.engine,
                    "inputs": terms.inputs,
                    "batch": terms.batch,
                    "with_source": terms.with_source,
                }
            )

    def add(
        self,
        digest: str,
        pieces: list[dict[str, bytes]],
        *,
        documents: int,
        rows: dict[str, int],
        problems: dict[str, int],
    ) -> None:
        """Make a batch part of the archive. ``pieces`` are its tables as Parquet; most batches come in one piece."""
        files: dict[str, list[str]] = {}
        for number, parts in enumerate(pieces):
            for table, content in parts.items():
                name = f"{digest}.parquet" if len(pieces) == 1 else f"{digest}-{number}.parquet"
                self._put(self.manifest.folder / table / name, content)
                files.setdefault(table, []).append(name)
        for table in files:
            _sync_folder(self.manifest.folder / table)
        self._append({"read": digest, "files": files, "documents": documents, "rows": rows, "problems": problems})
        self.manifest.batches[digest] = Entry(files, documents, rows, problems)
        self.manifest.is_complete = False

    def drop(self, digests: list[str]) -> None:
        """Take batches out whose documents changed or went away."""
        if digests:
            self._append({"dropped": digests})
            for digest in digests:
                del self.manifest.batches[digest]
            sweep(self.manifest)

    def complete(self) -> None:
        """Write down that everything was read."""
        if not self.manifest.is_complete:
            self._append({"complete": True})
            self.manifest.is_complete = True

    def close(self) -> None:
        """Let the folder go."""
        self._journal.close()
        os.close(self._lock)

    def _append(self, line: Mapping[str, Any]) -> None:
        self._journal.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        self._journal.flush()
        os.fsync(self._journal.fileno())

    @staticmethod
    def _put(path: Path, content: bytes) -> None:
        unfinished = path.with_suffix(_UNFINISHED)
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)


@contextlib.contextmanager
def writing(folder: Path, *, again: bool = False) -> Iterator[Writer]:
    """Open a folder for writing; ``again`` forgets what it holds.

    Refuses a folder that holds anything else, and one that is being written to.
    """
    check_place(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(folder / _LOCK, os.O_CREAT | os.O_RDWR, 0o644)
    except OSError as error:
        raise ArchiveRefused(f"{folder} cannot be written to: {error.strerror or error}.") from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(lock)
        raise ArchiveRefused(
            f"{folder} is being written to by another command. Wait for it, or name another folder."
        ) from error
    if again:
        (folder / JOURNAL).unlink(missing_ok=True)
    manifest = load(folder)
    with contextlib.suppress(FileNotFoundError):
        os.truncate(folder / JOURNAL, manifest.whole_bytes)
    for table in TABLES:
        (folder / table).mkdir(exist_ok=True)
    sweep(manifest)
    writer = Writer(manifest, lock)
    try:
        yield writer
    finally:
        writer.close()


def check_place(folder: Path) -> None:
    """Refuse a folder that is a file, or that holds other things than an archive."""
    if folder.exists() and not folder.is_dir():
        raise ArchiveRefused(f"{folder} is a file: name a folder.")
    if folder.is_dir() and not (folder / JOURNAL).exists():
        others = {entry.name for entry in folder.iterdir()} - {_LOCK, *TABLES}
        if others:
            raise ArchiveRefused(
                f"{folder} holds other things: name a new folder, or one that was written by this command."
            )


def sweep(manifest: Manifest) -> None:
    """Remove part files that no line of the journal names."""
    for table in TABLES:
        folder = manifest.folder / table
        if folder.is_dir():
            named = {path.name for path in manifest.part_files(table)}
            for entry in folder.iterdir():
                if entry.name not in named and entry.suffix in (".parquet", _UNFINISHED):
                    entry.unlink()


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
