"""The tables of a read archive: their columns, and a reading laid out as their rows.

Names follow the schema ``luoshi.reading/1``; a span becomes the columns ``span_start`` and ``span_end``, half-open, in
code points of the source. A column is never renamed or retyped within one ``FORMAT``.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from luoshi_archive.errors import Problem

FORMAT = 1

DOCUMENTS = "documents"
ERRORS = "errors"

_SPAN = {"span_start": "BIGINT", "span_end": "BIGINT"}
_PLACED = {"document": "VARCHAR", "number": "INTEGER"}

COLUMNS: dict[str, dict[str, str]] = {
    DOCUMENTS: {
        "document": "VARCHAR",
        "sha256": "VARCHAR",
        "locator": "VARCHAR",
        "url": "VARCHAR",
        "given_id": "VARCHAR",
        "bytes": "BIGINT",
        "encoding": "VARCHAR",
        "script": "VARCHAR",
        "kind": "VARCHAR",
        "title": "VARCHAR",
        "date": "VARCHAR",
        "date_partial": "VARCHAR",
        "place": "VARCHAR",
        "place_code": "VARCHAR",
        "document_number": "VARCHAR",
        "publisher": "VARCHAR",
        "text": "VARCHAR",
        "source": "VARCHAR",
        "outline": 'STRUCT("level" INTEGER, heading VARCHAR, span_start BIGINT, span_end BIGINT)[]',
        "noise": "STRUCT(kind VARCHAR, span_start BIGINT, span_end BIGINT)[]",
    },
    "repairs": _PLACED | {
        "kind": "VARCHAR",
        "was": "VARCHAR",
        "now": "VARCHAR",
        "why": "VARCHAR",
        "certain": "BOOLEAN",
        "candidates": 'STRUCT("text" VARCHAR, score DOUBLE)[]',
    } | _SPAN,
    "people": _PLACED | {"name": "VARCHAR", "roles": "VARCHAR[]"} | _SPAN | {"other": "VARCHAR"},
    "formulations": _PLACED | {
        "text": "VARCHAR",
        "count": "INTEGER",
        "members": "VARCHAR[]",
        "quote": "VARCHAR",
    } | _SPAN | {"other": "VARCHAR"},
    "targets": _PLACED | {
        "indicator": "VARCHAR",
        "comparator": "VARCHAR",
        "value": "DOUBLE",
        "unit": "VARCHAR",
        "deadline": "VARCHAR",
        "deadline_text": "VARCHAR",
        "placeholder": "BOOLEAN",
        "quote": "VARCHAR",
    } | _SPAN | {"other": "VARCHAR"},
    "commitments": _PLACED | {
        "quote": "VARCHAR",
        "level": "VARCHAR",
        "instrument": "VARCHAR",
        "owner": "VARCHAR",
        "lead": "VARCHAR[]",
        "supporting": "VARCHAR[]",
        "deadline": "VARCHAR",
        "deadline_text": "VARCHAR",
        "under": "VARCHAR",
        "confidence": "DOUBLE",
    } | _SPAN | {"other": "VARCHAR"},
    "meetings": {
        "document": "VARCHAR",
        "name": "VARCHAR",
        "start": "VARCHAR",
        "end": "VARCHAR",
        "hosts": "VARCHAR[]",
        "by_video": "BOOLEAN",
        "main_venue": "VARCHAR",
        "branch_venues": "VARCHAR",
        "speakers": 'STRUCT("name" VARCHAR, "role" VARCHAR, form VARCHAR)[]',
        "attending": 'STRUCT("name" VARCHAR, "role" VARCHAR, capacity VARCHAR)[]',
        "agenda": "VARCHAR[]",
        "outputs": "STRUCT(kind VARCHAR, title_or_quote VARCHAR)[]",
        "other": "VARCHAR",
    },
    ERRORS: {
        "document": "VARCHAR",
        "sha256": "VARCHAR",
        "locator": "VARCHAR",
        "url": "VARCHAR",
        "given_id": "VARCHAR",
        "bytes": "BIGINT",
        "code": "VARCHAR",
        "message": "VARCHAR",
    },
}  # fmt: skip
"""Table → column → DuckDB type, in order. ``other`` is a JSON object of fields that have no column of their own."""

TABLES = tuple(COLUMNS)
FINDINGS = ("people", "formulations", "targets", "commitments")
_IDENTITY = ("document", "sha256", "locator", "url", "given_id", "bytes")

_MOST_REAL = 1e300  # and not infinite, which JSON cannot say

Row = dict[str, Any]


def document_identity(sha256: str | None, locator: str) -> str:
    """Name a document by its bytes and its place in the archive: 32 hexadecimal digits."""
    return hashlib.sha256(f"{sha256 or ''}\0{locator}".encode("utf-8", "backslashreplace")).hexdigest()[:32]


def rows_of_problem(identity: Row, problem: Problem) -> dict[str, list[Row]]:
    """Lay a document that was set aside out as one row of ``errors``."""
    row = {name: identity.get(name) for name in _IDENTITY}
    return {ERRORS: [{**row, "code": problem.code, "message": problem.message}]}


def rows_of_reading(identity: Row, reading: Mapping[str, Any]) -> dict[str, list[Row]]:
    """Lay a reading (``luoshi.reading/1``) out as rows, table by table."""
    document = identity["document"]
    one = {**reading, **{name: identity.get(name) for name in _IDENTITY}}
    rows: dict[str, list[Row]] = {DOCUMENTS: [_row(DOCUMENTS, one)]}
    for table in ("repairs", *FINDINGS):
        found: Iterable[Mapping[str, Any]] = reading.get(table) or ()
        rows[table] = [_row(table, {**each, "document": document, "number": n}) for n, each in enumerate(found)]
    if reading.get("meeting"):
        rows["meetings"] = [_row("meetings", {**reading["meeting"], "document": document})]
    return rows


def as_lines(rows: Iterable[Row]) -> bytes:
    """Print rows as JSON lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode("utf-8", "replace")


def _row(table: str, fields: Mapping[str, Any]) -> Row:
    flat = _with_flat_span(fields)
    columns = COLUMNS[table]
    row = {name: _cast(kind, flat.get(name)) for name, kind in columns.items()}
    if "other" in columns:
        beyond = {name: value for name, value in flat.items() if name not in columns and value not in (None, [], "")}
        row["other"] = json.dumps(beyond, ensure_ascii=False, default=str) if beyond else None
    return row


def _with_flat_span(fields: Mapping[str, Any]) -> Row:
    flat = dict(fields)
    span = flat.pop("span", None)
    if isinstance(span, Mapping):
        flat["span_start"], flat["span_end"] = span.get("start"), span.get("end")
    return flat


def _text(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _texts(value: Any) -> list[str] | None:
    if value is None:
        return None
    return [str(each) for each in (value if isinstance(value, (list, tuple)) else [value])]


def _whole(value: Any, most: int) -> int | None:
    if isinstance(value, float):
        value = int(value) if math.isfinite(value) else None
    return int(value) if isinstance(value, int) and -most <= value <= most else None


def _real(value: Any) -> float | None:
    if not isinstance(value, (int, float)) or not -_MOST_REAL <= value <= _MOST_REAL:
        return None
    return float(value)


def _truth(value: Any) -> bool | None:
    return None if value is None else bool(value)


_CASTS: dict[str, Callable[[Any], Any]] = {
    "VARCHAR": _text,
    "VARCHAR[]": _texts,
    "INTEGER": partial(_whole, most=2**31 - 1),
    "BIGINT": partial(_whole, most=2**63 - 1),
    "DOUBLE": _real,
    "BOOLEAN": _truth,
}


def _cast(kind: str, value: Any) -> Any:
    return _CASTS[kind](value) if kind in _CASTS else _structs(kind, value)


def _structs(kind: str, value: Any) -> list[Row]:
    """Cast a list of objects to the fields that the column's type names."""
    fields = [part.strip().split(" ") for part in kind.removeprefix("STRUCT(").removesuffix(")[]").split(",")]
    listed = value if isinstance(value, (list, tuple)) else ()
    each = [_with_flat_span(entry) for entry in listed if isinstance(entry, Mapping)]
    return [{name.strip('"'): _CASTS[cast](entry.get(name.strip('"'))) for name, cast in fields} for entry in each]
