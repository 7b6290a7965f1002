"""What a worker of the cluster does with a batch: read each document, lay the rows out as Parquet."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import duckdb

from luoshi_archive.batches import Document
from luoshi_archive.errors import ENGINE_FAULT, Problem
from luoshi_archive.isolation import borrowed, identity_of
from luoshi_archive.parquet_engine import connect
from luoshi_archive.reading_process import Tables, printed
from luoshi_archive.tables import COLUMNS, FORMAT, rows_of_problem
from luoshi_archive.temporary import temporary_folder

_LEAST_LINE_BYTES = 16 * 2**20


@dataclass(frozen=True, slots=True)
class BatchRead:
    """What came of a batch. ``parts`` are Parquet files as bytes; a table without rows has none."""

    engine: str
    parts: dict[str, bytes]
    rows: dict[str, int]
    problems: dict[str, int]
    documents: int


def read_batch(documents: tuple[Document, ...], *, time_limit: float, with_source: bool) -> BatchRead:
    """Read the documents of a batch. Never fails on account of one of them."""
    read: list[Tables] = []
    problems: Counter[str] = Counter()
    with borrowed() as reader:
        for document in documents:
            tables, code = reader.read(document, time_limit=time_limit, with_source=with_source)
            read.append(tables)
            if code:
                problems[code] += 1
    try:
        return lay_out(read, problems)
    except duckdb.Error:  # a row that Parquet cannot hold: of which document, each by itself will tell
        for number, document in enumerate(documents):
            try:
                parquet({table: [lines] for table, (_, lines) in read[number].items()})
            except duckdb.Error as error:
                problem = Problem(ENGINE_FAULT, f"What was read cannot be written down: {error}"[:500])
                read[number] = printed(rows_of_problem(identity_of(document), problem))
                problems[problem.code] += 1
        return lay_out(read, problems)


def lay_out(read: Iterable[Tables], problems: Counter[str]) -> BatchRead:
    """Put the rows of several documents together, one Parquet file a table."""
    together: dict[str, list[bytes]] = {}
    rows: Counter[str] = Counter()
    documents = 0
    for tables in read:
        documents += 1
        for table, (count, lines) in tables.items():
            rows[table] += count
            together.setdefault(table, []).append(lines)
    return BatchRead(engine_version(), parquet(together), dict(rows), dict(problems), documents)


def parquet(tables: dict[str, list[bytes]]) -> dict[str, bytes]:
    """Turn JSON lines into Parquet with the columns that the table has."""
    made = {}
    with temporary_folder() as folder, connect() as connection:
        connection.execute(f"SET temp_directory = '{folder}'")
        for table, lines in tables.items():
            source, target = folder / (table + ".jsonl"), folder / (table + ".parquet")
            source.write_bytes(b"".join(lines))
            longest = max(max(map(len, lines)) + 2**16, _LEAST_LINE_BYTES)
            columns = ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS[table].items())
            connection.execute(
                f"COPY (SELECT * FROM read_json('{source}', format = 'newline_delimited', columns = {{{columns}}}, "  # noqa: S608
                f"maximum_object_size = {longest})) TO '{target}' (FORMAT parquet, COMPRESSION zstd)"
            )
            made[table] = target.read_bytes()
    return made


@cache
def engine_version() -> str:
    """Name the engine by its own files, so that two readings by different rules are never mixed."""
    digest = hashlib.sha256(f"format {FORMAT}".encode())
    for path, content in sorted(_sources(files("luoshi_reading"), "")):
        digest.update(path.encode() + b"\0" + hashlib.sha256(content).digest())
    return digest.hexdigest()[:16]


def _sources(folder: Traversable, under: str) -> Iterable[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _sources(entry, f"{under}{entry.name}/")
        elif entry.is_file() and not entry.name.endswith((".pyc", ".md")):
            yield under + entry.name, entry.read_bytes()
