"""What a read archive can answer: search, counts, one document with all its findings, passages for lineage.

``open_archive`` is the one door. Everything is read from the Parquet files that the journal names, so an archive that
is still being written can be opened too; it then shows what was written when it was opened.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

import duckdb

from luoshi_archive.errors import ArchiveDamaged, AskedTooMuch, NotAnArchive
from luoshi_archive.excerpts import AROUND, excerpt
from luoshi_archive.lineage import SHINGLE, Passage, Use
from luoshi_archive.manifest import JOURNAL, load
from luoshi_archive.parquet_engine import connect
from luoshi_archive.tables import COLUMNS, DOCUMENTS, TABLES

MOST_HITS = 500
SHINGLES_ASKED = 24
"""Most shingles of a passage that others are asked for: enough to meet every wording near it, and one scan."""

SEARCHED = {
    "documents": "text",
    "commitments": "quote",
    "targets": "quote",
    "formulations": "text",
    "people": "name",
}
"""Table → column that is searched."""

Dimension = Literal["year", "place", "kind"]
_DIMENSIONS: Mapping[str, str] = {"year": "left(d.date, 4)", "place": "d.place", "kind": "d.kind"}
_SHOWN = ("document", "locator", "url", "title", "kind", "date", "place", "document_number")


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where what was sought stands. ``number`` counts the document's findings in ``table``; None in texts."""

    table: str
    document: str
    number: int | None
    quote: str
    title: str | None
    date: str | None
    place: str | None
    kind: str | None


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows there are of one combination of values, in the order in which the dimensions were asked for."""

    values: tuple[str | None, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class FormulationCount:
    """A formulation, in how many documents it stands, and the dates of the first and the last (None: no date)."""

    text: str
    documents: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Filter:
    """Which documents to look at. ``year`` is written with four digits; None asks for all."""

    year: str | None = None
    place: str | None = None
    kind: str | None = None

    def condition(self) -> tuple[str, list[str]]:
        """Give the condition on documents ``d``, and its parameters."""
        wanted = {name: getattr(self, name) for name in _DIMENSIONS}
        parts = [(f"{_DIMENSIONS[name]} = ?", value) for name, value in wanted.items() if value is not None]
        return " AND ".join(part for part, _ in parts) or "true", [value for _, value in parts]


EVERYTHING = Filter()


def open_archive(folder: Path | str, *, time_limit_seconds: float | None = None) -> Archive:
    """Open a folder that ``luoshi archive`` wrote. Refuses any other. A question that exceeds the limit is refused."""
    path = Path(folder).absolute()
    if not (path / JOURNAL).is_file():
        raise NotAnArchive(f"{folder} was not written by luoshi archive: it holds no {JOURNAL}.")
    return Archive(path, time_limit_seconds)


class Archive:
    """A read archive, opened for questions. Safe for several threads."""

    def __init__(self, folder: Path, time_limit_seconds: float | None = None) -> None:
        manifest = load(folder)
        if manifest.terms is None and manifest.whole_bytes:
            raise NotAnArchive(f"{folder} was not written by luoshi archive: its {JOURNAL} is another's.")
        self.folder = folder
        self._time_limit_seconds = time_limit_seconds
        self.is_complete = manifest.is_complete
        self.with_source = manifest.terms is not None and manifest.terms.with_source
        self._lock = threading.Lock()
        self._connection = connect(threads=2)
        for table in TABLES:
            files = [str(path) for path in manifest.part_files(table)]
            self._ask(f'CREATE VIEW "{table}" AS {_rows_of(table, files)}')

    def close(self) -> None:
        """Let the files go."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def sizes(self) -> dict[str, int]:
        """Count the rows of every table."""
        asked = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM \"{table}\"" for table in TABLES)  # noqa: S608
        return dict(self._ask(asked))

    def search(
        self,
        text: str,
        *,
        tables: Sequence[str] = ("documents", "commitments", "targets", "formulations"),
        among: Filter = EVERYTHING,
        limit: int = 50,
        offset: int = 0,
    ) -> list[Hit]:
        """Find every place where a text stands as it is written, newest documents first. Two characters are enough."""
        wanted = text.strip()
        if not wanted:
            return []
        condition, values = among.condition()
        parts, parameters = [], []
        for table in tables:
            column = SEARCHED[table]
            number = "NULL" if table == DOCUMENTS else "t.number"
            shown = _passage_around("t.text") if table == DOCUMENTS else f't."{column}"'
            found = [wanted] * 3 if table == DOCUMENTS else []
            parts.append(
                f"SELECT '{table}' AS in_table, t.document, {number} AS number, {shown} AS quote, "  # noqa: S608
                f"d.title, d.date, d.place, d.kind FROM {table} t "
                f'JOIN documents d USING (document) WHERE contains(t."{column}", ?) AND {condition}'
            )
            parameters += [*found, wanted, *values]
        asked = " UNION ALL ".join(parts)
        rows = self._ask(
            f"SELECT * FROM ({asked}) ORDER BY date DESC NULLS LAST, document, in_table, number LIMIT ? OFFSET ?",  # noqa: S608
            [*parameters, min(limit, MOST_HITS), offset],
        )
        hits = [Hit(*row) for row in rows]
        return [replace(hit, quote=excerpt(hit.quote, wanted)) if hit.table == DOCUMENTS else hit for hit in hits]

    def hit_counts(
        self,
        text: str,
        *,
        tables: Sequence[str] = ("documents", "commitments", "targets", "formulations"),
        among: Filter = EVERYTHING,
    ) -> dict[str, int]:
        """Count by table the places that ``search`` finds."""
        wanted = text.strip()
        if not wanted:
            return dict.fromkeys(tables, 0)
        condition, values = among.condition()
        asked = " UNION ALL ".join(
            f"SELECT '{table}', count(*) FROM {table} t JOIN documents d USING (document) "  # noqa: S608
            f'WHERE contains(t."{SEARCHED[table]}", ?) AND {condition}'
            for table in tables
        )
        return dict(self._ask(asked, [wanted, *values] * len(tables)))

    def counts(
        self, *by: Dimension, table: str = DOCUMENTS, among: Filter = EVERYTHING, limit: int = 1000
    ) -> list[Count]:
        """Count the rows of a table by year, place or kind of their documents, the most first."""
        if table not in COLUMNS or "document" not in COLUMNS[table] or not by:
            raise ValueError("name a table and at least one of year, place, kind")
        condition, values = among.condition()
        dimensions = ", ".join(_DIMENSIONS[each] for each in by)
        joined = "documents d" if table == DOCUMENTS else f'"{table}" t JOIN documents d USING (document)'
        places = ", ".join(str(number) for number in range(1, len(by) + 1))
        rows = self._ask(
            f"SELECT {dimensions}, count(*) AS n FROM {joined} WHERE {condition} "  # noqa: S608
            f"GROUP BY {places} ORDER BY n DESC, {places} LIMIT ?",
            [*values, limit],
        )
        return [Count(tuple(row[:-1]), row[-1]) for row in rows]

    def documents(self, *, among: Filter = EVERYTHING, limit: int = 50, offset: int = 0) -> list[dict[str, Any]]:
        """List documents, newest first, without their texts."""
        condition, values = among.condition()
        shown = ", ".join(f"d.{name}" for name in _SHOWN)
        rows = self._ask(
            f"SELECT {shown} FROM documents d WHERE {condition} "  # noqa: S608
            "ORDER BY d.date DESC NULLS LAST, d.document LIMIT ? OFFSET ?",
            [*values, min(limit, MOST_HITS), offset],
        )
        return [dict(zip(_SHOWN, row, strict=True)) for row in rows]

    def document(self, document: str) -> dict[str, Any] | None:
        """Give a document with all its findings, one list a table; None where there is no such document."""
        found = self._rows(DOCUMENTS, document)
        if not found:
            return None
        tables = {table: self._rows(table, document) for table in TABLES if table not in (DOCUMENTS, "errors")}
        return found[0] | tables

    def errors(self, *, limit: int = 100, offset: int = 0) -> list[dict[str, Any]]:
        """List the documents that were set aside."""
        columns = COLUMNS["errors"]
        rows = self._ask("SELECT * FROM errors ORDER BY locator LIMIT ? OFFSET ?", [min(limit, MOST_HITS), offset])
        return [dict(zip(columns, row, strict=True)) for row in rows]

    def passages(self, levels: Mapping[str, int], *, among: Filter = EVERYTHING) -> Iterator[Passage]:
        """Yield every commitment as a passage for lineage. ``levels`` gives a place's level, 1 for the centre."""
        condition, values = among.condition()
        asked = (
            "SELECT t.document, t.number, d.date, d.place, t.quote FROM commitments t "  # noqa: S608
            f"JOIN documents d USING (document) WHERE {condition}"
        )
        for document, number, date, place, quote in self._stream(asked, values):
            yield Passage(f"{document}:{number}", document, date, levels.get(place or ""), quote)

    def uses(self, levels: Mapping[str, int], *, among: Filter = EVERYTHING) -> Iterator[Use]:
        """Yield every use of a formulation, for its timeline."""
        condition, values = among.condition()
        asked = (
            "SELECT t.text, t.document, d.date, d.place FROM formulations t "  # noqa: S608
            f"JOIN documents d USING (document) WHERE {condition}"
        )
        for text, document, date, place in self._stream(asked, values):
            if text:
                yield Use(text, document, date, levels.get(place or ""))

    def passages_like(self, text: str, *, limit: int = 300) -> list[Hit]:
        """Give the commitments that share most shingles with a text, as candidates for lineage; itself among them."""
        shingles = _shingles_of(text)
        if not shingles:
            return []
        shared = " + ".join("contains(quote, ?)::INTEGER" for _ in shingles)
        return [
            Hit(*row)
            for row in self._ask(
                "SELECT 'commitments', t.document, t.number, t.quote, d.title, d.date, d.place, d.kind "  # noqa: S608
                f"FROM (SELECT document, number, quote, {shared} AS shared FROM commitments) t "
                "JOIN documents d USING (document) WHERE t.shared > 0 "
                "ORDER BY t.shared DESC, d.date, t.document, t.number LIMIT ?",
                [*shingles, min(limit, MOST_HITS)],
            )
        ]

    def formulations(
        self, search: str = "", *, among: Filter = EVERYTHING, limit: int = 50, offset: int = 0
    ) -> list[FormulationCount]:
        """List formulations, whatever marks they are written with, those in most documents first."""
        condition, values = among.condition()
        rows = self._ask(
            "SELECT min(t.text) AS written, count(DISTINCT t.document) AS n, min(d.date), max(d.date) "  # noqa: S608
            f"FROM formulations t JOIN documents d USING (document) WHERE contains(t.text, ?) AND {condition} "
            f"AND {_key('t.text')} <> '' GROUP BY {_key('t.text')} ORDER BY n DESC, written LIMIT ? OFFSET ?",
            [search.strip(), *values, min(limit, MOST_HITS), offset],
        )
        return [FormulationCount(*row) for row in rows]

    def formulation_count(self, search: str = "", *, among: Filter = EVERYTHING) -> int:
        """Count the formulations that ``formulations`` lists."""
        condition, values = among.condition()
        ((count,),) = self._ask(
            f"SELECT count(DISTINCT nullif({_key('t.text')}, '')) FROM formulations t "  # noqa: S608
            f"JOIN documents d USING (document) WHERE contains(t.text, ?) AND {condition}",
            [search.strip(), *values],
        )
        return int(count)

    def uses_of(self, text: str, *, limit: int = MOST_HITS) -> list[tuple[str, Hit]]:
        """Give every use of a formulation as it is written there and where, the earliest first."""
        rows = self._ask(
            "SELECT t.text, 'formulations', t.document, t.number, coalesce(t.quote, t.text), d.title, d.date, d.place, "  # noqa: S608
            f"d.kind FROM formulations t JOIN documents d USING (document) WHERE {_key('t.text')} = {_key('?')} "
            f"AND {_key('t.text')} <> '' ORDER BY d.date NULLS LAST, t.document, t.number LIMIT ?",
            [text, min(limit, MOST_HITS)],
        )
        return [(row[0], Hit(*row[1:])) for row in rows]

    def places(self) -> list[str]:
        """List the places that documents name."""
        return [
            place for (place,) in self._ask("SELECT DISTINCT place FROM documents WHERE place IS NOT NULL ORDER BY 1")
        ]

    def _rows(self, table: str, document: str) -> list[dict[str, Any]]:
        order = "ORDER BY number" if "number" in COLUMNS[table] else ""
        asked = f'SELECT * FROM "{table}" WHERE document = ? {order}'  # noqa: S608 - tables are our own
        return [dict(zip(COLUMNS[table], row, strict=True)) for row in self._ask(asked, [document])]

    def _ask(self, asked: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        cursor = self._cursor()
        with self._refusals(), _interrupted_after(self._time_limit_seconds, cursor):
            return cursor.execute(asked, list(parameters)).fetchall()

    def _stream(self, asked: str, parameters: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
        with self._refusals():
            result = self._cursor().execute(asked, list(parameters))
            while rows := result.fetchmany(2048):
                yield from rows

    @contextlib.contextmanager
    def _refusals(self) -> Iterator[None]:
        try:
            yield
        except (duckdb.InterruptException, duckdb.OutOfMemoryException) as error:
            raise AskedTooMuch(f"{self.folder}: the question took too long or too much memory; narrow it.") from error
        except duckdb.Error as error:
            raise ArchiveDamaged(
                f"{self.folder} is damaged, or was changed while it was asked: open it again, "
                "or move it away and read the archive again."
            ) from error

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        with self._lock:
            return self._connection.cursor()


def _rows_of(table: str, files: Sequence[str]) -> str:
    if files:
        return f"SELECT * FROM read_parquet({_listed(files)})"  # noqa: S608 - quoted
    columns = ", ".join(f'NULL::{kind} AS "{name}"' for name, kind in COLUMNS[table].items())
    return f"SELECT {columns} WHERE false"


@contextlib.contextmanager
def _interrupted_after(seconds: float | None, cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
    if seconds is None:
        yield
        return
    timer = threading.Timer(seconds, cursor.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _key(value: str) -> str:
    """Reduce what is written to its letters and digits, so that quotation marks make no difference."""
    return f"lower(regexp_replace({value}, '[^\\p{{L}}\\p{{N}}]+', '', 'g'))"


def _shingles_of(text: str) -> list[str]:
    """Take shingles from the whole length of a text, none across a mark."""
    runs = ["".join(run) for is_word, run in groupby(text, str.isalnum) if is_word]
    found = list(dict.fromkeys(run[at : at + SHINGLE] for run in runs for at in range(len(run) - SHINGLE + 1)))
    step = max(1, -(-len(found) // SHINGLES_ASKED))
    return found[::step]


def _listed(files: Sequence[str]) -> str:
    return "[" + ", ".join("'" + file.replace("'", "''") + "'" for file in files) + "]"


def _passage_around(column: str) -> str:
    """Take the first place of what is sought with its surroundings."""
    at = f"instr({column}, ?)"
    return f"substr({column}, greatest(1, {at} - {AROUND}), least({at} - 1, {AROUND}) + length(?) + {AROUND})"
